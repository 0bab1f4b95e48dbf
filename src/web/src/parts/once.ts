import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { en } from '../text/en.js';
import { base, controls } from '../design/styles.js';

/** A secret that is shown this once, with a button to copy it. */
@customElement('cl-once')
export class Once extends LitElement {
  static override styles = [base, controls, css`
    div {
      display: grid;
      gap: 10px;
      padding: 14px;
      background: var(--surface);
      border: 1px solid var(--line-strong);
      border-radius: var(--r-l);
    }
    p.row {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      align-items: center;
    }
    code {
      font-size: var(--m);
      padding: 6px 8px;
      user-select: all;
      min-width: 0;
    }
  `];

  @property() text = '';
  @property() secret = '';
  @state() private copied = false;

  protected override render(): unknown {
    return html`<div role="status" data-testid="once"><p>${this.text}</p>
      <p class="row"><code data-testid="secret">${this.secret}</code>
        <button class="primary" type="button" data-testid="copy" @click=${this.copy}>${this.copied ? en.admin.copied : en.admin.copy}</button>
        <button class="quiet" type="button" @click=${() => this.dispatchEvent(new CustomEvent('done'))}>${en.admin.done}</button></p></div>`;
  }

  private async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.secret);
      this.copied = true;
    } catch {
      // Without the permission to copy, the secret is selected for the person to copy.
      const code = this.renderRoot.querySelector('code');
      if (code !== null) getSelection()?.selectAllChildren(code);
    }
  }
}
