import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Call } from '../wire/types.js';
import { en } from '../text/en.js';
import { clock, oldMs } from '../text/time.js';
import { base, controls } from '../design/styles.js';
import { helpGlyph, severityGlyph, sparkline } from '../design/glyphs.js';
import { tones } from '../design/tones.js';
import { stepChip } from './stepChip.js';
import './since.js';
import './words.js';

/** Silence longer than this is worth a sign: the source may have stopped, or the caller hung up unheard. */
const silenceMs = 20_000;

/** One live call on the wall. The whole card opens the call. */
@customElement('cl-call-card')
export class CallCard extends LitElement {
  static override styles = [base, controls, tones, css`
    :host {
      height: 100%;
      min-width: 0;
    }
    article {
      position: relative;
      display: grid;
      grid-template-rows: auto auto 34px 1fr auto;
      gap: 8px;
      height: 100%;
      min-height: 208px;
      padding: 12px 14px;
      background: var(--surface);
      border: 1px solid var(--line);
      border-radius: var(--r-l);
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
    .top,
    .foot {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 8px;
      min-height: 24px;
    }
    .open {
      all: unset;
      font-weight: 600;
      cursor: pointer;
      overflow-wrap: anywhere;
    }
    .open:hover {
      background: none;
    }
    .open::after {
      content: '';
      position: absolute;
      inset: 0;
      border-radius: var(--r-l);
    }
    .open:focus-visible::after {
      outline: 2px solid var(--focus);
      outline-offset: 2px;
    }
    .who {
      display: flex;
      flex-wrap: wrap;
      gap: 0 8px;
      align-items: baseline;
    }
    .spark {
      width: 100%;
      height: 28px;
      align-self: end;
    }
    .spark rect {
      shape-rendering: crispEdges;
    }
    .cool {
      fill: var(--line-strong);
      opacity: 0.55;
    }
    .warm {
      fill: var(--caution);
    }
    .hot {
      fill: var(--critical);
    }
    .spark-floor {
      stroke: var(--line);
    }
    .said {
      font-size: var(--s);
      line-height: 1.45;
      color: var(--ink-2);
    }
    .said .text {
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 3;
      overflow: hidden;
      color: var(--ink);
    }
    cl-words {
      position: relative;
      z-index: 1;
      pointer-events: none;
    }
    .foot {
      justify-content: flex-start;
      flex-wrap: wrap;
      gap: 4px 12px;
      font-size: var(--s);
    }
    .foot:empty {
      display: none;
    }
    .late {
      color: var(--caution);
      font-weight: 500;
    }
  `];

  @property({ attribute: false }) call!: Call;

  protected override render(): unknown {
    const call = this.call;
    const agent = agentOf(call);
    const wants = call.help !== null && call.help.how === null && call.endedAt === null;
    const tone = wants || call.banner.safeguarding ? 'safe' : 'critical';
    return html`<article class=${`tone-${tone} ${wants ? 'help' : ''}`} data-testid="call-card" data-call=${call.callId}
      data-step=${call.step} ?data-ended=${call.endedAt !== null}>
      <div class="top">${stepChip(call.step, call.frozen)}
        <span class="num small"><cl-since .at=${call.startedAt} .until=${call.endedAt}></cl-since></span></div>
      <div class="who"><button class="open" type="button" data-testid="call-open" aria-label=${en.wall.openCall(agent)}
          @click=${this.open}>${agent}</button>
        <span class="small muted">${placeOf(call)}</span></div>
      ${sparkline(call.recent, en.wall.scores(call.recent.length, (call.recent.at(-1) ?? 0).toFixed(2)))}
      <div class="said">${call.lastWords === null ? html`<span class="muted">${en.wall.noWords}</span>` : html`
        <span class="muted">${en.speaker[call.lastSpeaker]}</span>
        ${(call.saidMsAgo ?? 0) > oldMs ? html`<span class="late" title=${en.saidAgoHint}><cl-since as="said"
            .at=${Date.parse(call.lastHeardAt) - call.saidMsAgo!}></cl-since></span>` : nothing}
        <span class="text"><cl-words .text=${call.lastWords}></cl-words></span>`}</div>
      <div class="foot">${call.endedAt !== null ? html`<span class="muted">${endOf(call)}</span>` : html`
        ${call.help === null ? nothing : html`<span class="chip tone-safe" data-testid="help-sign">${helpGlyph}${
          call.help.how === null ? html`${en.help.asked} <cl-since as="clock" class="num" .at=${call.help.askedAt}></cl-since>`
            : en.help.answer(call.help.how, call.help.answeredBy ?? '')}</span>`}
        ${call.openAlerts > 0 && call.peakSeverity !== null ? html`<span class="chip tone-${call.peakSeverity}">${
          severityGlyph(call.peakSeverity)}${en.wall.openAlerts(call.openAlerts)}</span>` : nothing}
        <cl-since class="late" as="silence" .from=${silenceMs} .at=${call.lastHeardAt}></cl-since>`}</div>
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
