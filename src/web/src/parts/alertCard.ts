import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { KnownCall } from '../live/liveFeed.js';
import type { Alert, Category } from '../wire/types.js';
import { en } from '../text/en.js';
import { clock, oldMs, timeOfDay } from '../text/time.js';
import { base, controls } from '../design/styles.js';
import { tones } from '../design/tones.js';
import { severityChip } from './stepChip.js';
import './since.js';
import './words.js';

/** One alert: the words, how sure, how strong, where; and, where it is asked for, how much each word weighed. */
@customElement('cl-alert')
export class AlertCard extends LitElement {
  static override styles = [base, controls, tones, css`
    article {
      --lit: var(--tone-soft);
      --lit-ink: var(--tone);
      display: grid;
      gap: 4px;
    }
    article[data-detection='provisional'] .text {
      font-style: italic;
    }
    article[data-detection='withdrawn'] .text {
      text-decoration: line-through;
      text-decoration-color: var(--ink-3);
      color: var(--ink-3);
      --lit: transparent;
      --lit-ink: var(--line-strong);
    }
    .top {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 2px 10px;
      font-size: var(--s);
    }
    .category {
      font-weight: 600;
    }
    .end {
      margin-inline-start: auto;
      color: var(--ink-3);
    }
    .text {
      line-height: 1.5;
    }
    .late {
      color: var(--caution);
      font-weight: 500;
    }
    dl {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 12px;
      font-size: var(--s);
      color: var(--ink-2);
    }
    dl div {
      display: inline-flex;
      gap: 6px;
    }
    dt {
      font-weight: 500;
    }
  `];

  @property({ attribute: false }) alert!: Alert;
  @property({ attribute: false }) call: KnownCall | null = null;
  /** Shows the score and each lit word's share of it. */
  @property({ type: Boolean }) weighed = false;

  protected override render(): unknown {
    const alert = this.alert;
    const done = alert.work === 'resolved' || alert.work === 'dismissed';
    return html`<article class="tone-${alert.severity}" data-testid="alert" data-alert=${alert.id} data-call=${alert.callId}
      data-severity=${alert.severity} data-detection=${alert.detection} data-work=${alert.work} data-category=${alert.category}>
      <div class="top">${severityChip(alert.severity, alert.detection === 'withdrawn' || done)}
        <span class="category" data-testid="alert-category">${en.category[alert.category]}</span>
        <span class="muted" data-testid="alert-detection" title=${en.detectionHint[alert.detection]}>${en.detection[alert.detection]}</span>
        ${this.late()}
        <time class="end num" datetime=${alert.raisedAt} title=${timeOfDay(alert.raisedAt)}>${clock(alert.startMs)}</time></div>
      <p class="text" data-testid="alert-text"><cl-words .text=${alert.text} .highlights=${alert.highlights} .category=${alert.category}></cl-words></p>
      ${this.weighed ? this.weights(alert) : nothing}
    </article>`;
  }

  private weights(alert: Alert): unknown {
    const heaviest = [...alert.highlights].sort((a, b) => b.weight - a.weight).slice(0, 6);
    return html`<dl data-testid="alert-weights" aria-label=${en.alerts.weights}><div><dt>${en.alerts.score(alert.score.toFixed(2))}</dt></div>
      ${heaviest.map((one) => html`<div><dt><cl-words .text=${alert.text.slice(one.start, one.start + one.length)} .category=${alert.category}></cl-words></dt>
        <dd class="num">+${one.weight.toFixed(2)}</dd></div>`)}
      ${alert.label === undefined || alert.label === null ? nothing
        : html`<div><dt>${en.alerts.labelled(alert.label === 'none' ? en.todo.labelNone : en.category[alert.label as Category] ?? alert.label)}</dt></div>`}</dl>`;
  }

  /** How old the words were when they arrived; from then on it counts. */
  private late(): unknown {
    if (this.call === null) return nothing;
    const saidAt = Date.parse(this.call.startedAt) + this.alert.endMs;
    if (Date.parse(this.alert.raisedAt) - saidAt <= oldMs) return nothing;
    return html`<span class="late" data-testid="alert-late" title=${en.saidAgoHint}><cl-since as="said" .at=${saidAt}></cl-since></span>`;
  }
}
