import type { Alert, LadderStep, Severity } from '../wire/types.js';
import { atLeast, severities } from '../wire/types.js';
import { noAsks, type Asks } from './asks.js';
import { isClosed, type Incident } from '../wire/work.js';

/** One call as work: its incident, and its alerts, the newest first. */
export interface Case {
  callId: string;
  incident: Incident | null;
  alerts: readonly Alert[];
  /** The step to which a supervisor is asked to agree. */
  awaits: LadderStep | null;
}

/** The server writes its times alike, so they compare as text: parsing hundreds at every change would be felt. */
const later = (a: string, b: string): number => (a < b ? 1 : a > b ? -1 : 0);
const newestFirst = (a: Alert, b: Alert): number => later(a.raisedAt, b.raisedAt) || later(a.id, b.id);

/** Alerts by call, each call once, whatever it raised. */
export function casesOf(alerts: Iterable<Alert>, incidents: Iterable<Incident>, asks: Asks = noAsks): Case[] {
  const byCall = new Map<string, { incident: Incident | null; alerts: Alert[] }>();
  const of = (callId: string): { incident: Incident | null; alerts: Alert[] } => {
    let known = byCall.get(callId);
    if (known === undefined) byCall.set(callId, (known = { incident: null, alerts: [] }));
    return known;
  };
  for (const alert of alerts) of(alert.callId).alerts.push(alert);
  for (const callId of asks.keys()) of(callId);
  for (const incident of incidents) if (incident.stands || byCall.has(incident.callId)) of(incident.callId).incident = incident;
  return [...byCall].map(([callId, one]) => ({ callId, incident: one.incident, alerts: one.alerts.sort(newestFirst), awaits: asks.get(callId) ?? null }));
}

/** The same object where the case is the same, so that what shows it has nothing to draw. */
export class SameCases {
  #last = new Map<string, Case>();

  of(cases: readonly Case[]): Case[] {
    const same = cases.map((one) => {
      const last = this.#last.get(one.callId);
      return last !== undefined && isSame(last, one) ? last : one;
    });
    this.#last = new Map(same.map((one) => [one.callId, one]));
    return same;
  }
}

const isSame = (a: Case, b: Case): boolean =>
  a.incident === b.incident && a.awaits === b.awaits && a.alerts.length === b.alerts.length && a.alerts.every((alert, i) => alert === b.alerts[i]);

export const isDone = ({ incident, alerts, awaits }: Case): boolean => awaits === null
  && (incident === null ? alerts.every((alert) => alert.detection === 'withdrawn' || isClosed(alert.work)) : !incident.stands || isClosed(incident.work));

export const severityOf = ({ incident, alerts }: Case): Severity | null => {
  if (incident !== null && incident.stands) return incident.severity;
  return alerts.reduce<Severity | null>((worst, alert) => (worst === null || atLeast(alert.severity, worst) ? alert.severity : worst), null);
};

/** What calls for somebody now, then what somebody has, then what is done; in each the last that grew first. */
export function urgency(one: Case): number {
  const { incident } = one;
  if (isDone(one)) return 0;
  if (one.awaits !== null) return 5 + (incident?.severity === severities.at(-1) ? 2 : 0);
  if (incident === null) return 2;
  const asks = incident.help !== null && incident.help.how === null;
  const waits = incident.waitingSince !== null ? 2 : 1;
  return waits + (asks ? 3 : 0) + (incident.work === 'open' && incident.severity === severities.at(-1) ? 2 : 0);
}

export const lastOf = ({ incident, alerts }: Case): string => {
  const raised = alerts[0]?.raisedAt ?? '';
  return incident !== null && incident.lastAt > raised ? incident.lastAt : raised;
};

export const inOrderOfWork = (cases: Case[]): Case[] =>
  cases.sort((a, b) => urgency(b) - urgency(a) || later(lastOf(a), lastOf(b)) || later(b.callId, a.callId));
