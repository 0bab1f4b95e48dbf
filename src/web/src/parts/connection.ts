import { LitElement, css, html, nothing, svg, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { HubLink, LinkState } from '../live/link.js';
import { en } from '../text/en.js';
import { timeOfDay } from '../text/time.js';
import { base, controls } from '../design/styles.js';

/** The state of the connection in words, always there. */
@customElement('cl-connection')
export class Connection extends LitElement {
  static override styles = [base, controls, css`
    :host {
      display: inline-flex;
    }
    p {
      display: inline-flex;
      align-items: center;
      gap: 8px;
      font-size: var(--s);
      color: var(--ink-2);
      white-space: nowrap;
    }
    svg {
      flex: none;
    }
    [data-state='reconnecting'],
    [data-state='connecting'] {
      color: var(--caution);
    }
    [data-state='cutOff'],
    [data-state='signedOut'] {
      color: var(--critical);
      font-weight: 600;
    }
    .short {
      display: none;
    }
    /* Since when is said where there is room; and once it is cut off, across the page. Here it would push the way out into a row of its own. */
    @media (max-width: 420px) {
      .long {
        display: none;
      }
      .short {
        display: inline;
      }
      button {
        padding-inline: 8px;
      }
    }
  `];

  @property({ attribute: false }) link!: HubLink;
  #leave: () => void = () => {};
  #hurry = (): void => {
    if (!document.hidden) this.link.hurry();
  };

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('online', this.#hurry);
    document.addEventListener('visibilitychange', this.#hurry);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('online', this.#hurry);
    document.removeEventListener('visibilitychange', this.#hurry);
    this.#leave();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('link')) return;
    this.#leave();
    this.#leave = this.link.listen(() => this.requestUpdate());
  }

  protected override render(): unknown {
    const state = this.link.state;
    return html`<p role="status" data-testid="connection" data-state=${state.kind}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">${signOf(state)}</svg>${state.kind !== 'reconnecting' && state.kind !== 'cutOff' ? wordsOf(state)
        : html`<span class="long">${wordsOf(state)}</span><span class=${state.kind === 'cutOff' ? 'short away' : 'short'}>${en.connection.short[state.kind]}</span>`}
      ${state.kind === 'cutOff' ? html`<button type="button" data-testid="connection-retry" @click=${() => this.link.hurry()}>
        ${en.connection.retry}</button>` : nothing}</p>`;
  }
}

/** Across the page while the link is down: what stands below it is old. */
export function cutOffNotice(state: LinkState): unknown {
  return state.kind === 'cutOff' ? html`<p class="old" role="alert">${wordsOf(state)}. ${en.connection.cutOffBody}</p>` : nothing;
}

export function wordsOf(state: LinkState): string {
  switch (state.kind) {
    case 'reconnecting':
      return state.stopped === true ? en.connection.stopped(timeOfDay(state.since)) : en.connection.reconnecting(timeOfDay(state.since));
    case 'cutOff':
      return state.stopped === true ? en.connection.stopped(timeOfDay(state.since)) : en.connection.cutOff(timeOfDay(state.since));
    default:
      return en.connection[state.kind];
  }
}

/** Full, half or broken circle: told apart without colour. */
function signOf(state: LinkState): unknown {
  switch (state.kind) {
    case 'connected':
      return svg`<circle cx="6" cy="6" r="4" fill="currentColor" />`;
    case 'connecting':
    case 'reconnecting':
      return svg`<circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="3 2.03" />`;
    default:
      return svg`<path d="M2.5 2.5 9.5 9.5M9.5 2.5 2.5 9.5" stroke="currentColor" stroke-width="2" stroke-linecap="round" />`;
  }
}
