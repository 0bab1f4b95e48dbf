import { beforeEach, describe, expect, it } from 'vitest';
import { endedStaysMs, LiveFeed } from '../src/live/liveFeed.js';
import { cutOffAfterMs } from '../src/live/link.js';
import { FakeHub, FakeTime, after, alert, call, fragment, incident, settled } from './samples.js';

let hub: FakeHub;
let time: FakeTime;
let feed: LiveFeed;
const seen = (): string[] => feed.alerts.map((one) => `${one.id}@${one.version}`).sort();

beforeEach(() => {
  hub = new FakeHub();
  time = new FakeTime();
  feed = new LiveFeed(hub, time);
});

async function begin(): Promise<void> {
  feed.start();
  await settled();
}

describe('LiveFeed', () => {
  it('asks for the newest alerts first, and from its cursor ever after', async () => {
    hub.commitSilently(alert('a', 40));
    await begin();
    hub.cut();
    await time.pass(1000);
    expect(hub.asked.filter(([method]) => method === 'Subscribe')).toEqual([['Subscribe', -1], ['Subscribe', 40]]);
  });

  it('has every alert and change once it is back, and each once', async () => {
    await begin();
    hub.commit(alert('a', 1), alert('b', 2));
    const told: string[] = [];
    feed.onNews = (news) => told.push(...news.map((one) => `${one.id}@${one.version}`));
    hub.cut();
    hub.commit(alert('a', 3, { detection: 'withdrawn' }));
    hub.commit(alert('c', 4), alert('b', 5, { work: 'claimed' }));
    await time.pass(1000);
    expect(seen()).toEqual(['a@3', 'b@5', 'c@4']);
    expect(told.sort()).toEqual(['a@3', 'b@5', 'c@4']);
  });

  it('loses nothing that is committed while it reads page after page', async () => {
    hub.stored = [1, 2, 3, 4, 5].map((n) => alert(`a${n}`, n));
    hub.pageSize = 2;
    let version = 5;
    hub.during = () => {
      if (version < 8) hub.commit(alert(`a${++version}`, version));
    };
    await begin();
    expect(seen()).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `a${n}@${n}`));
    expect(feed.cursor).toBe(8);
  });

  it('starts again from the old cursor when it is cut off between two pages', async () => {
    hub.stored = [1, 2, 3, 4].map((n) => alert(`a${n}`, n));
    hub.pageSize = 2;
    let cut = false;
    hub.during = (method) => {
      if (method !== 'CatchUp' || cut) return;
      cut = true;
      hub.cut();
    };
    await begin();
    expect(feed.cursor).toBe(-1);
    await time.pass(1000);
    expect(seen()).toEqual(['a1@1', 'a2@2', 'a3@3', 'a4@4']);
    expect(feed.cursor).toBe(4);
  });

  it('finds an alert whose push was lost', async () => {
    await begin();
    hub.commitSilently(alert('lost', 1));
    hub.commit(alert('next', 2));
    expect(seen()).toEqual(['next@2']);
    await time.pass(15_000);
    expect(seen()).toEqual(['lost@1', 'next@2']);
  });

  it('does not announce the first snapshot', async () => {
    hub.commitSilently(alert('a', 1));
    let told = 0;
    feed.onNews = () => told++;
    await begin();
    expect(seen()).toEqual(['a@1']);
    expect(told).toBe(0);
  });

  it('keeps the newer of a snapshot and a push that overtook it', async () => {
    hub.calls = [call('c-1', { lastHeardAt: after(9000), lastWords: 'new' })];
    hub.during = () => hub.push('Calls', [call('c-1', { lastHeardAt: after(2000), lastWords: 'old' })]);
    await begin();
    expect(feed.calls.get('c-1')?.lastWords).toBe('new');
  });

  it('drops calls that ended while it was away', async () => {
    hub.calls = [call('c-1'), call('c-2')];
    await begin();
    hub.cut();
    hub.calls = [call('c-2')];
    await time.pass(1000);
    expect([...feed.calls.keys()]).toEqual(['c-2']);
  });

  it('shows an ended call a while and then lets it go', async () => {
    hub.calls = [call('c-1')];
    await begin();
    hub.push('Calls', [call('c-1', { endedAt: after(5000), endedBy: 'customer' })]);
    expect(feed.calls.has('c-1')).toBe(true);
    await time.pass(endedStaysMs);
    expect(feed.calls.has('c-1')).toBe(false);
  });

  it('watches the open call again after a reconnection, keeping the newest revisions', async () => {
    await begin();
    hub.fragments = [fragment('u-1', 0, 1000)];
    await feed.watch('c-1');
    hub.push('Fragments', [fragment('u-1', 2, 1000, { text: 'newest' }), fragment('x', 0, 1, { callId: 'c-9' })]);
    hub.cut();
    hub.fragments = [fragment('u-1', 1, 1000), fragment('u-2', 0, 3000, { text: 'said meanwhile' })];
    await time.pass(1000);
    expect(feed.watched?.lines.map((line) => line.text)).toEqual(['newest', 'said meanwhile']);
  });
});

describe('HubLink', () => {
  it('says that the server was stopped where it said so itself, until it is back', async () => {
    await begin();
    await time.pass(1000);
    hub.reachable = false;
    hub.push('Stopping', undefined);
    hub.cut();
    expect(feed.link.state).toEqual({ kind: 'reconnecting', since: 1000, stopped: true });
    hub.reachable = true;
    await time.pass(10_000);
    hub.cut();
    expect(feed.link.state).toEqual({ kind: 'reconnecting', since: 11_000 });
  });

  it('says since when it is reconnecting, and that it is cut off when that lasts', async () => {
    await begin();
    await time.pass(1000);
    hub.reachable = false;
    hub.cut();
    expect(feed.link.state).toEqual({ kind: 'reconnecting', since: 1000 });
    await time.pass(cutOffAfterMs + 10_000);
    expect(feed.link.state).toEqual({ kind: 'cutOff', since: 1000 });
    hub.reachable = true;
    await time.pass(10_000);
    expect(feed.link.state).toEqual({ kind: 'connected' });
  });

  it('waits longer between tries, up to ten seconds, and by chance less', async () => {
    hub.reachable = false;
    await begin();
    await time.pass(60_000);
    const patient = hub.starts;
    expect(patient).toBeGreaterThanOrEqual(8);
    expect(patient).toBeLessThanOrEqual(12);
    time.randomness = 0.25;
    await time.pass(60_000);
    expect(hub.starts - patient).toBeGreaterThan(15);
  });

  it('tries at once when it is hurried', async () => {
    hub.reachable = false;
    await begin();
    await time.pass(30_000);
    const before = hub.starts;
    hub.reachable = true;
    feed.link.hurry();
    await settled();
    expect(hub.starts).toBe(before + 1);
    expect(feed.link.state.kind).toBe('connected');
  });

  it('does not call itself connected before it has caught up', async () => {
    hub.during = () => expect(feed.link.state.kind).toBe('connecting');
    await begin();
    expect(feed.link.state.kind).toBe('connected');
  });

  it('stops trying when the sign-in is no longer good', async () => {
    hub.reachable = false;
    hub.refusal = new Error("Failed to complete negotiation with the server: Error: : Status code '401'");
    await begin();
    await time.pass(60_000);
    expect(feed.link.state.kind).toBe('signedOut');
    expect(hub.starts).toBe(1);
  });

  it('keeps the highest version of an incident, whichever came last', async () => {
    hub.incidents = [incident('i', 5)];
    await begin();
    hub.push('Incidents', [incident('i', 9, { count: 3 })]);
    hub.push('Incidents', [incident('i', 7, { count: 2 })]);
    expect(feed.incidents.get('i')).toMatchObject({ version: 9, count: 3 });
  });

  it('drops an incident that was closed while the page was away', async () => {
    hub.incidents = [incident('i', 5), incident('j', 6)];
    await begin();
    hub.incidents = [incident('j', 6)];
    hub.cut();
    await time.pass(1000);
    expect([...feed.incidents.keys()]).toEqual(['j']);
  });

  it('gives the same lists until something changed, so that who shows them can tell', async () => {
    hub.calls = [call('c-1')];
    await begin();
    const { callList, alerts } = feed;
    hub.push('Calls', [call('c-2')]);
    expect(feed.alerts).toBe(alerts);
    expect(feed.callList).not.toBe(callList);
    expect(feed.callList).toBe(feed.callList);
  });
});
