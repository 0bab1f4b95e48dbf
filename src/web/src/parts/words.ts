import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Category, Highlight } from '../wire/types.js';
import { blur } from '../text/blur.js';
import { en } from '../text/en.js';
import { runsOf, type Run } from '../text/words.js';
import { base } from '../design/styles.js';
import { Watching } from './watching.js';

/** What somebody said: the words that weighed most lit, and the hard ones blurred where that is asked for. */
@customElement('cl-words')
export class Words extends LitElement {
  static override styles = [base, css`
    :host {
      display: inline;
      overflow-wrap: anywhere;
    }
    mark {
      color: inherit;
      background: var(--lit, var(--serious-soft));
      box-shadow: inset 0 -2px 0 var(--lit-ink, var(--serious));
      padding: 0 1px;
      border-radius: 2px;
    }
    mark.light {
      background: none;
      box-shadow: inset 0 -1px 0 var(--lit-ink, var(--serious));
    }
    mark.sought {
      background: var(--ink);
      color: var(--paper);
      box-shadow: none;
    }
    button.veil {
      all: unset;
      cursor: pointer;
      border-radius: 3px;
      /* Also where the words around it let clicks through to a card below. */
      pointer-events: auto;
    }
    /* The word is not there until it is asked for: neither a screenshot nor a screen reader has it. */
    button.veil span::before {
      content: attr(data-mask);
      letter-spacing: -0.02em;
      opacity: 0.75;
      user-select: none;
    }
    button.veil:hover {
      background: var(--sunken);
    }
    button.veil:focus-visible {
      outline: 2px solid var(--focus);
    }
  `];

  @property() text = '';
  @property({ attribute: false }) highlights: readonly Highlight[] = [];
  @property() category: Category | null = null;
  /** What was searched for; stands out from what weighed. */
  @property({ attribute: false }) sought: readonly Highlight[] = [];

  @state() private revealed = new Set<number>();

  constructor() {
    super();
    new Watching(this, blur);
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('text')) this.revealed = new Set();
  }

  protected override render(): unknown {
    return runsOf(this.text, this.highlights, this.category, this.sought).map((run) => {
      const words = run.blurred && blur.on && !this.revealed.has(run.start) ? this.veiled(run) : run.text;
      return run.sought ? html`<mark class="sought">${words}</mark>` : run.weight > 0 ? html`<mark class=${run.weight < 0.5 ? 'light' : 'strong'}>${words}</mark>` : words;
    });
  }

  private veiled(run: Run): unknown {
    return html`<button class="veil" type="button" data-testid="veil" aria-label=${en.blur.reveal}
      @click=${(e: Event) => this.reveal(e, run.start)}><span aria-hidden="true" data-mask=${'•'.repeat(run.text.length)}></span></button>`;
  }

  private reveal(event: Event, start: number): void {
    event.stopPropagation();
    // The words may stand in a link: to look at one is not to follow it.
    event.preventDefault();
    this.revealed = new Set([...this.revealed, start]);
  }
}
