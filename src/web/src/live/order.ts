/** What has to be hotter by this much moves up; less is noise and would keep the wall in motion. */
export const margin = 0.12;

/**
 * The order of things on a wall that people read and click. Hottest first, but a row moves only when
 * the difference is worth it, and never while the wall is held (pointer over it, or focus inside).
 */
export class HeldOrder<T> {
  #order: string[] = [];

  constructor(private readonly idOf: (item: T) => string, private readonly heatOf: (item: T) => number) {}

  arrange(items: Iterable<T>, held: boolean): T[] {
    const byId = new Map<string, T>();
    for (const item of items) byId.set(this.idOf(item), item);
    const known = new Set(this.#order);
    const fresh = [...byId.keys()].filter((id) => !known.has(id));
    const heat = (id: string): number => this.heatOf(byId.get(id)!);
    const order = this.#order.filter((id) => byId.has(id));
    // Newcomers go to the end while the wall is held, and otherwise straight to their place.
    for (const id of fresh) {
      const place = held ? -1 : order.findIndex((other) => heat(other) < heat(id));
      if (place < 0) order.push(id);
      else order.splice(place, 0, id);
    }
    if (!held) settle(order, heat);
    this.#order = order;
    return order.map((id) => byId.get(id)!);
  }
}

function settle(order: string[], heat: (id: string) => number): void {
  for (let moved = true; moved; ) {
    moved = false;
    for (let i = 1; i < order.length; i++) {
      const [above, below] = [order[i - 1]!, order[i]!];
      if (heat(below) - heat(above) <= margin) continue;
      order[i - 1] = below;
      order[i] = above;
      moved = true;
    }
  }
}
