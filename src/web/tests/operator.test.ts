import { describe, expect, it } from 'vitest';
import { findingsOf } from '../src/operator/findings.js';
import { bytes, lag } from '../src/operator/figures.js';
import type { Operator, Source } from '../src/wire/operator.js';

const source = (name: string, over: Partial<Source> = {}, counts: Partial<Source['counts']> = {}): Source => ({
  keyId: name, name, state: 'heard', lastSeenAt: null, liveCalls: 0, streams: 0,
  format: null, key: null, profanityFilter: null, filterAdvice: null, quietAfterMs: null, quietCalls: 0, quietSince: null, ...over,
  counts: {
    lastAt: null, perMinute: 0, rejectedPerMinute: 0, accepted: 0, duplicates: 0, rejected: 0, reasons: [],
    lag: { count: 0, medianMs: null, p90Ms: null }, fragments: 0, masked: 0, maskedAt: null,
    ours: { count: 0, medianMs: null, p90Ms: null }, unscored: 0, late: 0, ...counts,
  },
});

const calm = (): Operator => ({
  at: '2026-03-01T09:00:00Z',
  server: { version: '1', runtime: '.NET', startedAt: '2026-03-01T08:00:00Z', processors: 2, memoryBytes: 1, liveCalls: 0 },
  sources: [source('pbx')],
  model: { version: '1', thresholdsHash: 'h', since: '2026-03-01T08:00:00Z', hasSecondStage: true },
  policy: { version: 'p', hash: 'h', source: 'file', file: 'policy.yaml', since: '2026-03-01T08:00:00Z', teams: [], refused: null, changes: [] },
  queues: {
    ingest: { waiting: 0, limit: 100 }, scoring: { waiting: 0, limit: null }, writer: { waiting: 0, limit: 100 }, pages: { waiting: 0, limit: 100 },
    webhooks: { endpoints: 0, disabled: 0, waiting: 0, dead: 0, oldestAt: null }, writerRuns: true, writerFails: false, writerTrouble: null, slowCommitMs: null,
  },
  store: { folder: '/data', bytes: 1, freeBytes: 50 * 1024 ** 3, oldestCallAt: null, calls: 0, fragments: 0, retentionDays: null, lastRetention: null, nextRetentionAt: null },
});

describe('findings', () => {
  it('are none where all is well', () => {
    expect(findingsOf(calm())).toEqual([]);
  });

  it('name a source that keeps calls open and says nothing', () => {
    const found = findingsOf({ ...calm(), sources: [source('pbx', { state: 'silent', liveCalls: 3 })] });
    expect(found).toHaveLength(1);
    expect(found[0]?.severity).toBe('serious');
    expect(found[0]?.text).toContain('pbx has 3 calls open');
  });

  it('tell of a filter by the words that it hid', () => {
    expect(findingsOf({ ...calm(), sources: [source('twilio', {}, { masked: 4 })] })[0]?.text).toContain('twilio hides words: 4');
  });

  it('tell how a filter is turned off that the vendor says is on', () => {
    const twilio = source('twilio', { format: 'twilio', profanityFilter: true, filterAdvice: 'Set profanityFilter to false.' });
    const found = findingsOf({ ...calm(), sources: [twilio] });
    expect(found.map((one) => one.severity)).toEqual(['serious']);
    expect(found[0]?.text).toContain('Set profanityFilter to false.');
  });

  it('say of a source and its key once what both are counted by', () => {
    const both = [source('twilio', { format: 'twilio', key: 'phones' }, { masked: 2, unscored: 3 }), source('phones', {}, { masked: 2, unscored: 3 })];
    expect(findingsOf({ ...calm(), sources: both }).map((one) => one.text.includes('twilio'))).toEqual([true, true]);
  });

  it('name a topic that is behind, and one whose brokers are gone', () => {
    const topic = {
      isConnected: true, since: '2026-03-01T09:00:00Z', error: null, partitions: [], messages: 5, refused: 0, lastRefusal: null, isBusy: false, lagMessages: 1200, lagMs: 9999,
    };
    expect(findingsOf({ ...calm(), sources: [source('bus', { topic })] })).toEqual([]);
    expect(findingsOf({ ...calm(), sources: [source('bus', { topic: { ...topic, lagMs: 12_000 } })] })[0]?.text).toContain('bus is behind with its topic: 1,200 messages');
    expect(findingsOf({ ...calm(), sources: [source('bus', { topic: { ...topic, isConnected: false } })] })[0]?.text).toContain('bus is not connected');
  });

  it('name calls that are not heard', () => {
    const quiet = source('pbx', { quietCalls: 2, quietSince: '2026-03-01T09:00:00Z' });
    expect(findingsOf({ ...calm(), sources: [quiet] })[0]?.text).toContain('2 calls of pbx not heard');
  });

  it('give the commonest reason of refused events', () => {
    const reasons = [{ code: 'busy', count: 2 }, { code: 'invalid', count: 9 }, { code: 'nul', count: 1 }];
    expect(findingsOf({ ...calm(), sources: [source('pbx', {}, { rejectedPerMinute: 5, reasons })] })[0]?.text).toContain('“invalid”');
  });

  it('put a store that takes nothing first', () => {
    const now = { ...calm(), sources: [source('pbx', { state: 'silent', liveCalls: 1 })] };
    now.queues.writerFails = true;
    expect(findingsOf(now).map((one) => one.severity)).toEqual(['critical', 'serious']);
  });

  it('say why a store takes nothing, and that a disk is slow', () => {
    const now = calm();
    now.queues.slowCommitMs = 512;
    expect(findingsOf(now)[0]?.text).toContain('512 ms');
    now.queues.writerTrouble = 'the disk is full';
    now.queues.writerFails = true;
    expect(findingsOf(now).map((one) => one.text)).toEqual(['The store takes nothing: the disk is full. Sources are told to wait.']);
  });

  it('warn of a queue before it is full, of a disk before it is, and of a policy that was refused', () => {
    const now = calm();
    now.queues.writer.waiting = 85;
    now.store.freeBytes = 1024 ** 3;
    now.queues.webhooks.dead = 2;
    now.policy.refused = { at: '2026-03-01T08:30:00Z', why: null, problems: [] };
    expect(findingsOf(now)).toHaveLength(4);
  });
});

describe('figures', () => {
  it('are short', () => {
    expect([bytes(512), bytes(3_565_158), bytes(128_849_018_880)]).toEqual(['512 B', '3.4 MB', '120 GB']);
    expect([lag(80), lag(1400), lag(12_300)]).toEqual(['80 ms', '1.4 s', '12 s']);
  });
});
