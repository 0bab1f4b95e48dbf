import type { HubPort } from './port.js';
import { Source } from './source.js';

export type LinkState =
  | { kind: 'connecting' }
  | { kind: 'connected' }
  /** `stopped`: the server said that it is being stopped. */
  | { kind: 'reconnecting'; since: number; stopped?: true }
  | { kind: 'cutOff'; since: number; stopped?: true }
  | { kind: 'signedOut' };

export interface LinkTools {
  now(): number;
  random(): number;
  after(ms: number, run: () => void): () => void;
}

export const browserTools: LinkTools = {
  now: () => Date.now(),
  random: () => Math.random(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** Once a page has been without its server for this long it says so in plain words. */
export const cutOffAfterMs = 15_000;
const firstDelayMs = 500;
const longestDelayMs = 10_000;

/** Full jitter: after a restart of the server a wall of screens must not come back in one instant. */
export const backoff = (attempt: number, random: number): number =>
  Math.max(200, Math.min(longestDelayMs, firstDelayMs * 2 ** attempt) * random);

/**
 * Keeps one hub connected for as long as the page lives. `up` runs after every start and has to
 * bring the page level with the server; only then does the link call itself connected.
 */
export class HubLink extends Source {
  state: LinkState = { kind: 'connecting' };

  #attempt = 0;
  #lostAt: number | null = null;
  #cancel: () => void = () => {};
  #running = false;
  #closed = false;
  #stopped = false;

  constructor(
    private readonly port: HubPort,
    private readonly up: () => Promise<void>,
    private readonly tools: LinkTools = browserTools,
  ) {
    super();
    port.on('Stopping', () => {
      this.#stopped = true;
    });
    port.onclose(() => this.#lost());
  }

  start(): void {
    this.#closed = false;
    void this.#connect();
  }

  async stop(): Promise<void> {
    this.#closed = true;
    this.#cancel();
    await this.port.stop();
  }

  /** Tries now rather than when the delay is over: the network came back, or somebody looks at the page. */
  hurry(): void {
    if (this.state.kind !== 'reconnecting' && this.state.kind !== 'cutOff') return;
    this.#attempt = 0;
    this.#cancel();
    void this.#connect();
  }

  async #connect(): Promise<void> {
    if (this.#running || this.#closed) return;
    this.#running = true;
    let failed = false;
    try {
      await this.port.start();
      await this.up();
      this.#attempt = 0;
      this.#lostAt = null;
      this.#stopped = false;
      this.#become({ kind: 'connected' });
    } catch (error) {
      if (isSignedOut(error)) {
        this.#closed = true;
        this.#become({ kind: 'signedOut' });
        return;
      }
      failed = true;
    } finally {
      this.#running = false;
    }
    if (failed) {
      await this.port.stop().catch(() => undefined);
      this.#lost();
    }
  }

  #lost(): void {
    if (this.#closed || this.#running) return;
    this.#lostAt ??= this.tools.now();
    const since = this.#lostAt;
    const cutOff = this.tools.now() - since >= cutOffAfterMs;
    this.#become({ kind: cutOff ? 'cutOff' : 'reconnecting', since, ...(this.#stopped ? { stopped: true } : {}) });
    this.#cancel();
    this.#cancel = this.tools.after(backoff(this.#attempt++, this.tools.random()), () => void this.#connect());
  }

  #become(state: LinkState): void {
    this.state = state;
    this.changed();
  }
}

/** SignalR gives the status only in the words of its error. */
const isSignedOut = (error: unknown): boolean =>
  error instanceof Error && /status code '?401'?|Unauthorized/i.test(error.message);
