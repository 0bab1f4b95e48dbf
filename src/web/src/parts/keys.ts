import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { en } from '../text/en.js';
import { base, controls } from '../design/styles.js';

const storageKey = 'civilline.keys';

/** Single keys can be turned off: who dictates to the computer, or whose hand strays, sets them off by accident. */
export function keysAreOn(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off';
  } catch {
    return true;
  }
}

/** Whether a key was meant for a field and not for the page. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  return target instanceof HTMLElement && (target.matches('input, select, textarea') || target.isContentEditable);
}

/** The list of keys; a real dialog, so that the focus stays in it and comes back. */
@customElement('cl-keys')
export class Keys extends LitElement {
  static override styles = [base, controls, css`
    dialog {
      width: min(720px, calc(100vw - 24px));
      max-height: calc(100dvh - 48px);
      overflow-y: auto;
      padding: 20px 24px 24px;
      color: var(--ink);
      background: var(--surface);
      border: 1px solid var(--line);
      border-radius: 14px;
      box-shadow: var(--shadow);
    }
    dialog::backdrop {
      background: rgb(0 0 0 / 45%);
    }
    .top {
      display: flex;
      flex-wrap: wrap;
      gap: 8px 16px;
      align-items: center;
      margin-bottom: 16px;
    }
    .top button {
      margin-inline-start: auto;
    }
    label {
      display: inline-flex;
      gap: 8px;
      align-items: center;
      color: var(--ink);
    }
    .groups {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(190px, 1fr));
      gap: 20px 28px;
    }
    h3 {
      font-size: var(--s);
      color: var(--ink-2);
      margin-bottom: 8px;
    }
    dl {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      gap: 6px 12px;
      align-items: baseline;
      font-size: var(--s);
    }
    kbd {
      font: 600 0.8125rem/1.4 var(--font);
      border: 1px solid var(--line-strong);
      border-bottom-width: 2px;
      border-radius: 4px;
      padding: 0 6px;
      white-space: nowrap;
    }
  `];

  @state() private on = keysAreOn();

  get isOpen(): boolean {
    return this.renderRoot.querySelector('dialog')?.open ?? false;
  }

  show(): void {
    if (!this.isOpen) this.renderRoot.querySelector('dialog')?.showModal();
  }

  protected override render(): unknown {
    return html`<dialog aria-label=${en.keys.title} data-testid="keys">
      <div class="top"><h2>${en.keys.title}</h2>
        <label><input type="checkbox" data-testid="keys-on" .checked=${this.on} @change=${this.turn} />${en.keys.on}</label>
        <button type="button" autofocus data-testid="keys-close" @click=${() => this.renderRoot.querySelector('dialog')?.close()}>${en.keys.close}</button></div>
      <div class="groups">${Object.entries(en.keys.groups).map(([name, keys]) => html`<section><h3>${name}</h3><dl>${keys.map(([key, what]) => html`<dt><kbd>${key}</kbd></dt><dd>${what}</dd>`)}</dl></section>`)}</div>
    </dialog>`;
  }

  private turn(event: Event): void {
    this.on = (event.target as HTMLInputElement).checked;
    try {
      localStorage.setItem(storageKey, this.on ? 'on' : 'off');
    } catch {
      // Then they stay as they were.
    }
  }
}
