/** What has to be hotter by this much moves up; less is noise and would keep the wall in motion. */
export const margin = 0.12;

/** More than all heat: danger, or somebody who asks. */
const urgent = 1;

/**
 * The order of things on a wall that people read and click. Hottest first, but a row moves only when
 * the difference is worth it, and never while the wall is held (pointer over it, or focus inside).
 */
export class HeldOrder<T> {
  #order: string[] = [];
  #waiting = false;

  constructor(private readonly idOf: (item: T) => string, private readonly heatOf: (item: T) => number) {}

  /** `settles` false leaves what stands where it is this time, and yet puts newcomers in their place; what is `urgent` moves all the same. */
  arrange(items: Iterable<T>, held: boolean, settles = true): T[] {
    const byId = new Map<string, Place<T>>();
    for (const item of items) byId.set(this.idOf(item), { item, heat: this.heatOf(item) });
    const order = this.#order.map((id) => byId.get(id)).filter((place) => place !== undefined);
    for (const id of this.#order) byId.delete(id);
    // Newcomers go to the end while the wall is held, and otherwise straight to their place.
    for (const fresh of byId.values()) {
      const at = held ? -1 : order.findIndex((other) => other.heat < fresh.heat);
      if (at < 0) order.push(fresh);
      else order.splice(at, 0, fresh);
    }
    const still = held || (!settles && !isUnsettled(order, urgent));
    this.#waiting = still && isUnsettled(order, margin);
    if (!still) settle(order);
    const arranged = order.map((place) => place.item);
    this.#order = arranged.map(this.idOf);
    return arranged;
  }

  /** Whether something would move up if it were let. */
  get isWaiting(): boolean {
    return this.#waiting;
  }
}

interface Place<T> {
  item: T;
  heat: number;
}

const isUnsettled = <T>(order: readonly Place<T>[], by: number): boolean =>
  order.some((place, i) => i > 0 && place.heat - order[i - 1]!.heat > by);

/** By insertion: an order that hardly changed costs one look at each, and nothing is moved without need. */
function settle<T>(order: Place<T>[]): void {
  for (let i = 1; i < order.length; i++) {
    const place = order[i]!;
    let at = i;
    while (at > 0 && place.heat - order[at - 1]!.heat > margin) {
      order[at] = order[at - 1]!;
      at--;
    }
    order[at] = place;
  }
}
