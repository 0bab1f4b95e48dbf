import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { customElement, property } from 'lit/decorators.js';
import type { Alert, Fragment, Gap, Highlight } from '../wire/types.js';
import { en } from '../text/en.js';
import { clock, oldMs } from '../text/time.js';
import { highlightsOn } from '../text/words.js';
import { base } from '../design/styles.js';
import { severityGlyph } from '../design/glyphs.js';
import { tones } from '../design/tones.js';
import './since.js';
import './words.js';

/** A transcript: who, when, the words, and beside them what the model found. Interims are lighter until final. */
@customElement('cl-lines')
export class Lines extends LitElement {
  static override styles = [base, tones, css`
    ol {
      display: grid;
      gap: 2px;
    }
    li {
      display: grid;
      grid-template-columns: 48px minmax(0, 1fr) auto;
      gap: 2px 10px;
      padding: 5px 8px;
      margin-inline: -8px;
      border-radius: var(--r);
      --lit: var(--tone-soft);
      --lit-ink: var(--tone);
    }
    li[data-speaker-changed] {
      margin-top: 10px;
    }
    li.gap {
      border-block: 1px dashed var(--line-strong);
      border-radius: 0;
    }
    li.now {
      background: var(--sunken);
      scroll-margin-block: 160px 48px;
    }
    .at {
      font-size: var(--s);
      color: var(--ink-3);
      padding-top: 1px;
    }
    .speaker {
      grid-column: 2 / -1;
      font-size: var(--s);
      font-weight: 600;
      color: var(--ink-2);
    }
    .words {
      grid-column: 2;
    }
    li[data-speaker='agent'] .words {
      color: var(--ink-2);
    }
    li[data-interim] .words {
      font-style: italic;
      color: var(--ink-3);
    }
    .found {
      display: flex;
      gap: 5px;
      align-items: start;
      font-size: var(--s);
      font-weight: 500;
      color: var(--tone);
      padding-top: 1px;
    }
    .found .glyph {
      margin-top: 3px;
    }
    .struck {
      text-decoration: line-through;
      color: var(--ink-3);
    }
    .late {
      color: var(--caution);
      font-size: var(--s);
      font-style: normal;
      font-weight: 500;
      margin-inline-start: 6px;
    }
    @media (max-width: 460px) {
      li {
        grid-template-columns: 40px minmax(0, 1fr);
      }
      .found {
        grid-column: 2;
      }
    }
  `];

  @property({ attribute: false }) fragments: readonly Fragment[] = [];
  @property({ attribute: false }) alerts: readonly Alert[] = [];
  @property() startedAt: string | null = null;
  /** Says of old words how old they are; a past call's words are all old. */
  @property({ type: Boolean }) live = false;
  @property() current: string | null = null;
  /** Where messages of the source never came. */
  @property({ attribute: false }) gaps: readonly Gap[] = [];

  /** Brings the line that is being said into view. */
  showNow(focus = false): void {
    const line = this.renderRoot.querySelector<HTMLElement>('li.now');
    line?.scrollIntoView({ block: 'nearest' });
    if (focus) line?.focus({ preventScroll: true });
  }

  protected override render(): unknown {
    const raised = new Map<string, Alert>();
    for (const alert of this.alerts) for (const id of alert.utteranceIds) {
      const known = raised.get(id);
      // What was taken back says nothing of words that another alert stands on.
      const hides = alert.detection === 'withdrawn' && known !== undefined && known.detection !== 'withdrawn';
      if (alert.callId === this.fragments[0]?.callId && !hides) raised.set(id, alert);
    }
    return html`<ol>${repeat(this.fragments, (fragment) => fragment.utteranceId, (fragment, i) =>
      html`${this.gap(this.fragments[i - 1], fragment)}${this.line(fragment, raised.get(fragment.utteranceId), this.fragments[i - 1]?.speaker !== fragment.speaker)}`)}</ol>`;
  }

  /** What is missing between two lines. */
  private gap(before: Fragment | undefined, fragment: Fragment): unknown {
    const missing = this.gaps.filter((gap) => gap.atMs <= fragment.startMs && (before === undefined || gap.atMs > before.startMs))
      .reduce((n, gap) => n + gap.count, 0);
    return missing === 0 ? nothing : html`<li class="gap" data-testid="gap"><span class="at"></span><span class="words late">${en.gap(missing)}</span></li>`;
  }

  private line(fragment: Fragment, alert: Alert | undefined, changed: boolean): unknown {
    const severity = alert?.severity ?? fragment.severity;
    const lit = alert === undefined ? [] : highlightsOn(fragment.text, alert);
    return html`<li data-testid="transcript-line" data-utterance=${fragment.utteranceId} data-speaker=${fragment.speaker}
      tabindex=${fragment.utteranceId === this.current ? -1 : nothing} ?data-interim=${!fragment.isFinal} ?data-speaker-changed=${changed}
      class="tone-${alert?.detection === 'withdrawn' ? 'calm' : (severity ?? 'calm')} ${fragment.utteranceId === this.current ? 'now' : ''}">
      ${changed ? html`<span class="at"></span><span class="speaker">${en.speaker[fragment.speaker]}</span>` : nothing}
      ${this.time(fragment)}
      <span class="words"><cl-words .text=${fragment.text} .highlights=${lit} .category=${alert?.category ?? null} .sought=${this.sought(fragment)}></cl-words>${this.age(fragment)}${this.beside(fragment)}</span>
      ${severity === null || (alert === undefined && fragment.categories.length === 0) ? nothing : html`<span class="found" data-testid="line-found">
        ${severityGlyph(severity)}<span class=${alert?.detection === 'withdrawn' ? 'struck' : ''}>${(alert === undefined ? fragment.categories : [alert.category])
          .map((category) => en.category[category]).join(', ')}${alert?.detection === 'provisional' ? ` (${en.detection.provisional.toLowerCase()})` : ''}</span></span>`}
      ${this.below(fragment)}
    </li>`;
  }

  protected time(fragment: Fragment): unknown {
    return html`<span class="at num">${clock(fragment.startMs)}</span>`;
  }

  /** What stands behind the words and under them; a live transcript has nothing there. */
  protected beside(_fragment: Fragment): unknown {
    return nothing;
  }

  protected sought(_fragment: Fragment): readonly Highlight[] {
    return [];
  }

  protected below(_fragment: Fragment): unknown {
    return nothing;
  }

  private age(fragment: Fragment): unknown {
    if (fragment.unscored) return html`<span class="late" data-testid="line-unscored" title=${en.unscoredHint}>${en.unscored(fragment.language ?? '?')}</span>`;
    if (fragment.late) return html`<span class="late">${en.review.late}</span>`;
    if (!this.live || this.startedAt === null) return nothing;
    const saidAt = Date.parse(this.startedAt) + fragment.endMs;
    return Date.parse(fragment.receivedAt) - saidAt > oldMs
      ? html`<span class="late" title=${en.saidAgoHint}><cl-since as="said" .at=${saidAt}></cl-since></span>` : nothing;
  }
}
