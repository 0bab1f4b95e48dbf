import { describe, expect, it } from 'vitest';
import { ReplayClock, jump, leadMs } from '../src/replay/clock.js';
import { Story } from '../src/replay/story.js';
import type { AlertChange, CallDetail, LadderMove } from '../src/wire/types.js';
import { after, alert, call, fragment } from './samples.js';

const change = (version: number, ms: number, more: Partial<AlertChange> = {}): AlertChange => ({
  alertId: 'al', version, at: after(ms), category: 'threat', severity: 'serious', detection: 'provisional', work: 'open', by: null, reason: null, ...more,
});
const move = (ms: number, more: Partial<LadderMove> = {}): LadderMove => ({
  at: after(ms), from: 'calm', to: 'caution', rule: 'r', because: 'b', utteranceIds: [], policyVersion: 'p', modelVersion: 'm', by: null, ...more,
});

const detail = (more: Partial<CallDetail> = {}): CallDetail => ({
  call: call('c-1', { endedAt: after(30_000), endedBy: 'agent', endReason: 'policy' }),
  fragments: [
    fragment('u-1', 0, 2000, { isFinal: false, text: "i'm going to", receivedAt: after(2000) }),
    fragment('u-1', 1, 4000, { text: "i'm going to kill", receivedAt: after(4000) }),
    fragment('u-2', 0, 6000, { text: 'this subscription', receivedAt: after(6500) }),
    fragment('u-3', 0, 25_000, { receivedAt: after(25_500) }),
  ],
  alerts: [alert('al', 3, { detection: 'withdrawn', utteranceIds: ['u-1'], endMs: 4000 })],
  alertChanges: [change(1, 4000), change(2, 4100), change(3, 6500, { detection: 'withdrawn' })],
  moves: [move(7000)],
  acts: [],
  ...more,
});

const alertAt = (story: Story, t: number): string | undefined => story.at(t).alerts[0]?.detection;

describe('Story', () => {
  it('grows interims and ends with the words that stood', () => {
    const story = new Story(detail());
    expect(story.at(3000).lines.map((line) => line.text)).toEqual(["i'm going to"]);
    expect(story.at(5000).lines.map((line) => line.text)).toEqual(["i'm going to kill"]);
    expect(story.at(story.lengthMs).lines).toHaveLength(3);
  });

  it('raises a provisional alert and takes it back when it was taken back', () => {
    const story = new Story(detail());
    expect(alertAt(story, 3900)).toBeUndefined();
    expect(alertAt(story, 6499)).toBe('provisional');
    expect(alertAt(story, 6500)).toBe('withdrawn');
  });

  it('moves the ladder at its time', () => {
    const story = new Story(detail());
    expect(story.at(6999).step).toBe('calm');
    expect(story.at(7000)).toMatchObject({ step: 'caution', move: { because: 'b' } });
  });

  it('lists each look of an alert once, and the end with who and why', () => {
    const kinds = new Story(detail()).events.map((moment) => (moment.kind === 'alert' ? moment.change.detection : moment.kind));
    expect(kinds).toEqual(['start', 'provisional', 'withdrawn', 'move', 'end']);
  });

  it('puts work that was done the next day at the end', () => {
    const story = new Story(detail({ alertChanges: [change(1, 4000), change(2, 86_400_000, { work: 'resolved', by: 'Priya' })] }));
    expect(story.at(story.lengthMs).alerts[0]?.work).toBe('resolved');
    expect(story.at(story.lengthMs - 1).alerts[0]?.work).toBe('open');
  });

  it('plays a call that was sent after the fact by the times of its source', () => {
    const late = { receivedAt: after(3_600_000) };
    const story = new Story(detail({
      fragments: [fragment('u-1', 0, 4000, late), fragment('u-2', 0, 6000, late), fragment('u-3', 0, 25_000, late)],
      alertChanges: [change(1, 3_600_000), change(3, 3_600_000, { detection: 'withdrawn' })],
      moves: [move(3_600_000, { utteranceIds: ['u-2'] })],
    }));
    expect(story.imported).toBe(true);
    expect(story.lengthMs).toBe(26_000);
    expect(alertAt(story, 4000)).toBe('provisional');
    expect(alertAt(story, 6000)).toBe('withdrawn');
    expect(story.at(5999).step).toBe('calm');
    expect(story.at(6000).step).toBe('caution');
  });

  it('is not an import because words came a few seconds late', () => {
    const lagging = [1, 2, 3].map((n) => fragment(`u-${n}`, 0, n * 8000, { receivedAt: after(n * 8000 + 7000) }));
    expect(new Story(detail({ fragments: lagging })).imported).toBe(false);
  });

  it('opens a call without a word', () => {
    const story = new Story(detail({ fragments: [], alerts: [], alertChanges: [], moves: [], call: call('c-1') }));
    expect(story.at(story.lengthMs).lines).toEqual([]);
    expect(story.alertTimes).toEqual([]);
  });
});

describe('ReplayClock', () => {
  it.each([[1, 1000], [4, 4000], [16, 16_000]] as const)('plays at %d times the speed of the call', (speed, position) => {
    const replay = new ReplayClock(60_000);
    replay.speed = speed;
    replay.play(500);
    replay.tick(1500);
    expect(replay.position).toBe(position);
  });

  it('begins anew when it is played from the end', () => {
    const replay = new ReplayClock(60_000);
    expect(replay.position).toBe(60_000);
    replay.play(0);
    expect(replay.position).toBe(0);
  });

  it('goes on from where it was put', () => {
    const replay = new ReplayClock(60_000);
    replay.seek(10_000);
    replay.play(0);
    replay.tick(100);
    expect(replay.position).toBe(10_100);
  });

  it('keeps its place through a change of speed', () => {
    const replay = new ReplayClock(60_000);
    replay.play(0);
    replay.tick(1000);
    replay.speed = 16;
    replay.tick(1100);
    expect(replay.position).toBe(2600);
  });

  it('stops at the end', () => {
    const replay = new ReplayClock(2000);
    replay.play(0);
    replay.tick(9000);
    expect(replay).toMatchObject({ position: 2000, playing: false });
  });
});

describe('jump', () => {
  const times = [10_000, 30_000];

  it('goes from alert to alert and stops at the last', () => {
    const first = jump(times, 0, 1);
    expect(first).toBe(10_000 - leadMs);
    const second = jump(times, first!, 1);
    expect(second).toBe(30_000 - leadMs);
    expect(jump(times, second!, 1)).toBeNull();
  });

  it('goes back from the end to the last alert', () => {
    expect(jump(times, 60_000, -1)).toBe(30_000 - leadMs);
    expect(jump(times, 10_000 - leadMs, -1)).toBeNull();
  });
});
