import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Call } from '../wire/types.js';
import { awaitedBy } from '../live/asks.js';
import { en } from '../text/en.js';
import { clock, oldMs } from '../text/time.js';
import { base, controls } from '../design/styles.js';
import { askGlyph, helpGlyph, severityGlyph, sparkline } from '../design/glyphs.js';
import { tones } from '../design/tones.js';
import { hasHard } from '../text/words.js';
import { stepChip, stepSign } from './stepChip.js';
import { cost, slot } from './slots.js';
import './since.js';
import './words.js';

/** Silence longer than its source's rhythm is worth a sign: the source may have stopped, or the caller hung up unheard. */
export const silenceMs = 20_000;

/** So many letters fit into the narrowest tile. */
const shortName = 18;

/** How old may be what nobody sees. */
const unseenMs = 1000;
const aWhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, unseenMs));

/** One live call on the wall. The whole card opens the call. */
@customElement('cl-call-card')
export class CallCard extends LitElement {
  static override styles = [base, controls, tones, css`
    /* Of a size that its words cannot change: new words are laid out in the tile alone. A grid's own items are not. */
    :host {
      height: 100%;
      min-width: 0;
      contain: layout size style;
    }
    article {
      position: relative;
      display: grid;
      grid-template-rows: auto minmax(0, 1fr) 26px;
      gap: 6px;
      height: 100%;
      padding: 10px 12px;
      background: var(--surface);
      border: 1px solid var(--line);
      border-radius: var(--r-l);
      cursor: pointer;
      user-select: none;
    }
    article:hover {
      border-color: var(--line-strong);
    }
    article[data-step='mayEnd']:not([data-ended]),
    article.help {
      border-color: var(--tone);
      box-shadow: 0 0 0 1px var(--tone);
    }
    article[data-ended] {
      background: transparent;
      border-style: dashed;
    }
    :host([blank]) article {
      display: none;
    }
    :host([open]) article {
      border-color: var(--accent);
      box-shadow: 0 0 0 1px var(--accent);
    }
    .top,
    .foot {
      display: flex;
      align-items: center;
      gap: 8px;
      min-width: 0;
      white-space: nowrap;
    }
    .top {
      align-items: baseline;
    }
    .top .num {
      margin-inline-start: auto;
    }
    .who,
    .ending {
      min-width: 0;
      overflow: hidden;
      overflow: clip;
      text-overflow: ellipsis;
    }
    .who .place {
      margin-inline-start: 8px;
    }
    .open {
      all: unset;
      font-weight: 600;
    }
    /* A button is one piece to the ellipsis of its line. Only where it may be needed: each clip is one more thing to paint. */
    .open.long {
      max-width: 100%;
      vertical-align: bottom;
      overflow: hidden;
      overflow: clip;
      text-overflow: ellipsis;
    }
    .open:focus-visible::after {
      content: '';
      position: absolute;
      inset: 0;
      border-radius: var(--r-l);
      outline: 2px solid var(--focus);
      outline-offset: 2px;
    }
    /* Beside it stand the alerts that led to it, and perhaps a call for help: in a narrow tile the words give way. */
    .foot .chip {
      min-height: 1.45rem;
    }
    .asks,
    .gives {
      min-width: 0;
    }
    .question {
      overflow: hidden;
      overflow: clip;
      text-overflow: ellipsis;
    }
    .spark {
      flex: 1 1 60px;
      min-width: 40px;
      max-width: 140px;
      height: 22px;
      margin-inline-start: auto;
      overflow: visible;
    }
    .spark path {
      shape-rendering: crispEdges;
    }
    .cool {
      fill: var(--line-strong);
    }
    .warm {
      fill: var(--caution);
    }
    .hot {
      fill: var(--critical);
    }
    .spark-ground {
      fill: var(--surface);
    }
    .spark-floor {
      stroke: var(--line);
      fill: none;
    }
    .said {
      min-height: 0;
      overflow: hidden;
      overflow: clip;
    }
    /* A ground of its own, always as large: were what is painted here as large as the words are, the browser would sort its layers anew for each. */
    .lines {
      min-height: 100%;
      background: var(--surface);
      font-size: var(--s);
      line-height: 1.45;
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 3;
    }
    [data-ended] .lines {
      background: none;
    }
    .glyph {
      overflow: visible;
    }
    .foot .late:not([data-empty]) {
      min-width: 0;
      overflow: hidden;
      overflow: clip;
      text-overflow: ellipsis;
    }
    .late {
      color: var(--caution);
      font-weight: 500;
    }
  `];

  /** Of all tiles one is reached by Tab, and the arrow keys go on from there. */
  @property({ type: Boolean }) reachable = true;
  @property({ type: Boolean }) mayAct = false;

  #call!: Call;
  #drawn = '';
  #seen = true;
  #hurry: () => void = () => {};

  get call(): Call {
    return this.#call;
  }

  /** A tile may take on another call: until that is drawn it shows none, rather than one that stood elsewhere. */
  set call(value: Call) {
    if (value === this.#call) return;
    this.#call = value;
    if (this.isNew && this.hasUpdated) {
      this.toggleAttribute('blank', true);
      this.#hurry();
    }
    this.requestUpdate();
  }

  private get isNew(): boolean {
    return this.#drawn !== this.#call.callId;
  }

  /** Whether it is on the screen, and not drawn in advance beyond its edge. */
  set seen(value: boolean) {
    this.#seen = value;
    if (value) this.#hurry();
  }

  /** On the screen the first time at once, since nothing stands there; later in a frame that has room. Beyond the edge there is no hurry. */
  protected override async scheduleUpdate(): Promise<void> {
    await this.turn();
    await super.scheduleUpdate();
  }

  private async turn(): Promise<void> {
    if (this.isNew && this.#seen) return;
    const hurry = new Promise<void>((resolve) => (this.#hurry = resolve));
    if (this.isNew) return Promise.race([hurry, slot(cost.tile, true)]);
    if (!this.#seen) await Promise.race([hurry, aWhile()]);
    return this.isNew ? this.turn() : slot(cost.tile);
  }

  protected override updated(): void {
    this.#drawn = this.#call.callId;
    this.removeAttribute('blank');
  }

  async focusOpen(): Promise<void> {
    if (this.isNew) await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.open')?.focus();
  }

  protected override render(): unknown {
    const call = this.call;
    const agent = agentOf(call);
    const wants = call.help !== null && call.help.how === null && call.endedAt === null;
    const awaits = awaitedBy(call);
    const tone = wants || call.banner.safeguarding ? 'safe' : 'critical';
    return html`<article class=${`tone-${tone} ${wants ? 'help' : ''}`} data-testid="call-card" data-call=${call.callId}
      data-step=${call.step} ?data-ended=${call.endedAt !== null} @click=${this.open}>
      <div class="top"><div class="who"><button class=${agent.length > shortName ? 'open long' : 'open'} type="button" data-testid="call-open" tabindex=${this.reachable ? 0 : -1} aria-label=${en.wall.openCall(agent)}>${agent}</button><span class="place small muted">${placeOf(call)}</span></div>
        <span class="num small"><cl-since .at=${call.startedAt} .until=${call.endedAt}></cl-since></span></div>
      <div class="said"><div class="lines">${call.lastWords === null ? html`<span class="muted">${en.wall.noWords}</span>` : html`
        <span class="muted">${en.speaker[call.lastSpeaker]}</span>
        ${call.unscored && call.unscoredLanguage ? html`<span class="late" data-testid="unscored" title=${en.unscoredHint}>${en.someUnscored(call.unscored, call.unscoredLanguage)}</span>` : nothing}
        ${(call.saidMsAgo ?? 0) > oldMs ? html`<span class="late" title=${en.saidAgoHint}><cl-since as="said"
            .at=${Date.parse(call.lastHeardAt) - call.saidMsAgo!}></cl-since></span>` : nothing}
        ${hasHard(call.lastWords) ? html`<cl-words .text=${call.lastWords}></cl-words>` : call.lastWords}`}</div></div>
      <div class="foot">${call.endedAt !== null ? html`<span class="ending small muted">${endOf(call)}</span>` : html`${awaits === null ? (call.help === null ? stepChip : stepSign)(call.step, call.frozen) : html`<span class="chip asks" data-testid="ask-sign" data-to=${awaits}>${askGlyph}<span class="question">${en.wall.asks(this.mayAct)}</span></span>`}
        ${call.help === null ? nothing : html`<span class="chip gives tone-safe" data-testid="help-sign">${helpGlyph}<span class="question">${
          call.help.how === null ? html`${en.help.asked} <cl-since as="clock" class="num" .at=${call.help.askedAt}></cl-since>`
            : en.help.answer(call.help.how, call.help.answeredBy ?? '')}</span></span>`}
        ${call.openAlerts > 0 && call.peakSeverity !== null ? html`<span class="chip num tone-${call.peakSeverity}" role="img" aria-label=${en.wall.openAlerts(call.openAlerts)} title=${en.wall.openAlerts(call.openAlerts)}>${
          severityGlyph(call.peakSeverity)}${call.openAlerts}</span>` : nothing}
        ${awaits !== null ? nothing : html`<cl-since class="late small" as="silence" .from=${call.quietAfterMs || silenceMs} .at=${call.lastHeardAt}></cl-since>
        ${call.help !== null ? nothing : sparkline(call.recent, en.wall.scores(call.recent.length, (call.recent.at(-1) ?? 0).toFixed(2)))}`}`}</div>
    </article>`;
  }

  private open(): void {
    this.dispatchEvent(new CustomEvent('open-call', { detail: this.call.callId, bubbles: true, composed: true }));
  }
}

export const agentOf = (call: { agentName?: string | null; agentId: string | null }): string =>
  call.agentName ?? call.agentId ?? en.unknownAgent;

export const placeOf = (call: Call): string => [call.team, call.queue].filter((part) => part !== null).join(' · ');

export function endOf(call: Call): string {
  const by = call.endedBy === null || call.endedBy === 'unknown' ? en.ended : en.endedBy(en.speaker[call.endedBy]);
  return call.endReason === null || call.endReason === '' ? by : `${by}: ${call.endReason}`;
}

export const lengthOf = (call: Call): string =>
  clock(Date.parse(call.endedAt ?? call.lastHeardAt) - Date.parse(call.startedAt));
