import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Fragment, Highlight } from '../wire/types.js';
import { get, messageOf } from '../wire/api.js';
import { en } from '../text/en.js';
import { clock } from '../text/time.js';
import { controls } from '../design/styles.js';
import { Lines } from '../parts/lines.js';
import { labelsPath, type CallLabels, type FragmentLabels, type Label } from './wire.js';
import { saidOf, saidStyles } from './said.js';
import './labelEditor.js';

/** A past call's transcript: each line leads to its moment, and a reviewer says of it what it is. */
@customElement('cl-labelled-lines')
export class LabelledLines extends Lines {
  static override styles = [...Lines.styles, controls, saidStyles, css`
    button.at {
      all: unset;
      font-size: var(--s);
      color: var(--ink-3);
      cursor: pointer;
      padding-top: 1px;
    }
    button.at:hover {
      color: var(--accent);
      text-decoration: underline;
    }
    button.at:focus-visible {
      outline: 2px solid var(--focus);
    }
    .below {
      grid-column: 2 / -1;
    }
    .words button.open {
      min-height: 0;
      padding: 0 6px;
      margin-inline-start: 6px;
      color: var(--accent);
      opacity: 0;
    }
    li:hover button.open,
    button.open:focus-visible {
      opacity: 1;
    }
    li[data-place] {
      scroll-margin-block: 160px 96px;
    }
    li[data-place='shown'] {
      box-shadow: inset 3px 0 0 var(--ink);
    }
    cl-label-editor {
      grid-column: 2 / -1;
      margin-block: 6px 10px;
    }
    @media (pointer: coarse) {
      button.open {
        opacity: 1;
      }
    }
  `];

  @property() callId = '';
  @property({ type: Boolean }) mayLabel = false;
  /** Fragments in which a search's words stand, and the one of them that is shown. */
  @property({ attribute: false }) places: ReadonlyMap<string, readonly Highlight[]> = new Map();
  @property() place: string | null = null;
  @state() private known = new Map<string, FragmentLabels>();
  @state() private editing: string | null = null;
  @state() private problem: string | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('callId') && !changed.has('mayLabel')) return;
    this.known = new Map();
    this.editing = null;
    if (this.mayLabel) void this.load();
  }

  protected override updated(): void {
    for (const line of this.renderRoot.querySelectorAll<HTMLElement>('li')) {
      const id = line.dataset['utterance'] ?? '';
      if (!this.places.has(id) && id !== this.place) delete line.dataset['place'];
      else line.dataset['place'] = id === this.place ? 'shown' : 'one';
    }
  }

  /** Brings the place that is shown into view, and the focus with it, so that a screen reader reads it. */
  showPlace(): void {
    const line = this.renderRoot.querySelector<HTMLElement>("li[data-place='shown']");
    if (line === null) return;
    line.tabIndex = -1;
    line.scrollIntoView({ block: 'center' });
    line.focus({ preventScroll: true });
  }

  protected override sought(fragment: Fragment): readonly Highlight[] {
    return this.places.get(fragment.utteranceId) ?? [];
  }

  private async load(): Promise<void> {
    const callId = this.callId;
    try {
      const labels = await get<CallLabels>(labelsPath(callId));
      if (this.callId !== callId) return;
      this.known = new Map(labels.fragments.map((one) => [one.utteranceId, one]));
      this.dispatchEvent(new CustomEvent('agreement', { detail: labels.agreement }));
    } catch (error) {
      this.problem = messageOf(error);
    }
  }

  protected override render(): unknown {
    return html`${this.problem === null ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}${super.render()}`;
  }

  protected override time(fragment: Fragment): unknown {
    return html`<button class="at num" type="button" data-testid="line-seek" aria-label=${en.review.goTo(clock(fragment.startMs))}
      @click=${() => this.dispatchEvent(new CustomEvent('seek-line', { detail: fragment.utteranceId }))}>${clock(fragment.startMs)}</button>`;
  }

  protected override beside(fragment: Fragment): unknown {
    // An interim is nobody's last word.
    if (!this.mayLabel || !fragment.isFinal || this.editing === fragment.utteranceId) return nothing;
    return html`<button class="quiet open" type="button" data-testid="label-open" @click=${() => (this.editing = fragment.utteranceId)}>${
      this.mine(fragment) === null ? en.reviewing.label.open : en.reviewing.label.change}</button>`;
  }

  protected override below(fragment: Fragment): unknown {
    if (!this.mayLabel) return nothing;
    if (this.editing !== fragment.utteranceId) {
      const known = this.known.get(fragment.utteranceId);
      return known === undefined ? nothing : html`<span class="below">${saidOf(known)}</span>`;
    }
    return html`<cl-label-editor .callId=${this.callId} .utteranceId=${fragment.utteranceId} .revision=${fragment.revision} .earlier=${this.mine(fragment)}
      @labelled=${this.labelled}><button type="button" data-testid="label-cancel" @click=${() => (this.editing = null)}>${en.reviewing.label.cancel}</button></cl-label-editor>`;
  }

  private mine(fragment: Fragment): Label | null {
    return this.known.get(fragment.utteranceId)?.labels.find((label) => label.mine) ?? null;
  }

  private labelled(event: CustomEvent<FragmentLabels>): void {
    this.known = new Map(this.known).set(event.detail.utteranceId, event.detail);
    this.editing = null;
    void this.load();
  }
}
