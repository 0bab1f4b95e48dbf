import { LitElement, css, html, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import { categories, severities, type Category, type Severity } from '../wire/types.js';
import { en } from '../text/en.js';
import { base, controls } from '../design/styles.js';
import { severityGlyph } from '../design/glyphs.js';
import { targets, type Target } from './wire.js';

const words = en.reviewing.label;

/** What a person says of a text: which categories or nothing, how strong, at whom. */
export abstract class LabelForm extends LitElement {
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
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
    }
    legend {
      font-size: var(--s);
      color: var(--ink-2);
      padding: 0 0 6px;
    }
    label {
      display: grid;
      gap: 6px;
      justify-items: start;
      font-size: var(--s);
      color: var(--ink-2);
    }
    button[aria-pressed='true'] {
      border-color: var(--accent);
      color: var(--accent);
      box-shadow: inset 0 0 0 1px var(--accent);
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      align-items: center;
    }
  `];

  @state() protected chosen = new Set<Category>();
  @state() protected isNothing = false;
  @state() protected target: Target = 'agent';
  @state() protected severity: Severity | null = null;
  @state() protected problem: string | null = null;
  @state() protected busy = false;

  /** Names this form's parts to those who look for them. */
  protected abstract readonly named: string;

  /** From where the person starts; nothing chosen where there is nothing to start from. */
  protected start(said: readonly Category[] | null | undefined, target: Target = 'agent', severity: Severity | null = null): void {
    this.chosen = new Set(said);
    this.isNothing = said?.length === 0;
    this.target = target;
    this.severity = severity;
    this.problem = null;
  }

  /** What is still to be said; null where all is. */
  protected missing(): string | null {
    if (this.chosen.size === 0) return this.isNothing ? null : words.needs;
    return this.severity === null ? words.needsStrength : null;
  }

  protected get said(): { categories: Category[]; target: Target; severity: Severity | null } {
    return { categories: [...this.chosen], target: this.isNothing ? 'none' : this.target, severity: this.severity };
  }

  protected categoryField(hint: (i: number) => unknown = () => nothing): unknown {
    return html`<fieldset><legend>${words.title}</legend>
      <button type="button" data-testid="${this.named}-nothing" aria-pressed=${this.isNothing} @click=${this.sayNothing}>${hint(0)}${words.nothing}</button>
      ${categories.map((category, i) => html`<button type="button" data-testid="${this.named}-category" data-category=${category}
        aria-pressed=${this.chosen.has(category)} @click=${() => this.toggle(category)}>${hint(i + 1)}${en.category[category]}</button>`)}</fieldset>`;
  }

  protected severityField(hint: (i: number) => unknown = () => nothing): unknown {
    return this.chosen.size === 0 ? nothing : html`<fieldset><legend>${words.strength}</legend>${severities.map((severity, i) => html`
      <button type="button" data-testid="${this.named}-severity" data-severity=${severity} aria-pressed=${this.severity === severity}
        @click=${() => (this.severity = severity)}>${hint(i)}${severityGlyph(severity)}${en.severity[severity]}</button>`)}</fieldset>`;
  }

  protected targetField(): unknown {
    return this.chosen.size === 0 ? nothing : html`<label>${words.target}<select data-testid="${this.named}-target" @change=${this.aim}>${targets.map((target) => html`
      <option value=${target} ?selected=${target === this.target}>${words.targets[target]}</option>`)}</select></label>`;
  }

  protected problemLine(): unknown {
    return this.problem === null ? nothing : html`<span class="problem" role="alert">${this.problem}</span>`;
  }

  protected sayNothing(): void {
    this.isNothing = true;
    this.chosen = new Set();
    this.severity = null;
  }

  protected toggle(category: Category): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(category)) chosen.add(category);
    this.chosen = chosen;
    this.isNothing = false;
    if (chosen.size === 0) this.severity = null;
  }

  private aim(event: Event): void {
    this.target = (event.target as HTMLSelectElement).value as Target;
  }
}
