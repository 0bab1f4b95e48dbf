import type { Severity } from '../wire/types.js';
import { isWaiting, type BreakRequest } from '../wire/care.js';
import { isClosed, quietOf, type Incident, type WorkRules } from '../wire/work.js';
import { noAsks, type Asks } from './asks.js';
import { NoticeGate, newsOf, type NewsKind } from './news.js';
import { Source } from './source.js';

export interface News {
  callId: string;
  /** Null of a question whose incident has not come yet. */
  incident: Incident | null;
  kind: NewsKind;
  at: number;
}

/** An agent would like a break; it never tells anything outside the page. */
export interface RestNews {
  request: BreakRequest;
  /** Told a second time, since nobody has answered. */
  again: boolean;
  at: number;
}

/** What one person chose on one screen. */
export interface NoticeChoice {
  desktop: boolean;
  sound: boolean;
  /** Own silent hours, "22:00"; empty for none. */
  from: string;
  to: string;
}

const noChoice: NoticeChoice = { desktop: false, sound: false, from: '', to: '' };
const keep = 50;

/** What happened since one last looked, a call once, and what of it is told outside the page. */
export class Bell extends Source {
  choice: NoticeChoice;
  rules: Pick<WorkRules, 'quietHours' | 'quiet' | 'notificationsPerHour'> = { quietHours: null, notificationsPerHour: 30 };
  tell: (news: News, sound: boolean) => void = () => {};
  #news = new Map<string, News>();
  #rests = new Map<string, RestNews>();
  #restsTold = new Set<string>();
  #gate = new NoticeGate();
  #seen: number;
  #asks = noAsks;
  /** Questions that were seen and still wait. */
  #asked: Set<string>;

  constructor(private readonly person: string, private readonly store: Pick<Storage, 'getItem' | 'setItem'>, private readonly now: () => number) {
    super();
    this.choice = { ...noChoice, ...(this.#read('choice') as Partial<NoticeChoice> | null) };
    this.#seen = Number(this.#read('seen') ?? -1);
    this.#asked = new Set((this.#read('asked') as string[] | null) ?? []);
    for (const told of (this.#read('rests') as string[] | null) ?? []) this.#restsTold.add(told);
  }

  /** The newest first. */
  get news(): News[] {
    return [...this.#news.values()].sort((a, b) => b.at - a.at);
  }

  get rests(): RestNews[] {
    return [...this.#rests.values()].sort((a, b) => b.at - a.at);
  }

  get count(): number {
    return this.#news.size + this.#rests.size;
  }

  /** The first picture: what still waits and changed after one last looked. Nobody is notified of it. */
  begin(incidents: Iterable<Incident>, asks: Asks = noAsks): void {
    const first = this.#seen < 0;
    const byCall = new Map([...incidents].map((incident) => [incident.callId, incident]));
    for (const incident of byCall.values()) {
      if (first || incident.version <= this.#seen || incident.waitingSince === null) continue;
      this.#put({ callId: incident.callId, incident, kind: newsOf(incident, undefined) ?? 'new', at: Date.parse(incident.lastAt) });
    }
    if (first) this.#saw(byCall.values());
    this.#asks = asks;
    for (const callId of asks.keys()) {
      if (!this.#asked.has(callId)) this.#put({ callId, incident: byCall.get(callId) ?? null, kind: 'agreement', at: this.now() });
    }
    this.changed();
  }

  hear(incidents: readonly Incident[], before: ReadonlyMap<string, Incident>): void {
    for (const incident of incidents) {
      const { callId } = incident;
      const kind = newsOf(incident, before.get(incident.id));
      const last = this.#news.get(callId);
      const isAsked = last?.kind === 'agreement' && kind !== 'help' && kind !== 'escalated';
      if (kind !== null && !isAsked) this.#ring({ callId, incident, kind, at: this.now() });
      else if (isAsked) this.#news.set(callId, { ...last, incident });
      else if (isClosed(incident.work) || !incident.stands || incident.waitingSince === null) this.#news.delete(callId);
      else if (last !== undefined) this.#news.set(callId, { ...last, incident });
    }
    this.changed();
  }

  /** The questions that stand now. One that was answered is no news any more, whoever answered. */
  hearAsks(asks: Asks, incidentOf: (callId: string) => Incident | null): void {
    const before = this.#asks;
    this.#asks = asks;
    for (const callId of asks.keys()) {
      if (!before.has(callId)) this.#ring({ callId, incident: incidentOf(callId), kind: 'agreement', at: this.now() });
    }
    for (const callId of before.keys()) {
      if (asks.has(callId)) continue;
      this.#asked.delete(callId);
      if (this.#news.get(callId)?.kind === 'agreement') this.#news.delete(callId);
    }
    this.changed();
  }

  /** Requests for a break: each once, once more when the policy's reminder is due, and none that was answered or taken back. */
  hearBreaks(breaks: Iterable<BreakRequest>): void {
    let told = false;
    for (const request of breaks) {
      const again = request.remindAt !== null && Date.parse(request.remindAt) <= this.now();
      const name = `${request.callId} ${request.askedAt}${again ? ' again' : ''}`;
      if (!isWaiting(request)) told = this.#rests.delete(request.agentId) || told;
      else if (!this.#restsTold.has(name)) {
        this.#restsTold.add(name);
        this.#rests.set(request.agentId, { request, again, at: Date.parse(again ? request.remindAt! : request.askedAt) });
        told = true;
      }
    }
    if (told) this.changed();
  }

  /** One has looked. */
  clear(): void {
    this.#saw([...this.#news.values()].map((news) => news.incident).filter((incident) => incident !== null));
    this.#asked = new Set(this.#asks.keys());
    this.#write('asked', [...this.#asked]);
    this.#news.clear();
    this.#rests.clear();
    this.#write('rests', [...this.#restsTold].slice(-keep));
    this.changed();
  }

  choose(change: Partial<NoticeChoice>): void {
    this.choice = { ...this.choice, ...change };
    this.#write('choice', this.choice);
    this.changed();
  }

  #ring(news: News): void {
    this.#put(news);
    const { desktop, sound, from, to } = this.choice;
    if (!desktop && !sound) return;
    const own = from !== '' && to !== '' ? [{ from, to, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone }] : [];
    const centre = quietOf(this.rules);
    const severity: Severity | null = news.incident?.severity ?? null;
    if (this.#gate.passes(severity, news.kind, news.at, { quiet: [...centre, ...own], perHour: this.rules.notificationsPerHour })) this.tell(news, sound);
  }

  #put(news: News): void {
    this.#news.delete(news.callId);
    this.#news.set(news.callId, news);
    for (const id of this.#news.keys()) {
      if (this.#news.size <= keep) break;
      this.#news.delete(id);
    }
  }

  #saw(incidents: Iterable<Incident>): void {
    for (const incident of incidents) this.#seen = Math.max(this.#seen, incident.version);
    this.#write('seen', Math.max(0, this.#seen));
  }

  #read(name: string): unknown {
    try {
      return JSON.parse(this.store.getItem(`civilline.${name}.${this.person}`) ?? 'null');
    } catch {
      return null;
    }
  }

  #write(name: string, value: unknown): void {
    try {
      this.store.setItem(`civilline.${name}.${this.person}`, JSON.stringify(value));
    } catch {
      // A browser that keeps nothing still rings until the page is left.
    }
  }
}
