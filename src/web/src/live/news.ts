import { atLeast, type Severity } from '../wire/types.js';
import { isClosed, type Incident, type QuietHours, type Weekday } from '../wire/work.js';

export type NewsKind = 'agreement' | 'help' | 'escalated' | 'worse' | 'reopened' | 'new';

/** Why a supervisor should hear of an incident now; null where nothing of it is new to them. */
export function newsOf(now: Incident, before: Incident | undefined): NewsKind | null {
  if (!now.stands || isClosed(now.work)) return null;
  const asks = now.help !== null && now.help.how === null;
  if (asks && before?.help?.askedAt !== now.help!.askedAt) return 'help';
  if (before === undefined) return 'new';
  if (now.escalation > before.escalation || (now.help?.escalation ?? 0) > (before.help?.escalation ?? 0)) return 'escalated';
  if (!before.stands) return 'new';
  if (now.severity !== null && now.severity !== before.severity && atLeast(now.severity, before.severity ?? 'info')) return 'worse';
  return now.work === 'open' && before.work !== 'open' ? 'reopened' : null;
}

export interface NoticeRules {
  /** The centre's, and then one's own. */
  quiet: readonly QuietHours[];
  perHour: number;
}

/** Day and minutes of the day in a time zone; a zone that this browser does not know counts as the browser's own. */
function localOf(at: number, timeZone: string): { day: number; minute: number } {
  let format: Intl.DateTimeFormat;
  const options = { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  try {
    format = new Intl.DateTimeFormat('en-GB', { ...options, timeZone });
  } catch {
    format = new Intl.DateTimeFormat('en-GB', options);
  }
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return { day: weekdays.indexOf(parts['weekday']!.toLowerCase() as Weekday), minute: Number(parts['hour']) * 60 + Number(parts['minute']) };
}

const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** As the server reads them: over midnight they belong to the day on which they began, and where they end as they begin they are the whole day. */
export function isQuiet(hours: QuietHours, at: number): boolean {
  const [from, to] = [minutes(hours.from), minutes(hours.to)];
  const { day, minute } = localOf(at, hours.timeZone);
  const within = from < to ? minute >= from && minute < to : from === to || minute >= from || minute < to;
  const began = from >= to && minute < from ? (day + 6) % 7 : day;
  return within && (hours.days == null || hours.days.includes(weekdays[began]!));
}

const hourMs = 3_600_000;

/** Holds notifications back in silent hours and beyond the cap of an hour. It never holds back `critical`, a call for help or a question that an agent waits for. */
export class NoticeGate {
  #sent: number[] = [];

  passes(severity: Severity | null, kind: NewsKind, at: number, rules: NoticeRules): boolean {
    const always = severity === 'critical' || kind === 'help' || kind === 'agreement';
    this.#sent = this.#sent.filter((sent) => sent > at - hourMs);
    if (!always && (this.#sent.length >= rules.perHour || rules.quiet.some((hours) => isQuiet(hours, at)))) return false;
    this.#sent.push(at);
    return true;
  }
}
