import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { categories, severities, type Category, type Severity } from '../wire/types.js';
import { messageOf, post } from '../wire/api.js';
import { en } from '../text/en.js';
import { base, controls } from '../design/styles.js';
import { severityGlyph } from '../design/glyphs.js';
import { suggestionsPath, targets, type Suggestion, type Target } from './wire.js';

const words = en.reviewing.suggested;
const label = en.reviewing.label;

/** Accepts a suggestion under a label, or declines it. Starts from what is suggested; how strong it is, nobody suggests. */
@customElement('cl-suggestion-form')
export class SuggestionForm extends LitElement {
  static override styles = [base, controls, css`
    form {
      display: grid;
      gap: 14px;
      padding: 14px;
      background: var(--surface);
      border: 1px solid var(--line-strong);
      border-radius: var(--r-l);
    }
    fieldset,
    .acts {
      border: 0;
      margin: 0;
      padding: 0;
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      min-width: 0;
    }
    legend,
    label {
      font-size: var(--s);
      color: var(--ink-2);
      padding: 0 0 6px;
    }
    label {
      display: grid;
      gap: 6px;
      justify-items: start;
    }
    button[aria-pressed='true'] {
      border-color: var(--accent);
      color: var(--accent);
      box-shadow: inset 0 0 0 1px var(--accent);
    }
  `];

  @property({ attribute: false }) suggestion!: Suggestion;
  @state() private chosen = new Set<Category>();
  @state() private isNothing = false;
  @state() private target: Target = 'agent';
  @state() private severity: Severity | null = null;
  @state() private problem: string | null = null;
  @state() private busy = false;
  #of: number | null = null;

  protected override willUpdate(): void {
    const { id, categories: said } = this.suggestion;
    if (this.#of === id) return;
    this.#of = id;
    this.chosen = new Set(said);
    this.isNothing = said?.length === 0;
    this.target = 'agent';
    this.severity = null;
    this.problem = null;
  }

  protected override render(): unknown {
    return html`<form data-testid="suggestion-form" @submit=${this.accept}>
      <fieldset><legend>${label.title}</legend>
        <button type="button" aria-pressed=${this.isNothing} @click=${this.sayNothing}>${label.nothing}</button>
        ${categories.map((category) => html`<button type="button" data-testid="suggestion-category" data-category=${category}
          aria-pressed=${this.chosen.has(category)} @click=${() => this.toggle(category)}>${en.category[category]}</button>`)}</fieldset>
      ${this.chosen.size === 0 ? nothing : html`<fieldset><legend>${label.strength}</legend>${severities.map((severity) => html`
        <button type="button" data-testid="suggestion-severity" data-severity=${severity} aria-pressed=${this.severity === severity}
          @click=${() => (this.severity = severity)}>${severityGlyph(severity)}${en.severity[severity]}</button>`)}</fieldset>
        <label>${label.target}<select @change=${this.aim}>${targets.map((target) => html`
          <option value=${target} ?selected=${target === this.target}>${label.targets[target]}</option>`)}</select></label>`}
      <div class="acts"><button class="primary" type="submit" data-testid="suggestion-accept" ?disabled=${this.busy}>${words.accept}</button>
        <button type="button" data-testid="suggestion-decline" ?disabled=${this.busy} @click=${() => this.decide('decline', {})}>${words.decline}</button><slot></slot>
        ${this.problem === null ? nothing : html`<span class="problem" role="alert">${this.problem}</span>`}</div></form>`;
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

  private accept(event: Event): void {
    event.preventDefault();
    this.problem = this.chosen.size === 0 && !this.isNothing ? label.needs : this.chosen.size > 0 && this.severity === null ? label.needsStrength : null;
    if (this.problem !== null) return;
    void this.decide('accept', { categories: [...this.chosen], target: this.isNothing ? 'none' : this.target, severity: this.severity });
  }

  private async decide(how: 'accept' | 'decline', body: object): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      await post(`${suggestionsPath}/${this.suggestion.id}/${how}`, body);
      this.dispatchEvent(new CustomEvent('decided'));
    } catch (error) {
      this.problem = messageOf(error);
    } finally {
      this.busy = false;
    }
  }
}
