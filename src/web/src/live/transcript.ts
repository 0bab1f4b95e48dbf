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
      if (known === undefined || isNewer(fragment, known)) this.#byUtterance.set(fragment.utteranceId, fragment);
    }
  }

  get lines(): Fragment[] {
    return inOrder([...this.#byUtterance.values()]);
  }
}

/** Later words can show that earlier ones held a card's number: the same revision then comes again with less in it, and an older copy of it must not come back. */
const isNewer = (fragment: Fragment, known: Fragment): boolean =>
  fragment.revision > known.revision || (fragment.revision === known.revision && labels(fragment) >= labels(known));

const labels = (fragment: Fragment): number => fragment.text.split('[').length;

export const inOrder = (fragments: Fragment[]): Fragment[] =>
  fragments.sort((a, b) => a.startMs - b.startMs || Date.parse(a.receivedAt) - Date.parse(b.receivedAt));
