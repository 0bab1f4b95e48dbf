import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { messageOf, post } from '../wire/api.js';
import { en } from '../text/en.js';
import { base, controls } from '../design/styles.js';
import { isTyping, keysAreOn } from '../parts/keys.js';
import { hearPageKeys } from '../parts/pageKeys.js';
import { matchesPath, type CallMatches, type SearchHit } from './wire.js';

const words = en.reviewing.matches;

/** What a search found in the call that is open: how many places, which of them is shown, and the way from one to the next. */
@customElement('cl-match-bar')
export class MatchBar extends LitElement {
  static override styles = [base, controls, css`
    div {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 8px;
      font-size: var(--s);
    }
  `];

  @property() callId = '';
  /** What was searched for. */
  @property() searched = '';
  /** The fragment that is shown, from the address; null for the first. */
  @property() hit: string | null = null;
  @state() private hits: readonly SearchHit[] = [];
  @state() private problem: string | null = null;

  constructor() {
    super();
    hearPageKeys(this, this.#key);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('callId') || changed.has('searched')) void this.load();
    else if (changed.has('hit') && this.hits.length > 0) this.tell();
  }

  private get at(): number {
    return Math.max(0, this.hits.findIndex((one) => one.utteranceId === this.hit));
  }

  private async load(): Promise<void> {
    const { callId, searched } = this;
    this.problem = null;
    let hits: readonly SearchHit[] = [];
    try {
      if (searched !== '') ({ hits } = await post<CallMatches>(matchesPath(callId), { q: searched }));
    } catch (error) {
      this.problem = messageOf(error);
    }
    if (callId !== this.callId || searched !== this.searched) return;
    this.hits = hits;
    this.tell();
  }

  private tell(): void {
    this.dispatchEvent(new CustomEvent('matches', { detail: { hits: this.hits, shown: this.hits[this.at]?.utteranceId ?? this.hit } }));
  }

  protected override render(): unknown {
    const { hits, at } = this;
    if (this.problem !== null) return html`<p class="problem" role="alert">${this.problem}</p>`;
    return hits.length === 0 ? nothing : html`<div data-testid="matches" role="group" aria-label=${words.title(this.searched)}>
      <span class="num" role="status" data-testid="match-count">${words.place(at + 1, hits.length, this.searched)}</span>
      <button class="quiet" type="button" data-testid="match-previous" title=${words.previousKey} ?disabled=${hits.length < 2} @click=${() => this.go(-1)}>${words.previous}</button>
      <button class="quiet" type="button" data-testid="match-next" title=${words.nextKey} ?disabled=${hits.length < 2} @click=${() => this.go(1)}>${words.next}</button></div>`;
  }

  /** Round and round: after the last comes the first. */
  private go(direction: -1 | 1): void {
    const { hits } = this;
    const to = hits[(this.at + direction + hits.length) % hits.length];
    if (to !== undefined) this.dispatchEvent(new CustomEvent<string>('go-to-match', { detail: to.utteranceId, bubbles: true, composed: true }));
  }

  #key = (event: KeyboardEvent): void => {
    if (!keysAreOn() || event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || this.hits.length < 2) return;
    if (event.key !== 'n' && event.key !== 'p') return;
    event.preventDefault();
    this.go(event.key === 'n' ? 1 : -1);
  };
}
