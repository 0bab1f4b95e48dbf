import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { customElement, property } from 'lit/decorators.js';
import type { Call } from '../wire/types.js';
import { HeldOrder } from '../live/order.js';
import { en } from '../text/en.js';
import { base, controls, empty } from '../design/styles.js';
import { glide, placesOf } from './glide.js';
import { Hold } from './hold.js';
import './callCard.js';

/** Danger that nobody has dealt with and somebody who asks for help come before any heat; a call that ended, after. */
const warmth = (call: Call): number => {
  if (call.endedAt !== null) return -1;
  const inDanger = call.frozen || (call.openAlerts > 0 && call.peakSeverity === 'critical');
  const asksForHelp = call.help !== null && call.help.how === null;
  return call.heat + (inDanger ? 2 : 0) + (asksForHelp ? 4 : 0);
};

/** The wall of live calls, hottest first. While somebody points at it nothing moves. */
@customElement('cl-wall')
export class Wall extends LitElement {
  static override styles = [base, controls, empty, css`
    :host {
      padding: 16px 20px 32px;
    }
    header {
      display: flex;
      align-items: baseline;
      gap: 12px;
      margin-bottom: 12px;
      min-height: 32px;
    }
    .held {
      margin-inline-start: auto;
    }
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 290px), 1fr));
      gap: 12px;
    }
    li {
      min-width: 0;
    }
    .empty {
      padding: 16px 0;
    }
    @media (max-width: 720px) {
      :host {
        padding: 12px 12px 24px;
      }
    }
  `];

  @property({ attribute: false }) calls: readonly Call[] = [];
  @property({ type: Boolean }) ready = false;
  @property({ type: Boolean }) administrator = false;

  #hold = new Hold(this);
  #order = new HeldOrder<Call>((call) => call.callId, warmth);
  #places: ReadonlyMap<Element, DOMRect> = new Map();

  protected override willUpdate(): void {
    this.#places = placesOf(this.renderRoot.querySelectorAll?.('li') ?? []);
  }

  protected override updated(): void {
    glide(this.#places);
  }

  protected override render(): unknown {
    const calls = this.#order.arrange(this.calls, this.#hold.on);
    const live = calls.filter((call) => call.endedAt === null).length;
    return html`
      <header><h1>${en.wall.title}</h1><span class="muted small num" data-testid="call-count">${this.ready ? en.wall.count(live) : ''}</span>
        ${this.#hold.on && live > 1 ? html`<span class="held muted small">${en.wall.held}</span>` : nothing}</header>
      ${!this.ready ? html`<p class="muted" data-testid="wall-loading">${en.wall.loading}</p>` : calls.length === 0 ? this.nothingYet() : html`
        <ul data-testid="wall">${repeat(calls, (call) => call.callId, (call) => html`<li><cl-call-card .call=${call}></cl-call-card></li>`)}</ul>`}`;
  }

  private nothingYet(): unknown {
    return html`<div class="empty" data-testid="wall-empty"><h2>${en.wall.emptyTitle}</h2><p>${en.wall.emptyBody}</p>
      <p>${this.administrator ? html`<a href="/admin">${en.wall.emptyKey}</a>` : en.wall.emptyKey}${en.wall.emptyConnect} <code>POST ${location.origin}/api/v1/events</code>.
        </p>
      <p>${en.wall.emptyTry} <code>--demo</code>.</p></div>`;
  }
}
