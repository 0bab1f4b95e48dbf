import { LitElement, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { en } from '../text/en.js';
import { base, controls } from '../design/styles.js';

/** The second press does it: what shuts somebody out is not done by a slip. */
@customElement('cl-sure')
export class Sure extends LitElement {
  static override styles = [base, controls];

  @property() label = '';
  @property({ type: Boolean }) disabled = false;
  @state() private asked = false;

  protected override render(): unknown {
    return html`<button class="quiet" type="button" ?disabled=${this.disabled} @blur=${() => (this.asked = false)} @click=${this.press}>${this.asked ? en.admin.sure : this.label}</button>`;
  }

  private press(): void {
    if (this.asked) this.dispatchEvent(new CustomEvent('sure'));
    this.asked = !this.asked;
  }
}
