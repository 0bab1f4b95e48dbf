/** Which element shows what: what comes takes over the element of what went, since a new one costs several times as much. */
export class Recycled {
  #keys = new Map<string, number>();
  #made = 0;

  /** `kept` had the focus, and takes its element with it: nobody's keyboard is to stand on something else without a move. `undefined` makes all anew. */
  give(ids: readonly string[], kept: string | null | undefined): void {
    const before = this.#keys;
    const shown = new Set(ids);
    const free = kept === undefined ? [] : [...before].filter(([id]) => !shown.has(id) && id !== kept).map(([, key]) => key);
    this.#keys = new Map(ids.map((id) => [id, before.get(id) ?? free.pop() ?? this.#made++]));
  }

  of(id: string): number {
    return this.#keys.get(id)!;
  }
}
