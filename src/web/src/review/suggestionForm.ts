import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { messageOf, post } from '../wire/api.js';
import { en } from '../text/en.js';
import { LabelForm } from './labelForm.js';
import { suggestionsPath, type Suggestion } from './wire.js';

const words = en.reviewing.suggested;

/** Accepts a suggestion under a label, or declines it. Starts from what is suggested; how strong it is, nobody suggests. */
@customElement('cl-suggestion-form')
export class SuggestionForm extends LabelForm {
  @property({ attribute: false }) suggestion!: Suggestion;
  protected readonly named = 'suggestion';
  #of: number | null = null;

  protected override willUpdate(): void {
    const { id, categories } = this.suggestion;
    if (this.#of === id) return;
    this.#of = id;
    this.start(categories);
  }

  protected override render(): unknown {
    return html`<form data-testid="suggestion-form" @submit=${this.accept}>
      ${this.categoryField()}${this.severityField()}${this.targetField()}
      <div class="acts"><button class="primary" type="submit" data-testid="suggestion-accept" ?disabled=${this.busy}>${words.accept}</button>
        <button type="button" data-testid="suggestion-decline" ?disabled=${this.busy} @click=${() => this.decide('decline', {})}>${words.decline}</button><slot></slot>
        ${this.problemLine()}</div></form>`;
  }

  private accept(event: Event): void {
    event.preventDefault();
    this.problem = this.missing();
    if (this.problem === null) void this.decide('accept', this.said);
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
