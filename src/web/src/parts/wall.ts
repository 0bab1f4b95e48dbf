import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { customElement, property, state } from 'lit/decorators.js';
import type { Call } from '../wire/types.js';
import { awaitedBy } from '../live/asks.js';
import { HeldOrder } from '../live/order.js';
import { en } from '../text/en.js';
import { spaced } from '../design/placed.js';
import { base, controls, empty } from '../design/styles.js';
import { glide, placesOf } from './glide.js';
import { Hold } from './hold.js';
import { Recycled } from './recycled.js';
import { frameIsTaken } from './slots.js';
import { Span, shownOf, strideTo, type Shown } from './span.js';
import './callCard.js';

const glideAtMost = 60;
const settleEveryMs = 1000;
const tile = { width: 290, rem: 8.75, gap: 10 };

/** Danger that nobody has dealt with, and who waits for a supervisor's word or asks for help, come before any heat; a call that ended, after. */
const warmth = (call: Call): number => {
  if (call.endedAt !== null) return -1;
  const inDanger = call.frozen || (call.openAlerts > 0 && call.peakSeverity === 'critical');
  const asksForHelp = call.help !== null && call.help.how === null;
  return call.heat + (inDanger ? 2 : 0) + (awaitedBy(call) === null ? 0 : 3) + (asksForHelp ? 4 : 0);
};

const isSeen = (span: Shown, i: number): boolean => i >= span.seenFrom && i < span.seenTo;

/** The wall of live calls, hottest first. While somebody points at it nothing moves, and only what is on the screen is drawn. */
@customElement('cl-wall')
export class Wall extends LitElement {
  static override styles = [base, controls, empty, css`
    :host {
      padding: 12px 20px 32px;
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 12px;
      margin-bottom: 8px;
      min-height: 36px;
    }
    .held {
      margin-inline-start: auto;
      display: flex;
      gap: 8px;
      align-items: center;
    }
    ul {
      display: grid;
      grid-auto-rows: 8.75rem;
      align-content: start;
      gap: 10px;
    }
    li {
      min-width: 0;
    }
    .empty {
      padding: 16px 0;
    }
    @media (max-width: 720px) {
      :host {
        padding: 8px 12px 24px;
      }
    }
  `];

  @property({ attribute: false }) calls: readonly Call[] = [];
  @property({ attribute: false }) shows: (call: Call) => boolean = () => true;
  @property({ type: Boolean }) ready = false;
  @property({ type: Boolean }) mayAct = false;
  @property({ type: Boolean }) administrator = false;
  /** The call that is open beside the wall. */
  @property() openId: string | null = null;
  @state() private current: string | null = null;

  #hold = new Hold(this);
  #order = new HeldOrder<Call>((call) => call.callId, warmth);
  #span = new Span(this, () => this.renderRoot.querySelector('ul'));
  #shown: readonly Call[] = [];
  #columns = 1;
  #drawn = '';
  #tiles = new Recycled();
  #places: ReadonlyMap<Element, DOMRect> | null = null;
  #sorted = false;
  #going = false;
  #settledAt = -Infinity;
  #settleLater: ReturnType<typeof setTimeout> | undefined;

  /** Puts the hottest first even while somebody is here: they asked for it. */
  sort(): void {
    this.#sorted = true;
    this.requestUpdate();
  }

  /** The call that has the keyboard's focus, or is about to. */
  get focused(): string | null {
    if (this.#going) return this.current;
    return this.renderRoot instanceof ShadowRoot && this.renderRoot.activeElement?.matches('cl-call-card') ? this.current : null;
  }

  /** Goes so many calls on, and puts the focus there. */
  step(by: number): void {
    const at = this.#shown.findIndex((call) => call.callId === this.current);
    void this.go(at < 0 ? 0 : at + by);
  }

  private async go(index: number): Promise<void> {
    const call = this.#shown[Math.max(0, Math.min(this.#shown.length - 1, index))];
    if (call === undefined) return;
    this.current = call.callId;
    this.#going = true;
    const { height } = this.#tile();
    const top = Math.floor(this.#shown.indexOf(call) / this.#columns) * (height + tile.gap);
    this.#bringIntoView(top, height);
    this.#span.look();
    this.requestUpdate();
    await this.updateComplete;
    await this.renderRoot.querySelector<HTMLElement & { focusOpen?: () => Promise<void> }>(`cl-call-card[data-id="${CSS.escape(call.callId)}"]`)?.focusOpen?.();
    this.#going = false;
  }

  #bringIntoView(top: number, height: number): void {
    const list = this.renderRoot.querySelector('ul');
    if (list === null) return;
    const place = list.getBoundingClientRect().top + top;
    const scroller = this.scrollHeight > this.clientHeight + 1 && getComputedStyle(this).overflowY === 'auto' ? this : document.scrollingElement!;
    const edge = scroller === this ? this.getBoundingClientRect().top : 60;
    if (place < edge + 8) scroller.scrollTop += place - edge - 8;
    else if (place + height > innerHeight - 8) scroller.scrollTop += place + height - innerHeight + 8;
  }

  #tile(): { width: number; height: number; gap: number } {
    return { ...tile, height: tile.rem * this.#span.rem };
  }

  protected override updated(): void {
    if (this.#places !== null) glide(this.#places);
    this.#places = null;
    if (this.#span.grid.width === 0) this.#span.look();
  }

  protected override render(): unknown {
    const calls = this.arranged();
    const shown = this.#shown = calls.filter(this.shows);
    const live = calls.reduce((n, call) => n + (call.endedAt === null ? 1 : 0), 0);
    return html`
      <header><h1>${en.wall.title}</h1><span class="muted small num" data-testid="call-count">${!this.ready ? '' : shown.length === calls.length
          ? en.wall.count(live) : en.wall.countOf(shown.length, calls.length)}</span>
        ${this.#hold.on && live > 1 ? html`<span class="held muted small">${en.wall.held}${this.#order.isWaiting
          ? html`<button type="button" data-testid="sort" @click=${() => this.sort()}>${en.wall.sort}</button>` : nothing}</span>` : nothing}</header>
      ${!this.ready ? html`<p class="muted" data-testid="wall-loading">${en.wall.loading}</p>`
        : calls.length === 0 ? this.nothingYet()
        : shown.length === 0 ? html`<p class="muted" data-testid="wall-filtered">${en.wall.filtered}</p>` : this.list(shown)}`;
  }

  /** With hundreds on it something is always a little hotter than its neighbour: those change places together, once a second. */
  private arranged(): Call[] {
    const asked = this.#sorted;
    this.#sorted = false;
    const due = performance.now() - this.#settledAt >= settleEveryMs;
    const held = this.#hold.on && !asked;
    const calls = this.#order.arrange(this.calls, held, asked || due || this.calls.length <= glideAtMost);
    if (due && !held) this.#settledAt = performance.now();
    if (!held && this.#order.isWaiting) this.#settleLater ??= setTimeout(() => {
      this.#settleLater = undefined;
      this.requestUpdate();
    }, settleEveryMs);
    return calls;
  }

  private list(calls: readonly Call[]): unknown {
    const target = shownOf(calls.length, this.#span.grid, this.#tile());
    const span = this.#span.shown = strideTo(target, this.#span.shown, calls.length);
    if (span !== target) requestAnimationFrame(() => this.requestUpdate());
    this.#columns = span.columns;
    const drawn = calls.slice(span.first, span.end);
    const ids = drawn.map((call) => call.callId).join();
    // Only a change of order is worth measuring for: most renders bring new words to tiles that stay. And on a wall of
    // hundreds something changes place every second: gliding would keep it, and the processor, in motion.
    if (ids !== this.#drawn && this.hasUpdated && calls.length <= glideAtMost) this.#places = placesOf(this.renderRoot.querySelectorAll('li'));
    if (ids !== this.#drawn) frameIsTaken();
    this.#drawn = ids;
    // A tile that took on another call would glide there from that of the one before.
    this.#tiles.give(drawn.map((call) => call.callId), calls.length > glideAtMost ? this.current : undefined);
    const current = calls.some((call) => call.callId === this.current) ? this.current : calls[0]!.callId;
    return html`<ul data-testid="wall" aria-label=${en.wall.title} tabindex="-1" ${spaced(span.columns, span.above, span.whole)} @keydown=${this.keyed}
      @focusin=${this.reached}>
      ${repeat(drawn, (call) => this.#tiles.of(call.callId), (call, i) => html`<li aria-setsize=${calls.length} aria-posinset=${span.first + i + 1}>
        <cl-call-card data-id=${call.callId} .call=${call} .mayAct=${this.mayAct} .seen=${isSeen(span, span.first + i)} .reachable=${call.callId === current} ?open=${call.callId === this.openId}></cl-call-card></li>`)}</ul>`;
  }

  private reached(event: Event): void {
    const card = (event.target as Element).closest('cl-call-card');
    if (card instanceof HTMLElement && card.dataset['id'] !== undefined) this.current = card.dataset['id'];
  }

  private keyed(event: KeyboardEvent): void {
    const at = this.#shown.findIndex((call) => call.callId === this.current);
    const page = this.#columns * Math.max(1, Math.floor(innerHeight / (this.#tile().height + tile.gap)) - 1);
    const to: Record<string, number> = {
      ArrowRight: at + 1, ArrowLeft: at - 1, ArrowDown: at + this.#columns, ArrowUp: at - this.#columns,
      PageDown: at + page, PageUp: at - page, Home: 0, End: this.#shown.length - 1,
    };
    const index = to[event.key];
    if (index === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    void this.go(index);
  }

  private nothingYet(): unknown {
    return html`<div class="empty" data-testid="wall-empty"><h2>${en.wall.emptyTitle}</h2><p>${en.wall.emptyBody}</p>
      <p>${this.administrator ? html`<a href="/admin">${en.wall.emptyKey}</a>` : en.wall.emptyKey}${en.wall.emptyConnect} <code>POST ${location.origin}/api/v1/events</code>.
        </p>
      <p>${en.wall.emptyTry} <code>--demo</code>.</p></div>`;
  }
}
