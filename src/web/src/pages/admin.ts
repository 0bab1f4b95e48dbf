import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import '../design/page.css';
import type { Me, Role } from '../wire/types.js';
import { get, messageOf, post } from '../wire/api.js';
import { en } from '../text/en.js';
import { dayAndTime, timeOfDay } from '../text/time.js';
import { Page } from '../parts/page.js';
import { sheet } from '../parts/sheet.js';
import '../parts/once.js';

interface Team { id: string; name: string }
interface Person { id: string; name: string; role: Role; agentId: string | null; teams: string[]; disabledAt: string | null }
interface Key { id: string; name: string; kind: 'source' | 'banner' | 'perspective' | 'administrator'; createdAt: string; lastUsedAt: string | null; revokedAt: string | null; key: string | null }
interface Link { url: string; expiresAt: string }

const roles: readonly Role[] = ['agent', 'supervisor', 'qa', 'operator', 'administrator'];

/** People, teams and keys: what has to be there before a source can be heard and an alert be seen. */
@customElement('cl-admin')
export class Admin extends Page {
  static override styles = [Page.styles, sheet, css`
    main {
      width: min(100%, 1080px);
      gap: 36px;
    }
    .scroll {
      position: relative;
      overflow-x: auto;
    }
    tbody :is(td, th) {
      vertical-align: middle;
      padding-block: 8px;
    }
    tr[data-off] :is(td, th) {
      color: var(--ink-3);
    }
    td.acts {
      text-align: end;
      white-space: nowrap;
    }
    form {
      display: flex;
      flex-wrap: wrap;
      gap: 10px 12px;
      align-items: end;
    }
    form label {
      display: grid;
      gap: 4px;
      min-width: 0;
    }
    form input {
      width: 180px;
    }
    form > button {
      min-height: 36px;
    }
    select[multiple] {
      min-height: 36px;
      height: auto;
    }
    fieldset {
      display: flex;
      flex-wrap: wrap;
      gap: 0 12px;
    }
    legend {
      font-size: var(--s);
      color: var(--ink-2);
      padding: 0 0 4px;
    }
    fieldset label {
      display: flex;
      align-items: center;
      min-height: 36px;
      gap: 6px;
      color: var(--ink);
    }
    fieldset input {
      width: 24px;
      height: 24px;
      min-height: 0;
    }
    .none {
      color: var(--ink-2);
    }
    @media (max-width: 720px) {
      main {
        gap: 28px;
      }
      tbody :is(td, th) {
        padding-block: 0;
      }
      td.acts {
        text-align: start;
        margin-inline-start: -10px;
      }
      form > label {
        flex: 1 1 100%;
      }
      form > label > * {
        width: 100%;
      }
    }
  `];

  protected readonly page = 'admin';
  @state() private people: Person[] = [];
  @state() private teams: Team[] = [];
  @state() private keys: Key[] = [];
  @state() private once: { section: string; text: string; secret: string } | null = null;
  @state() private problem: { section: string; text: string } | null = null;
  @state() private sure: string | null = null;
  @state() private newRole: Role = 'agent';

  protected allows(me: Me): boolean {
    return me.role === 'administrator';
  }

  protected begin(): void {
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      [this.teams, this.people, this.keys] = await Promise.all([
        get<Team[]>('/api/v1/admin/teams'), get<Person[]>('/api/v1/admin/people'), get<Key[]>('/api/v1/admin/keys'),
      ]);
    } catch (error) {
      this.stopped = messageOf(error);
    }
  }

  protected body(): unknown {
    return html`<main><h1>${en.admin.title}</h1>${this.teamsSection()}${this.peopleSection()}${this.keysSection()}</main>`;
  }

  private teamsSection(): unknown {
    return html`<section aria-labelledby="teams" data-testid="teams"><h2 id="teams">${en.admin.teams}</h2>
      ${this.teams.length === 0 ? html`<p class="none">${en.admin.noTeams}</p>` : html`<div class="card scroll" tabindex="0"><table>
        <thead><tr><th scope="col">${en.admin.name}</th><th scope="col">${en.admin.id}</th></tr></thead>
        <tbody>${this.teams.map((team) => html`<tr><th scope="row">${team.name}</th><td data-label=${en.admin.id}><span><code>${team.id}</code></span></td></tr>`)}</tbody></table></div>`}
      <form @submit=${(e: SubmitEvent) => this.add(e, 'teams', '/api/v1/admin/teams', (form) => ({ id: form.get('id'), name: form.get('name') }))}>
        <label>${en.admin.name}<input name="name" required maxlength="100" autocomplete="off" /></label>
        <label>${en.admin.id}<input name="id" required maxlength="128" pattern="[A-Za-z0-9._:\\-]+" autocomplete="off" /></label>
        <button data-testid="add-team">${en.admin.addTeam}</button></form>${this.said('teams')}</section>`;
  }

  private peopleSection(): unknown {
    const named = new Map(this.teams.map((team) => [team.id, team.name]));
    return html`<section aria-labelledby="people" data-testid="people"><h2 id="people">${en.admin.people}</h2>
      ${this.people.length === 0 ? html`<p class="none">${en.admin.noPeople}</p>` : html`<div class="card scroll" tabindex="0"><table>
        <thead><tr><th scope="col">${en.admin.name}</th><th scope="col">${en.admin.role}</th><th scope="col">${en.admin.teamsOf}</th>
          <th scope="col">${en.admin.agentId}</th><th><span class="away">${en.admin.link}</span></th></tr></thead>
        <tbody>${this.people.map((person) => html`<tr ?data-off=${person.disabledAt !== null} data-testid="person">
          <th scope="row">${person.name}</th><td data-label=${en.admin.role}><span>${en.role[person.role]}</span></td>
          <td data-label=${en.admin.teamsOf}><span>${person.role === 'administrator' ? en.admin.allTeams : person.teams.map((id) => named.get(id) ?? id).join(', ')}</span></td>
          ${person.agentId === null ? html`<td></td>` : html`<td data-label=${en.admin.agentId}><span><code>${person.agentId}</code></span></td>`}
          <td class="acts">${person.disabledAt !== null ? en.admin.disabled : html`
            <button class="quiet" type="button" data-testid="person-link" @click=${() => this.link(person)}>${en.admin.link}</button>
            ${this.danger(`/api/v1/admin/people/${encodeURIComponent(person.id)}/disable`, 'people', en.admin.disable)}`}</td></tr>`)}</tbody></table></div>`}
      <form @submit=${(e: SubmitEvent) => this.add(e, 'people', '/api/v1/admin/people', (form) => ({
        name: form.get('name'), role: form.get('role'), agentId: form.get('agentId') || null, teams: form.getAll('teams'),
      }))}>
        <label>${en.admin.name}<input name="name" required maxlength="100" autocomplete="off" /></label>
        <label>${en.admin.role}<select name="role" @change=${(e: Event) => (this.newRole = (e.target as HTMLSelectElement).value as Role)}>
          ${roles.map((role) => html`<option value=${role} ?selected=${role === this.newRole}>${en.role[role]}</option>`)}</select></label>
        ${this.newRole === 'agent' ? html`<label title=${en.admin.agentIdHint}>${en.admin.agentId}<input name="agentId" required maxlength="128"
          pattern="[A-Za-z0-9._:\\-]+" autocomplete="off" /></label>` : nothing}
        ${this.newRole === 'administrator' || this.newRole === 'operator' || this.teams.length === 0 ? nothing : html`<fieldset><legend>${en.admin.teamsOf}</legend>
          ${this.teams.map((team) => html`<label><input type="checkbox" name="teams" value=${team.id} />${team.name}</label>`)}</fieldset>`}
        <button data-testid="add-person">${en.admin.addPerson}</button></form>${this.said('people')}</section>`;
  }

  private keysSection(): unknown {
    return html`<section aria-labelledby="keys" data-testid="keys"><h2 id="keys">${en.admin.keys}</h2>
      ${this.keys.length === 0 ? html`<p class="none">${en.admin.noKeys}</p>` : html`<div class="card scroll" tabindex="0"><table>
        <thead><tr><th scope="col">${en.admin.name}</th><th scope="col">${en.admin.created}</th><th scope="col">${en.admin.lastUsed}</th>
          <th><span class="away">${en.admin.revoke}</span></th></tr></thead>
        <tbody>${this.keys.map((key) => html`<tr ?data-off=${key.revokedAt !== null} data-testid="key"><th scope="row">${key.name}${key.kind === 'banner' || key.kind === 'perspective' ? html` <span class="muted small">${key.kind === 'banner' ? en.admin.kindBanner : en.admin.kindPerspective}</span>` : nothing}</th>
          <td class="num" data-label=${en.admin.created}><span>${dayAndTime(key.createdAt)}</span></td><td class="num" data-label=${en.admin.lastUsed}><span>${key.lastUsedAt === null ? en.admin.never : dayAndTime(key.lastUsedAt)}</span></td>
          <td class="acts">${key.revokedAt !== null ? en.admin.revoked
            : this.danger(`/api/v1/admin/keys/${encodeURIComponent(key.id)}/revoke`, 'keys', en.admin.revoke)}</td></tr>`)}</tbody></table></div>`}
      <form @submit=${(e: SubmitEvent) => this.add(e, 'keys', '/api/v1/admin/keys', (form) => ({ name: form.get('name'), kind: form.get('kind') }))}>
        <label>${en.admin.name}<input name="name" required maxlength="100" autocomplete="off" /></label>
        <label>${en.admin.keyFor}<select name="kind" data-testid="key-kind"><option value="source">${en.admin.kindSource}</option><option value="banner">${en.admin.kindBanner}</option><option value="perspective">${en.admin.kindPerspective}</option></select></label>
        <button data-testid="add-key">${en.admin.addKey}</button></form>${this.said('keys')}</section>`;
  }

  /** The second press does it: what shuts somebody out is not done by a slip. */
  private danger(path: string, section: string, label: string): unknown {
    return html`<button class="quiet" type="button" @blur=${() => (this.sure = null)}
      @click=${() => (this.sure === path ? this.run(section, () => post(path)) : (this.sure = path))}>${this.sure === path ? en.admin.sure : label}</button>`;
  }

  private said(section: string): unknown {
    return html`
      ${this.problem?.section === section ? html`<p class="problem" role="alert">${this.problem.text}</p>` : nothing}
      ${this.once?.section === section ? html`<cl-once .text=${this.once.text} .secret=${this.once.secret} @done=${() => (this.once = null)}></cl-once>` : nothing}`;
  }

  private async add(event: SubmitEvent, section: string, path: string, of: (form: FormData) => unknown): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    await this.run(section, async () => {
      const made = await post<Partial<Key>>(path, of(new FormData(form)));
      if (section === 'keys' && made.key) this.once = { section, text: en.admin.keyOnce(made.name ?? ''), secret: made.key };
      form.reset();
      this.newRole = 'agent';
    });
  }

  private async link(person: Person): Promise<void> {
    await this.run('people', async () => {
      const link = await post<Link>(`/api/v1/admin/people/${encodeURIComponent(person.id)}/link`);
      this.once = { section: 'people', text: en.admin.linkOnce(person.name, timeOfDay(link.expiresAt)), secret: link.url };
    });
  }

  private async run(section: string, act: () => Promise<unknown>): Promise<void> {
    this.problem = null;
    this.sure = null;
    try {
      await act();
      await this.load();
    } catch (error) {
      this.problem = { section, text: messageOf(error) };
    }
  }
}
