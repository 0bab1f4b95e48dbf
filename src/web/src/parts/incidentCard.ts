import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { customElement, property } from 'lit/decorators.js';
import { isDone, type Case } from '../live/cases.js';
import type { KnownCall } from '../live/liveFeed.js';
import type { WorkRules } from '../wire/work.js';
import { en } from '../text/en.js';
import { base, controls } from '../design/styles.js';
import { askGlyph, helpGlyph } from '../design/glyphs.js';
import { tones } from '../design/tones.js';
import { agentOf } from './callCard.js';
import './alertCard.js';
import './since.js';
import './work.js';

const shownAtMost = 3;

/** One call as work: it grows with each alert instead of becoming several. */
@customElement('cl-incident')
export class IncidentCard extends LitElement {
  static override styles = [base, controls, tones, css`
    article {
      display: grid;
      gap: 10px;
      padding: 12px 14px;
      background: var(--surface);
      border: 1px solid var(--line);
      border-radius: var(--r-l);
    }
    article[data-done] {
      background: transparent;
    }
    .top {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 10px;
      align-items: baseline;
      font-size: var(--s);
      color: var(--ink-2);
    }
    .link {
      all: unset;
      cursor: pointer;
      font-weight: 600;
      font-size: var(--m);
      color: var(--ink);
      text-decoration: underline;
      text-decoration-color: var(--line-strong);
      text-underline-offset: 0.2em;
      overflow-wrap: anywhere;
    }
    .link:hover {
      background: none;
      text-decoration-color: currentColor;
    }
    .link:focus-visible {
      outline: 2px solid var(--focus);
      outline-offset: 2px;
    }
    .end {
      margin-inline-start: auto;
      color: var(--ink-3);
    }
    ul {
      display: grid;
      gap: 10px;
    }
    li + li {
      border-top: 1px solid var(--line);
      padding-top: 8px;
    }
    .asks-row {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px;
    }
    .more {
      justify-self: start;
    }
  `];

  @property({ attribute: false }) one!: Case;
  @property({ attribute: false }) call: KnownCall | null = null;
  @property({ attribute: false }) rules: WorkRules | null = null;
  @property({ type: Boolean }) mayAct = false;
  @property() me = '';

  protected override render(): unknown {
    const { incident, alerts, callId } = this.one;
    const agent = agentOf(this.call ?? { agentId: incident?.agentId ?? alerts[0]?.agentId ?? null, agentName: incident?.agentName ?? null });
    const help = incident?.help ?? null;
    const at = incident?.lastAt ?? alerts[0]?.raisedAt ?? null;
    return html`<article data-testid="incident" data-call=${callId} data-work=${incident?.work ?? 'open'} ?data-done=${isDone(this.one)} aria-label=${agent}>
      <div class="top"><button class="link" type="button" data-testid="alert-call" @click=${this.open}>${agent}</button>
        <span>${[incident?.team ?? alerts[0]?.team, incident?.callEndedAt == null ? null : en.ended].filter(Boolean).join(' · ')}</span>
        <span class="end num">${at === null ? nothing : html`<cl-since as="ago" .at=${at}></cl-since>`}</span></div>
      ${this.one.awaits === null ? nothing : html`<p class="asks-row"><span class="chip asks" data-testid="incident-ask" data-to=${this.one.awaits}>${askGlyph}${en.wall.asks(this.mayAct)}</span>
        ${this.mayAct ? html`<button type="button" data-testid="incident-answer" @click=${this.open}>${en.wall.answer}</button>` : nothing}</p>`}
      ${help === null ? nothing : html`<p><span class="chip tone-safe" data-testid="incident-help">${helpGlyph}${help.how === null
        ? html`${en.help.asked} <cl-since class="num" .at=${help.askedAt}></cl-since>` : en.help.answer(help.how, help.answeredBy ?? '')}</span></p>`}
      ${alerts.length === 0 ? nothing : html`<ul>${repeat(alerts.slice(0, shownAtMost), (alert) => alert.id, (alert) => html`<li><cl-alert .alert=${alert} .call=${this.call}></cl-alert></li>`)}</ul>`}
      ${alerts.length <= shownAtMost ? nothing : html`<button class="quiet more" type="button" data-testid="incident-all" @click=${this.open}>${en.alerts.all(alerts.length)}</button>`}
      ${incident === null ? nothing : html`<cl-work .incident=${incident} .rules=${this.rules} .mayAct=${this.mayAct} .me=${this.me}></cl-work>`}
    </article>`;
  }

  private open(): void {
    this.dispatchEvent(new CustomEvent('open-call', { detail: this.one.callId, bubbles: true, composed: true }));
  }
}
