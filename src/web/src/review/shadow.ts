import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { get } from '../wire/api.js';
import { en } from '../text/en.js';
import { clock, dayAndTime } from '../text/time.js';
import { whole } from '../operator/figures.js';
import { base, controls } from '../design/styles.js';
import { severityGlyph } from '../design/glyphs.js';
import { tones } from '../design/tones.js';
import { Polling } from '../parts/polling.js';
import { sheet } from '../parts/sheet.js';
import type { ShadowExample, ShadowView, WhatIfSide } from './wire.js';

const words = en.reviewing.shadow;
const everyMs = 5000;
const columns = ['same', 'gained', 'lost', 'movedUp', 'movedDown', 'renamed'] as const;

/** A second model that runs along: what it decides otherwise, and where. Nothing is shown where none is set. */
@customElement('cl-shadow')
export class Shadow extends LitElement {
  static override styles = [base, controls, tones, sheet, css`
    :host {
      display: block;
    }
    /* Where there is none it must not take a place, and its gaps, in the page's grid. */
    :host([hidden]) {
      display: none;
    }
    .scroll {
      overflow-x: auto;
    }
    .tone {
      display: inline-flex;
      gap: 5px;
      align-items: center;
      color: var(--tone);
    }
    .gone {
      color: var(--ink-3);
      text-decoration: line-through;
    }
    .examples {
      display: grid;
      padding: 6px 0;
    }
    .examples a {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 10px;
      align-items: center;
      padding: 6px 14px;
      color: inherit;
      text-decoration: none;
      font-size: var(--s);
    }
    .examples a:hover {
      background: var(--sunken);
    }
    .examples b {
      font-weight: 600;
    }
  `];

  /** With the calls where it decides otherwise. */
  @property({ type: Boolean }) examples = false;
  @state() private view: ShadowView | null = null;
  readonly #polling = new Polling(this, everyMs);

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
    this.#polling.start(() => (this.view?.model == null ? undefined : this.load()));
  }

  private async load(): Promise<void> {
    try {
      this.view = await get<ShadowView>('/api/v1/review/shadow');
    } catch {
      // What it said last stays; the page around tells of a server that does not answer.
    }
  }

  protected override render(): unknown {
    const { view } = this;
    if (view === null || view.model === null || view.since === null) return nothing;
    return html`<section data-testid="shadow" aria-labelledby="shadow"><h2 id="shadow">${words.title(view.model)}</h2>
      <p class="note">${words.against(view.active, dayAndTime(view.since))} ${words.calls(view.calls, view.following)}
        <span data-testid="shadow-scored">${words.scored(whole(view.scored))}</span>${view.dropped === 0 ? nothing : html` <b data-testid="shadow-dropped">${words.dropped(whole(view.dropped))}</b>`}</p>
      ${view.rows.length === 0 ? html`<p class="note">${words.none}</p>` : this.table(view)}
      ${!this.examples || view.examples.length === 0 ? nothing : html`<h3>${en.reviewing.whatIf.examples}</h3>
        <div class="card examples">${view.examples.map((one) => this.example(one))}</div>`}</section>`;
  }

  protected override updated(): void {
    this.hidden = this.view?.model == null;
  }

  private table(view: ShadowView): unknown {
    return html`<div class="card scroll" tabindex="0" role="group" aria-label=${words.title(view.model ?? '')}><table>
      <thead><tr><th scope="col">${words.alert}</th>${columns.map((name) => html`<th scope="col" class="figure">${words.columns[name]}</th>`)}</tr></thead>
      <tbody>${view.rows.map((row) => html`<tr data-testid="shadow-row" data-category=${row.category} data-severity=${row.severity}>
        <th scope="row"><span class="tone tone-${row.severity}">${severityGlyph(row.severity)}${en.category[row.category]}, ${en.severity[row.severity].toLowerCase()}</span></th>
        ${columns.map((name) => html`<td class="figure" data-label=${words.columns[name]}><span>${whole(row.counts[name])}</span></td>`)}</tr>`)}</tbody></table></div>`;
  }

  private example(one: ShadowExample): unknown {
    return html`<a href=${`/review/${encodeURIComponent(one.callId)}?${new URLSearchParams({ hit: one.utteranceId })}`} data-testid="shadow-example" data-change=${one.change}>
      <b>${en.reviewing.whatIf.changes[one.change]}</b>${this.side(one.before, one.after === null)}${one.before !== null && one.after !== null
        ? html`<span role="img" aria-label=${en.reviewing.whatIf.becomes}>→</span>` : nothing}${this.side(one.after, false)}
      <span class="num muted">${[one.team, dayAndTime(one.at), en.intoCall(clock(one.startMs))].filter(Boolean).join(' · ')}</span></a>`;
  }

  private side(side: WhatIfSide | null, isGone: boolean): unknown {
    return side === null ? nothing : html`<span class="tone tone-${side.severity} ${isGone ? 'gone' : ''}">${severityGlyph(side.severity)}${en.category[side.category]}, ${
      en.severity[side.severity].toLowerCase()}</span>`;
  }
}
