import type { Fragment } from '../wire/types.js';

/** A call's words as they stand: of each utterance the newest revision with its newest scores, in the order they were said. */
export class Transcript {
  loading = true;
  failed = false;
  #byUtterance = new Map<string, Fragment>();

  constructor(readonly callId: string) {}

  take(fragments: readonly Fragment[]): void {
    for (const fragment of fragments) {
      if (fragment.callId !== this.callId) continue;
      const known = this.#byUtterance.get(fragment.utteranceId);
      if (known === undefined || known.revision <= fragment.revision) this.#byUtterance.set(fragment.utteranceId, fragment);
    }
  }

  get lines(): Fragment[] {
    return inOrder([...this.#byUtterance.values()]);
  }
}

export const inOrder = (fragments: Fragment[]): Fragment[] =>
  fragments.sort((a, b) => a.startMs - b.startMs || Date.parse(a.receivedAt) - Date.parse(b.receivedAt));
