import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { categories, type Severity } from '../wire/types.js';
import { en } from '../text/en.js';
import { clock, dayAndTime } from '../text/time.js';
import { base, controls } from '../design/styles.js';
import { severityGlyph } from '../design/glyphs.js';
import { tones } from '../design/tones.js';
import '../parts/words.js';
import type { WhatIfChange, WhatIfExample, WhatIfRun, WhatIfSide } from './wire.js';

const words = en.reviewing.whatIf;
const changes: readonly WhatIfChange[] = ['gained', 'lost', 'moved'];

/** What would be other: how many alerts gained, lost and moved, where on the ladder calls would end, and the words themselves. */
@customElement('cl-what-if-result')
export class WhatIfResult extends LitElement {
  static override styles = [base, controls, tones, css`
    :host {
      display: grid;
      gap: 26px;
    }
    .top {
      display: grid;
      gap: 6px;
    }
    .going {
      display: flex;
      gap: 12px;
      align-items: center;
    }
    progress {
      flex: 1;
      height: 6px;
      accent-color: var(--accent);
    }
    .figures {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(110px, 1fr));
      gap: 16px;
    }
    .figures dt {
      font-size: var(--s);
      color: var(--ink-2);
    }
    .figures dd {
      font-size: var(--xl);
      font-weight: 600;
      letter-spacing: -0.02em;
    }
    .scroll {
      overflow-x: auto;
    }
    table {
      width: 100%;
      border-collapse: collapse;
      font-size: var(--s);
    }
    th,
    td {
      padding: 5px 12px 5px 0;
      border-bottom: 1px solid var(--line);
      text-align: end;
      font-weight: 400;
      white-space: nowrap;
    }
    th:first-child {
      text-align: start;
    }
    thead th {
      color: var(--ink-3);
      font-weight: 500;
    }
    h3 {
      padding-bottom: 6px;
    }
    .examples {
      display: grid;
      gap: 2px;
    }
    .examples a {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 2px 14px;
      padding: 8px;
      margin-inline: -8px;
      border-radius: var(--r);
      color: inherit;
      text-decoration: none;
    }
    .examples a:hover {
      background: var(--sunken);
    }
    .sides {
      display: flex;
      gap: 6px;
      align-items: center;
      font-size: var(--s);
    }
    .side {
      display: inline-flex;
      gap: 5px;
      align-items: center;
      color: var(--tone);
      font-weight: 500;
    }
    .side.gone {
      color: var(--ink-3);
      text-decoration: line-through;
    }
    .where {
      grid-column: 1 / -1;
      font-size: var(--s);
      color: var(--ink-3);
    }
    @media (max-width: 560px) {
      .examples a {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `];

  @property({ attribute: false }) run!: WhatIfRun;
  @state() private shown: WhatIfChange | null = null;

  protected override render(): unknown {
    const { run } = this;
    return html`<div class="top" data-testid="what-if-result" data-state=${run.state}>
        <h2>${words.title(run.policyBefore === run.policyAfter ? run.modelAfter : run.policyAfter)}</h2>
        <p class="small muted">${words.against(run.policyBefore, run.modelBefore)}${run.modelAfter === run.modelBefore ? '' : ` ${words.withModel(run.modelAfter)}`}</p>
        ${this.progress()}</div>
      ${run.state === 'failed' ? html`<p class="problem" role="alert">${run.problem}</p>` : nothing}
      <dl class="figures">${([['before', words.before], ['after', words.after], ['gained', words.gained], ['lost', words.lost], ['movedUp', words.up], ['movedDown', words.down]] as const)
        .map(([name, label]) => html`<div><dt>${label}</dt><dd class="num" data-testid="what-if-${name}">${run.counts[name]}</dd></div>`)}</dl>
      ${this.byCategory()}${this.ladder()}${this.examples()}`;
  }

  private progress(): unknown {
    const { run } = this;
    if (run.state === 'waiting' || run.state === 'running') {
      return html`<div class="going"><progress max=${Math.max(1, run.total)} .value=${run.done} aria-label=${words.progress(run.done, run.total)}></progress>
        <span class="num small" data-testid="what-if-progress">${words.progress(run.done, run.total)}</span>
        <button type="button" data-testid="what-if-cancel" @click=${() => this.dispatchEvent(new CustomEvent('cancel-run'))}>${words.cancel}</button></div>`;
    }
    return html`<p class="small muted">${run.state === 'cancelled' ? `${words.cancelled} ` : ''}${words.progress(run.done, run.total)}${run.isCut ? `. ${words.cut(run.total)}` : ''}${
      run.failed > 0 ? `. ${words.failed(run.failed)}` : ''}</p>`;
  }

  private byCategory(): unknown {
    const rows = categories.filter((category) => this.run.categories[category] !== undefined);
    return rows.length === 0 ? nothing : html`<div class="scroll"><table><thead><tr><th scope="col">${en.reviewing.agreement.category}</th>
      ${[words.before, words.after, words.gained, words.lost, words.up, words.down].map((column) => html`<th scope="col">${column}</th>`)}</tr></thead><tbody>
      ${rows.map((category) => {
        const one = this.run.categories[category]!;
        return html`<tr><th scope="row">${en.category[category]}</th>${[one.before, one.after, one.gained, one.lost, one.movedUp, one.movedDown].map((n) => html`
          <td class="num">${n}</td>`)}</tr>`;
      })}</tbody></table></div>`;
  }

  private ladder(): unknown {
    const moved = this.run.steps.filter((step) => step.before !== step.after);
    return moved.length === 0 ? nothing : html`<section><h3>${words.ladder}</h3><p class="small">${moved.map((step) => html`${en.step[step.step]}: ${step.before} → ${step.after}. `)}</p></section>`;
  }

  private examples(): unknown {
    const { examples } = this.run;
    if (examples.length === 0) return this.run.state === 'done' ? html`<p data-testid="what-if-same">${words.same}</p>` : nothing;
    const present = changes.filter((change) => examples.some((one) => one.change === change));
    const shown = this.shown !== null && present.includes(this.shown) ? this.shown : present[0];
    return html`<section><h3>${words.examples}</h3>
      <div class="choices" role="group" aria-label=${words.examples}>${present.map((change) => html`<button type="button" data-testid="examples-${change}"
        aria-pressed=${change === shown} @click=${() => (this.shown = change)}>${words.changes[change]}</button>`)}</div>
      <div class="examples">${examples.filter((one) => one.change === shown).map((one) => this.example(one))}</div></section>`;
  }

  private example(one: WhatIfExample): unknown {
    return html`<a href=${`/review/${encodeURIComponent(one.callId)}?${new URLSearchParams({ hit: one.utteranceId })}`} data-testid="what-if-example" data-change=${one.change}>
      <span><cl-words .text=${one.text}></cl-words></span>
      <span class="sides">${this.side(one.before, one.after === null)}${one.before !== null && one.after !== null ? html`<span role="img" aria-label=${words.becomes}>→</span>` : nothing}${this.side(one.after, false)}</span>
      <span class="where num">${[one.team, dayAndTime(one.startedAt), en.intoCall(clock(one.startMs))].filter(Boolean).join(' · ')}</span></a>`;
  }

  private side(side: WhatIfSide | null, isGone: boolean): unknown {
    return side === null ? nothing : html`<span class="side tone-${side.severity} ${isGone ? 'gone' : ''}">${severityGlyph(side.severity satisfies Severity)}${en.category[side.category]}, ${
      en.severity[side.severity].toLowerCase()}</span>`;
  }
}
