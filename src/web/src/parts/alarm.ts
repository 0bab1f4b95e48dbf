import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { KnownCall } from '../live/liveFeed.js';
import type { Alert } from '../wire/types.js';
import { messageOf, post } from '../wire/api.js';
import { en } from '../text/en.js';
import { base, controls } from '../design/styles.js';
import { severityGlyph } from '../design/glyphs.js';
import { agentOf } from './callCard.js';
import './since.js';
import './words.js';

/** A critical alert that nobody has taken up yet. */
export const isAlarm = (alert: Alert): boolean =>
  alert.severity === 'critical' && alert.work === 'open' && alert.detection !== 'withdrawn';

/** The one loud thing on the page: the newest critical alert, until somebody takes it up. */
@customElement('cl-alarm')
export class Alarm extends LitElement {
  static override styles = [base, controls, css`
    section {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px 20px;
      padding: 10px 20px;
      background: var(--critical-solid);
      color: var(--on-critical);
      --lit: rgb(255 255 255 / 20%);
      --lit-ink: var(--on-critical);
      --focus: var(--on-critical);
    }
    .what {
      display: flex;
      gap: 10px;
      align-items: center;
      font-weight: 600;
    }
    .text {
      flex: 1 1 240px;
      min-width: 0;
    }
    button {
      color: inherit;
      border-color: currentColor;
    }
    button:hover {
      background: rgb(0 0 0 / 20%);
    }
    .acts {
      display: flex;
      gap: 8px;
    }
    @media (max-width: 720px) {
      section {
        padding: 10px 12px;
      }
    }
  `];

  @property({ attribute: false }) alerts: readonly Alert[] = [];
  @property({ attribute: false }) calls: ReadonlyMap<string, KnownCall> = new Map();
  @property({ type: Boolean }) mayAct = false;
  @state() private problem: string | null = null;

  protected override render(): unknown {
    if (this.alerts.length === 0) return nothing;
    const alert = this.alerts.reduce((a, b) => (Date.parse(b.raisedAt) > Date.parse(a.raisedAt) ? b : a));
    const agent = agentOf(this.calls.get(alert.callId) ?? { agentId: alert.agentId });
    const others = this.alerts.length - 1;
    return html`<section aria-label=${en.alerts.region} data-testid="alarm">
      <p class="what">${severityGlyph('critical')}<span>${en.alerts.critical(en.category[alert.category], agent)}
        <span class="small num"><cl-since as="ago" .at=${alert.raisedAt}></cl-since>${others > 0 ? ` ${en.alerts.criticalMore(others)}` : ''}</span></span></p>
      <p class="text"><cl-words .text=${alert.text} .highlights=${alert.highlights} .category=${alert.category}></cl-words></p>
      <div class="acts">
        <button type="button" data-testid="alarm-open" @click=${() => this.send('open-call', alert.callId)}>${en.alerts.openCall}</button>
        ${this.mayAct ? html`<button type="button" data-testid="alarm-ack" @click=${() => this.acknowledge(alert)}>${en.alerts.acknowledge}</button>` : nothing}</div>
      ${this.problem === null ? nothing : html`<p role="alert">${this.problem}</p>`}
    </section>`;
  }

  private async acknowledge(alert: Alert): Promise<void> {
    this.problem = null;
    try {
      this.send('alert-changed', await post<Alert>(`/api/v1/alerts/${encodeURIComponent(alert.id)}/acknowledge`));
    } catch (error) {
      this.problem = messageOf(error);
    }
  }

  private send(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
