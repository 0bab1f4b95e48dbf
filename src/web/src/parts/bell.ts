import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Bell, News, RestNews } from '../live/bell.js';
import { quietOf, type QuietHours } from '../wire/work.js';
import type { KnownCall } from '../live/liveFeed.js';
import { en } from '../text/en.js';
import { base, controls } from '../design/styles.js';
import { askGlyph, helpGlyph, severityGlyph } from '../design/glyphs.js';
import { tones } from '../design/tones.js';
import { agentOf } from './callCard.js';
import { Watching } from './watching.js';
import './since.js';

export const whatOf = ({ incident, kind }: News): string =>
  kind === 'agreement' ? en.bell.agreement : kind === 'help' || incident === null || incident.categories.length === 0 ? en.bell.help : incident.categories.map((category) => en.category[category]).join(', ');

const inWords = ({ from, to, timeZone, days }: QuietHours): string => en.bell.hours(from.slice(0, 5), to.slice(0, 5), timeZone, days ?? null);

/** What is new since one last looked, and how else one wants to be told. */
@customElement('cl-bell')
export class BellButton extends LitElement {
  static override styles = [base, controls, tones, css`
    :host {
      position: relative;
    }
    .ring {
      border-color: transparent;
      padding: 4px 8px;
      gap: 5px;
    }
    .count {
      min-width: 18px;
      padding: 0 5px;
      border-radius: 9px;
      background: var(--accent);
      color: var(--on-accent);
      font-weight: 650;
      line-height: 18px;
      text-align: center;
    }
    .panel {
      position: absolute;
      top: calc(100% + 8px);
      inset-inline-end: 0;
      z-index: 20;
      width: min(380px, calc(100vw - 24px));
      max-height: min(70dvh, 640px);
      overflow-y: auto;
      display: grid;
      gap: 12px;
      padding: 14px 16px 16px;
      background: var(--surface);
      border: 1px solid var(--line);
      border-radius: var(--r-l);
      box-shadow: var(--shadow);
    }
    li button {
      width: 100%;
      border: 0;
      padding: 8px;
      margin-inline: -8px;
      box-sizing: content-box;
      display: grid;
      grid-template-columns: 16px minmax(0, 1fr) auto;
      gap: 0 8px;
      text-align: start;
      white-space: normal;
      font-weight: 400;
    }
    li .glyph {
      color: var(--tone);
    }
    li strong {
      font-weight: 600;
    }
    fieldset {
      border-top: 1px solid var(--line);
      padding: 12px 0 0;
      display: grid;
      gap: 8px;
    }
    legend {
      float: left;
      padding: 0;
      font-weight: 600;
      font-size: var(--s);
    }
    fieldset label {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      align-items: center;
      color: var(--ink);
    }
    .quiet {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
      align-items: center;
      font-size: var(--s);
    }
    input[type='checkbox'] {
      min-height: 0;
      width: 18px;
      height: 18px;
      margin: 0;
      accent-color: var(--accent);
    }
    input[type='time'] {
      min-height: 30px;
      padding: 2px 4px;
      width: 6.4rem;
      font-size: var(--s);
    }
    @media (max-width: 720px) {
      .panel {
        position: fixed;
        top: 48px;
        inset-inline: 12px;
        width: auto;
      }
    }
  `];

  @property({ attribute: false }) bell!: Bell;
  @property({ attribute: false }) calls: ReadonlyMap<string, KnownCall> = new Map();
  @state() private shown: readonly News[] | null = null;
  @state() private rests: readonly RestNews[] = [];
  @state() private denied = false;
  #watching: Watching | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watching ??= new Watching(this, this.bell);
    addEventListener('pointerdown', this.#outside);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('pointerdown', this.#outside);
  }

  get isOpen(): boolean {
    return this.shown !== null;
  }

  /** What is shown has been seen: the next look shows only what came after. */
  toggle(): void {
    if (this.shown !== null) {
      this.close();
      return;
    }
    this.shown = this.bell.news;
    this.rests = this.bell.rests;
    this.bell.clear();
  }

  close(): void {
    if (this.shown === null) return;
    const inside = this.renderRoot instanceof ShadowRoot && this.renderRoot.activeElement !== null;
    this.shown = null;
    if (inside) this.renderRoot.querySelector<HTMLElement>('.ring')?.focus();
  }

  #outside = (event: Event): void => {
    if (this.shown !== null && !event.composedPath().includes(this)) this.shown = null;
  };

  protected override render(): unknown {
    const { count } = this.bell;
    return html`<button class="ring" type="button" data-testid="bell" aria-label=${en.bell.label(count)} title=${en.bell.label(count)} aria-expanded=${this.isOpen} @click=${this.toggle}>
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M3.5 11.5c1-1 1-2.3 1-4a3.5 3.5 0 0 1 7 0c0 1.7 0 3 1 4Zm3 2.3a1.7 1.7 0 0 0 3 0"
          fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" stroke-linecap="round" /></svg>
        ${count === 0 ? nothing : html`<span class="count num" data-testid="bell-count">${count}</span>`}</button>
      ${this.shown === null ? nothing : html`<div class="panel" role="dialog" aria-label=${en.bell.title} data-testid="bell-panel">
        <h2>${en.bell.title}</h2>
        ${this.shown.length + this.rests.length === 0 ? html`<p class="small muted">${en.bell.nothing}</p>` : html`<ul>${this.shown.map((news) => this.entry(news))}${this.rests.map((news) => this.rest(news))}</ul>`}
        ${this.settings()}</div>`}`;
  }

  private entry(news: News): unknown {
    const { callId, incident, kind, at } = news;
    const agent = agentOf(this.calls.get(callId) ?? incident ?? { agentId: null });
    const severity = kind === 'help' ? null : incident?.severity ?? null;
    return html`<li><button type="button" class=${kind === 'agreement' ? 'tone-asks' : `tone-${severity ?? 'safe'}`} data-testid="news" data-kind=${kind}
      data-call=${callId} @click=${() => this.open(callId)}>
      ${kind === 'agreement' ? askGlyph : severity === null ? helpGlyph : severityGlyph(severity)}
      <span><strong>${agent}</strong> ${whatOf(news)}<br /><span class="muted">${en.bell.kind[kind]}</span></span>
      <span class="muted num"><cl-since as="ago" .at=${at}></cl-since></span></button></li>`;
  }

  private rest({ request, again, at }: RestNews): unknown {
    return html`<li><button type="button" data-testid="news" data-kind="break" data-agent=${request.agentId} @click=${this.openBreaks}>
      <span></span><span><strong>${agentOf(request)}</strong> ${en.bell.rest}${again ? html`<br /><span class="muted">${en.bell.restWaits}</span>` : nothing}</span>
      <span class="muted num"><cl-since as="ago" .at=${at}></cl-since></span></button></li>`;
  }

  private openBreaks(): void {
    this.shown = null;
    this.dispatchEvent(new CustomEvent('open-breaks', { bubbles: true, composed: true }));
  }

  private settings(): unknown {
    const { choice, rules } = this.bell;
    const hours = quietOf(rules);
    const quiet = hours.length === 0 ? null : hours.map(inWords).join('; ');
    return html`<fieldset><legend>${en.bell.settings}</legend>
      <label><input type="checkbox" data-testid="notify-desktop" .checked=${choice.desktop} @change=${this.desktop} />${en.bell.desktop}</label>
      ${this.denied ? html`<p class="problem" role="alert">${en.bell.denied}</p>` : nothing}
      <label><input type="checkbox" data-testid="notify-sound" .checked=${choice.sound}
        @change=${(e: Event) => this.bell.choose({ sound: (e.target as HTMLInputElement).checked })} />${en.bell.sound}</label>
      <div class="quiet"><span>${en.bell.quiet}</span>${this.time('from', choice.from)}<span>${en.bell.to}</span>${this.time('to', choice.to)}</div>
      <p class="small muted">${en.bell.rules(rules.notificationsPerHour, quiet)}</p></fieldset>`;
  }

  private time(which: 'from' | 'to', value: string): unknown {
    return html`<input type="time" data-testid="quiet-${which}" aria-label="${en.bell.quiet} ${en.bell[which]}" .value=${value}
      @change=${(e: Event) => this.bell.choose({ [which]: (e.target as HTMLInputElement).value })} />`;
  }

  private async desktop(event: Event): Promise<void> {
    const box = event.target as HTMLInputElement;
    const allowed = !box.checked || ('Notification' in window && (await Notification.requestPermission()) === 'granted');
    this.denied = !allowed;
    if (!allowed) box.checked = false;
    this.bell.choose({ desktop: box.checked });
  }

  private open(callId: string): void {
    this.shown = null;
    this.dispatchEvent(new CustomEvent('open-call', { detail: callId, bubbles: true, composed: true }));
  }
}
