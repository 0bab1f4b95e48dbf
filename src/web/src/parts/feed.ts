import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { customElement, property, state } from 'lit/decorators.js';
import { noAsks, type Asks } from '../live/asks.js';
import { SameCases, inOrderOfWork, isDone, lastOf, casesOf, type Case } from '../live/cases.js';
import { showsAlert, everything, type Filter } from '../live/filter.js';
import type { KnownCall } from '../live/liveFeed.js';
import type { BreakRequest } from '../wire/care.js';
import type { Alert } from '../wire/types.js';
import type { Incident, WorkRules } from '../wire/work.js';
import { en } from '../text/en.js';
import { base, controls, empty } from '../design/styles.js';
import { Hold } from './hold.js';
import { inOrder } from '../live/breakBook.js';
import './breaks.js';
import './incidentCard.js';

/** Enough to scroll through; older ones are in review. */
const shownAtMost = 60;

/** What calls gave to do, an entry a call, what nobody has looked at first. While somebody points at it nothing moves; new entries wait above, counted. */
@customElement('cl-feed')
export class Feed extends LitElement {
  static override styles = [base, controls, empty, css`
    :host {
      padding: 16px 16px 32px;
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 8px;
      margin-bottom: 12px;
      min-height: 32px;
    }
    ul {
      display: grid;
      gap: 10px;
    }
    li {
      content-visibility: auto;
      contain-intrinsic-size: auto 180px;
    }
    .fresh {
      position: sticky;
      top: 8px;
      z-index: 2;
      justify-self: center;
      display: flex;
      margin: 0 auto 10px;
      background: var(--accent);
      color: var(--on-accent);
      border-color: transparent;
    }
    .fresh:hover {
      background: var(--accent-hover);
    }
    .empty {
      padding: 24px 0;
    }
    @media (max-width: 980px) {
      :host {
        padding: 12px 12px 24px;
      }
    }
  `];

  @property({ attribute: false }) alerts: readonly Alert[] = [];
  @property({ attribute: false }) incidents: ReadonlyMap<string, Incident> = new Map();
  @property({ attribute: false }) asks: Asks = noAsks;
  @property({ attribute: false }) breaks: ReadonlyMap<string, BreakRequest> = new Map();
  @property({ attribute: false }) calls: ReadonlyMap<string, KnownCall> = new Map();
  @property({ attribute: false }) filter: Filter = everything;
  @property({ attribute: false }) rules: WorkRules | null = null;
  @property({ type: Boolean }) ready = false;
  @property({ type: Boolean }) mayAct = false;
  @property() me = '';

  @state() private handled = true;
  #hold = new Hold(this);
  #shown: readonly string[] = [];
  #same = new SameCases();

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('filter')) this.#shown = [];
  }

  protected override render(): unknown {
    const fitting = this.fitting();
    const shown = this.#hold.on && this.#shown.length > 0 ? this.held(fitting) : fitting;
    this.#shown = shown.map((one) => one.callId);
    const waiting = fitting.length - shown.length;
    return html`
      <header><h1 id="title">${en.alerts.title}</h1>
        <button class="quiet" type="button" aria-pressed=${this.handled} data-testid="show-handled"
          @click=${() => this.toggleHandled()}>${this.handled ? en.alerts.hideHandled : en.alerts.showHandled}</button></header>
      ${this.mayAct && this.breaks.size > 0 ? html`<cl-breaks .breaks=${inOrder(this.breaks).filter((one) => this.filter.team === null || one.team === this.filter.team)}></cl-breaks>` : nothing}
      ${waiting > 0 ? html`<button class="fresh" type="button" data-testid="fresh-alerts" @click=${() => this.release()}>${en.alerts.fresh(waiting)}</button>` : nothing}
      ${shown.length > 0 ? html`<ul aria-labelledby="title" data-testid="alerts">${repeat(shown, (one) => one.callId, (one) => html`<li>
        <cl-incident .one=${one} .call=${this.calls.get(one.callId) ?? null} .rules=${this.rules} .mayAct=${this.mayAct} .me=${this.me}></cl-incident></li>`)}</ul>` : this.nothingYet()}`;
  }

  private fitting(): Case[] {
    const { filter, calls } = this;
    const cases = casesOf(this.alerts.filter((alert) => showsAlert(filter, alert, calls.get(alert.callId))), this.incidents.values(), this.asks)
      .filter((one) => one.alerts.length > 0 || (filter.category === null && filter.severity === null
        && (filter.team === null || filter.team === one.incident?.team) && (filter.queue === null || filter.queue === calls.get(one.callId)?.queue)));
    const wanted = this.handled ? cases : cases.filter((one) => !isDone(one));
    // The newest are kept before they are put in order: what is done must not push out what is not.
    const kept = wanted.length <= shownAtMost ? wanted
      : wanted.sort((a, b) => Number(isDone(a)) - Number(isDone(b)) || (lastOf(a) < lastOf(b) ? 1 : -1)).slice(0, shownAtMost);
    return this.#same.of(inOrderOfWork(kept));
  }

  private held(fitting: readonly Case[]): Case[] {
    const byCall = new Map(fitting.map((one) => [one.callId, one]));
    return this.#shown.map((callId) => byCall.get(callId)).filter((one) => one !== undefined);
  }

  private nothingYet(): unknown {
    if (!this.ready) return nothing;
    return this.alerts.length > 0
      ? html`<p class="muted" data-testid="alerts-filtered">${en.alerts.emptyFiltered}</p>`
      : html`<div class="empty" data-testid="alerts-empty"><h2>${en.alerts.emptyTitle}</h2><p>${en.alerts.emptyBody}</p></div>`;
  }

  private toggleHandled(): void {
    this.handled = !this.handled;
    this.#shown = [];
  }

  private release(): void {
    this.#shown = [];
    this.requestUpdate();
  }
}
