import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AuditEntry, AuditPage, Person } from '../wire/admin.js';
import { get, messageOf } from '../wire/api.js';
import { queryOf } from '../review/filters.js';
import { en } from '../text/en.js';
import { exactly } from '../text/time.js';
import { base, controls } from '../design/styles.js';
import { tones } from '../design/tones.js';
import { sheet } from '../parts/sheet.js';
import { adminStyles } from './adminStyles.js';
import './chain.js';

const text = en.auditing;
const pageSize = 100;
const filterNames = ['byId', 'callId', 'day'] as const;
type Filters = Partial<Record<(typeof filterNames)[number], string>>;

/** Who saw which call and who did what, newest first, by person, call and day. */
@customElement('cl-audit')
export class Audit extends LitElement {
  static override styles = [base, controls, sheet, tones, adminStyles, css`
    :host {
      display: grid;
      gap: 28px;
    }
    td.when {
      white-space: nowrap;
    }
    tbody :is(td, th) {
      vertical-align: top;
    }
    tbody th {
      font-weight: 500;
    }
    .of {
      color: var(--ink-2);
      font-weight: 400;
      font-size: var(--s);
    }
    .more {
      justify-self: start;
    }
    @media (max-width: 720px) {
      tbody th {
        order: -1;
      }
    }
  `];

  @property({ attribute: false }) people: readonly Person[] = [];
  @state() private filters: Filters = {};
  @state() private page: AuditPage | null = null;
  @state() private entries: AuditEntry[] = [];
  @state() private hasMore = false;
  @state() private problem: string | null = null;
  #asking = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    const asked = new URLSearchParams(location.search);
    for (const name of filterNames) {
      const value = asked.get(name);
      if (value) this.filters = { ...this.filters, [name]: value };
    }
    void this.load();
  }

  private async load(more = false): Promise<void> {
    const asking = ++this.#asking;
    const { byId, callId, day } = this.filters;
    const query = queryOf(day === undefined ? {} : { from: day, to: day });
    if (byId !== undefined) query.set('byId', byId);
    if (callId !== undefined) query.set('callId', callId);
    query.set('limit', String(pageSize));
    const last = this.entries.at(-1);
    if (more && last !== undefined) query.set('before', String(last.number));
    this.problem = null;
    try {
      const page = await get<AuditPage>(`/api/v1/admin/audit?${query}`);
      if (asking !== this.#asking) return;
      this.page = page;
      this.entries = more ? [...this.entries, ...page.entries] : page.entries;
      this.hasMore = page.entries.length === pageSize;
    } catch (error) {
      if (asking === this.#asking) this.problem = messageOf(error);
    }
  }

  protected override render(): unknown {
    const { page } = this;
    return html`${page === null ? nothing : html`<cl-chain .head=${{ number: page.head, hash: page.headHash }}></cl-chain>`}
      <section aria-labelledby="audit"><h2 id="audit">${text.title}</h2><p class="note">${text.note}</p>
        ${this.narrow()}
        ${this.problem === null ? nothing : html`<p class="problem" role="alert">${this.problem} <button type="button" @click=${() => this.load()}>${en.errors.retry}</button></p>`}
        ${page === null ? nothing : this.entries.length === 0 ? html`<p class="none" data-testid="audit-none">${text.none}</p>` : html`<div class="card scroll" tabindex="0"><table>
          <thead><tr><th scope="col">${text.when}</th><th scope="col">${text.what}</th><th scope="col">${text.who}</th><th scope="col"><span class="away">${text.answer}</span></th></tr></thead>
          <tbody>${this.entries.map((entry) => this.row(entry))}</tbody></table></div>`}
        ${this.hasMore ? html`<button class="more" type="button" data-testid="audit-older" @click=${() => this.load(true)}>${text.older}</button>` : nothing}</section>`;
  }

  private narrow(): unknown {
    const { byId = '', callId = '', day = '' } = this.filters;
    const known = new Map(this.people.map((person) => [person.id, person.name]));
    for (const entry of this.entries) if (entry.byId !== undefined && !known.has(entry.byId)) known.set(entry.byId, entry.by ?? entry.byId);
    if (byId !== '' && !known.has(byId)) known.set(byId, byId);
    const changed = (e: Event): void => this.set((e.target as HTMLInputElement).name as keyof Filters, (e.target as HTMLInputElement).value.trim());
    return html`<form role="search" @submit=${(e: SubmitEvent) => e.preventDefault()} @change=${changed}>
      <label>${text.person}<select name="byId" data-testid="audit-person"><option value="">${text.anybody}</option>
        ${[...known].sort(([, a], [, b]) => a.localeCompare(b)).map(([id, name]) => html`<option value=${id} ?selected=${id === byId}>${name}</option>`)}</select></label>
      <label>${text.call}<input name="callId" data-testid="audit-call" autocomplete="off" maxlength="128" placeholder=${text.callHint} .value=${callId} /></label>
      <label>${text.day}<input type="date" name="day" data-testid="audit-day" .value=${day} /></label>
      ${Object.keys(this.filters).length === 0 ? nothing : html`<button class="quiet" type="button" data-testid="audit-clear" @click=${() => this.narrowTo({})}>${text.clear}</button>`}</form>`;
  }

  private row(entry: AuditEntry): unknown {
    const { at, number, what, of = {}, how, by, role, status } = entry;
    const { callId, ...others } = of;
    const beside = [role === undefined || role.toLowerCase() === by?.toLowerCase() ? '' : en.role[role], text.how[how]].filter(Boolean).join(', ');
    return html`<tr data-testid="audit-entry" data-number=${number}><td class="num when" data-label=${text.when}><span>${exactly(at)}</span><small>${text.number(number)}</small></td>
      <th scope="row">${text.acts[what] ?? html`<code>${what}</code>`}${callId === undefined ? nothing : html` <a href="/review/${encodeURIComponent(callId)}">${callId}</a>`}
        ${Object.entries(others).map(([name, value]) => html`<span class="of">${name === 'id' ? '' : `${name} `}<code>${value}</code></span> `)}</th>
      <td data-label=${text.who}><span>${by ?? text.server}</span>${beside === '' ? nothing : html`<small>${beside}</small>`}</td>
      ${status === undefined || status < 400 ? html`<td></td>` : html`<td><span class="chip tone-caution">${status === 403 ? text.refused : status === 404 ? text.notFound : text.status(status)}</span></td>`}</tr>`;
  }

  private set(name: keyof Filters, value: string): void {
    const filters = { ...this.filters };
    if (value === '') delete filters[name];
    else filters[name] = value;
    this.narrowTo(filters);
  }

  private narrowTo(filters: Filters): void {
    this.filters = filters;
    history.replaceState(null, '', `/admin?${new URLSearchParams({ view: 'audit', ...filters })}`);
    void this.load();
  }
}
