import type { Alert, AlertPage, Call, Fragment, LiveSnapshot } from '../wire/types.js';
import type { BreakRequest } from '../wire/care.js';
import { isClosed, type Incident } from '../wire/work.js';
import { withBreaks } from './breakBook.js';
import { AlertLog } from './alertLog.js';
import { HubLink, browserTools, type LinkTools } from './link.js';
import type { HubPort } from './port.js';
import { Source } from './source.js';
import { Transcript } from './transcript.js';

/** Asks for the newest alerts rather than for every alert since the beginning. */
export const fromNewest = -1;

/** Heals what a push that never came left out, also where nobody noticed a loss. */
const healEveryMs = 15_000;
/** An ended call stays this long, so that the end is seen. */
export const endedStaysMs = 20_000;

/** What an alert says of its call, also once the call is over. */
export type KnownCall = Pick<Call, 'callId' | 'agentId' | 'agentName' | 'startedAt' | 'queue'>;
const rememberAtMost = 2000;
const keepIncidents = 500;

/** The supervisor's live state: calls, alerts, and the one call that is open in the drawer. */
export class LiveFeed extends Source {
  readonly link: HubLink;
  calls = new Map<string, Call>();
  /** By id, the open ones and what this page saw closed; the highest version of each. */
  incidents: ReadonlyMap<string, Incident> = new Map();
  /** By agent, the newest request for a break; a supervisor's alone. */
  breaks: ReadonlyMap<string, BreakRequest> = new Map();
  blurByDefault = false;
  /** False until the first snapshot: "no calls" must not be said before it is known. */
  ready = false;
  watched: Transcript | null = null;
  /** What was news in the last batch, for those who announce; the first snapshot is not news. */
  onNews: (alerts: readonly Alert[]) => void = () => {};
  onIncidents: (incidents: readonly Incident[], before: ReadonlyMap<string, Incident>) => void = () => {};

  #log = new AlertLog(fromNewest);
  #early: Call[] | null = null;
  #callList: readonly Call[] | null = null;
  #known = new Map<string, KnownCall>();
  #knownNow: ReadonlyMap<string, KnownCall> | null = null;
  #endedSeen = new Map<string, number>();
  #stopHealing: () => void = () => {};

  constructor(private readonly port: HubPort, private readonly tools: LinkTools = browserTools) {
    super();
    this.link = new HubLink(port, () => this.#level(), tools);
    this.link.listen(() => this.changed());
    port.on('Alerts', (alerts: Alert[]) => this.takeAlerts(alerts));
    port.on('Calls', (calls: Call[]) => this.takeCalls(calls));
    port.on('Incidents', (incidents: Incident[]) => this.takeIncidents(incidents));
    port.on('Breaks', (breaks: BreakRequest[]) => this.takeBreaks(breaks));
    port.on('Fragments', (fragments: Fragment[]) => this.#takeFragments(fragments));
  }

  get alerts(): readonly Alert[] {
    return this.#log.all;
  }

  /** The same list until a call changed. */
  get callList(): readonly Call[] {
    return (this.#callList ??= [...this.calls.values()]);
  }

  /** The same map until another call became known. */
  get known(): ReadonlyMap<string, KnownCall> {
    return (this.#knownNow ??= new Map(this.#known));
  }

  get cursor(): number {
    return this.#log.cursor;
  }

  start(): void {
    this.link.start();
    this.#healLater();
  }

  async stop(): Promise<void> {
    this.#stopHealing();
    await this.link.stop();
  }

  takeAlerts(alerts: readonly Alert[]): void {
    this.#announce(this.#log.push(alerts));
  }

  takeCalls(calls: readonly Call[]): void {
    if (this.#early !== null) {
      this.#early.push(...calls);
      return;
    }
    for (const call of calls) this.#takeCall(call);
    this.changed();
  }

  /** An act's answer, or a push. What is closed stays until it is forgotten, so that its end is seen. */
  takeIncidents(incidents: readonly Incident[]): void {
    const before = this.incidents;
    const news = incidents.filter((incident) => incident.version > (before.get(incident.id)?.version ?? -1));
    if (news.length === 0) return;
    const next = new Map(before);
    for (const incident of news) {
      next.delete(incident.id);
      next.set(incident.id, incident);
    }
    for (const [id, incident] of next) {
      if (next.size <= keepIncidents) break;
      if (isClosed(incident.work)) next.delete(id);
    }
    this.incidents = next;
    if (this.ready) this.onIncidents(news, before);
    this.changed();
  }

  takeBreaks(breaks: readonly BreakRequest[]): void {
    this.breaks = withBreaks(this.breaks, breaks);
    this.changed();
  }

  remember(calls: readonly Call[]): void {
    for (const { callId, agentId, agentName, startedAt, queue } of calls) {
      const known = this.#known.get(callId);
      if (known !== undefined && known.agentName === agentName && known.queue === queue) continue;
      this.#knownNow = null;
      this.#known.delete(callId);
      this.#known.set(callId, { callId, agentId, agentName, startedAt, queue });
    }
    for (const callId of this.#known.keys()) {
      if (this.#known.size <= rememberAtMost) break;
      this.#known.delete(callId);
    }
    this.changed();
  }

  async watch(callId: string): Promise<void> {
    await this.unwatch();
    this.watched = new Transcript(callId);
    this.changed();
    await this.#fillWatched();
  }

  async unwatch(): Promise<void> {
    const left = this.watched;
    this.watched = null;
    this.#dropEnded();
    this.changed();
    if (left !== null && this.link.state.kind === 'connected') {
      await this.port.invoke('Unwatch', left.callId).catch(() => undefined);
    }
  }

  async #level(): Promise<void> {
    this.#early = [];
    const first = !this.ready;
    try {
      const snapshot = await this.port.invoke<LiveSnapshot>('Subscribe', this.#log.cursor);
      const news = await this.#log.catchUp(this.#pages(snapshot));
      const early: Call[] = this.#early;
      this.#early = null;
      const before = this.calls;
      this.calls = new Map();
      this.#callList = null;
      for (const call of [...snapshot.calls, ...early]) this.#takeCall(call);
      // What ended while the page was away is not in the snapshot; what had ended before may stay its time.
      for (const call of before.values()) if (call.endedAt !== null && !this.calls.has(call.callId)) this.#takeCall(call);
      this.blurByDefault = snapshot.blurByDefault;
      this.#levelIncidents(snapshot.incidents ?? []);
      this.breaks = withBreaks(new Map(), snapshot.breaks ?? []);
      this.ready = true;
      if (!first) this.#announce(news);
      await this.#fillWatched();
    } finally {
      this.#early = null;
      this.changed();
    }
  }

  /** The snapshot holds every open one: what this page had open and is not there was closed meanwhile. */
  #levelIncidents(open: readonly Incident[]): void {
    const ids = new Set(open.map((incident) => incident.id));
    this.incidents = new Map([...this.incidents].filter(([id, incident]) => ids.has(id) || isClosed(incident.work)));
    this.takeIncidents(open);
  }

  async *#pages(first: AlertPage): AsyncGenerator<AlertPage> {
    let page = first;
    yield page;
    while (page.more) {
      page = await this.port.invoke<AlertPage>('CatchUp', page.next);
      yield page;
    }
  }

  #healLater(): void {
    this.#stopHealing = this.tools.after(healEveryMs, () => {
      void this.#heal().finally(() => this.#healLater());
    });
  }

  async #heal(): Promise<void> {
    this.#dropEnded();
    if (this.link.state.kind !== 'connected') return;
    try {
      const first = await this.port.invoke<AlertPage>('CatchUp', this.#log.cursor);
      this.#announce(await this.#log.catchUp(this.#pages(first)));
    } catch {
      // The connection is going; its close starts the way back, which catches up itself.
    }
  }

  #takeCall(call: Call): void {
    const known = this.calls.get(call.callId);
    // A push that was on its way while the snapshot was read may be the older of the two.
    if (known !== undefined && heard(known) > heard(call) && call.endedAt === null) return;
    this.calls.set(call.callId, call);
    this.#callList = null;
    this.remember([call]);
    if (call.endedAt === null || this.#endedSeen.has(call.callId)) return;
    this.#endedSeen.set(call.callId, this.tools.now());
    this.tools.after(endedStaysMs, () => this.#dropEnded());
  }

  #dropEnded(): void {
    let dropped = false;
    for (const [callId, seen] of this.#endedSeen) {
      if (this.tools.now() - seen < endedStaysMs || this.watched?.callId === callId) continue;
      this.#endedSeen.delete(callId);
      dropped = this.calls.delete(callId) || dropped;
    }
    if (!dropped) return;
    this.#callList = null;
    this.changed();
  }

  async #fillWatched(): Promise<void> {
    const watched = this.watched;
    if (watched === null || (this.link.state.kind !== 'connected' && !this.ready)) return;
    try {
      watched.take(await this.port.invoke<Fragment[]>('Watch', watched.callId));
      watched.failed = false;
    } catch {
      watched.failed = true;
    }
    watched.loading = false;
    this.changed();
  }

  #takeFragments(fragments: readonly Fragment[]): void {
    if (this.watched === null) return;
    this.watched.take(fragments);
    this.changed();
  }

  #announce(news: readonly Alert[]): void {
    if (news.length === 0) return;
    this.onNews(news);
    this.changed();
  }
}

const heard = (call: Call): number => Date.parse(call.lastHeardAt);
