import type { Alert, Call, Fragment } from '../src/wire/types.js';
import type { Incident } from '../src/wire/work.js';
import type { HubPort } from '../src/live/port.js';
import type { LinkTools } from '../src/live/link.js';

export const startedAt = '2026-11-22T10:00:00Z';
export const after = (ms: number): string => new Date(Date.parse(startedAt) + ms).toISOString();

export const alert = (id: string, version: number, more: Partial<Alert> = {}): Alert => ({
  id, version, incidentId: 'in', callId: 'c-1', agentId: 'a-1', team: 'billing', category: 'threat', target: 'agent', severity: 'serious',
  detection: 'provisional', work: 'open', claimedBy: null, score: 0.9, text: 'words', highlights: [], utteranceIds: ['u-1'],
  startMs: 0, endMs: 1000, raisedAt: after(1000), modelVersion: 'm', policyVersion: 'p', ...more,
});

export const call = (callId: string, more: Partial<Call> = {}): Call => ({
  callId, agentId: 'a-1', agentName: null, team: null, queue: null, startedAt, lastHeardAt: after(1000), endedAt: null, endedBy: null,
  endReason: null, step: 'calm', stepRule: null, frozen: false, heat: 0, recent: [], lastWords: null, lastSpeaker: 'customer', saidMsAgo: null,
  peakSeverity: null, help: null, openAlerts: 0,
  banner: {
    step: 'calm', headline: null, may: null, say: null, canConfirm: false, safeguarding: false, words: null, saidMsAgo: null, since: null,
  },
  ...more,
});

export const incident = (id: string, version: number, more: Partial<Incident> = {}): Incident => ({
  id, version, callId: 'c-1', agentId: 'a-1', agentName: null, team: 'billing', callEndedAt: null, severity: 'serious', categories: ['hostility'],
  count: 1, openCount: 1, stands: true, help: null, firstAt: after(1000), lastAt: after(1000), work: 'open', claimedBy: null, openedAt: after(1000),
  waitingSince: after(1000), snoozedUntil: null, escalation: 0, escalatedAt: null, dueAt: null, closedAt: null, closedBy: null, reason: null,
  rootCause: null, rootCauseNote: null, ...more,
});

export const fragment = (utteranceId: string, revision: number, endMs: number, more: Partial<Fragment> = {}): Fragment => ({
  callId: 'c-1', utteranceId, revision, isFinal: true, speaker: 'customer', text: `${utteranceId}.${revision}`, startMs: Math.max(0, endMs - 1000),
  endMs, receivedAt: after(endMs + 300), late: false, scores: {}, categories: [], severity: null, target: 'none', ...more,
});

/** Lets everything that waits on promises alone get as far as it can. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 50; i++) await Promise.resolve();
}

/** Time that stands still until it is told to go on. */
export class FakeTime implements LinkTools {
  #now = 0;
  #timers: { at: number; run: () => void }[] = [];
  randomness = 1;

  now = (): number => this.#now;
  random = (): number => this.randomness;
  after = (ms: number, run: () => void): (() => void) => {
    const timer = { at: this.#now + ms, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const next = this.#timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#now = next.at;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      next.run();
      await settled();
    }
    this.#now = end;
    await settled();
  }
}

/** The server's side of a hub, with a store of alerts behind it: pages of `pageSize`, versions in order. */
export class FakeHub implements HubPort {
  stored: Alert[] = [];
  calls: Call[] = [];
  incidents: Incident[] = [];
  pageSize = 1000;
  reachable = true;
  connected = false;
  starts = 0;
  asked: [string, ...unknown[]][] = [];
  fragments: Fragment[] = [];
  /** Runs while a request is on its way: what happens on the server between asking and answering. */
  during: (method: string) => void | Promise<void> = () => {};
  refusal: Error = new Error('no route');
  #handlers = new Map<string, (payload: never) => void>();
  #closed: () => void = () => {};

  async start(): Promise<void> {
    this.starts++;
    if (!this.reachable) throw this.refusal;
    this.connected = true;
  }

  async stop(): Promise<void> {
    this.connected = false;
  }

  on(method: string, handler: (payload: never) => void): void {
    this.#handlers.set(method, handler);
  }

  onclose(handler: () => void): void {
    this.#closed = handler;
  }

  async invoke<T>(method: string, ...args: unknown[]): Promise<T> {
    if (!this.connected) throw new Error('not connected');
    this.asked.push([method, ...args]);
    await this.during(method);
    if (!this.connected) throw new Error('cut off');
    const page = this.#page(Number(args[0]));
    const answer = method === 'Subscribe' ? { ...page, calls: this.calls, incidents: this.incidents, blurByDefault: true }
      : method === 'CatchUp' ? page : method === 'Watch' ? this.fragments : null;
    return answer as T;
  }

  push(method: string, payload: unknown): void {
    if (this.connected) this.#handlers.get(method)?.(payload as never);
  }

  /** Commits and pushes, as the broadcaster does; who is cut off gets nothing. */
  commit(...alerts: Alert[]): void {
    this.stored.push(...alerts);
    this.push('Alerts', alerts);
  }

  /** Commits, and the push is lost. */
  commitSilently(...alerts: Alert[]): void {
    this.stored.push(...alerts);
  }

  cut(): void {
    this.connected = false;
    this.#closed();
  }

  #page(after: number): { alerts: Alert[]; next: number; more: boolean } {
    const newest = new Map<string, Alert>();
    for (const one of this.stored) newest.set(one.id, one);
    const changed = [...newest.values()].filter((one) => one.version > after).sort((a, b) => a.version - b.version);
    const alerts = changed.slice(0, this.pageSize);
    return { alerts, next: alerts.at(-1)?.version ?? Math.max(0, after), more: changed.length > alerts.length };
  }
}
