import type { BreakRequest } from '../wire/care.js';
import type { Call } from '../wire/types.js';
import { withBreaks } from './breakBook.js';
import { HubLink, browserTools, type LinkTools } from './link.js';
import type { HubPort } from './port.js';
import { Source } from './source.js';

/** The live calls of one agent. An ended call stays until it is put away, so that its end can be read. */
export class AgentFeed extends Source {
  readonly link: HubLink;
  ready = false;
  #calls = new Map<string, Call>();
  #breaks: ReadonlyMap<string, BreakRequest> = new Map();

  constructor(port: HubPort, agentId: string | null, tools: LinkTools = browserTools) {
    super();
    this.link = new HubLink(port, async () => {
      const calls = await port.invoke<Call[]>('Subscribe', agentId);
      // What is missing from the snapshot ended while the page was away.
      const ended = [...this.#calls.values()].filter((call) => call.endedAt !== null);
      this.#calls = new Map([...ended, ...calls].map((call) => [call.callId, call]));
      this.ready = true;
      this.changed();
      this.takeBreaks(await port.invoke<BreakRequest[]>('Breaks', agentId));
    }, tools);
    this.link.listen(() => this.changed());
    port.on('Calls', (calls: Call[]) => this.take(calls));
    port.on('Breaks', (breaks: BreakRequest[]) => this.takeBreaks(breaks));
  }

  /** Live calls first, the newest first; at most one that ended, the last. */
  get calls(): Call[] {
    const newest = [...this.#calls.values()].sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));
    const live = newest.filter((call) => call.endedAt === null);
    return live.length > 0 ? live : newest.slice(0, 1);
  }

  take(calls: readonly Call[]): void {
    for (const call of calls) this.#calls.set(call.callId, call);
    this.changed();
  }

  /** The agent's last request for a break and what became of it; null where there is none. */
  get rest(): BreakRequest | null {
    return [...this.#breaks.values()].at(-1) ?? null;
  }

  takeBreaks(breaks: readonly BreakRequest[]): void {
    this.#breaks = withBreaks(this.#breaks, breaks);
    this.changed();
  }

  start(): void {
    this.link.start();
  }

  stop(): Promise<void> {
    return this.link.stop();
  }
}
