import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { HelpResponse, LadderMove } from '../wire/types.js';
import type { Moment, Story } from '../replay/story.js';
import { en } from '../text/en.js';
import { clock } from '../text/time.js';
import { base } from '../design/styles.js';
import { helpGlyph, severityGlyph, stepGlyph, toneOf } from '../design/glyphs.js';
import { tones } from '../design/tones.js';
import { endOf } from './callCard.js';

/** What happened in a call and why, in order. Each entry leads to its moment. */
@customElement('cl-events')
export class Events extends LitElement {
  static override styles = [base, tones, css`
    ol {
      display: grid;
    }
    button {
      all: unset;
      display: grid;
      grid-template-columns: 44px 24px minmax(0, 1fr);
      gap: 2px 6px;
      width: 100%;
      padding: 6px 8px;
      box-sizing: border-box;
      cursor: pointer;
      border-radius: var(--r);
      font-size: var(--s);
      line-height: 1.45;
    }
    button:hover {
      background: var(--sunken);
    }
    button:focus-visible {
      outline: 2px solid var(--focus);
    }
    button[data-ahead] {
      opacity: 0.45;
    }
    .at {
      color: var(--ink-3);
    }
    .sign {
      color: var(--tone);
      padding-top: 1px;
    }
    .why {
      grid-column: 3;
      color: var(--ink-2);
    }
    strong {
      font-weight: 600;
    }
    .struck {
      text-decoration: line-through;
    }
  `];

  @property({ attribute: false }) story!: Story;
  @property({ type: Number }) position = 0;

  protected override render(): unknown {
    return html`<ol data-testid="events">${this.story.events.map((moment) => html`<li><button type="button" ?data-ahead=${moment.t > this.position}
      data-testid=${moment.kind === 'alert' ? 'jump-alert' : `event-${moment.kind}`}
      data-detection=${moment.kind === 'alert' ? moment.change.detection : nothing}
      @click=${() => this.dispatchEvent(new CustomEvent('seek', { detail: moment.t, bubbles: true, composed: true }))}>
      <span class="at num">${clock(moment.t)}</span>${this.entry(moment)}</button></li>`)}</ol>`;
  }

  private entry(moment: Moment): unknown {
    switch (moment.kind) {
      case 'alert': {
        const { severity, category, detection, work, by, reason } = moment.change;
        const what = by === null ? en.detection[detection] : en.work[work];
        return html`<span class="sign tone-${detection === 'withdrawn' ? 'calm' : severity}">${severityGlyph(severity)}</span>
          <span><strong class=${detection === 'withdrawn' ? 'struck' : ''}>${en.category[category]}</strong> ${what.toLowerCase()} ${by === null ? '' : en.review.by(by)}</span>
          ${reason === null || reason === '' ? nothing : html`<span class="why">${reason}</span>`}`;
      }
      case 'move':
        return html`<span class="sign tone-${toneOf[moment.move.to]}">${stepGlyph(moment.move.to)}</span>
          <span><strong>${en.review.moved(en.step[moment.move.from], en.step[moment.move.to])}</strong></span>
          <span class="why">${whyOf(moment.move)}</span>`;
      case 'act':
        return html`<span class="sign tone-safe">${helpGlyph}</span>
          <span><strong>${en.review.acts[moment.act.kind] ?? moment.act.kind}</strong> ${en.review.by(moment.act.by)}</span>
          ${moment.act.detail === null ? nothing : html`<span class="why">${en.help.respond[moment.act.detail as HelpResponse] ?? moment.act.detail}</span>`}`;
      case 'end':
        return html`<span class="sign"></span><span><strong>${en.review.end}</strong></span><span class="why" data-testid="ended">${endOf(this.story.detail.call)}</span>`;
      default:
        return html`<span class="sign"></span><span>${en.review.start}</span>`;
    }
  }
}

export const whyOf = (move: LadderMove): string =>
  [move.because, move.by === null ? '' : en.review.by(move.by), en.review.byRule(move.rule)].filter((part) => part !== '').join(' · ');
