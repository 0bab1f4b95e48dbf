import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { categories, severities, type Category, type Severity } from '../wire/types.js';
import { messageOf, post } from '../wire/api.js';
import { en } from '../text/en.js';
import { base, controls } from '../design/styles.js';
import { isTyping } from '../parts/keys.js';
import { hearPageKeys } from '../parts/pageKeys.js';
import { severityGlyph } from '../design/glyphs.js';
import { labelsPath, targets, type FragmentLabels, type LabelValue, type Target } from './wire.js';

const words = en.reviewing.label;
/** For the strengths in their order, where the whole page listens. */
const strengthKeys = ['i', 'c', 's', 'x'];

/** Says of one fragment what it is, at whom and how strong. Starts empty: what the model said would lead the answer. */
@customElement('cl-label-editor')
export class LabelEditor extends LitElement {
  static override styles = [base, controls, css`
    form {
      display: grid;
      gap: 14px;
      padding: 14px;
      background: var(--surface);
      border: 1px solid var(--line-strong);
      border-radius: var(--r-l);
    }
    fieldset {
      border: 0;
      margin: 0;
      padding: 0;
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
      min-width: 0;
    }
    legend {
      font-size: var(--s);
      color: var(--ink-2);
      padding: 0 0 6px;
    }
    button[aria-pressed='true'] {
      border-color: var(--accent);
      color: var(--accent);
      box-shadow: inset 0 0 0 1px var(--accent);
    }
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
    .row label {
      display: grid;
      gap: 6px;
    }
    .note {
      flex: 1 1 180px;
    }
    .note input {
      width: 100%;
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      align-items: center;
    }
  `];

  @property() callId = '';
  @property() utteranceId = '';
  @property({ type: Number }) revision = 0;
  /** What the person said before; empty where they have not. */
  @property({ attribute: false }) earlier: LabelValue | null = null;
  /** Keys of the whole page go to this editor. */
  @property({ type: Boolean }) keys = false;

  @state() private chosen = new Set<Category>();
  @state() private isNothing = false;
  @state() private target: Target = 'agent';
  @state() private severity: Severity | null = null;
  @state() private problem: string | null = null;
  @state() private busy = false;

  constructor() {
    super();
    hearPageKeys(this, this.#key);
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('utteranceId') && !changed.has('callId')) return;
    const before = this.earlier;
    this.chosen = new Set(before?.categories);
    this.isNothing = before !== null && before.categories.length === 0;
    this.target = before?.target ?? 'agent';
    this.severity = before?.severity ?? null;
    this.problem = null;
  }

  /** What was typed of the one before says nothing of this one. */
  protected override updated(changed: Map<string, unknown>): void {
    if (!changed.has('utteranceId') && !changed.has('callId')) return;
    const note = this.renderRoot.querySelector<HTMLInputElement>('.note input');
    if (note !== null) note.value = this.earlier?.note ?? '';
  }

  protected override render(): unknown {
    return html`<form data-testid="label-editor" @submit=${this.save}>
      <fieldset><legend>${words.title}</legend>
        <button type="button" data-testid="label-nothing" aria-pressed=${this.isNothing} @click=${this.sayNothing}>${this.hint(0)}${words.nothing}</button>
        ${categories.map((category, i) => html`<button type="button" data-testid="label-category" data-category=${category}
          aria-pressed=${this.chosen.has(category)} @click=${() => this.toggle(category)}>${this.hint(i + 1)}${en.category[category]}</button>`)}</fieldset>
      ${this.chosen.size === 0 ? nothing : html`<fieldset><legend>${words.strength}</legend>${severities.map((severity) => html`
        <button type="button" data-testid="label-severity" data-severity=${severity} aria-pressed=${this.severity === severity}
          @click=${() => (this.severity = severity)}>${this.hint(strengthKeys[severities.indexOf(severity)]!.toUpperCase())}${severityGlyph(severity)}${en.severity[severity]}</button>`)}</fieldset>`}
      <div class="row">
        ${this.chosen.size === 0 ? nothing : html`<label>${words.target}<select data-testid="label-target" @change=${this.aim}>${targets.map((target) => html`
          <option value=${target} ?selected=${target === this.target}>${words.targets[target]}</option>`)}</select></label>`}
        <label class="note">${words.note}<input data-testid="label-note" maxlength="1000" .value=${this.earlier?.note ?? ''} /></label></div>
      <div class="acts"><button class="primary" type="submit" data-testid="label-save" ?disabled=${this.busy}>${this.busy ? words.saving : words.save}</button>
        <slot></slot>${this.problem === null ? nothing : html`<span class="problem" role="alert">${this.problem}</span>`}</div></form>`;
  }

  private hint(key: number | string): unknown {
    return this.keys ? html`<kbd aria-hidden="true">${key}</kbd>` : nothing;
  }

  private sayNothing(): void {
    this.isNothing = true;
    this.chosen = new Set();
    this.severity = null;
  }

  private toggle(category: Category): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(category)) chosen.add(category);
    this.chosen = chosen;
    this.isNothing = false;
    if (chosen.size === 0) this.severity = null;
  }

  private aim(event: Event): void {
    this.target = (event.target as HTMLSelectElement).value as Target;
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
    this.problem = this.chosen.size === 0 && !this.isNothing ? words.needs : this.chosen.size > 0 && this.severity === null ? words.needsStrength : null;
    if (this.problem !== null) return;
    this.busy = true;
    try {
      const detail = await post<FragmentLabels>(labelsPath(this.callId), {
        utteranceId: this.utteranceId, revision: this.revision, categories: [...this.chosen],
        target: this.isNothing ? 'none' : this.target, severity: this.severity,
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
