import type { Alert, AlertPage } from '../wire/types.js';

/**
 * The alerts a page knows, and up to where it knows them all.
 *
 * Only what was read from the store moves the cursor. A push proves nothing about the versions below
 * it, since a push may be lost; so pushes are shown but the next catch-up still starts at the cursor.
 * While a catch-up runs pushes wait, lest an old page overtakes them. By id the highest version wins,
 * whichever way it came.
 */
export class AlertLog {
  #alerts = new Map<string, Alert>();
  #cursor: number;
  #waiting: Alert[] | null = null;
  #all: readonly Alert[] | null = null;

  constructor(cursor: number, private readonly keep = 500) {
    this.#cursor = cursor;
  }

  get cursor(): number {
    return this.#cursor;
  }

  /** The same list until something changed, so that who shows it can tell. */
  get all(): readonly Alert[] {
    return (this.#all ??= [...this.#alerts.values()]);
  }

  get(id: string): Alert | undefined {
    return this.#alerts.get(id);
  }

  /** A push, or the answer to an act. Returns those that were news. */
  push(alerts: readonly Alert[]): Alert[] {
    if (this.#waiting !== null) {
      this.#waiting.push(...alerts);
      return [];
    }
    return this.#take(alerts);
  }

  /** Reads page after page; on failure the cursor stays and the pushes that waited are shown all the same. */
  async catchUp(pages: AsyncIterable<AlertPage>): Promise<Alert[]> {
    this.#waiting ??= [];
    const news: Alert[] = [];
    let next = this.#cursor;
    try {
      for await (const page of pages) {
        news.push(...this.#take(page.alerts));
        next = page.next;
      }
      this.#cursor = Math.max(this.#cursor, next);
    } finally {
      const waited: Alert[] = this.#waiting;
      this.#waiting = null;
      news.push(...this.#take(waited));
      this.#forget();
    }
    return news;
  }

  #take(alerts: readonly Alert[]): Alert[] {
    const news = alerts.filter((alert) => {
      const known = this.#alerts.get(alert.id);
      if (known !== undefined && known.version >= alert.version) return false;
      this.#alerts.set(alert.id, alert);
      return true;
    });
    if (news.length > 0) this.#all = null;
    return news;
  }

  /** A page that is open for weeks keeps the newest, and whatever still waits for somebody. */
  #forget(): void {
    let surplus = this.#alerts.size - this.keep;
    if (surplus <= 0) return;
    const oldestFirst = [...this.#alerts.values()].sort((a, b) => Date.parse(a.raisedAt) - Date.parse(b.raisedAt));
    for (const alert of oldestFirst) {
      if (surplus <= 0) return;
      if (alert.work === 'open' && alert.detection !== 'withdrawn' && alert.severity === 'critical') continue;
      this.#alerts.delete(alert.id);
      this.#all = null;
      surplus--;
    }
  }
}
