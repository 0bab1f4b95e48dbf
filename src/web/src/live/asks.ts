import type { Call, LadderStep } from '../wire/types.js';

/** Calls whose ladder waits for a supervisor who agrees, and to which step. */
export type Asks = ReadonlyMap<string, LadderStep>;

export const noAsks: Asks = new Map();

export const awaitedBy = (call: Call): LadderStep | null => (call.endedAt === null && !call.frozen ? call.ladder?.awaits ?? null : null);

/** The same map as `before` where nothing was asked or answered meanwhile. */
export function asksOf(calls: Iterable<Call>, before: Asks = noAsks): Asks {
  const asks = new Map<string, LadderStep>();
  for (const call of calls) {
    const step = awaitedBy(call);
    if (step !== null) asks.set(call.callId, step);
  }
  return asks.size === before.size && [...asks].every(([callId, step]) => before.get(callId) === step) ? before : asks;
}
