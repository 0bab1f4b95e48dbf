import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import '../design/page.css';
import { atLeast, severities, type Call, type CallDetail, type CallPage, type Me, type Severity } from '../wire/types.js';
import { callPath, get, messageOf } from '../wire/api.js';
import { severityGlyph } from '../design/glyphs.js';
import { tones } from '../design/tones.js';
import { en } from '../text/en.js';
import { day, timeOfDay } from '../text/time.js';
import { Page } from '../parts/page.js';
import { agentOf, endOf, lengthOf, placeOf } from '../parts/callCard.js';
import { stepChip } from '../parts/stepChip.js';
import '../parts/replay.js';
import '../review/desk.js';

const pageSize = 50;
const typingMs = 250;

const views = ['calls', 'label'] as const;
type View = (typeof views)[number];

/** Past calls: find one, read it, play it back as it happened, say what was said in it. */
@customElement('cl-review')
export class Review extends Page {
  static override styles = [Page.styles, tones, css`
    main {
      flex: 1;
      display: grid;
      grid-template-columns: minmax(260px, 340px) minmax(0, 1fr);
    }
    .list {
      border-inline-end: 1px solid var(--line);
      padding: 16px;
      position: sticky;
      top: var(--top);
      height: calc(100dvh - var(--top));
      overflow-y: auto;
    }
    .find {
      display: grid;
      gap: 8px;
      padding-bottom: 12px;
    }
    .find input {
      width: 100%;
    }
    .find label {
      display: flex;
      align-items: center;
      gap: 8px;
    }
    h3 {
      font-size: var(--s);
      color: var(--ink-3);
      font-weight: 500;
      padding: 12px 10px 4px;
    }
    .call {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 2px 10px;
      padding: 8px 10px;
      border-radius: var(--r);
      color: inherit;
      text-decoration: none;
      font-size: var(--s);
    }
    .call:hover {
      background: var(--sunken);
    }
    .call[aria-current] {
      background: var(--surface);
      box-shadow: 0 0 0 1px var(--line-strong);
    }
    .call strong {
      font-size: var(--m);
      font-weight: 600;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .call .end {
      text-align: end;
      color: var(--ink-3);
    }
    .call .chip {
      background: none;
      padding: 0;
      justify-self: end;
      font-weight: 500;
    }
    .open {
      padding: 20px 28px 64px;
      min-width: 0;
    }
    .back {
      display: none;
    }
    .views {
      display: flex;
      gap: 16px;
      padding: 0 0 14px;
    }
    .views.wide {
      padding: 16px 20px 0;
    }
    .views a {
      font-size: var(--s);
      font-weight: 500;
      color: var(--ink-2);
      text-decoration: none;
      padding: 4px 0;
      border-bottom: 2px solid transparent;
    }
    .views a:hover {
      color: var(--ink);
    }
    .views a[aria-current] {
      color: var(--ink);
      border-color: var(--accent);
    }
    @media (max-width: 860px) {
      main {
        display: block;
      }
      .list {
        position: static;
        height: auto;
        border: 0;
        padding: 12px;
      }
      .open {
        padding: 12px 12px 48px;
      }
      main[data-open] .list,
      main:not([data-open]) .open {
        display: none;
      }
      .back {
        display: inline-flex;
        margin-bottom: 12px;
      }
    }
  `];

  protected readonly page = 'review';
  @state() private calls: Call[] | null = null;
  @state() private next: string | null = null;
  @state() private floor: Severity | null = null;
  @state() private query = '';
  @state() private view: View = 'calls';
  @state() private openId: string | null = null;
  @state() private detail: CallDetail | null = null;
  @state() private problem: string | null = null;
  @state() private listProblem: string | null = null;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #asking = new AbortController();

  protected allows(me: Me): boolean {
    return me.role !== 'agent';
  }

  protected begin(): void {
    addEventListener('popstate', () => this.follow());
    void this.find();
    this.follow();
  }

  private follow(): void {
    const [, id] = /^\/review\/(.+)$/.exec(location.pathname) ?? [];
    this.openId = id === undefined ? null : decodeURIComponent(id);
    const asked = new URLSearchParams(location.search).get('view');
    this.view = this.allowedViews().find((view) => view === asked) ?? 'calls';
    document.title = `${en.nav.review} · ${en.product}`;
    void this.load();
  }

  private async load(): Promise<void> {
    const id = this.openId;
    this.problem = null;
    if (id === null || this.detail?.call.callId !== id) this.detail = null;
    if (id === null) return;
    try {
      const detail = await get<CallDetail>(callPath(id));
      if (this.openId === id) this.detail = detail;
    } catch (error) {
      if (this.openId === id) this.problem = messageOf(error);
    }
  }

  private async find(more = false): Promise<void> {
    this.#asking.abort();
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    const asked = new URLSearchParams({ live: 'false', limit: String(pageSize) });
    if (this.query !== '') asked.set('q', this.query);
    if (this.floor !== null) asked.set('severity', this.floor);
    if (more && this.next !== null) asked.set('before', this.next);
    this.listProblem = null;
    try {
      const found = await get<CallPage>(`/api/v1/calls?${asked}`, signal);
      this.calls = more ? [...(this.calls ?? []), ...found.calls] : found.calls;
      this.next = found.next;
    } catch (error) {
      if (!signal.aborted) this.listProblem = messageOf(error);
    }
  }

  /** Whose work it is to say what words are; supervisors read. */
  private get mayLabel(): boolean {
    return this.me?.role === 'qa' || this.me?.role === 'administrator';
  }

  private allowedViews(): readonly View[] {
    return this.mayLabel ? views : ['calls'];
  }

  private nav(wide = false): unknown {
    const allowed = this.allowedViews();
    return allowed.length < 2 ? nothing : html`<nav class="views ${wide ? 'wide' : ''}" aria-label=${en.reviewing.viewsLabel}>${allowed.map((view) => html`
      <a href=${view === 'calls' ? '/review' : `/review?view=${view}`} data-testid="view-${view}" aria-current=${view === this.view ? 'page' : nothing}
        @click=${(e: MouseEvent) => this.goTo(e, view === 'calls' ? '/review' : `/review?view=${view}`)}>${en.reviewing.views[view]}</a>`)}</nav>`;
  }

  protected body(): unknown {
    if (this.view === 'label') return html`<div role="main">${this.nav(true)}<cl-label-desk></cl-label-desk></div>`;
    return html`<main ?data-open=${this.openId !== null}><div class="list">${this.list()}</div>
      <div class="open"><a class="button back" href="/review" @click=${(e: MouseEvent) => this.go(e, null)}>${en.review.back}</a>${this.opened()}</div></main>`;
  }

  private list(): unknown {
    const floor = this.floor;
    const fitting = (this.calls ?? []).filter((call) => floor === null || atLeast(call.peakSeverity, floor));
    return html`${this.nav()}<h1 class="away">${en.review.title}</h1>
      <div class="find"><input type="search" data-testid="review-search" placeholder=${en.review.search} aria-label=${en.review.search} .value=${this.query} @input=${this.typed} />
        <label>${en.review.filter} <select data-testid="review-severity" @change=${this.filter}><option value="">${en.review.any}</option>
          ${severities.map((severity) => html`<option value=${severity}>${en.severity[severity]}</option>`)}</select></label></div>
      ${this.listProblem === null ? nothing : html`<p class="problem" role="alert">${this.listProblem}
        <button type="button" @click=${() => this.find()}>${en.errors.retry}</button></p>`}
      ${this.calls === null ? nothing : fitting.length > 0 ? this.days(fitting) : html`<div class="empty" data-testid="review-empty">${
        this.query === '' && floor === null ? html`<h2>${en.review.emptyTitle}</h2><p>${en.review.emptyBody}</p>` : html`<p>${en.review.noneFound}</p>`}</div>`}
      ${this.next === null ? nothing : html`<button type="button" data-testid="review-more" @click=${() => this.find(true)}>${en.review.more}</button>`}`;
  }

  private days(calls: readonly Call[]): unknown {
    return calls.map((call, i) => {
      const before = calls[i - 1];
      const first = before === undefined || day(before.startedAt) !== day(call.startedAt);
      return html`${first ? html`<h3>${day(call.startedAt)}</h3>` : nothing}
        <a class="call" href="/review/${encodeURIComponent(call.callId)}" data-testid="past-call" data-call=${call.callId}
          aria-current=${call.callId === this.openId ? 'true' : nothing} @click=${(e: MouseEvent) => this.go(e, call.callId)}>
          <strong>${agentOf(call)}</strong><span class="end num">${timeOfDay(call.startedAt)}</span>
          <span class="muted">${[placeOf(call), lengthOf(call)].filter(Boolean).join(' · ')}</span>
          ${call.peakSeverity === null ? html`<span></span>` : html`<span class="chip tone-${call.peakSeverity}">${severityGlyph(call.peakSeverity)}${en.severity[call.peakSeverity]}</span>`}
          <span class="muted">${endOf(call)}</span>${call.step === 'calm' ? nothing : stepChip(call.step, call.frozen)}</a>`;
    });
  }

  private opened(): unknown {
    if (this.problem !== null) {
      return html`<div class="empty" role="alert"><h2>${en.errors.load}</h2><p>${this.problem}</p>
        <p><button type="button" @click=${() => this.load()}>${en.errors.retry}</button></p></div>`;
    }
    if (this.detail !== null) return html`<cl-replay .detail=${this.detail} .alertId=${location.hash.slice(1) || null} ?mayLabel=${this.mayLabel}></cl-replay>`;
    return this.openId === null ? html`<div class="empty"><h2>${en.review.chooseTitle}</h2><p>${en.review.chooseBody}</p></div>` : nothing;
  }

  private go(event: MouseEvent, callId: string | null): void {
    this.goTo(event, callId === null ? '/review' : `/review/${encodeURIComponent(callId)}`);
  }

  private goTo(event: MouseEvent, address: string): void {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, '', address);
    this.follow();
    scrollTo(0, 0);
  }

  private typed(event: Event): void {
    this.query = (event.target as HTMLInputElement).value.trim();
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => void this.find(), typingMs);
  }

  private filter(event: Event): void {
    const value = (event.target as HTMLSelectElement).value;
    this.floor = value === '' ? null : (value as Severity);
    void this.find();
  }
}
