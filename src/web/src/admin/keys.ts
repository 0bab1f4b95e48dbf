import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Key, Team } from '../wire/admin.js';
import { get, messageOf, post } from '../wire/api.js';
import { now } from '../wire/clock.js';
import { en } from '../text/en.js';
import { dayAndTime } from '../text/time.js';
import { base, controls } from '../design/styles.js';
import { sheet } from '../parts/sheet.js';
import '../parts/once.js';
import { adminStyles } from './adminStyles.js';
import './sure.js';

const text = en.admin;
const path = '/api/v1/admin/keys';
const pathOf = (key: Key, act: string): string => `${path}/${encodeURIComponent(key.id)}/${act}`;
const standardOverlap = 24;

/** Keys of sources and sites: whose teams they are for, when they were last used, and a new secret without a gap. */
@customElement('cl-keys')
export class Keys extends LitElement {
  static override styles = [base, controls, sheet, adminStyles, css`
    .kind {
      display: block;
      font-weight: 400;
    }
    td.num > span {
      white-space: nowrap;
    }
    .rotate {
      display: grid;
      gap: 12px;
      padding: 14px;
    }
    .rotate form {
      align-items: end;
    }
  `];

  @property({ attribute: false }) teams: readonly Team[] = [];
  @state() private keys: Key[] | null = null;
  @state() private rotating: Key | null = null;
  @state() private once: { text: string; secret: string } | null = null;
  @state() private problem: string | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.run(() => Promise.resolve());
  }

  protected override render(): unknown {
    if (this.keys === null && this.problem === null) return nothing;
    const keys = this.keys ?? [];
    return html`<section aria-labelledby="keys" data-testid="keys"><h2 id="keys">${text.keys}</h2>
      ${keys.length === 0 ? html`<p class="none">${text.noKeys}</p>` : html`<div class="card scroll" tabindex="0"><table>
        <thead><tr><th scope="col">${text.name}</th><th scope="col">${text.teamsOf}</th><th scope="col">${text.created}</th><th scope="col">${text.lastUsed}</th>
          <th><span class="away">${text.revoke}</span></th></tr></thead>
        <tbody>${keys.map((key) => this.row(key))}</tbody></table></div>`}
      ${this.rotating === null ? nothing : this.rotation(this.rotating)}
      ${this.once === null ? nothing : html`<cl-once .text=${this.once.text} .secret=${this.once.secret} @done=${() => (this.once = null)}></cl-once>`}
      ${this.problem === null ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
      ${this.form()}</section>`;
  }

  private row(key: Key): unknown {
    const named = new Map(this.teams.map((team) => [team.id, team.name]));
    const kind = { banner: text.kindBanner, perspective: text.kindPerspective, source: '', administrator: '' }[key.kind];
    const former = key.revokedAt === null && key.formerUntil !== null && Date.parse(key.formerUntil) > now() ? key.formerUntil : null;
    return html`<tr ?data-off=${key.revokedAt !== null} data-testid="key"><th scope="row">${key.name}${kind === '' ? nothing : html`<span class="muted small kind">${kind}</span>`}</th>
      <td data-label=${text.teamsOf} data-testid="key-teams"><span>${key.teams.length === 0 ? text.allTeams : key.teams.map((id) => named.get(id) ?? id).join(', ')}</span></td>
      <td class="num" data-label=${text.created}><span>${dayAndTime(key.createdAt)}</span></td>
      <td class="num" data-label=${text.lastUsed}><span data-testid="key-used">${key.lastUsedAt === null ? text.never : dayAndTime(key.lastUsedAt)}</span>
        ${former === null ? nothing : html`<small data-testid="key-former">${text.formerUntil(dayAndTime(former))}; ${key.formerUsedAt === null ? text.notUsedSince : text.usedSince(dayAndTime(key.formerUsedAt))}</small>`}</td>
      <td class="acts">${key.revokedAt !== null ? html`<span>${text.revoked}</span>` : html`
        <button class="quiet" type="button" data-testid="key-rotate" @click=${() => this.ask(key)}>${text.rotate}</button>
        <cl-sure .label=${text.revoke} @sure=${() => this.run(() => post(pathOf(key, 'revoke')))}></cl-sure>`}</td></tr>`;
  }

  private rotation(key: Key): unknown {
    return html`<div class="card rotate" role="group" aria-label=${text.rotating(key.name)} data-testid="rotation">
      <h3>${text.rotating(key.name)}</h3><p class="note">${text.rotateBody}</p>
      <form @submit=${(e: SubmitEvent) => this.rotate(e, key)} @keydown=${(e: KeyboardEvent) => e.key === 'Escape' && (this.rotating = null)}>
        <label>${text.overlap}<select name="hours" data-testid="overlap">${text.overlaps.map(([hours, name]) => html`
          <option value=${hours} ?selected=${hours === standardOverlap}>${name}</option>`)}</select></label>
        <button class="primary" data-testid="rotate-confirm">${text.rotate}</button>
        <button class="quiet" type="button" @click=${() => (this.rotating = null)}>${text.cancel}</button></form></div>`;
  }

  private form(): unknown {
    return html`<form @submit=${this.add}>
      <label>${text.name}<input name="name" required maxlength="100" autocomplete="off" /></label>
      <label>${text.keyFor}<select name="kind" data-testid="key-kind"><option value="source">${text.kindSource}</option><option value="banner">${text.kindBanner}</option><option value="perspective">${text.kindPerspective}</option></select></label>
      ${this.teams.length === 0 ? nothing : html`<fieldset title=${text.keyTeamsHint}><legend>${text.keyTeams}</legend>
        ${this.teams.map((team) => html`<label><input type="checkbox" name="teams" value=${team.id} />${team.name}</label>`)}</fieldset>`}
      <button data-testid="add-key">${text.addKey}</button></form>`;
  }

  private async ask(key: Key): Promise<void> {
    this.rotating = key;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.rotate select')?.focus();
  }

  private async rotate(event: SubmitEvent, key: Key): Promise<void> {
    event.preventDefault();
    const overlapHours = Number(new FormData(event.target as HTMLFormElement).get('hours'));
    await this.run(async () => {
      const made = await post<Key>(pathOf(key, 'rotate'), { overlapHours });
      this.rotating = null;
      this.once = { text: text.rotated(made.name, overlapHours === 0 || made.formerUntil === null ? null : dayAndTime(made.formerUntil)), secret: made.key ?? '' };
    });
  }

  private async add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const element = event.target as HTMLFormElement;
    const form = new FormData(element);
    await this.run(async () => {
      const made = await post<Key>(path, { name: form.get('name'), kind: form.get('kind'), teams: form.getAll('teams') });
      this.once = { text: text.keyOnce(made.name), secret: made.key ?? '' };
      element.reset();
    });
  }

  private async run(act: () => Promise<unknown>): Promise<void> {
    this.problem = null;
    try {
      await act();
      this.keys = await get<Key[]>(path);
    } catch (error) {
      this.problem = messageOf(error);
    }
  }
}
