import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { KnownCall } from '../live/liveFeed.js';
import type { Alert } from '../wire/types.js';
import { messageOf, post } from '../wire/api.js';
import { en } from '../text/en.js';
import { clock, oldMs, timeOfDay } from '../text/time.js';
import { base, controls } from '../design/styles.js';
import { tones } from '../design/tones.js';
import { agentOf } from './callCard.js';
import { severityChip } from './stepChip.js';
import './since.js';
import './words.js';

type Act = 'acknowledge' | 'claim' | 'snooze' | 'resolve' | 'dismiss';

/** One alert in the feed: the words, how sure, how strong, where, and what a supervisor does with it. */
@customElement('cl-alert')
export class AlertCard extends LitElement {
  static override styles = [base, controls, tones, css`
    article {
      --lit: var(--tone-soft);
      --lit-ink: var(--tone);
      display: grid;
      gap: 8px;
      padding: 12px 14px;
      background: var(--surface);
      border: 1px solid var(--line);
      border-radius: var(--r-l);
    }
    article[data-detection='provisional'] {
      border: 1px dashed var(--line-strong);
    }
    article[data-detection='withdrawn'],
    article[data-done] {
      background: transparent;
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
      gap: 4px 10px;
      font-size: var(--s);
    }
    .category {
      font-weight: 600;
    }
    time {
      margin-inline-start: auto;
    }
    .text {
      font-size: var(--m);
      line-height: 1.5;
    }
    .where {
      display: flex;
      flex-wrap: wrap;
      gap: 0 10px;
      font-size: var(--s);
      color: var(--ink-2);
    }
    .link {
      all: unset;
      cursor: pointer;
      color: var(--accent);
      text-decoration: underline;
      text-underline-offset: 0.15em;
      overflow-wrap: anywhere;
    }
    .link:hover {
      background: none;
    }
    .link:focus-visible {
      outline: 2px solid var(--focus);
    }
    .late {
      color: var(--caution);
      font-weight: 500;
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
      align-items: center;
    }
    .reason {
      display: grid;
      grid-template-columns: 1fr auto auto auto;
      gap: 6px;
      align-items: end;
    }
    .reason label {
      grid-column: 1 / -1;
    }
    .reason input {
      min-width: 0;
    }
    @media (max-width: 460px) {
      .reason {
        grid-template-columns: 1fr 1fr 1fr;
      }
      .reason input {
        grid-column: 1 / -1;
      }
    }
    .work {
      font-size: var(--s);
      color: var(--ink-2);
    }
  `];

  @property({ attribute: false }) alert!: Alert;
  @property({ attribute: false }) call: KnownCall | null = null;
  /** Who reviews looks on; the alert is a supervisor's to take up. */
  @property({ type: Boolean }) mayAct = false;
  @state() private more = false;
  @state() private busy = false;
  @state() private problem: string | null = null;

  protected override render(): unknown {
    const alert = this.alert;
    const done = alert.work === 'resolved' || alert.work === 'dismissed';
    return html`<article class="tone-${alert.severity}" data-testid="alert" data-alert=${alert.id} data-call=${alert.callId}
      data-severity=${alert.severity} data-detection=${alert.detection} data-work=${alert.work} data-category=${alert.category}
      ?data-done=${done}>
      <div class="top">${severityChip(alert.severity, alert.detection === 'withdrawn' || done)}
        <span class="category" data-testid="alert-category">${en.category[alert.category]}</span>
        <span class="muted" data-testid="alert-detection" title=${en.detectionHint[alert.detection]}>${en.detection[alert.detection]}</span>
        <time class="num muted" datetime=${alert.raisedAt}>${timeOfDay(alert.raisedAt)}</time></div>
      <p class="text" data-testid="alert-text"><cl-words .text=${alert.text} .highlights=${alert.highlights} .category=${alert.category}></cl-words></p>
      <div class="where">
        <button class="link" type="button" data-testid="alert-call" @click=${this.openCall}>${agentOf(this.call ?? { agentId: alert.agentId })}</button>
        <span>${[alert.team, en.intoCall(clock(alert.startMs))].filter(Boolean).join(' · ')}</span>
        ${this.late()}</div>
      ${this.acts(done)}
    </article>`;
  }

  /** How old the words were when they arrived; from then on it counts. */
  private late(): unknown {
    if (this.call === null) return nothing;
    const saidAt = Date.parse(this.call.startedAt) + this.alert.endMs;
    if (Date.parse(this.alert.raisedAt) - saidAt <= oldMs) return nothing;
    return html`<span class="late" data-testid="alert-late" title=${en.saidAgoHint}><cl-since as="said" .at=${saidAt}></cl-since></span>`;
  }

  private acts(done: boolean): unknown {
    const { work, claimedBy, detection } = this.alert;
    const state = claimedBy !== null && work === 'claimed' ? en.claimedBy(claimedBy) : en.work[work];
    return html`
      <div class="acts">
        ${work === 'open' ? nothing : html`<span class="work" data-testid="alert-work">${state}</span>`}
        ${this.mayAct && work === 'open' && detection !== 'withdrawn'
          ? html`<button type="button" data-testid="alert-ack" ?disabled=${this.busy} @click=${() => this.act('acknowledge')}>${en.alerts.acknowledge}</button>`
          : nothing}
        ${!this.mayAct || done || work === 'claimed' || detection === 'withdrawn' ? nothing
          : html`<button type="button" data-testid="alert-claim" ?disabled=${this.busy} @click=${() => this.act('claim')}>${en.alerts.claim}</button>`}
        ${!this.mayAct || done || detection === 'withdrawn' ? nothing : html`<button class="quiet" type="button" data-testid="alert-more" aria-expanded=${this.more}
          @click=${() => (this.more = !this.more)}>${en.alerts.more}</button>`}
      </div>
      ${this.more && !done ? html`<form class="reason" @submit=${(e: Event) => e.preventDefault()}>
        <label for="reason">${en.alerts.reason} <span class="muted">${en.alerts.reasonHint}</span></label>
        <input id="reason" name="reason" maxlength="500" autocomplete="off" data-testid="alert-reason" />
        ${(['resolve', 'dismiss', 'snooze'] as const).map((act) => html`<button type="button" data-testid="alert-${act}" ?disabled=${this.busy}
          @click=${() => this.act(act)}>${en.alerts[act]}</button>`)}
      </form>` : nothing}
      ${this.problem === null ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}`;
  }

  private async act(act: Act): Promise<void> {
    const reason = this.renderRoot.querySelector<HTMLInputElement>('#reason')?.value.trim() ?? '';
    this.busy = true;
    this.problem = null;
    try {
      const changed = await post<Alert>(`/api/v1/alerts/${encodeURIComponent(this.alert.id)}/${act}`, reason === '' ? {} : { reason });
      this.more = false;
      this.dispatchEvent(new CustomEvent('alert-changed', { detail: changed, bubbles: true, composed: true }));
    } catch (error) {
      this.problem = messageOf(error);
    } finally {
      this.busy = false;
    }
  }

  private openCall(): void {
    this.dispatchEvent(new CustomEvent('open-call', { detail: this.alert.callId, bubbles: true, composed: true }));
  }
}
