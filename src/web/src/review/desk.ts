import { LitElement, css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { get, messageOf } from '../wire/api.js';
import { en } from '../text/en.js';
import { clock, dayAndTime } from '../text/time.js';
import { base, controls, empty } from '../design/styles.js';
import '../parts/words.js';
import type { Agreement, LabelQueue, QueueItem } from './wire.js';
import { deskStyles } from './deskStyles.js';
import './agreement.js';
import './labelEditor.js';

const words = en.reviewing.desk;
const refillBelow = 3;

/** One fragment after the other, the most telling first. */
@customElement('cl-label-desk')
export class LabelDesk extends LitElement {
  static override styles = [base, controls, empty, deskStyles, css`
    .before {
      display: grid;
      gap: 4px;
      color: var(--ink-2);
    }
    .before b {
      font-weight: 500;
      color: var(--ink-3);
      font-size: var(--s);
      padding-inline-end: 6px;
    }
    .reasons {
      display: grid;
      gap: 2px;
      font-size: var(--s);
      color: var(--ink-2);
    }
    .take {
      display: grid;
      gap: 8px;
      justify-items: start;
    }
  `];

  @state() private items: QueueItem[] | null = null;
  @state() private considered = 0;
  @state() private saved = 0;
  @state() private agreement: Agreement | null = null;
  @state() private problem: string | null = null;
  #skipped = new Set<string>();
  #loading = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  private async load(): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    this.problem = null;
    try {
      const [queue, agreement] = await Promise.all([
        get<LabelQueue>('/api/v1/review/queue?limit=40'), get<Agreement>('/api/v1/review/agreement'),
      ]);
      this.items = queue.items.filter((item) => !this.#skipped.has(idOf(item)));
      this.considered = queue.considered;
      this.agreement = agreement;
    } catch (error) {
      this.problem = messageOf(error);
    } finally {
      this.#loading = false;
    }
  }

  protected override render(): unknown {
    return html`<div class="desk"><section class="item" aria-label=${words.title} data-testid="desk">${this.current()}</section>
      <aside>
        <p class="muted">${words.hint}</p>
        ${this.items === null ? nothing : html`<p>${words.left(this.items.length, this.considered)}<br /><span data-testid="desk-saved">${words.done(this.saved)}</span></p>`}
        <cl-agreement .agreement=${this.agreement}></cl-agreement>
        <div class="take"><h2>${words.exportTitle}</h2><p class="muted">${words.privacy}</p>
          <a class="button" href="/api/v1/review/labels.ndjson" download data-testid="export-labels">${words.export}</a></div></aside></div>`;
  }

  private current(): unknown {
    if (this.problem !== null) {
      return html`<p class="problem" role="alert">${this.problem} <button type="button" @click=${this.load}>${en.errors.retry}</button></p>`;
    }
    if (this.items === null) return nothing;
    const item = this.items[0];
    if (item === undefined) {
      return html`<div class="empty" data-testid="desk-empty"><h2>${words.emptyTitle}</h2><p>${words.emptyBody}</p>
        <p><button type="button" @click=${this.again}>${words.refresh}</button></p></div>`;
    }
    return html`
      <div class="before">${item.before.map((turn) => html`<p><b>${en.speaker[turn.speaker]}</b><cl-words .text=${turn.text}></cl-words></p>`)}</div>
      <div><h2>${en.speaker[item.speaker]}, ${en.intoCall(clock(item.startMs))}, ${dayAndTime(item.receivedAt)}</h2>
        <blockquote data-testid="desk-item" data-call=${item.callId} data-utterance=${item.utteranceId}><cl-words .text=${item.text}></cl-words></blockquote></div>
      <div><h2>${words.why}</h2><ul class="reasons">${item.reasons.map((reason) => html`<li data-testid="desk-reason" data-reason=${reason.kind}>${
        words.reasons[reason.kind](reason.category === null ? '' : en.category[reason.category].toLowerCase(), reason.score, reason.beside)}</li>`)}</ul></div>
      <cl-label-editor keys .callId=${item.callId} .utteranceId=${item.utteranceId} .revision=${item.revision} @labelled=${() => this.next(true)}>
        <button type="button" data-testid="desk-skip" @click=${() => this.next(false)}>${words.skip}</button>
        <a class="button" href="/review/${encodeURIComponent(item.callId)}">${words.openCall}</a></cl-label-editor>`;
  }

  private next(saved: boolean): void {
    const [item, ...rest] = this.items ?? [];
    if (item === undefined) return;
    if (saved) this.saved++;
    else this.#skipped.add(idOf(item));
    this.items = rest;
    if (rest.length < refillBelow) void this.load();
  }

  private again(): void {
    this.#skipped.clear();
    void this.load();
  }
}

const idOf = (item: QueueItem): string => `${item.callId}\n${item.utteranceId}`;
