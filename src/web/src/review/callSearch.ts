import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { categories, severities } from '../wire/types.js';
import { get, messageOf, post, wallPath } from '../wire/api.js';
import { en } from '../text/en.js';
import { clock, day, timeOfDay } from '../text/time.js';
import { base, controls, empty } from '../design/styles.js';
import { severityGlyph } from '../design/glyphs.js';
import { tones } from '../design/tones.js';
import { agentOf, endOf, lengthOf, placeOf } from '../parts/callCard.js';
import { stepChip } from '../parts/stepChip.js';
import '../parts/words.js';
import { addressOf, searchOf, type FilterName, type Filters } from './filters.js';
import { labelStates, searchPath, type FoundCall, type SearchChoices, type SearchPage } from './wire.js';
import { callSearchStyles } from './callSearchStyles.js';

const words = en.reviewing.search;
const typingMs = 250;
const pageSize = 30;

/** Finds calls, those that go on included, by what was said in them and by what they are. */
@customElement('cl-call-search')
export class CallSearch extends LitElement {
  static override styles = [base, controls, empty, tones, callSearchStyles, css`
    :host {
      --lit: var(--caution-soft);
      --lit-ink: var(--caution);
    }
  `];

  @property({ attribute: false }) filters: Filters = {};
  @property() openId: string | null = null;
  @property({ type: Boolean }) mayLabel = false;

  @state() private calls: FoundCall[] | null = null;
  @state() private next: string | null = null;
  @state() private waiting = 0;
  @state() private teams: SearchChoices['teams'] = [];
  @state() private problem: string | null = null;
  @state() private isOpen = false;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #asking = new AbortController();
  #asked: string | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void get<SearchChoices>('/api/v1/review/choices').then((choices) => (this.teams = choices.teams), () => undefined);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
    this.#asking.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('filters') || addressOf(this.filters) === this.#asked) return;
    this.isOpen ||= this.count > 0;
    void this.find();
  }

  private get count(): number {
    return Object.keys(this.filters).filter((name) => name !== 'q').length;
  }

  private async find(more = false): Promise<void> {
    this.#asking.abort();
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    this.#asked = addressOf(this.filters);
    try {
      const page = await post<SearchPage>(searchPath, { ...searchOf(this.filters), limit: pageSize, after: more ? this.next : null }, signal);
      this.calls = more ? [...(this.calls ?? []), ...page.calls] : page.calls;
      this.next = page.next;
      this.waiting = page.waiting;
      this.problem = null;
    } catch (error) {
      if (!signal.aborted) this.problem = messageOf(error);
    }
  }

  protected override render(): unknown {
    const { filters } = this;
    return html`<div class="find" role="search">
        <input type="search" data-testid="review-search" maxlength="200" placeholder=${words.placeholder} aria-label=${words.placeholder} title=${words.hint}
          .value=${filters.q ?? ''} @input=${this.typed} />
        <button class="quiet more" type="button" data-testid="review-filters" aria-expanded=${this.isOpen} @click=${() => (this.isOpen = !this.isOpen)}>${words.filters(this.count)}</button>
        ${this.isOpen ? this.panel() : nothing}</div>
      ${this.problem === null ? nothing : html`<p class="problem" role="alert">${this.problem} <button type="button" @click=${() => this.find()}>${en.errors.retry}</button></p>`}
      ${this.calls === null ? nothing : this.calls.length > 0 ? this.days(this.calls) : html`<div class="empty" data-testid="review-empty">${
        this.#asked === '' ? html`<h2>${en.review.emptyTitle}</h2><p>${en.review.emptyBody}</p>` : html`<p>${en.review.noneFound}</p>`}</div>`}
      ${this.waiting > 0 && filters.q !== undefined ? html`<p class="waiting" role="status">${words.waiting(this.waiting)}</p>` : nothing}
      ${this.next === null ? nothing : html`<button type="button" data-testid="review-more" @click=${() => this.find(true)}>${en.review.more}</button>`}`;
  }

  private panel(): unknown {
    const states = this.mayLabel ? labelStates : [];
    return html`<div class="panel">
      ${this.teams.length < 2 ? nothing : this.choice('team', words.team, this.teams.map((team) => [team.id, team.name]))}
      ${this.choice('category', words.category, categories.map((category) => [category, en.category[category]]))}
      ${this.choice('severity', words.severity, severities.map((severity) => [severity, en.severity[severity]]))}
      ${states.length === 0 ? nothing : this.choice('labels', words.labels, states.map((state) => [state, words.labelStates[state]]))}
      ${(['from', 'to'] as const).map((name) => html`<label>${words[name]}<input type="date" data-testid="filter-${name}" .value=${this.filters[name] ?? ''}
        @change=${(e: Event) => this.set(name, (e.target as HTMLInputElement).value)} /></label>`)}
      ${this.count === 0 ? nothing : html`<button class="quiet" type="button" data-testid="filters-clear" @click=${this.clear}>${words.clear}</button>`}</div>`;
  }

  private choice(name: FilterName, label: string, values: readonly (readonly [string, string])[]): unknown {
    return html`<label>${label}<select data-testid="review-${name}" @change=${(e: Event) => this.set(name, (e.target as HTMLSelectElement).value)}>
      <option value="">${words.any}</option>${values.map(([value, text]) => html`<option value=${value} ?selected=${this.filters[name] === value}>${text}</option>`)}</select></label>`;
  }

  private days(calls: readonly FoundCall[]): unknown {
    return calls.map((found, i) => {
      const { call } = found;
      const before = calls[i - 1]?.call;
      const first = before === undefined || day(before.startedAt) !== day(call.startedAt);
      return html`${first ? html`<h2>${day(call.startedAt)}</h2>` : nothing}
        <a class="call" href="/review/${encodeURIComponent(call.callId)}${addressOf(this.filters)}" data-testid="past-call" data-call=${call.callId}
          aria-current=${call.callId === this.openId ? 'true' : nothing} @click=${(e: MouseEvent) => this.open(e, call.callId)}>
          <strong>${agentOf(call)}</strong><span class="end num">${timeOfDay(call.startedAt)}</span>
          <span class="muted">${[placeOf(call), lengthOf(call)].filter(Boolean).join(' · ')}</span>
          ${call.peakSeverity === null ? html`<span></span>` : html`<span class="chip tone-${call.peakSeverity}">${severityGlyph(call.peakSeverity)}${en.severity[call.peakSeverity]}</span>`}
          ${this.hits(found)}
          <span class="muted">${call.endedAt === null ? html`<span class="live" data-testid="found-live">${words.live}</span>` : endOf(call)}</span>${call.step === 'calm' ? nothing : stepChip(call.step, call.frozen)}</a>
        ${call.endedAt === null ? html`<a class="wall" href=${wallPath(call.callId)} data-testid="found-on-wall">${words.onWall}</a>` : nothing}`;
    });
  }

  private hits(found: FoundCall): unknown {
    // Of a call that is not searched for words, the worst of them says what it was about; it is blurred like the rest.
    return found.hits.length === 0 && found.labelled === 0 ? nothing : html`<span class="hits">${found.hits.map((hit) => html`
      <span class="hit" data-testid="hit" data-hit=${hit.category === null ? hit.utteranceId : nothing}><span class="num muted">${clock(hit.startMs)}</span> <cl-words .text=${hit.text} .highlights=${hit.spans} .category=${hit.category}></cl-words></span>`)}
      ${found.hitCount <= found.hits.length && found.labelled === 0 ? nothing : html`<span class="muted">${[
        found.hitCount > found.hits.length ? words.hits(found.hitCount) : '', found.labelled > 0 ? words.labelled(found.labelled) : ''].filter(Boolean).join(' · ')}</span>`}</span>`;
  }

  private open(event: MouseEvent, callId: string): void {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    // One of the places shown leads to itself, the rest of the card to the first.
    const place = event.composedPath().find((one) => one instanceof HTMLElement && one.dataset['hit'] !== undefined) as HTMLElement | undefined;
    this.dispatchEvent(new CustomEvent('open-past', { detail: { callId, hit: place?.dataset['hit'] ?? null } }));
  }

  private typed(event: Event): void {
    const text = (event.target as HTMLInputElement).value.trim();
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.set('q', text), typingMs);
  }

  private set(name: FilterName, value: string): void {
    const filters = { ...this.filters };
    if (value === '') delete filters[name];
    else filters[name] = value;
    this.changed(filters);
  }

  private clear(): void {
    const { q } = this.filters;
    this.changed(q === undefined ? {} : { q });
  }

  private changed(detail: Filters): void {
    this.dispatchEvent(new CustomEvent<Filters>('filters', { detail }));
  }
}
