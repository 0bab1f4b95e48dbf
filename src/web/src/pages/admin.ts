import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import '../design/page.css';
import type { Me, Role } from '../wire/types.js';
import type { Link, Person, Team } from '../wire/admin.js';
import { get, messageOf, post } from '../wire/api.js';
import { en } from '../text/en.js';
import { timeOfDay } from '../text/time.js';
import { adminStyles } from '../admin/adminStyles.js';
import '../admin/audit.js';
import '../admin/erase.js';
import '../admin/holds.js';
import '../admin/keys.js';
import '../admin/personExport.js';
import '../admin/retention.js';
import '../admin/scan.js';
import '../admin/sure.js';
import { Page } from '../parts/page.js';
import { sheet } from '../parts/sheet.js';
import '../parts/once.js';
import { viewStyles } from '../parts/views.js';

const views = ['people', 'audit', 'privacy'] as const;
type View = (typeof views)[number];
const roles: readonly Role[] = ['agent', 'supervisor', 'qa', 'operator', 'administrator'];

/** People, teams and keys: what has to be there before a source can be heard and an alert be seen. */
@customElement('cl-admin')
export class Admin extends Page {
  static override styles = [Page.styles, sheet, adminStyles, viewStyles, css`
    main {
      width: min(100%, 1080px);
      gap: 36px;
    }
    .views {
      padding: 0;
    }
    @media (max-width: 720px) {
      main {
        gap: 28px;
      }
    }
  `];

  protected readonly page = 'admin';
  @state() private view: View = 'people';
  @state() private people: Person[] = [];
  @state() private teams: Team[] = [];
  @state() private once: { section: string; text: string; secret: string } | null = null;
  @state() private problem: { section: string; text: string } | null = null;
  @state() private newRole: Role = 'agent';

  protected allows(me: Me): boolean {
    return me.role === 'administrator';
  }

  protected begin(): void {
    const asked = new URLSearchParams(location.search).get('view');
    this.view = views.find((view) => view === asked) ?? 'people';
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      [this.teams, this.people] = await Promise.all([
        get<Team[]>('/api/v1/admin/teams'), get<Person[]>('/api/v1/admin/people'),
      ]);
    } catch (error) {
      this.stopped = messageOf(error);
    }
  }

  protected body(): unknown {
    return html`<main><div class="lead"><h1>${en.admin.title}</h1><nav class="views" aria-label=${en.admin.viewsLabel}>${views.map((view) => html`
        <a href=${view === 'people' ? '/admin' : `/admin?view=${view}`} data-testid="view-${view}" aria-current=${view === this.view ? 'page' : nothing}>${en.admin.views[view]}</a>`)}</nav></div>
      ${this.view === 'audit' ? html`<cl-audit .people=${this.people}></cl-audit>`
        : this.view === 'privacy' ? html`<cl-retention .teams=${this.teams}></cl-retention><cl-holds></cl-holds><cl-erase></cl-erase>
          <cl-person-export></cl-person-export><cl-scan></cl-scan>`
        : html`${this.teamsSection()}${this.peopleSection()}<cl-keys .teams=${this.teams}></cl-keys>`}</main>`;
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
          <td class="acts">${person.disabledAt !== null ? html`<span>${en.admin.disabled}</span>` : html`
            <button class="quiet" type="button" data-testid="person-link" @click=${() => this.link(person)}>${en.admin.link}</button>
            <cl-sure .label=${en.admin.disable} @sure=${() => this.run('people', () => post(`/api/v1/admin/people/${encodeURIComponent(person.id)}/disable`))}></cl-sure>`}</td></tr>`)}</tbody></table></div>`}
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

  private said(section: string): unknown {
    return html`
      ${this.problem?.section === section ? html`<p class="problem" role="alert">${this.problem.text}</p>` : nothing}
      ${this.once?.section === section ? html`<cl-once .text=${this.once.text} .secret=${this.once.secret} @done=${() => (this.once = null)}></cl-once>` : nothing}`;
  }

  private async add(event: SubmitEvent, section: string, path: string, of: (form: FormData) => unknown): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    await this.run(section, async () => {
      await post(path, of(new FormData(form)));
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
    try {
      await act();
      await this.load();
    } catch (error) {
      this.problem = { section, text: messageOf(error) };
    }
  }
}
