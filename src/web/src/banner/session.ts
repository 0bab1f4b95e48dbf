import { ApiError, refusal } from '../wire/api.js';
import { learnServerTime } from '../wire/clock.js';
import { en } from '../text/en.js';

/** A token well before its end: a slow network must not make it late. */
const earlyMs = 60_000;

interface Lent {
  token: string;
  expiresAt: string;
}

/**
 * Who a banner speaks for: with a token an agent, from any page; without one whoever is signed in, from the server's own.
 * The token renews itself while it lasts. Where it cannot, `ask` may bring another.
 */
export class BannerSession {
  #token: string | null;
  #until = 0;
  #renewing: Promise<string | null> | null = null;

  constructor(readonly server: string, token: string | null, private readonly ask: () => Promise<string | null>, private readonly now: () => number = Date.now) {
    this.#token = token;
  }

  get isLent(): boolean {
    return this.#token !== null;
  }

  /** For a hub: SignalR asks before each start. */
  token = async (): Promise<string> => (await this.#current()) ?? '';

  async post<T>(path: string, body: unknown = {}): Promise<T> {
    const response = await this.#send(path, body, await this.#current());
    if (response.status !== 401 || this.#token === null) return await answer<T>(response);
    // The computer may have slept past the token's end.
    this.#until = 0;
    this.#token = await this.#asked();
    return await answer<T>(await this.#send(path, body, this.#token));
  }

  async #current(): Promise<string | null> {
    if (this.#token === null || this.#until - this.now() > earlyMs) return this.#token;
    this.#renewing ??= this.#renew().finally(() => (this.#renewing = null));
    return (this.#token = await this.#renewing);
  }

  async #renew(): Promise<string | null> {
    const response = await this.#send('/api/v1/hub-token', {}, this.#token).catch(() => null);
    // Without an answer the old one may still do; a refusal ends it.
    if (response === null) return this.#token;
    if (!response.ok) return await this.#asked();
    const lent = (await response.json()) as Lent;
    this.#until = Date.parse(lent.expiresAt);
    return lent.token;
  }

  async #asked(): Promise<string | null> {
    const token = await this.ask();
    this.#until = token === null ? 0 : this.now() + 2 * earlyMs;
    return token ?? this.#token;
  }

  async #send(path: string, body: unknown, token: string | null): Promise<Response> {
    const headers: Record<string, string> = { accept: 'application/json', 'content-type': 'application/json', 'x-civilline': '1' };
    if (token !== null) headers['authorization'] = `Bearer ${token}`;
    try {
      const response = await fetch(this.server + path, {
        method: 'POST', headers, body: JSON.stringify(body), credentials: token === null ? 'same-origin' : 'omit',
      });
      learnServerTime(response.headers.get('date'));
      return response;
    } catch {
      throw new ApiError(0, en.errors.unreachable);
    }
  }
}

async function answer<T>(response: Response): Promise<T> {
  if (!response.ok) throw await refusal(response);
  return (await response.json()) as T;
}
