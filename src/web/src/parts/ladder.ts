import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Call, Fragment, LadderMove, LadderStep } from '../wire/types.js';
import type { LadderBreach, LadderReasons, LadderRelief } from '../wire/ladder.js';
import { ApiError, callPath, messageOf, post } from '../wire/api.js';
import { en } from '../text/en.js';
import { clock, timeOfDay } from '../text/time.js';
import { base, controls } from '../design/styles.js';

const text = en.climbing;

/** Where a call stands on the ladder and why, what leads on, what leads back, and the question that a supervisor is asked. */
@customElement('cl-ladder')
export class LadderPanel extends LitElement {
  static override styles = [base, controls, css`
    :host {
      display: grid;
      gap: 10px;
      font-size: var(--s);
    }
    h3 {
      font-size: var(--s);
      color: var(--ink-2);
      font-weight: 500;
      margin-bottom: 2px;
    }
    .ask {
      display: grid;
      gap: 8px;
      padding: 10px 12px;
      background: var(--sunken);
      border-inline-start: 3px solid var(--accent);
      border-radius: var(--r);
    }
    .ask strong {
      font-size: var(--m);
      font-weight: 600;
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 0 8px;
      align-items: center;
      min-height: 24px;
    }
    .needs li > :first-child {
      flex: 1 1 60%;
    }
    .note {
      color: var(--ink-3);
    }
    .needs li[data-met] .note {
      color: var(--ink-2);
      font-weight: 600;
    }
    button.line {
      min-height: 24px;
      padding: 0 4px;
      border: 0;
      color: var(--accent);
      text-decoration: underline;
      text-underline-offset: 0.15em;
    }
    summary {
      cursor: pointer;
      color: var(--ink-2);
      font-weight: 500;
    }
    details > * + * {
      margin-top: 4px;
    }
  `];

  @property() callId = '';
  @property({ attribute: false }) ladder: LadderReasons | null = null;
  @property({ attribute: false }) moves: readonly LadderMove[] = [];
  /** The transcript as it stands, so that words can be named by when they were said. */
  @property({ attribute: false }) lines: readonly Fragment[] = [];
  @property({ type: Boolean }) mayAct = false;
  @state() private busy = false;
  @state() private problem: string | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('callId')) this.problem = null;
  }

  /** Whatever was being read above the transcript: a question is seen when it comes. */
  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get('ladder') as LadderReasons | null | undefined;
    if (changed.has('ladder') && this.ladder?.awaits != null && before?.awaits == null) this.renderRoot.querySelector('.ask')?.scrollIntoView({ block: 'nearest' });
  }

  /** A key for the question, where one is asked. */
  answer(agrees: boolean): void {
    if (this.mayAct && this.ladder?.awaits != null) void this.send(agrees);
  }

  protected override render(): unknown {
    const { ladder } = this;
    return html`${ladder?.awaits == null ? nothing : this.question(ladder, ladder.awaits)}
      ${this.problem === null ? nothing : html`<p class="problem" role="alert" data-testid="agree-problem">${this.problem}</p>`}
      ${this.why()}
      ${ladder === null ? nothing : html`${this.needs(ladder)}${this.lowers(ladder)}${this.counts(ladder)}`}`;
  }

  private question(ladder: LadderReasons, to: LadderStep): unknown {
    const ids = this.moves.findLast((move) => move.rule === 'agreement-asked')?.utteranceIds ?? ladder.breaches.at(-1)?.utteranceIds ?? [];
    if (!this.mayAct) return html`<p data-testid="agree-ask">${text.asked(en.step[to])}</p>`;
    return html`<div class="ask" role="group" aria-label=${text.asks(en.step[to])} data-testid="agree-ask" data-to=${to}>
      <p><strong>${text.asks(en.step[to])}</strong> ${this.words(ids)}</p>
      <div class="acts"><button class="primary" type="button" data-testid="agree" ?disabled=${this.busy} @click=${() => this.send(true)}>${text.agree}</button>
        <button type="button" data-testid="disagree" ?disabled=${this.busy} @click=${() => this.send(false)}>${text.disagree}</button></div></div>`;
  }

  /** Of a call whose ladder the server no longer tells, its last move says why. */
  private why(): unknown {
    const last = this.moves.at(-1);
    const { rule, because, utteranceIds, by, at } = this.ladder === null
      ? { ...(last ?? { rule: null, because: null, utteranceIds: [], by: null, at: null }) }
      : { ...this.ladder, at: this.ladder.since };
    if (rule === null) return nothing;
    return html`<div data-testid="why"><h3>${text.why}</h3>
      <p>${text.because(rule, because)} ${this.words(utteranceIds)} <span class="note">${by === null ? nothing : `${text.by(by)}, `}${at === null ? nothing : html`<span class="num">${timeOfDay(at)}</span>`}</span></p>
      ${this.moves.length < 2 ? nothing : html`<details data-testid="ladder-record"><summary>${text.record} <span class="num">${this.moves.length}</span></summary>
        <ul>${[...this.moves].reverse().map((move) => html`<li><span>${move.from === move.to ? en.step[move.to] : en.review.moved(en.step[move.from], en.step[move.to])}</span>
          <span class="note">${text.because(move.rule, move.because)}${move.by === null ? nothing : `, ${text.by(move.by)}`} <span class="num">${timeOfDay(move.at)}</span></span></li>`)}</ul></details>`}</div>`;
  }

  private needs({ needs, next, awaits }: LadderReasons): unknown {
    if (needs.length === 0) return nothing;
    return html`<div class="needs" data-testid="ladder-needs"><h3>${next === null ? text.held : text.needs(en.step[next])}</h3>
      <ul>${needs.map((need) => html`<li data-need=${need.kind} ?data-met=${need.isMet}><span>${text.need(need, next)}</span><span class="note num">${text.standing(need, need.at === null ? '' : timeOfDay(need.at))}</span></li>`)}</ul>
      ${next === null || awaits !== null ? nothing : html`<p class="note">${text.taken(next, needs.some((need) => need.kind === 'agreement'))}</p>`}</div>`;
  }

  private lowers({ lowers, breaches }: LadderReasons): unknown {
    if (lowers.length === 0) return nothing;
    return html`<div data-testid="ladder-lowers"><h3>${text.lowers}</h3>
      <ul>${together(lowers).map(([relief, alertIds]) => html`<li data-relief=${relief.kind}><span>${text.relief(relief, relief.at === null ? '' : timeOfDay(relief.at), alertIds.length)}
        ${this.words(breaches.filter((breach) => alertIds.includes(breach.alertId)).flatMap((breach) => breach.utteranceIds))}</span>
        <span class="note">${text.to(en.step[relief.to])}</span></li>`)}</ul></div>`;
  }

  private counts({ breaches, points, policyVersion }: LadderReasons): unknown {
    if (breaches.length === 0) return nothing;
    return html`<details data-testid="ladder-breaches"><summary>${text.counts} <span class="num">${text.points(points)}</span></summary>
      <ul>${breaches.map((breach) => html`<li><span>${named(breach)} ${this.words(breach.utteranceIds)}</span><span class="note num">${text.points(breach.weight)}</span></li>`)}</ul>
      <p class="note">${text.policy(policyVersion)}</p></details>`;
  }

  private words(ids: readonly string[]): unknown {
    return this.lines.filter((line) => ids.includes(line.utteranceId)).map((line) => html`<button class="line num" type="button" data-testid="ladder-words"
      data-utterance=${line.utteranceId} aria-label=${text.words(clock(line.startMs))} @click=${() => this.show(line.utteranceId)}>${clock(line.startMs)}</button>`);
  }

  private show(detail: string): void {
    this.dispatchEvent(new CustomEvent('show-line', { detail }));
  }

  private async send(agrees: boolean): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    const { callId } = this;
    try {
      const detail = await post<Call>(`${callPath(callId)}/agree`, { agrees });
      this.dispatchEvent(new CustomEvent('call-changed', { detail, bubbles: true, composed: true }));
    } catch (error) {
      if (callId === this.callId) this.problem = error instanceof ApiError && error.status === 409 ? text.settled : messageOf(error);
    } finally {
      this.busy = false;
    }
  }
}

/** The dismissals that lead to the same step as one, with the alerts of all of them. */
function together(lowers: readonly LadderRelief[]): (readonly [LadderRelief, string[]])[] {
  const found = new Map<string, readonly [LadderRelief, string[]]>();
  for (const relief of lowers) {
    const key = `${relief.kind} ${relief.to}`;
    if (!found.has(key)) found.set(key, [relief, []]);
    if (relief.alertId !== null) found.get(key)![1].push(relief.alertId);
  }
  return [...found.values()];
}

const named = (breach: LadderBreach): string =>
  [en.category[breach.category], en.severity[breach.severity].toLowerCase(), breach.phrase == null ? '' : text.phrase(breach.phrase)].filter((part) => part !== '').join(', ');
