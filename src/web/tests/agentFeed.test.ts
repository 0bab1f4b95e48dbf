import { describe, expect, it } from 'vitest';
import { AgentFeed } from '../src/live/agentFeed.js';
import type { BreakRequest } from '../src/wire/care.js';
import type { Call } from '../src/wire/types.js';
import { FakeHub, FakeTime, after, call, settled } from './samples.js';

class AgentHub extends FakeHub {
  breaks: BreakRequest[] = [];

  override async invoke<T>(method: string, ...args: unknown[]): Promise<T> {
    await super.invoke(method, ...args);
    return (method === 'Breaks' ? this.breaks : this.calls) as T;
  }
}

const ids = (calls: Call[]): string[] => calls.map((one) => one.callId);

describe('AgentFeed', () => {
  it('shows live calls and puts an ended one away once another begins', async () => {
    const hub = new AgentHub();
    hub.calls = [call('c-1')];
    const feed = new AgentFeed(hub, 'a-1', new FakeTime());
    feed.start();
    await settled();
    hub.push('Calls', [call('c-1', { endedAt: after(9000), endedBy: 'agent' })]);
    expect(ids(feed.calls)).toEqual(['c-1']);
    hub.push('Calls', [call('c-2', { startedAt: after(10_000) })]);
    expect(ids(feed.calls)).toEqual(['c-2']);
  });

  it('no longer shows a call that went away while it was cut off', async () => {
    const hub = new AgentHub();
    const time = new FakeTime();
    hub.calls = [call('c-1')];
    const feed = new AgentFeed(hub, null, time);
    feed.start();
    await settled();
    hub.cut();
    hub.calls = [];
    await time.pass(1000);
    expect(ids(feed.calls)).toEqual([]);
  });

  it('has the answer to a break that came while it was cut off', async () => {
    const hub = new AgentHub();
    const time = new FakeTime();
    hub.breaks = [rest()];
    const feed = new AgentFeed(hub, null, time);
    feed.start();
    await settled();
    expect(feed.rest?.answer).toBe(null);
    hub.cut();
    hub.breaks = [rest({ answer: 'now', answeredBy: 'Sam', answeredAt: after(5000) })];
    await time.pass(1000);
    expect(feed.rest?.answeredBy).toBe('Sam');
  });
});

function rest(change: Partial<BreakRequest> = {}): BreakRequest {
  return {
    callId: 'c-1', agentId: 'a-1', agentName: 'Ann', team: 'billing', askedAt: after(0), askedBy: 'Ann', remindAt: null,
    answer: null, answeredBy: null, answeredAt: null, withdrawnAt: null, ...change,
  };
}
