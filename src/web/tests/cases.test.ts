import { describe, expect, it } from 'vitest';
import { SameCases, casesOf, inOrderOfWork, isDone, severityOf } from '../src/live/cases.js';
import { after, alert, incident } from './samples.js';

describe('casesOf', () => {
  it('makes one entry of a call, however many alerts it raised', () => {
    const cases = casesOf([alert('a', 1, { raisedAt: after(1000) }), alert('b', 2, { raisedAt: after(2000) })], [incident('i', 3)]);
    expect(cases).toHaveLength(1);
    expect(cases[0]!.alerts.map((one) => one.id)).toEqual(['b', 'a']);
    expect(cases[0]!.incident?.id).toBe('i');
  });

  it('has an entry for a call for help that no words came with', () => {
    expect(casesOf([], [incident('i', 1, { count: 0, severity: null })])).toHaveLength(1);
  });

  it('drops an incident of which nothing stands, but not the alerts that were taken back', () => {
    expect(casesOf([], [incident('i', 1, { stands: false })])).toEqual([]);
    const [one] = casesOf([alert('a', 1, { detection: 'withdrawn' })], [incident('i', 1, { stands: false })]);
    expect(isDone(one!)).toBe(true);
    expect(severityOf(one!)).toBe('serious');
  });
});

describe('SameCases', () => {
  it('gives back the same object until the call has something else to do', () => {
    const same = new SameCases();
    const [first, other] = [alert('a', 1), alert('b', 2, { callId: 'c-2' })];
    const [before] = same.of(casesOf([first, other], []));
    expect(same.of(casesOf([first, other], []))[0]).toBe(before);
    expect(same.of(casesOf([first, other], [], new Map([['c-1', 'mayEnd']])))[0]).not.toBe(before);
  });
});

describe('a question', () => {
  it('makes work of a call again that was dealt with', () => {
    const asks = new Map([['c-1', 'mayEnd' as const]]);
    const done = incident('i', 1, { work: 'resolved', waitingSince: null });
    const [asked, other] = inOrderOfWork(casesOf([], [incident('j', 2, { callId: 'c-2', severity: 'critical' }), done], asks));
    expect(asked).toMatchObject({ callId: 'c-1', awaits: 'mayEnd' });
    expect(isDone(asked!)).toBe(false);
    expect(other!.callId).toBe('c-2');
  });
});

describe('inOrderOfWork', () => {
  it('puts a call for help first, then critical, then what waits, what somebody has, and what is done', () => {
    const help = { askedAt: after(0), askedBy: 'Sam', how: null, answeredBy: null, answeredAt: null };
    const incidents = [
      incident('done', 1, { callId: 'done', work: 'resolved', waitingSince: null }), incident('claimed', 2, { callId: 'claimed', work: 'claimed', waitingSince: null }),
      incident('waits', 3, { callId: 'waits' }), incident('critical', 4, { callId: 'critical', severity: 'critical' }),
      incident('help', 5, { callId: 'help', help }),
    ];
    expect(inOrderOfWork(casesOf([], incidents)).map((one) => one.callId)).toEqual(['help', 'critical', 'waits', 'claimed', 'done']);
  });

  it('puts the last that grew first among equals', () => {
    const incidents = [incident('a', 1, { callId: 'a', lastAt: after(1000) }), incident('b', 2, { callId: 'b', lastAt: after(9000) })];
    expect(inOrderOfWork(casesOf([], incidents)).map((one) => one.callId)).toEqual(['b', 'a']);
  });
});
