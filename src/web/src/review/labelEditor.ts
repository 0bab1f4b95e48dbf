import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { categories, severities } from '../wire/types.js';
import { messageOf, post } from '../wire/api.js';
import { en } from '../text/en.js';
import { isTyping } from '../parts/keys.js';
import { hearPageKeys } from '../parts/pageKeys.js';
import { LabelForm } from './labelForm.js';
import { labelsPath, type FragmentLabels, type LabelValue } from './wire.js';

const words = en.reviewing.label;
/** For the strengths in their order, where the whole page listens. */
const strengthKeys = ['i', 'c', 's', 'x'];

/** Says of one fragment what it is, at whom and how strong. Starts empty: what the model said would lead the answer. */
@customElement('cl-label-editor')
export class LabelEditor extends LabelForm {
  static override styles = [...LabelForm.styles, css`
    kbd {
      font: inherit;
      color: var(--ink-3);
      min-width: 0.6em;
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      gap: 14px 24px;
      align-items: end;
    }
    .note {
      flex: 1 1 180px;
    }
    .note input {
      width: 100%;
    }
  `];

  @property() callId = '';
  @property() utteranceId = '';
  @property({ type: Number }) revision = 0;
  /** What the person said before; empty where they have not. */
  @property({ attribute: false }) earlier: LabelValue | null = null;
  /** Keys of the whole page go to this editor. */
  @property({ type: Boolean }) keys = false;

  protected readonly named = 'label';

  constructor() {
    super();
    hearPageKeys(this, this.#key);
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('utteranceId') && !changed.has('callId')) return;
    this.start(this.earlier?.categories, this.earlier?.target, this.earlier?.severity);
  }

  /** What was typed of the one before says nothing of this one. */
  protected override updated(changed: Map<string, unknown>): void {
    if (!changed.has('utteranceId') && !changed.has('callId')) return;
    const note = this.renderRoot.querySelector<HTMLInputElement>('.note input');
    if (note !== null) note.value = this.earlier?.note ?? '';
  }

  protected override render(): unknown {
    return html`<form data-testid="label-editor" @submit=${this.save}>
      ${this.categoryField((i) => this.hint(i))}${this.severityField((i) => this.hint(strengthKeys[i]!.toUpperCase()))}
      <div class="row">${this.targetField()}
        <label class="note">${words.note}<input data-testid="label-note" maxlength="1000" .value=${this.earlier?.note ?? ''} /></label></div>
      <div class="acts"><button class="primary" type="submit" data-testid="label-save" ?disabled=${this.busy}>${this.busy ? words.saving : words.save}</button>
        <slot></slot>${this.problemLine()}</div></form>`;
  }

  private hint(key: number | string): unknown {
    return this.keys ? html`<kbd aria-hidden="true">${key}</kbd>` : nothing;
  }

  #key = (event: KeyboardEvent): void => {
    if (!this.keys || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    const number = Number.parseInt(event.key, 10);
    const strength = strengthKeys.indexOf(event.key.toLowerCase());
    if (event.key === '0') this.sayNothing();
    else if (number >= 1 && number <= categories.length) this.toggle(categories[number - 1]!);
    else if (strength >= 0 && this.chosen.size > 0) this.severity = severities[strength]!;
    else if (event.key === 'Enter' && !isPressing(event)) this.renderRoot.querySelector('form')?.requestSubmit();
    else return;
    event.preventDefault();
  };

  private async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    this.problem = this.missing();
    if (this.problem !== null) return;
    this.busy = true;
    try {
      const detail = await post<FragmentLabels>(labelsPath(this.callId), {
        utteranceId: this.utteranceId, revision: this.revision, ...this.said,
        note: this.renderRoot.querySelector<HTMLInputElement>('.note input')?.value ?? null,
      });
      this.dispatchEvent(new CustomEvent<FragmentLabels>('labelled', { detail, bubbles: true, composed: true }));
    } catch (error) {
      this.problem = messageOf(error);
    } finally {
      this.busy = false;
    }
  }
}

/** Enter on a button presses that button. */
const isPressing = (event: KeyboardEvent): boolean =>
  event.composedPath().some((target) => target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement);
