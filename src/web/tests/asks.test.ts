import { describe, expect, it } from 'vitest';
import { asksOf } from '../src/live/asks.js';
import type { LadderReasons } from '../src/wire/ladder.js';
import { after, call } from './samples.js';

const ladder: LadderReasons = {
  step: 'finalWarning', since: null, rule: 'breach', because: null, utteranceIds: [], by: null, policyVersion: 'p', frozen: false, awaits: 'mayEnd',
  warnedAt: null, points: 3, next: 'mayEnd', needs: [], lowers: [], breaches: [],
};

describe('asksOf', () => {
  it('finds the calls whose ladder waits for a supervisor, and none that is over or held', () => {
    const calls = [call('asks', { ladder }), call('calm'), call('over', { ladder, endedAt: after(9000) }), call('held', { ladder, frozen: true })];
    expect([...asksOf(calls)]).toEqual([['asks', 'mayEnd']]);
  });

  it('is the same map until another call asks', () => {
    const before = asksOf([call('asks', { ladder })]);
    expect(asksOf([call('asks', { ladder, heat: 0.4 }), call('calm')], before)).toBe(before);
    expect(asksOf([call('calm')], before)).not.toBe(before);
  });
});
