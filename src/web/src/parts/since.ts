import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { now } from '../wire/clock.js';
import { age, clock, minuteOfDay, timeOfDay } from '../text/time.js';
import { en } from '../text/en.js';

/** One beat for the whole page; an element that counts on its own would drift from its neighbours. */
const counting = new Set<Since>();
const aFrame = 8;
setInterval(() => {
  if (!document.hidden) beat([...counting]);
}, 1000);

/** A wall has a hundred of them: over a few frames, nobody sees the difference and no frame is late. */
function beat(elements: Since[]): void {
  for (const element of elements.splice(0, aFrame)) element.requestUpdate();
  if (elements.length > 0) requestAnimationFrame(() => beat(elements));
}

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

  protected override render(): unknown {
    if (this.at === null) return nothing;
    const ms = (this.until === null ? now() : Date.parse(this.until)) - new Date(this.at).getTime();
    switch (this.as) {
      case 'clock':
        return clock(ms);
      case 'ago':
        return ms < 5000 ? en.justNow : en.ago(age(ms));
      case 'said':
        return en.saidAgo(age(ms));
      case 'silence':
        this.title = ms < this.from ? '' : en.notHeardHint(age(ms));
        return ms < this.from ? nothing : html`${en.notHeard(minuteOfDay(this.at))}`;
    }
  }
}
