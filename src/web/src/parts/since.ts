import { LitElement, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { now } from '../wire/clock.js';
import { age, clock, minuteOfDay, timeOfDay } from '../text/time.js';
import { en } from '../text/en.js';
import { cost, slot } from './slots.js';

/** One beat for the whole page; an element that counts on its own would drift from its neighbours. */
const counting = new Set<Since>();
setInterval(() => {
  if (!document.hidden) for (const element of counting) element.beat();
}, 1000);

document.addEventListener('visibilitychange', () => counting.forEach((element) => element.requestUpdate()));

/**
 * Time since a moment, counting by itself: `clock` 4:12, `ago` "12 s ago", `said` "said 7 s ago",
 * `silence` "Not heard since 09:14" once `from` milliseconds have gone by without a word.
 */
@customElement('cl-since')
export class Since extends LitElement {
  @property() at: string | number | null = null;
  @property() until: string | null = null;
  @property() as: 'clock' | 'ago' | 'said' | 'silence' = 'clock';
  @property({ type: Number }) from = 0;

  #drawn = '';

  protected override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    counting.add(this);
    // A timer is not a live region: inside one, nobody wants to hear each second.
    this.setAttribute('role', 'timer');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    counting.delete(this);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('at') && this.at !== null && this.as !== 'silence') this.title = timeOfDay(this.at);
  }

  /** A wall has a hundred of them: only those that say something else by now are drawn, over a few frames. Nobody sees the difference and no frame is late. */
  beat(): void {
    if (this.#drawn !== this.#words().join()) void slot(cost.clock).then(() => this.requestUpdate());
  }

  protected override render(): unknown {
    const [words, title] = this.#words();
    this.#drawn = [words, title].join();
    if (title !== undefined) this.title = title;
    return words;
  }

  /** What it says now, and where that changes too, its title. */
  #words(): [words: string, title?: string] {
    if (this.at === null) return [''];
    const ms = (this.until === null ? now() : Date.parse(this.until)) - new Date(this.at).getTime();
    switch (this.as) {
      case 'clock':
        return [clock(ms)];
      case 'ago':
        return [ms < 5000 ? en.justNow : en.ago(age(ms))];
      case 'said':
        return [en.saidAgo(age(ms))];
      case 'silence':
        return ms < this.from ? ['', ''] : [en.notHeard(minuteOfDay(this.at)), en.notHeardHint(age(ms))];
    }
  }
}
