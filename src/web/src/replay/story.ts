import type { Alert, AlertChange, CallAct, CallDetail, Fragment, LadderMove, LadderStep } from '../wire/types.js';
import { inOrder } from '../live/transcript.js';

/** Something that happened, `t` milliseconds into the call as it was heard. */
export type Moment = { t: number } & (
  | { kind: 'fragment'; fragment: Fragment }
  | { kind: 'alert'; alert: Alert; change: AlertChange }
  | { kind: 'move'; move: LadderMove }
  | { kind: 'act'; act: CallAct }
  | { kind: 'start' }
  | { kind: 'end' }
);

/** The call as it looked at one moment. */
export interface Scene {
  lines: Fragment[];
  alerts: Alert[];
  step: LadderStep;
  move: LadderMove | null;
  act: CallAct | null;
  current: string | null;
}

/** Words that reached the monitor this long after they were said were not heard live. */
const importedAfterMs = 120_000;
/** What is seen of the end: the last words stand a moment before the call is over. */
const tailMs = 1000;

/**
 * A past call, as it happened: by the times at which each revision arrived, with interims growing and
 * warnings coming and going. A call that was sent after the fact arrived all at once; it plays by the
 * times that its source gave, and says so.
 */
export class Story {
  readonly imported: boolean;
  readonly lengthMs: number;
  readonly moments: readonly Moment[];

  constructor(readonly detail: CallDetail) {
    const { call, fragments } = detail;
    const startedAt = Date.parse(call.startedAt);
    const lags = fragments.map((f) => Date.parse(f.receivedAt) - startedAt - f.endMs).sort((a, b) => a - b);
    this.imported = (lags[Math.floor(lags.length / 2)] ?? 0) > importedAfterMs || arrivedAtOnce(fragments);
    const clock = this.imported ? new SourceClock(fragments) : new ArrivalClock(startedAt);

    const moments: Moment[] = [{ t: 0, kind: 'start' }];
    for (const fragment of fragments) moments.push({ t: clock.ofFragment(fragment), kind: 'fragment', fragment });
    const alerts = new Map(detail.alerts.map((alert) => [alert.id, alert]));
    for (const change of detail.alertChanges) {
      const alert = alerts.get(change.alertId);
      if (alert !== undefined) moments.push({ t: clock.ofAlert(change, alert), kind: 'alert', alert, change });
    }
    for (const move of detail.moves) moments.push({ t: clock.ofMove(move), kind: 'move', move });
    for (const act of detail.acts) moments.push({ t: clock.at(act.at), kind: 'act', act });
    const heard = moments.reduce((last, moment) => (moment.kind === 'fragment' ? Math.max(last, moment.t) : last), 0);
    const ended = call.endedAt === null || this.imported ? heard : Date.parse(call.endedAt) - startedAt;
    this.lengthMs = Math.max(heard, ended) + tailMs;
    // Work on an alert may be done the day after; in the replay it comes with the end.
    for (const moment of moments) moment.t = Math.min(Math.max(0, moment.t), this.lengthMs);
    if (call.endedAt !== null) moments.push({ t: this.lengthMs, kind: 'end' });
    this.moments = moments.sort((a, b) => a.t - b.t || rank(a) - rank(b) || versionOf(a) - versionOf(b));
  }

  at(t: number): Scene {
    const lines = new Map<string, Fragment>();
    const alerts = new Map<string, Alert>();
    const scene: Scene = { lines: [], alerts: [], step: 'calm', move: null, act: null, current: null };
    for (const moment of this.moments) {
      if (moment.t > t) break;
      switch (moment.kind) {
        case 'fragment': {
          const known = lines.get(moment.fragment.utteranceId);
          if (known === undefined || known.revision < moment.fragment.revision) lines.set(moment.fragment.utteranceId, moment.fragment);
          scene.current = moment.fragment.utteranceId;
          break;
        }
        case 'alert': {
          const { category, severity, detection, work, version } = moment.change;
          alerts.set(moment.alert.id, { ...moment.alert, category, severity, detection, work, version });
          break;
        }
        case 'move':
          scene.step = moment.move.to;
          scene.move = moment.move;
          break;
        case 'act':
          scene.act = moment.act;
          break;
      }
    }
    scene.lines = inOrder([...lines.values()]);
    scene.alerts = [...alerts.values()];
    return scene;
  }

  /** Where each alert first appeared, in order: what one jumps between. */
  get alertTimes(): number[] {
    const first = new Map<string, number>();
    for (const moment of this.moments) {
      if (moment.kind === 'alert' && !first.has(moment.alert.id)) first.set(moment.alert.id, moment.t);
    }
    return [...first.values()];
  }

  /** All but the words: what is listed as having happened. An alert that only grew with its words is not listed again. */
  get events(): Moment[] {
    const looked = new Map<string, string>();
    return this.moments.filter((moment) => {
      if (moment.kind === 'fragment') return false;
      if (moment.kind !== 'alert') return true;
      const { category, severity, detection, work, by } = moment.change;
      const look = [category, severity, detection, work, by].join();
      const known = looked.get(moment.alert.id);
      looked.set(moment.alert.id, look);
      return known !== look;
    });
  }

  timeOfAlert(id: string): number | null {
    const moment = this.moments.find((m) => m.kind === 'alert' && m.alert.id === id);
    return moment?.t ?? null;
  }

  /** When the words of an utterance stood in their last revision. */
  timeOfLine(utteranceId: string): number | null {
    const moment = this.moments.findLast((m) => m.kind === 'fragment' && m.fragment.utteranceId === utteranceId);
    return moment?.t ?? null;
  }
}

const order: readonly Moment['kind'][] = ['start', 'fragment', 'alert', 'move', 'act', 'end'];
const rank = (moment: Moment): number => order.indexOf(moment.kind);
const versionOf = (moment: Moment): number =>
  moment.kind === 'alert' ? moment.change.version : moment.kind === 'fragment' ? moment.fragment.revision : 0;

interface Clock {
  ofFragment(fragment: Fragment): number;
  ofAlert(change: AlertChange, alert: Alert): number;
  ofMove(move: LadderMove): number;
  at(time: string): number;
}

class ArrivalClock implements Clock {
  constructor(private readonly startedAt: number) {}

  at = (time: string): number => Date.parse(time) - this.startedAt;
  ofFragment = (fragment: Fragment): number => this.at(fragment.receivedAt);
  ofAlert = (change: AlertChange): number => this.at(change.at);
  ofMove = (move: LadderMove): number => this.at(move.at);
}

class SourceClock implements Clock {
  #arrivals: { receivedAt: number; endMs: number }[];
  #ends = new Map<string, number>();

  constructor(fragments: readonly Fragment[]) {
    let latest = 0;
    this.#arrivals = fragments
      .map((f) => ({ receivedAt: Date.parse(f.receivedAt), endMs: f.endMs }))
      .sort((a, b) => a.receivedAt - b.receivedAt || a.endMs - b.endMs)
      .map((f) => ({ ...f, endMs: (latest = Math.max(latest, f.endMs)) }));
    for (const f of fragments) this.#ends.set(f.utteranceId, Math.max(f.endMs, this.#ends.get(f.utteranceId) ?? 0));
  }

  ofFragment = (fragment: Fragment): number => fragment.endMs;

  ofAlert(change: AlertChange, alert: Alert): number {
    if (change.by !== null) return this.at(change.at);
    const said = this.#endOf(alert.utteranceIds) ?? alert.endMs;
    if (change.detection !== 'withdrawn') return said;
    return Math.min(...[...this.#ends.values()].filter((end) => end > said), said + 2500);
  }

  ofMove(move: LadderMove): number {
    return this.#endOf(move.utteranceIds) ?? this.at(move.at);
  }

  at(time: string): number {
    const at = Date.parse(time);
    return this.#arrivals.findLast((f) => f.receivedAt <= at)?.endMs ?? 0;
  }

  #endOf(utteranceIds: readonly string[]): number | null {
    const ends = utteranceIds.map((id) => this.#ends.get(id)).filter((end) => end !== undefined);
    return ends.length === 0 ? null : Math.max(...ends);
  }
}

/** Minutes of speech that arrived within a fraction of their length. */
function arrivedAtOnce(fragments: readonly Fragment[]): boolean {
  if (fragments.length < 2) return false;
  const arrivals = fragments.map((f) => Date.parse(f.receivedAt));
  const spoken = Math.max(...fragments.map((f) => f.endMs)) - Math.min(...fragments.map((f) => f.startMs));
  return spoken > 10_000 && Math.max(...arrivals) - Math.min(...arrivals) < spoken / 4;
}
