import { describe, expect, it } from 'vitest';
import { Bell, type News } from '../src/live/bell.js';
import { NoticeGate, isQuiet, newsOf } from '../src/live/news.js';
import type { BreakRequest } from '../src/wire/care.js';
import { incident } from './samples.js';

const at = Date.parse('2026-11-22T12:00:00Z');
const help = { askedAt: '2026-11-22T10:00:05Z', askedBy: 'Sam', how: null, answeredBy: null, answeredAt: null };

describe('newsOf', () => {
  it('tells a first alert, a worse one and an escalation, each once', () => {
    const first = incident('i', 1);
    const worse = incident('i', 2, { severity: 'critical' });
    const escalated = incident('i', 3, { severity: 'critical', escalation: 1 });
    expect(newsOf(first, undefined)).toBe('new');
    expect(newsOf(worse, first)).toBe('worse');
    expect(newsOf(escalated, worse)).toBe('escalated');
    expect(newsOf(incident('i', 4, { severity: 'critical', escalation: 1, count: 4 }), escalated)).toBe(null);
  });

  it('tells a call for help before anything else', () => {
    expect(newsOf(incident('i', 2, { help, severity: 'critical' }), incident('i', 1))).toBe('help');
  });

  it('tells what was put aside and is open again', () => {
    expect(newsOf(incident('i', 2), incident('i', 1, { work: 'snoozed' }))).toBe('reopened');
  });

  it('tells nothing of what is closed or was taken back', () => {
    expect(newsOf(incident('i', 2, { work: 'resolved' }), undefined)).toBe(null);
    expect(newsOf(incident('i', 2, { stands: false }), undefined)).toBe(null);
  });
});

describe('silent hours', () => {
  it('go past midnight, by the clock of their own place', () => {
    const night = { from: '22:00:00', to: '06:00:00', timeZone: 'Europe/Berlin' };
    expect(isQuiet(night, Date.parse('2026-11-22T21:30:00Z'))).toBe(true);
    expect(isQuiet(night, Date.parse('2026-11-22T20:30:00Z'))).toBe(false);
    expect(isQuiet(night, Date.parse('2026-11-22T05:30:00Z'))).toBe(false);
  });
});

describe('silent hours with days', () => {
  const night = { from: '22:00', to: '06:00', timeZone: 'UTC', days: ['fri'] as const };
  const weekend = { from: '00:00', to: '00:00', timeZone: 'UTC', days: ['sat', 'sun'] as const };

  it('belong to the day on which they began', () => {
    expect(isQuiet(night, Date.parse('2026-01-09T23:00:00Z'))).toBe(true);
    expect(isQuiet(night, Date.parse('2026-01-10T03:00:00Z'))).toBe(true);
    expect(isQuiet(night, Date.parse('2026-01-10T23:00:00Z'))).toBe(false);
    expect(isQuiet(night, Date.parse('2026-01-09T03:00:00Z'))).toBe(false);
  });

  it('are the whole day where they end as they begin', () => {
    expect(isQuiet(weekend, Date.parse('2026-01-10T00:00:00Z'))).toBe(true);
    expect(isQuiet(weekend, Date.parse('2026-01-11T23:59:00Z'))).toBe(true);
    expect(isQuiet(weekend, Date.parse('2026-01-12T00:00:00Z'))).toBe(false);
  });
});

describe('NoticeGate', () => {
  const allDay = { from: '00:00', to: '23:59', timeZone: 'UTC' };

  it('holds back what comes in silent hours, but never critical and never a call for help', () => {
    const gate = new NoticeGate();
    const rules = { quiet: [allDay], perHour: 30 };
    expect(gate.passes('serious', 'new', at, rules)).toBe(false);
    expect(gate.passes('critical', 'new', at, rules)).toBe(true);
    expect(gate.passes(null, 'help', at, rules)).toBe(true);
  });

  it('lets so many through an hour, and more when the hour has passed', () => {
    const gate = new NoticeGate();
    const rules = { quiet: [], perHour: 2 };
    expect([1, 2, 3].map((n) => gate.passes('serious', 'new', at + n, rules))).toEqual([true, true, false]);
    expect(gate.passes('critical', 'new', at + 4, rules)).toBe(true);
    expect(gate.passes('serious', 'new', at + 3_600_010, rules)).toBe(true);
  });
});

describe('Bell', () => {
  const stored = (): Pick<Storage, 'getItem' | 'setItem'> => {
    const kept = new Map<string, string>();
    return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
  };
  const hears = (bell: Bell, ...incidents: ReturnType<typeof incident>[]): void => bell.hear(incidents, new Map());

  it('counts an incident once however often it grows, and nothing after one has looked', () => {
    const bell = new Bell('p', stored(), () => at);
    hears(bell, incident('i', 1));
    bell.hear([incident('i', 2, { severity: 'critical' })], new Map([['i', incident('i', 1)]]));
    expect(bell.count).toBe(1);
    bell.clear();
    expect(bell.count).toBe(0);
  });

  it('forgets what somebody has taken up meanwhile', () => {
    const bell = new Bell('p', stored(), () => at);
    hears(bell, incident('i', 1));
    bell.hear([incident('i', 2, { work: 'claimed', waitingSince: null })], new Map([['i', incident('i', 1)]]));
    expect(bell.count).toBe(0);
  });

  it('knows after a reload what changed since one looked, and keeps quiet about the rest', () => {
    const store = stored();
    const before = new Bell('p', store, () => at);
    before.begin([]);
    hears(before, incident('old', 5));
    before.clear();
    const after = new Bell('p', store, () => at);
    after.begin([incident('old', 5), incident('new', 6)]);
    expect(after.news.map((news) => news.incident?.id)).toEqual(['new']);
  });

  it('tells of a request for a break once, once more when its reminder is due, and never outside the page', () => {
    let time = at;
    const told: News[] = [];
    const bell = new Bell('p', stored(), () => time);
    bell.choose({ desktop: true, sound: true });
    bell.tell = (news) => told.push(news);
    const request: BreakRequest = {
      callId: 'c', agentId: 'a', agentName: 'Ann', team: null, askedAt: new Date(at).toISOString(), askedBy: 'Ann',
      remindAt: new Date(at + 300_000).toISOString(), answer: null, answeredBy: null, answeredAt: null, withdrawnAt: null,
    };
    bell.hearBreaks([request]);
    expect(bell.count).toBe(1);
    bell.clear();
    bell.hearBreaks([request]);
    expect(bell.count).toBe(0);
    time += 300_000;
    bell.hearBreaks([request]);
    expect(bell.rests.map((news) => news.again)).toEqual([true]);
    bell.hearBreaks([{ ...request, answer: 'soon', answeredBy: 'Sam', answeredAt: new Date(time).toISOString() }]);
    expect(bell.count).toBe(0);
    expect(told).toEqual([]);
  });

  it('forgets a request for a break that the agent took back, and reminds nobody of it', () => {
    let time = at;
    const bell = new Bell('p', stored(), () => time);
    const request: BreakRequest = {
      callId: 'c', agentId: 'a', agentName: 'Ann', team: null, askedAt: new Date(at).toISOString(), askedBy: 'Ann',
      remindAt: new Date(at + 300_000).toISOString(), answer: null, answeredBy: null, answeredAt: null, withdrawnAt: null,
    };
    bell.hearBreaks([request]);
    const withdrawn = { ...request, withdrawnAt: new Date(at + 60_000).toISOString() };
    bell.hearBreaks([withdrawn]);
    expect(bell.count).toBe(0);
    time += 300_000;
    bell.hearBreaks([withdrawn]);
    expect(bell.count).toBe(0);
  });

  it('tells nothing outside the page unless that was chosen', () => {
    const told: News[] = [];
    const bell = new Bell('p', stored(), () => at);
    bell.tell = (news) => told.push(news);
    hears(bell, incident('a', 1));
    bell.choose({ desktop: true });
    hears(bell, incident('b', 2));
    expect(told.map((news) => news.incident?.id)).toEqual(['b']);
  });

  it('counts a question once, whatever else happens to its call, until somebody has answered it', () => {
    const bell = new Bell('p', stored(), () => at);
    const first = incident('i', 1);
    bell.hearAsks(new Map([['c-1', 'mayEnd']]), () => null);
    hears(bell, first);
    bell.hear([incident('i', 2, { work: 'claimed', waitingSince: null })], new Map([['i', first]]));
    expect(bell.news.map((news) => [news.kind, news.incident?.version])).toEqual([['agreement', 2]]);
    bell.hearAsks(new Map(), () => null);
    expect(bell.count).toBe(0);
  });

  it('knows after a reload which questions one has seen, and rings when the same call asks again', () => {
    const store = stored();
    const asks = new Map([['c-1', 'mayEnd' as const]]);
    const before = new Bell('p', store, () => at);
    before.begin([], asks);
    expect(before.count).toBe(1);
    before.clear();
    const after = new Bell('p', store, () => at);
    after.begin([], asks);
    expect(after.count).toBe(0);
    after.hearAsks(new Map(), () => null);
    after.hearAsks(asks, () => null);
    expect(after.count).toBe(1);
  });
});
