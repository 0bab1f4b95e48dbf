import type { Severity } from '../wire/types.js';
import { isClosed, type Incident, type WorkRules } from '../wire/work.js';
import { NoticeGate, newsOf, type NewsKind } from './news.js';
import { Source } from './source.js';

export interface News {
  incident: Incident;
  kind: NewsKind;
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

/** What happened since one last looked, an incident once, and what of it is told outside the page. */
export class Bell extends Source {
  choice: NoticeChoice;
  rules: Pick<WorkRules, 'quietHours' | 'notificationsPerHour'> = { quietHours: null, notificationsPerHour: 30 };
  tell: (news: News, sound: boolean) => void = () => {};
  #news = new Map<string, News>();
  #gate = new NoticeGate();
  #seen: number;

  constructor(private readonly person: string, private readonly store: Pick<Storage, 'getItem' | 'setItem'>, private readonly now: () => number) {
    super();
    this.choice = { ...noChoice, ...(this.#read('choice') as Partial<NoticeChoice> | null) };
    this.#seen = Number(this.#read('seen') ?? -1);
  }

  /** The newest first. */
  get news(): News[] {
    return [...this.#news.values()].sort((a, b) => b.at - a.at);
  }

  get count(): number {
    return this.#news.size;
  }

  /** The first picture: what still waits and changed after one last looked. Nobody is notified of it. */
  begin(incidents: Iterable<Incident>): void {
    const first = this.#seen < 0;
    for (const incident of incidents) {
      if (first || incident.version <= this.#seen || incident.waitingSince === null) continue;
      this.#put({ incident, kind: newsOf(incident, undefined) ?? 'new', at: Date.parse(incident.lastAt) });
    }
    if (first) this.#saw(incidents);
    this.changed();
  }

  hear(incidents: readonly Incident[], before: ReadonlyMap<string, Incident>): void {
    for (const incident of incidents) {
      const kind = newsOf(incident, before.get(incident.id));
      if (kind !== null) this.#ring({ incident, kind, at: this.now() });
      else if (isClosed(incident.work) || !incident.stands || incident.waitingSince === null) this.#news.delete(incident.id);
      else if (this.#news.has(incident.id)) this.#news.set(incident.id, { ...this.#news.get(incident.id)!, incident });
    }
    this.changed();
  }

  /** One has looked. */
  clear(): void {
    this.#saw([...this.#news.values()].map((news) => news.incident));
    this.#news.clear();
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
    const centre = this.rules.quietHours === null ? [] : [this.rules.quietHours];
    const severity: Severity | null = news.incident.severity;
    if (this.#gate.passes(severity, news.kind, news.at, { quiet: [...centre, ...own], perHour: this.rules.notificationsPerHour })) this.tell(news, sound);
  }

  #put(news: News): void {
    this.#news.delete(news.incident.id);
    this.#news.set(news.incident.id, news);
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
