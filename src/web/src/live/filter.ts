import { atLeast, categories, severities, type Alert, type Call, type Category, type Severity } from '../wire/types.js';

/** What a supervisor wants to see of all calls. It stands in the address, so that a view can be kept and handed on. */
export interface Filter {
  team: string | null;
  queue: string | null;
  category: Category | null;
  /** This severe or worse. */
  severity: Severity | null;
}

export const everything: Filter = { team: null, queue: null, category: null, severity: null };

export const isEverything = (filter: Filter): boolean => Object.values(filter).every((value) => value === null);

/** An address is typed by hand too: what is not known there is left out. */
export function filterFrom(search: string): Filter {
  const given = new URLSearchParams(search);
  const oneOf = <T extends string>(name: string, known: readonly T[]): T | null => known.find((value) => value === given.get(name)) ?? null;
  return { team: given.get('team') || null, queue: given.get('queue') || null, category: oneOf('category', categories), severity: oneOf('severity', severities) };
}

/** The address with this filter; what else stands in it stays. */
export function searchWith(filter: Filter, search: string): string {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(filter)) {
    if (value === null) next.delete(name);
    else next.set(name, value as string);
  }
  const text = next.toString();
  return text === '' ? '' : `?${text}`;
}

type Place = Pick<Call, 'team' | 'queue'>;

const isIn = (filter: Filter, place: Place): boolean =>
  (filter.team === null || filter.team === place.team) && (filter.queue === null || filter.queue === place.queue);

export const showsAlert = (filter: Filter, alert: Alert, call: Pick<Call, 'queue'> | undefined): boolean =>
  isIn(filter, { team: alert.team, queue: call?.queue ?? null })
  && (filter.category === null || filter.category === alert.category)
  && (filter.severity === null || atLeast(alert.severity, filter.severity));

/** @param raised the categories of the call's alerts that stand. */
export const showsCall = (filter: Filter, call: Call, raised: ReadonlySet<Category> | undefined): boolean =>
  isIn(filter, call)
  && (filter.category === null || (raised?.has(filter.category) ?? false))
  && (filter.severity === null || atLeast(call.peakSeverity, filter.severity));

export function categoriesByCall(alerts: Iterable<Alert>): Map<string, Set<Category>> {
  const raised = new Map<string, Set<Category>>();
  for (const alert of alerts) {
    if (alert.detection === 'withdrawn' || alert.work === 'dismissed') continue;
    const known = raised.get(alert.callId);
    if (known === undefined) raised.set(alert.callId, new Set([alert.category]));
    else known.add(alert.category);
  }
  return raised;
}
