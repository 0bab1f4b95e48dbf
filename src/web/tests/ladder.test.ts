import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { climbing } from '../src/text/ladder.js';
import { en } from '../src/text/en.js';

const core = (file: string): string => readFileSync(resolve(import.meta.dirname, '../../CivilLine.Core/Escalation', file), 'utf8');
const need = { isMet: false, have: null, wanted: null, at: null };

describe('the words of the ladder', () => {
  it('name what was said where the rule is about words, and say the rest once', () => {
    expect(climbing.because('breach', 'hostility, serious')).toBe('Words against the policy: hostility, serious');
    expect(climbing.because('quiet', 'the call has been civil for a while')).toBe('Nothing against the policy was said for a while');
  });

  it('fall back to the server’s own where a rule, a need or a relief is newer than the page', () => {
    expect(climbing.because('rule-of-tomorrow', 'it was so')).toBe('it was so');
    expect(climbing.need({ kind: 'moon', wanted: null, text: 'A full moon.' }, 'warn')).toBe('A full moon.');
    expect(climbing.relief({ kind: 'rain', text: 'Rain.' }, '')).toBe('Rain.');
  });

  it('hold a sentence for each rule that the ladder names', () => {
    const rules = ['Ladder.cs', 'AlertDesk.cs', 'AlertWork.cs'].flatMap((file) =>
      [...core(file).matchAll(/(?:Move\([^;]*?|Lower\([^;]*?|LadderMove\([^;]*?|Retracted\([^;]*?|=> )"([a-z]+(?:-[a-z]+)*)"/g)].map((found) => found[1]!));
    expect(rules).toEqual(expect.arrayContaining(['breach', 'agreed', 'not-agreed', 'apology', 'quiet', 'dismissed', 'withdrawn']));
    for (const rule of rules) expect(climbing.because(rule, 'UNKNOWN'), rule).not.toBe('UNKNOWN');
  });

  it('hold words for each need and each relief that the server tells', () => {
    const needs = [...core('LadderNeed.cs').matchAll(/(?:new\(|\bnew LadderNeed\(|=> new\(\s*)\s*"([a-zA-Z]+)"/g)].map((found) => found[1]!);
    expect(needs.length).toBeGreaterThanOrEqual(7);
    for (const kind of needs) expect(climbing.need({ kind, wanted: 1, text: 'UNKNOWN' }, 'warn'), kind).not.toBe('UNKNOWN');
    const reliefs = [...core('LadderRelief.cs').matchAll(/new\("([a-z]+)"/g)].map((found) => found[1]!);
    expect(reliefs).toEqual(['quiet', 'apology', 'dismissal']);
    for (const kind of reliefs) expect(climbing.relief({ kind, text: 'UNKNOWN' }, '10:00:00'), kind).not.toBe('UNKNOWN');
  });

  it('tell how far a need is met, in figures where there are some', () => {
    expect(climbing.standing({ ...need, have: 1.5, wanted: 2 }, '')).toBe('1.5 of 2');
    expect(climbing.standing({ ...need, have: 1.99, wanted: 2 }, '')).toBe('1.9 of 2');
    expect(climbing.standing({ ...need, isMet: true }, '')).toBe('Met');
    expect(climbing.standing({ ...need, at: '2026-11-22T10:00:05Z' }, '10:00:05')).toBe('Over at 10:00:05');
    expect(climbing.standing(need, '')).toBe('Not yet');
  });

  it('tell an agent who wants a break who is told of it', () => {
    for (const words of [en.agent.breakHint, en.caring.breaks.asked('10:00')]) expect(words).toMatch(/\bsupervisors\b/);
  });

  it('list the keys of the question', () => {
    expect(Object.values(en.keys.groups).flat().map(([key]) => key)).toEqual(expect.arrayContaining(['y', 'n']));
  });
});
