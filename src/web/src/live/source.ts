/** Something that changes and says so. Listeners run in a batch, once a microtask, however much changed. */
export class Source {
  #listeners = new Set<() => void>();
  #queued = false;

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  protected changed(): void {
    if (this.#queued) return;
    this.#queued = true;
    queueMicrotask(() => {
      this.#queued = false;
      for (const listener of this.#listeners) listener();
    });
  }
}
