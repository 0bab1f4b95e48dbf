import { LitElement, css, html, svg, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { categories, steps, type Category, type Fragment } from '../wire/types.js';
import type { Story } from '../replay/story.js';
import { en } from '../text/en.js';
import { clock } from '../text/time.js';
import { base } from '../design/styles.js';
import { severityGlyph } from '../design/glyphs.js';
import { placed } from '../design/placed.js';
import { tones } from '../design/tones.js';
import { Plot, lane } from './plot.js';
import './words.js';

/** Below this a head says nothing worth looking at: its row stays low. */
const worthARow = 0.25;
const aboutTicks = 6;

/** Scores along time: a row for each head, those that had something to say first and higher; alerts on top, the ladder below. */
@customElement('cl-chart')
export class Chart extends LitElement {
  static override styles = [base, tones, css`
    .grid {
      display: grid;
      grid-template-columns: max-content minmax(0, 1fr);
      gap: 4px 12px;
      align-items: center;
    }
    .name {
      font-size: var(--s);
      color: var(--ink-2);
    }
    .lane {
      position: relative;
      height: 26px;
    }
    .lane.alerts {
      height: 20px;
    }
    .lane.low {
      height: 11px;
    }
    .name.low {
      color: var(--ink-3);
      line-height: 1.1;
    }
    .lane:not(.alerts) {
      cursor: crosshair;
    }
    svg.bars {
      display: block;
      width: 100%;
      height: 100%;
      overflow: visible;
    }
    .floor {
      stroke: var(--line);
      vector-effect: non-scaling-stroke;
    }
    rect {
      fill: var(--line-strong);
      opacity: 0.6;
    }
    rect.found {
      fill: var(--tone);
      opacity: 1;
    }
    rect.ahead,
    path.ahead {
      opacity: 0.18;
    }
    .steps {
      fill: var(--sunken);
      stroke: var(--ink-3);
      stroke-width: 1.5;
      vector-effect: non-scaling-stroke;
    }
    .head {
      position: absolute;
      inset-block: -2px;
      width: 0;
      border-inline-start: 1.5px solid var(--accent);
    }
    /* Lower than its name: without this the line would be broken there. */
    .low .head,
    .low .pointer {
      inset-block: -4px;
    }
    button.alert {
      all: unset;
      position: absolute;
      top: 50%;
      transform: translate(-50%, -50%);
      color: var(--tone);
      cursor: pointer;
      padding: 3px;
      line-height: 0;
    }
    button.alert:focus-visible {
      outline: 2px solid var(--focus);
      border-radius: 3px;
    }
    button.withdrawn {
      opacity: 0.45;
    }
    .axis {
      position: relative;
      height: 1.4em;
      font-size: var(--s);
      color: var(--ink-3);
    }
    .axis span {
      position: absolute;
      transform: translateX(-50%);
    }
    .axis span:first-child {
      transform: none;
    }
    @media (max-width: 720px) {
      .axis span:nth-child(even) {
        display: none;
      }
    }
    .pointer {
      position: absolute;
      inset-block: -2px;
      width: 0;
      border-inline-start: 1px solid var(--line-strong);
      pointer-events: none;
    }
    .read {
      grid-column: 1 / -1;
      font-size: var(--s);
      color: var(--ink-2);
      padding-top: 4px;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    @media (hover: none) {
      .read {
        display: none;
      }
    }
  `];

  @property({ attribute: false }) story!: Story;
  @property({ type: Number }) position = 0;
  /** Where the mouse points, as a share of the call. */
  @state() private pointed: number | null = null;
  #plot = new Plot(0);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('story')) this.#plot = new Plot(this.story.lengthMs);
  }

  protected override render(): unknown {
    const { story } = this;
    const last = story.at(story.lengthMs);
    const heard = last.lines.filter((line) => line.speaker !== 'agent' || line.categories.length > 0);
    const peak = (category: Category): number => Math.max(0, ...heard.map((line) => line.scores[category] ?? 0));
    const isLow = (category: Category): boolean => peak(category) < worthARow;
    const shown = [...categories].sort((a, b) => Number(isLow(a)) - Number(isLow(b)) || (isLow(a) ? 0 : peak(b) - peak(a)));
    return html`<figure data-testid="chart" aria-label=${en.review.scores}><div class="grid" @pointermove=${this.point} @pointerleave=${() => (this.pointed = null)} @click=${this.press}>
      ${last.alerts.length === 0 ? nothing : html`<span class="name">${en.review.alerts}</span><div class="lane alerts">${last.alerts.map((alert) => {
        const t = story.timeOfAlert(alert.id) ?? 0;
        return html`<button class="alert tone-${alert.severity} ${alert.detection === 'withdrawn' ? 'withdrawn' : ''}" type="button" data-testid="chart-alert"
          ${placed(this.#plot.share(t))} title=${`${clock(t)} ${en.category[alert.category]}`}
          aria-label=${`${en.severity[alert.severity]}: ${en.category[alert.category]}, ${clock(t)}`}
          @click=${(e: Event) => this.mark(e, t)}>${severityGlyph(alert.severity)}</button>`;
      })}</div>`}
      ${shown.map((category) => html`<span class="name ${isLow(category) ? 'low' : ''}">${en.category[category]}</span>
        <div class="lane ${isLow(category) ? 'low' : ''}" data-testid="lane" data-category=${category}>${this.bars(category, heard)}${this.head()}</div>`)}
      <span class="name">${en.review.ladder}</span><div class="lane">${this.ladder()}${this.head()}</div>
      <span></span><div class="axis num">${this.#plot.ticks(aboutTicks).map(({ t, share }) => html`<span ${placed(share)}>${clock(t)}</span>`)}</div>
      <p class="read num" data-testid="chart-read">${this.read(heard)}</p>
    </div></figure>`;
  }

  private head(): unknown {
    return html`<span class="head" ${placed(this.#plot.share(this.position))}></span>${
      this.pointed === null ? nothing : html`<span class="pointer" ${placed(this.pointed)}></span>`}`;
  }

  /** The line nearest to the pointer, with what each head made of it. */
  private read(lines: readonly Fragment[]): unknown {
    if (this.pointed === null) return en.review.pointing;
    const at = this.#plot.at(this.pointed);
    const distance = (line: Fragment): number => Math.abs((this.story.timeOfLine(line.utteranceId) ?? 0) - at);
    const nearest = lines.reduce<Fragment | null>((best, line) => (best === null || distance(line) < distance(best) ? line : best), null);
    if (nearest === null) return clock(at);
    const said = categories.filter((category) => (nearest.scores[category] ?? 0) >= 0.05)
      .sort((a, b) => (nearest.scores[b] ?? 0) - (nearest.scores[a] ?? 0))
      .map((category) => `${en.category[category]} ${(nearest.scores[category] ?? 0).toFixed(2)}`);
    return html`${clock(this.story.timeOfLine(nearest.utteranceId) ?? 0)} ${said.length === 0 ? '' : html`<strong>${said.join(', ')}</strong> `}<cl-words .text=${nearest.text}></cl-words>`;
  }

  private point(event: PointerEvent): void {
    this.pointed = this.shareAt(event);
  }

  private press(event: MouseEvent): void {
    const share = this.shareAt(event);
    if (share !== null) this.seek(this.#plot.at(share));
  }

  private mark(event: Event, t: number): void {
    event.stopPropagation();
    this.seek(t);
  }

  /** Null beside the lanes. */
  private shareAt(event: MouseEvent): number | null {
    const bounds = this.renderRoot.querySelector('.lane:not(.alerts)')?.getBoundingClientRect();
    const share = bounds === undefined ? -1 : (event.clientX - bounds.left) / bounds.width;
    return share < 0 || share > 1 ? null : share;
  }

  private bars(category: Category, lines: readonly Fragment[]): unknown {
    const wide = Math.max(3, Math.min(10, (lane.width / Math.max(40, lines.length)) * 0.7));
    return this.drawn(svg`<line class="floor" x1="0" x2=${lane.width} y1=${lane.floor + 0.5} y2=${lane.floor + 0.5} />
      ${lines.map((line) => {
        const t = this.story.timeOfLine(line.utteranceId) ?? 0;
        const { y, height } = this.#plot.bar(line.scores[category] ?? 0);
        const found = line.categories.includes(category) ? `found tone-${line.severity ?? 'info'}` : '';
        return svg`<rect class="${found} ${t > this.position ? 'ahead' : ''}" x=${this.#plot.x(t) - wide / 2} width=${wide} y=${y} height=${height} />`;
      })}`);
  }

  private ladder(): unknown {
    const moves = this.story.moments.flatMap((moment) =>
      moment.kind === 'move' ? [{ t: moment.t, level: steps.indexOf(moment.move.to) / (steps.length - 1) }] : []);
    return this.drawn(svg`<path class="steps" d=${this.#plot.steps(moves)} />`);
  }

  private drawn(marks: unknown): unknown {
    return html`<svg class="bars" viewBox="0 0 ${lane.width} ${lane.height}" preserveAspectRatio="none" aria-hidden="true">${marks}</svg>`;
  }

  private seek(t: number): void {
    this.dispatchEvent(new CustomEvent('seek', { detail: t, bubbles: true, composed: true }));
  }
}
