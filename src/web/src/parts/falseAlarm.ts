import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { categories, type Alert } from '../wire/types.js';
import { isClosed } from '../wire/work.js';
import { messageOf, post } from '../wire/api.js';
import { en } from '../text/en.js';
import { base, controls } from '../design/styles.js';

/** One alert of a call dismissed by itself, with what it should have been: the others of its call may be right. */
@customElement('cl-false-alarm')
export class FalseAlarm extends LitElement {
  static override styles = [base, controls, css`
    button.quiet {
      margin-inline-start: -8px;
    }
    form {
      display: grid;
      gap: 8px;
      margin-top: 4px;
      padding: 10px 12px;
      background: var(--sunken);
      border-radius: var(--r);
    }
    label {
      display: grid;
      gap: 3px;
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
    }
  `];

  @property({ attribute: false }) alert!: Alert;
  @state() private open = false;
  @state() private busy = false;
  @state() private problem: string | null = null;

  protected override render(): unknown {
    if (isClosed(this.alert.work) || this.alert.detection === 'withdrawn') return nothing;
    if (!this.open) return html`<button class="quiet" type="button" data-testid="alert-dismiss" @click=${this.begin}>${en.todo.dismissOne}</button>`;
    return html`<form data-testid="alert-form" @submit=${this.submit}>
      <label>${en.todo.label}<select name="label" data-testid="alert-label"><option value="none">${en.todo.labelNone}</option>
        ${categories.map((category) => html`<option value=${category} ?disabled=${category === this.alert.category}>${en.category[category]}</option>`)}</select></label>
      <label>${en.todo.dismissReason}<input name="reason" required maxlength="500" autocomplete="off" data-testid="alert-reason" /></label>
      ${this.problem === null ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
      <div class="row"><button class="primary" data-testid="alert-confirm" ?disabled=${this.busy}>${en.todo.dismiss}</button>
        <button class="quiet" type="button" @click=${() => (this.open = false)}>${en.todo.cancel}</button></div></form>`;
  }

  private async begin(): Promise<void> {
    this.open = true;
    await this.updateComplete;
    this.renderRoot.querySelector('select')?.focus();
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      const body = Object.fromEntries(new FormData(event.target as HTMLFormElement));
      const detail = await post<Alert>(`/api/v1/alerts/${encodeURIComponent(this.alert.id)}/dismiss`, body);
      this.open = false;
      this.dispatchEvent(new CustomEvent('alert-changed', { detail, bubbles: true, composed: true }));
    } catch (error) {
      this.problem = messageOf(error);
    } finally {
      this.busy = false;
    }
  }
}
