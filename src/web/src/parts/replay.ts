import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { atLeast, type Alert, type CallDetail, type Highlight } from '../wire/types.js';
import { ReplayClock, fastest, jump, leadMs, slowest, speeds } from '../replay/clock.js';
import { Story } from '../replay/story.js';
import { callPath, wallPath } from '../wire/api.js';
import { en } from '../text/en.js';
import { clock, dayAndTime } from '../text/time.js';
import { base, controls } from '../design/styles.js';
import { tones } from '../design/tones.js';
import { agentOf, endOf, placeOf } from './callCard.js';
import { whyOf } from './events.js';
import { stepChip } from './stepChip.js';
import './alertCard.js';
import './chart.js';
import './events.js';
import type { Lines } from './lines.js';
import type { Agreement, SearchHit } from '../review/wire.js';
import '../review/agreement.js';
import type { LabelledLines } from '../review/labelledLines.js';
import '../review/matchBar.js';
import '../review/labelledLines.js';

/** What stands against the call, each category once and in its worst form. */
function standing(alerts: readonly Alert[]): Alert[] {
  const worst = new Map<string, Alert>();
  for (const alert of alerts) {
    const known = worst.get(alert.category);
    if (alert.detection !== 'withdrawn' && !(known !== undefined && atLeast(known.severity, alert.severity))) worst.set(alert.category, alert);
  }
  return [...worst.values()];
}

/** Redraws this often while playing: fast enough to read along, and cheap. */
const frameMs = 80;

/** One past call: to be read whole, or played as it happened. */
@customElement('cl-replay')
export class Replay extends LitElement {
  static override styles = [base, controls, tones, css`
    header {
      display: grid;
      gap: 4px;
      padding-bottom: 16px;
    }
    .facts {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 16px;
      color: var(--ink-2);
      font-size: var(--s);
    }
    .player {
      position: sticky;
      top: var(--top);
      z-index: 3;
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px 14px;
      padding: 10px 0;
      margin: 12px 0;
      background: var(--paper);
      border-block: 1px solid var(--line);
    }
    .player input.speed {
      flex: none;
      width: 64px;
      padding: 2px 2px 2px 8px;
      font-size: var(--s);
    }
    .player input[type='range'] {
      flex: 1 1 160px;
      padding: 0;
      min-height: 28px;
      accent-color: var(--accent);
      border: 0;
      background: none;
    }
    .play {
      min-width: 84px;
      justify-content: center;
    }
    .both {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(260px, 340px);
      gap: 28px;
      align-items: start;
    }
    .side {
      position: sticky;
      top: calc(var(--top) + 72px);
      display: grid;
      gap: 14px;
      max-height: calc(100dvh - var(--top) - 88px);
      overflow-y: auto;
    }
    .banner {
      display: grid;
      gap: 6px;
      padding: 12px 14px;
      border: 1px solid var(--line);
      border-radius: var(--r-l);
      background: var(--surface);
      font-size: var(--s);
    }
    h2 {
      font-size: var(--s);
      color: var(--ink-3);
      font-weight: 500;
    }
    .alerts {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
    }
    .note {
      font-size: var(--s);
      color: var(--ink-2);
      padding-bottom: 8px;
    }
    @media (max-width: 980px) {
      .both {
        grid-template-columns: minmax(0, 1fr);
      }
      .side {
        display: contents;
      }
      .banner {
        order: -1;
      }
    }
  `];

  @property({ attribute: false }) detail!: CallDetail;
  /** An alert to begin at, from the address. */
  @property() alertId: string | null = null;
  @property({ type: Boolean }) mayLabel = false;
  /** What was searched for, and the fragment of those with it that is shown. */
  @property() searched = '';
  @property() hit: string | null = null;

  @state() private story!: Story;
  @state() private time!: ReplayClock;
  @state() private agreement: Agreement | null = null;
  @state() private places: ReadonlyMap<string, readonly Highlight[]> = new Map();
  @state() private place: string | null = null;
  #frame = 0;
  #drawn = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.#frame);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('detail')) return;
    cancelAnimationFrame(this.#frame);
    this.story = new Story(this.detail);
    this.agreement = null;
    this.places = new Map();
    this.place = null;
    this.time = new ReplayClock(this.story.lengthMs);
    const start = this.alertId === null ? null : this.story.timeOfAlert(this.alertId);
    if (start !== null) this.time.seek(start);
  }

  protected override updated(): void {
    if (this.time.playing) this.renderRoot.querySelector<Lines>('cl-labelled-lines')?.showNow();
  }

  protected override render(): unknown {
    const { story, time } = this;
    const { call } = this.detail;
    const scene = story.at(time.position);
    return html`<article data-testid="replay" data-call=${call.callId} data-position=${Math.round(time.position)} ?data-playing=${time.playing}>
      <header><h1>${agentOf(call)}</h1>
        <p class="facts"><span>${placeOf(call)}</span><span class="num">${dayAndTime(call.startedAt)}</span><span class="num">${clock(story.lengthMs)}</span>
          <span data-testid="ended-by">${call.endedAt === null ? html`${en.review.stillLive} <a href=${wallPath(call.callId)} data-testid="on-wall">${en.reviewing.search.onWall}</a>` : endOf(call)}</span><code>${call.callId}</code></p>
        ${call.endedAt === null ? nothing : html`<p class="facts" title=${en.reviewing.evidence.hint}><span>${en.reviewing.evidence.title}</span>
          <a href=${`${callPath(call.callId)}/evidence?format=html`} target="_blank" rel="noopener" data-testid="evidence-html">${en.reviewing.evidence.html}</a>
          <a href=${`${callPath(call.callId)}/evidence?format=json`} download data-testid="evidence-json">${en.reviewing.evidence.json}</a></p>`}</header>
      <cl-chart .story=${story} .position=${time.position} @seek=${this.sought}></cl-chart>
      ${this.player()}
      ${story.imported ? html`<p class="note">${en.review.imported}</p>` : nothing}
      <div class="both">
        <cl-labelled-lines .fragments=${scene.lines} .alerts=${scene.alerts} .gaps=${call.gaps ?? []} .startedAt=${call.startedAt} .callId=${call.callId} ?mayLabel=${this.mayLabel}
          .places=${this.places} .place=${this.place} .current=${time.position < story.lengthMs ? scene.current : null} @seek-line=${this.soughtLine}
          @agreement=${(e: CustomEvent<Agreement>) => (this.agreement = e.detail)}></cl-labelled-lines>
        <div class="side" @seek=${this.sought}>
          <div class="banner" data-testid="replay-banner" data-step=${scene.step}><h2>${en.review.stood}</h2>
            <p>${stepChip(scene.step)}</p>${scene.move === null ? nothing : html`<p>${whyOf(scene.move)}</p>`}
            ${scene.alerts.length === 0 ? nothing : html`<p class="alerts">${standing(scene.alerts).map((alert) => html`
              <span class="chip tone-${alert.severity}" data-testid="replay-alert" data-detection=${alert.detection}>${en.category[alert.category]}${
                alert.detection === 'provisional' ? ` (${en.detection.provisional.toLowerCase()})` : ''}</span>`)}</p>`}</div>
          ${this.mayLabel && (this.agreement?.pairs ?? 0) > 0 ? html`<cl-agreement .agreement=${this.agreement}></cl-agreement>` : nothing}
          <div><h2>${en.review.happened}</h2><cl-events .story=${story} .position=${time.position}></cl-events></div>
        </div></div></article>`;
  }

  private player(): unknown {
    const { story, time } = this;
    const times = story.alertTimes;
    return html`<div class="player">
      <button class="primary play" type="button" data-testid="replay-play" aria-pressed=${time.playing} @click=${this.toggle}>${time.playing ? en.review.pause : en.review.play}</button>
      <div class="choices" role="group" aria-label=${en.review.speed}>${speeds.map((speed) => html`<button type="button" data-testid="replay-speed"
        data-speed=${speed} aria-pressed=${speed === time.speed} @click=${() => this.setSpeed(speed)}>${speed}×</button>`)}
        <input class="speed num" type="number" min=${slowest} max=${fastest} step="0.25" data-testid="replay-any-speed" aria-label=${en.review.anySpeed} title=${en.review.anySpeed}
          .value=${String(time.speed)} @change=${(e: Event) => this.setSpeed((e.target as HTMLInputElement).valueAsNumber)} /></div>
      <input type="range" min="0" max=${story.lengthMs} step="100" .value=${String(Math.round(time.position))} data-testid="replay-position"
        aria-label=${en.review.position} aria-valuetext=${clock(time.position)} @input=${(e: Event) => this.seek(Number((e.target as HTMLInputElement).value))} />
      <span class="num small" data-testid="replay-time">${clock(time.position)} / ${clock(story.lengthMs)}</span>
      ${times.length === 0 ? nothing : html`<span><button class="quiet" type="button" data-testid="replay-previous" ?disabled=${jump(times, time.position, -1) === null}
          @click=${() => this.jump(-1)}>${en.review.previous}</button>
        <button class="quiet" type="button" data-testid="replay-next" ?disabled=${jump(times, time.position, 1) === null} @click=${() => this.jump(1)}>${en.review.next}</button></span>`}
      <button class="quiet" type="button" data-testid="replay-whole" @click=${() => this.seek(story.lengthMs)}>${en.review.whole}</button>
      <cl-match-bar .callId=${this.detail.call.callId} .searched=${this.searched} .hit=${this.hit} @matches=${this.found}></cl-match-bar></div>`;
  }

  private toggle(): void {
    if (this.time.playing) this.time.pause();
    else {
      this.time.play(performance.now());
      this.#next();
    }
    this.requestUpdate();
  }

  #next(): void {
    this.#frame = requestAnimationFrame((now) => {
      this.time.tick(now);
      if (now - this.#drawn >= frameMs || !this.time.playing) {
        this.#drawn = now;
        this.requestUpdate();
      }
      if (this.time.playing) this.#next();
    });
  }

  private setSpeed(speed: number): void {
    this.time.speed = speed;
    this.requestUpdate();
  }

  /** From an entry or a mark one wants to see the thing itself, with a little of what led to it when it plays. */
  private sought(event: CustomEvent<number>): void {
    this.seek(this.time.playing ? event.detail - leadMs : event.detail);
    void this.updateComplete.then(() => this.renderRoot.querySelector<Lines>('cl-labelled-lines')?.showNow());
  }

  private soughtLine(event: CustomEvent<string>): void {
    const t = this.story.timeOfLine(event.detail);
    if (t !== null) this.sought(new CustomEvent('seek', { detail: t }));
  }

  /** The fragment is brought into view, and played to where it was not said yet. */
  private async found(event: CustomEvent<{ hits: readonly SearchHit[]; shown: string | null }>): Promise<void> {
    const { hits, shown } = event.detail;
    this.places = new Map(hits.map((one) => [one.utteranceId, one.spans]));
    this.place = shown;
    if (shown === null) return;
    const t = this.story.timeOfLine(shown);
    if (t !== null && t > this.time.position) this.seek(t);
    await this.updateComplete;
    const lines = this.renderRoot.querySelector<LabelledLines>('cl-labelled-lines');
    await lines?.updateComplete;
    lines?.showPlace();
  }

  private jump(direction: -1 | 1): void {
    const to = jump(this.story.alertTimes, this.time.position, direction);
    if (to !== null) this.seek(to);
    void this.updateComplete.then(() => this.renderRoot.querySelector<Lines>('cl-labelled-lines')?.showNow());
  }

  private seek(position: number): void {
    this.time.seek(position);
    this.requestUpdate();
  }
}
