import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { customElement, property, state } from 'lit/decorators.js';
import type { KnownCall } from '../live/liveFeed.js';
import { atLeast, severities, type Alert, type Severity } from '../wire/types.js';
import { en } from '../text/en.js';
import { base, controls, empty } from '../design/styles.js';
import { severityGlyph } from '../design/glyphs.js';
import { Hold } from './hold.js';
import './alertCard.js';

/** Nothing is left to do about it. */
const isHandled = (alert: Alert): boolean =>
  alert.detection === 'withdrawn' || ['acknowledged', 'resolved', 'dismissed'].includes(alert.work);

/** Enough to scroll through; older ones are in review. */
const shownAtMost = 120;

/** The alerts, newest first. While somebody points at them new ones wait above, counted. */
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
    .filters {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 6px;
    }
    .choices button {
      gap: 5px;
      padding-inline: 8px;
    }
    ul {
      display: grid;
      gap: 10px;
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
  @property({ attribute: false }) calls: ReadonlyMap<string, KnownCall> = new Map();
  @property({ type: Boolean }) ready = false;
  @property({ type: Boolean }) mayAct = false;

  @state() private floor: Severity = 'info';
  @state() private handled = true;
  #hold = new Hold(this);
  #shown = new Set<string>();

  protected override render(): unknown {
    const fitting = this.alerts
      .filter((alert) => atLeast(alert.severity, this.floor))
      .filter((alert) => this.handled || !isHandled(alert))
      .sort((a, b) => Date.parse(b.raisedAt) - Date.parse(a.raisedAt) || b.id.localeCompare(a.id))
      .slice(0, shownAtMost);
    const held = this.#hold.on && this.#shown.size > 0;
    const shown = held ? fitting.filter((alert) => this.#shown.has(alert.id)) : fitting;
    this.#shown = new Set(shown.map((alert) => alert.id));
    const waiting = fitting.length - shown.length;
    return html`
      <header><h1 id="title">${en.alerts.title}</h1>
        <div class="filters"><div class="choices" role="group" aria-label=${en.alerts.filter} data-testid="severity-filter">
          ${severities.map((severity) => html`<button type="button" aria-pressed=${severity === this.floor} data-testid="filter-${severity}"
            title=${`${en.alerts.filter}: ${en.severity[severity]}`} aria-label=${en.severity[severity]}
            @click=${() => this.filter(severity)}>${severityGlyph(severity)}${severity === this.floor ? en.severity[severity] : ''}</button>`)}</div>
          <button class="quiet" type="button" aria-pressed=${this.handled} data-testid="show-handled"
            @click=${() => this.toggleHandled()}>${this.handled ? en.alerts.hideHandled : en.alerts.showHandled}</button></div></header>
      ${waiting > 0 ? html`<button class="fresh" type="button" data-testid="fresh-alerts" @click=${() => this.release()}>${en.alerts.fresh(waiting)}</button>` : nothing}
      ${shown.length > 0 ? html`<ul aria-labelledby="title" data-testid="alerts">${repeat(shown, (alert) => alert.id, (alert) => html`<li>
        <cl-alert .mayAct=${this.mayAct} .alert=${alert} .call=${this.calls.get(alert.callId) ?? null}></cl-alert></li>`)}</ul>` : this.nothingYet()}`;
  }

  private nothingYet(): unknown {
    if (!this.ready) return nothing;
    return this.alerts.length > 0
      ? html`<p class="muted" data-testid="alerts-filtered">${en.alerts.emptyFiltered}</p>`
      : html`<div class="empty" data-testid="alerts-empty"><h2>${en.alerts.emptyTitle}</h2><p>${en.alerts.emptyBody}</p></div>`;
  }

  private filter(severity: Severity): void {
    this.floor = severity;
    this.#shown.clear();
  }

  private toggleHandled(): void {
    this.handled = !this.handled;
    this.#shown.clear();
  }

  private release(): void {
    this.#shown.clear();
    this.requestUpdate();
  }
}
