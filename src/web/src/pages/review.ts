import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import '../design/page.css';
import type { CallDetail, Me } from '../wire/types.js';
import { callPath, get, messageOf } from '../wire/api.js';
import { en } from '../text/en.js';
import { Page } from '../parts/page.js';
import { viewStyles } from '../parts/views.js';
import '../parts/replay.js';
import { addressOf, alertOf, hitOf, readFilters, type Filters } from '../review/filters.js';
import '../review/callSearch.js';
import '../review/desk.js';
import '../review/suggestions.js';
import '../review/whatIf.js';

const views = ['calls', 'label', 'suggested', 'whatIf'] as const;
type View = (typeof views)[number];

/** Calls: find one, read it, play it back as it happened, say what was said in it. */
@customElement('cl-review')
export class Review extends Page {
  static override styles = [Page.styles, viewStyles, css`
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
    .open {
      padding: 20px 28px 64px;
      min-width: 0;
    }
    .back {
      display: none;
    }
    .views.wide {
      padding: 16px 20px 0;
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
  @state() private filters: Filters = {};
  @state() private view: View = 'calls';
  @state() private openId: string | null = null;
  /** The fragment of the open call that is shown, of those in which the search's words stand; null for the first. */
  @state() private hit: string | null = null;
  @state() private alertId: string | null = null;
  @state() private detail: CallDetail | null = null;
  @state() private problem: string | null = null;

  protected allows(me: Me): boolean {
    return me.role !== 'agent' && me.role !== 'operator';
  }

  protected begin(): void {
    addEventListener('popstate', () => this.follow());
    this.follow();
  }

  private follow(): void {
    const [, id] = /^\/review\/(.+)$/.exec(location.pathname) ?? [];
    this.openId = id === undefined ? null : decodeURIComponent(id);
    this.filters = readFilters(location.search, location.hash);
    this.hit = hitOf(location.search);
    this.alertId = alertOf(location.hash);
    if (new URLSearchParams(location.search).has('q')) this.rewrite();
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

  /** Whose work it is to say what words are; supervisors read. */
  private get mayLabel(): boolean {
    return this.me?.role === 'qa' || this.me?.role === 'administrator';
  }

  private allowedViews(): readonly View[] {
    return this.mayLabel ? views : ['calls', 'whatIf'];
  }

  private nav(wide = false): unknown {
    const allowed = this.allowedViews();
    return allowed.length < 2 ? nothing : html`<nav class="views ${wide ? 'wide' : ''}" aria-label=${en.reviewing.viewsLabel}>${allowed.map((view) => html`
      <a href=${view === 'calls' ? '/review' : `/review?view=${view}`} data-testid="view-${view}" aria-current=${view === this.view ? 'page' : nothing}
        @click=${(e: MouseEvent) => this.goTo(e, view === 'calls' ? '/review' : `/review?view=${view}`)}>${en.reviewing.views[view]}</a>`)}</nav>`;
  }

  protected body(): unknown {
    if (this.view === 'label') return html`<div role="main"><h1 class="away">${en.reviewing.desk.title}</h1>${this.nav(true)}<cl-label-desk></cl-label-desk></div>`;
    if (this.view === 'suggested') return html`<div role="main"><h1 class="away">${en.reviewing.suggested.title}</h1>${this.nav(true)}<cl-suggestions></cl-suggestions></div>`;
    if (this.view === 'whatIf') return html`<div role="main"><h1 class="away">${en.reviewing.views.whatIf}</h1>${this.nav(true)}<cl-what-if></cl-what-if></div>`;
    return html`<main ?data-open=${this.openId !== null}><div class="list">${this.list()}</div>
      <div class="open"><a class="button back" href="/review" @click=${(e: MouseEvent) => this.goTo(e, this.addressOf(null))}>${en.review.back}</a>${this.opened()}</div></main>`;
  }

  private list(): unknown {
    return html`${this.nav()}<h1 class="away">${en.review.title}</h1>
      <cl-call-search .filters=${this.filters} .openId=${this.openId} ?mayLabel=${this.mayLabel}
        @filters=${(e: CustomEvent<Filters>) => this.narrow(e.detail)} @open-past=${(e: CustomEvent<{ callId: string; hit: string | null }>) => this.show(this.addressOf(e.detail.callId, e.detail.hit))}></cl-call-search>`;
  }

  private opened(): unknown {
    if (this.problem !== null) {
      return html`<div class="empty" role="alert"><h2>${en.errors.load}</h2><p>${this.problem}</p>
        <p><button type="button" @click=${() => this.load()}>${en.errors.retry}</button></p></div>`;
    }
    if (this.detail !== null) return html`<cl-replay .detail=${this.detail} .alertId=${this.alertId} ?mayLabel=${this.mayLabel}
      .searched=${this.filters.q ?? ''} .hit=${this.hit} @go-to-match=${(e: CustomEvent<string>) => this.goToMatch(e.detail)}></cl-replay>`;
    return this.openId === null ? html`<div class="empty"><h2>${en.review.chooseTitle}</h2><p>${en.review.chooseBody}</p></div>` : nothing;
  }

  private goTo(event: MouseEvent, address: string): void {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    this.show(address);
  }

  private show(address: string): void {
    history.pushState(null, '', address);
    this.follow();
    scrollTo(0, 0);
  }

  /** One search is one entry in the history, however often it was refined. */
  private narrow(filters: Filters): void {
    if (filters.q !== this.filters.q) this.hit = null;
    this.filters = filters;
    this.rewrite();
  }

  private goToMatch(hit: string): void {
    [this.hit, this.alertId] = [hit, null];
    this.rewrite();
  }

  private rewrite(): void {
    history.replaceState(null, '', this.addressOf(this.openId, this.hit, this.alertId));
  }

  private addressOf(callId: string | null, hit: string | null = null, alertId: string | null = null): string {
    return (callId === null ? '/review' : `/review/${encodeURIComponent(callId)}`) + addressOf(this.filters, hit, alertId);
  }
}
