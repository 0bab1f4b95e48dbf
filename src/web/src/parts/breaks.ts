import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { customElement, property, state } from 'lit/decorators.js';
import { isListed, type BreakAnswer, type BreakRequest } from '../wire/care.js';
import { callPath, messageOf, post } from '../wire/api.js';
import { now } from '../wire/clock.js';
import { en } from '../text/en.js';
import { base, controls } from '../design/styles.js';
import { agentOf } from './callCard.js';
import './since.js';

/** Who asked for a break, the longest ago first, and the answer to it. It is quiet: no colour of severity, no sound. */
@customElement('cl-breaks')
export class Breaks extends LitElement {
  static override styles = [base, controls, css`
    section {
      display: grid;
      gap: 8px;
      margin-bottom: 14px;
      padding: 12px 14px;
      background: var(--surface);
      border: 1px solid var(--line);
      border-radius: var(--r-l);
    }
    h2 {
      font-size: var(--s);
      font-weight: 600;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 8px;
      align-items: center;
    }
    li + li {
      margin-top: 8px;
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
      margin-inline-start: auto;
    }
  `];

  @property({ attribute: false }) breaks: readonly BreakRequest[] = [];
  @state() private busy: string | null = null;
  @state() private problem: string | null = null;

  protected override render(): unknown {
    const shown = this.breaks.filter((one) => isListed(one, now()));
    if (shown.length === 0) return nothing;
    const text = en.caring.breaks;
    return html`<section aria-labelledby="breaks" aria-live="polite" data-testid="breaks"><h2 id="breaks" tabindex="-1">${text.title}</h2>
      <ul>${repeat(shown, (one) => one.agentId, (one) => html`<li data-testid="break-request" data-agent=${one.agentId} data-answer=${one.answer ?? 'none'} ?data-withdrawn=${one.withdrawnAt !== null}>
        <span><strong>${agentOf(one)}</strong> <span class="small muted num"><cl-since as="ago" .at=${one.askedAt}></cl-since></span>
          ${this.became(one)}</span>
        ${one.answer === 'now' || one.withdrawnAt !== null ? nothing : html`<span class="acts" role="group" aria-label=${text.answerTo(agentOf(one))}>
          ${this.button(one, 'now')}${one.answer === null ? this.button(one, 'soon') : nothing}</span>`}</li>`)}</ul>
      ${this.problem === null ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}</section>`;
  }

  private became(one: BreakRequest): unknown {
    const text = en.caring.breaks;
    const words = one.withdrawnAt !== null ? text.withdrawn : one.answer === null ? null : text.answered(one.answer, one.answeredBy ?? '');
    return words === null ? nothing : html`<br /><span class="small muted">${words}</span>`;
  }

  focusFirst(): void {
    const heading = this.renderRoot.querySelector<HTMLElement>('h2');
    heading?.scrollIntoView({ block: 'nearest' });
    heading?.focus();
  }

  private button(one: BreakRequest, answer: BreakAnswer): unknown {
    return html`<button type="button" data-testid="break-${answer}" ?disabled=${this.busy === one.callId} @click=${() => this.answer(one, answer)}>${en.caring.breaks.answer[answer]}</button>`;
  }

  private async answer(one: BreakRequest, answer: BreakAnswer): Promise<void> {
    this.busy = one.callId;
    this.problem = null;
    try {
      const detail = await post<BreakRequest>(`${callPath(one.callId)}/break/answer`, { answer });
      this.dispatchEvent(new CustomEvent('break-changed', { detail, bubbles: true, composed: true }));
    } catch (error) {
      this.problem = messageOf(error);
    } finally {
      this.busy = null;
    }
  }
}
