import { LitElement, css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { get, messageOf } from '../wire/api.js';
import { en } from '../text/en.js';
import { dayAndTime } from '../text/time.js';
import { base, controls, empty } from '../design/styles.js';
import '../parts/words.js';
import { suggestionsPath, type Suggestion, type SuggestionPage } from './wire.js';
import { deskStyles } from './deskStyles.js';
import './suggestionForm.js';

const words = en.reviewing.suggested;
const refillBelow = 3;

/** What clients of the Perspective API suggest, one after the other, to be accepted or declined. */
@customElement('cl-suggestions')
export class Suggestions extends LitElement {
  static override styles = [base, controls, empty, deskStyles, css`
    blockquote {
      white-space: pre-wrap;
      overflow-wrap: anywhere;
      max-height: 45vh;
      overflow-y: auto;
    }
    table {
      border-collapse: collapse;
      font-size: var(--s);
    }
    caption {
      text-align: start;
      color: var(--ink-3);
      font-weight: 500;
      padding-bottom: 4px;
    }
    th,
    td {
      text-align: start;
      font-weight: 400;
      padding: 2px 20px 2px 0;
    }
    thead th {
      color: var(--ink-3);
    }
    .found {
      font-size: var(--s);
      color: var(--ink-2);
    }
  `];

  @state() private items: Suggestion[] | null = null;
  @state() private waiting = 0;
  @state() private decided = 0;
  @state() private problem: string | null = null;
  #later = new Set<number>();

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  private async load(): Promise<void> {
    this.problem = null;
    try {
      const page = await get<SuggestionPage>(`${suggestionsPath}?limit=100`);
      this.items = page.items.filter((item) => !this.#later.has(item.id));
      this.waiting = page.waiting;
    } catch (error) {
      this.problem = messageOf(error);
    }
  }

  protected override render(): unknown {
    return html`<div class="desk"><section class="item" aria-label=${words.title} data-testid="suggestions">${
      this.problem === null ? nothing : html`<p class="problem" role="alert">${this.problem} <button type="button" @click=${this.load}>${en.errors.retry}</button></p>`}
      ${this.current()}</section>
      <aside><p class="muted">${words.hint}</p>
        ${this.items === null ? nothing : html`<p role="status"><span data-testid="suggestions-waiting">${words.left(this.waiting)}</span><br /><span>${words.done(this.decided)}</span></p>`}</aside></div>`;
  }

  private current(): unknown {
    if (this.items === null) return nothing;
    const item = this.items[0];
    if (item === undefined) {
      return html`<div class="empty" data-testid="suggestions-empty"><h2>${words.emptyTitle}</h2><p>${words.emptyBody}</p>
        <p><button type="button" @click=${this.again}>${en.reviewing.desk.refresh}</button></p></div>`;
    }
    return html`
      <div><h2>${words.from(item.from, dayAndTime(item.at))}</h2>
        <blockquote tabindex="0" role="group" aria-label=${words.words} data-testid="suggestion" data-id=${item.id}><cl-words .text=${item.text}></cl-words></blockquote></div>
      <table><caption>${words.scores}</caption>
        <thead><tr><th scope="col">${words.attribute}</th><th scope="col">${words.said}</th><th scope="col">${words.ours}</th></tr></thead>
        <tbody>${item.attributes.map((one) => html`<tr data-testid="suggestion-attribute" data-attribute=${one.name}><th scope="row">${words.attributes[one.name]}</th>
          <td class="num">${one.said.toFixed(2)}</td><td class="num">${one.ours.toFixed(2)}</td></tr>`)}</tbody></table>
      <p class="found">${words.model(item.modelVersion, foundBy(item))}</p>
      <cl-suggestion-form .suggestion=${item} @decided=${() => this.next(true)}>
        <button type="button" data-testid="suggestion-later" @click=${() => this.putOff(item)}>${words.later}</button></cl-suggestion-form>`;
  }

  private putOff(item: Suggestion): void {
    this.#later.add(item.id);
    this.next(false);
  }

  private next(isDecided: boolean): void {
    this.problem = null;
    if (isDecided) {
      this.decided++;
      this.waiting--;
    }
    this.items = this.items?.slice(1) ?? null;
    if ((this.items?.length ?? 0) < refillBelow && this.waiting > 0) void this.load();
  }

  private again(): void {
    this.#later.clear();
    void this.load();
  }
}

const foundBy = (item: Suggestion): string => item.modelSeverity === null ? words.modelNothing
  : words.modelFound(item.modelCategories.map((category) => en.category[category]).join(', '), en.severity[item.modelSeverity].toLowerCase());
