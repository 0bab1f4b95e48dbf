import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { isListed, type BreakRequest } from '../wire/care.js';
import { callPath, messageOf, post } from '../wire/api.js';
import { now } from '../wire/clock.js';
import { en } from '../text/en.js';
import { timeOfDay } from '../text/time.js';
import { base, controls } from '../design/styles.js';

/**
 * An agent's own request for a break: what became of it, and a way back from it.
 *
 * @fires break-changed  what it has become, as `detail`
 */
@customElement('cl-own-break')
export class OwnBreak extends LitElement {
  static override styles = [base, controls, css`
    .rest {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 12px;
      align-items: center;
      justify-content: space-between;
      margin-block: 12px 0;
      padding: 8px 14px;
      border: 1px solid var(--line);
      border-radius: 14px;
      background: var(--surface);
    }
    .rest > p:first-child {
      flex: 1 1 16rem;
    }
    strong {
      display: block;
    }
    /* A quiet button has no edge to see: its words stand in line with the others. */
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: 4px;
      margin-inline: -8px;
    }
  `];

  @property({ attribute: false }) asked: BreakRequest | null = null;
  /** Whether the one who looks is the agent who asked: nobody else takes it back. */
  @property({ type: Boolean }) mine = false;
  @property({ type: Boolean }) closable = false;
  /** Sends what a button says. */
  @property({ attribute: false }) send: (path: string) => Promise<BreakRequest> = post;
  @state() private busy = false;
  @state() private problem: string | null = null;
  /** What was put away, until it is something else. */
  @state() private away: string | null = null;

  protected override render(): unknown {
    const { asked } = this;
    if (asked === null || !isListed(asked, now()) || this.away === whatOf(asked)) return nothing;
    const text = en.caring.breaks;
    const withdrawn = asked.withdrawnAt !== null;
    return html`<div class="rest" data-testid="break-state" data-answer=${asked.answer ?? 'none'} ?data-withdrawn=${withdrawn}>
      <p role="status"><strong>${text.own}</strong> ${withdrawn ? text.takenBack : asked.answer === null
        ? text.asked(timeOfDay(asked.askedAt).slice(0, 5)) : text.told(asked.answer, asked.answeredBy ?? '')}</p>
      <span class="acts">${!this.mine ? nothing : withdrawn ? this.button('again', '/break', text.again) : this.button('withdraw', '/break/withdraw', text.takeBack)}
        ${!this.closable || (asked.answer === null && !withdrawn) ? nothing : html`<button class="quiet" type="button" data-testid="break-close"
          @click=${() => (this.away = whatOf(asked))}>${text.putAway}</button>`}</span>
      ${this.problem === null ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}</div>`;
  }

  private button(name: string, path: string, words: string): unknown {
    // The second click of a double one is meant for the button that stood here before.
    return html`<button class="quiet" type="button" data-testid="break-${name}" ?disabled=${this.busy}
      @click=${(event: MouseEvent) => event.detail < 2 && this.act(path)}>${words}</button>`;
  }

  private async act(path: string): Promise<void> {
    const focused = this.shadowRoot?.activeElement !== null;
    this.busy = true;
    this.problem = null;
    try {
      const detail = await this.send(callPath(this.asked!.callId) + path);
      this.dispatchEvent(new CustomEvent('break-changed', { detail, bubbles: true, composed: true }));
    } catch (error) {
      this.problem = messageOf(error);
    } finally {
      this.busy = false;
    }
    await this.updateComplete;
    if (focused) this.renderRoot.querySelector('button')?.focus();
  }
}

const whatOf = (asked: BreakRequest): string => `${asked.askedAt} ${asked.withdrawnAt === null ? asked.answer ?? '' : 'withdrawn'}`;
