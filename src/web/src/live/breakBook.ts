import type { BreakRequest } from '../wire/care.js';

const stamp = (one: BreakRequest): number => Math.max(...[one.askedAt, one.answeredAt, one.withdrawnAt].map((at) => (at === null ? 0 : Date.parse(at))));

/** By agent, the newest request as it now stands; what comes late replaces nothing newer. */
export function withBreaks(known: ReadonlyMap<string, BreakRequest>, news: readonly BreakRequest[]): ReadonlyMap<string, BreakRequest> {
  const next = new Map(known);
  for (const one of news) {
    const before = next.get(one.agentId);
    if (before === undefined || stamp(one) >= stamp(before)) next.set(one.agentId, one);
  }
  return next;
}

export const inOrder = (breaks: ReadonlyMap<string, BreakRequest>): BreakRequest[] =>
  [...breaks.values()].sort((a, b) => Date.parse(a.askedAt) - Date.parse(b.askedAt));
