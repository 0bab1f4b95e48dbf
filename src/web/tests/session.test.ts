import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BannerSession } from '../src/banner/session.js';

const server = 'https://civilline.example';
let now = Date.parse('2026-11-23T08:00:00Z');
let asked: { path: string; token: string | undefined; credentials: string | undefined }[];
/** What the server says to a renewal with this token; null for a refusal. */
let renew: (token: string) => string | null;
let good: Set<string>;

beforeEach(() => {
  asked = [];
  good = new Set(['first']);
  renew = (token) => `${token}+`;
  vi.stubGlobal('fetch', async (url: string, { headers, credentials }: { headers: Record<string, string>; credentials: string }) => {
    const token = headers['authorization']?.slice('Bearer '.length);
    const path = url.slice(url.startsWith(server) ? server.length : 0);
    asked.push({ path, token, credentials });
    if (token !== undefined && !good.has(token)) return new Response('{}', { status: 401 });
    if (path !== '/api/v1/hub-token') return new Response('{"done":true}');
    const next = renew(token ?? '');
    if (next === null) return new Response('{}', { status: 403 });
    good = new Set([next]);
    return new Response(JSON.stringify({ token: next, expiresAt: new Date(now + 600_000).toISOString() }));
  });
});

afterEach(() => vi.unstubAllGlobals());

const session = (ask: () => Promise<string | null> = async () => null): BannerSession => new BannerSession(server, 'first', ask, () => now);

describe('BannerSession', () => {
  it('renews its token before it ends, and once for all who wait', async () => {
    const one = session();
    expect(await Promise.all([one.token(), one.token()])).toEqual(['first+', 'first+']);
    now += 480_000;
    expect(await one.token()).toBe('first+');
    now += 90_000;
    expect(await one.token()).toBe('first++');
    expect(asked).toHaveLength(2);
  });

  it('asks the page around where the shift is over', async () => {
    renew = () => null;
    good = new Set(['first', 'second']);
    expect(await session(async () => 'second').token()).toBe('second');
  });

  it('sends an act once more where the computer slept past the token', async () => {
    const one = session(async () => 'second');
    await one.token();
    good = new Set(['second']);
    expect(await one.post('/api/v1/calls/c/help')).toEqual({ done: true });
    expect(asked.slice(-2).map((ask) => ask.token)).toEqual(['first+', 'second']);
  });

  it('never sends a cookie along with a token, nor a token where there is none', async () => {
    await session().post('/api/v1/calls/c/help');
    await new BannerSession('', null, async () => null).post('/api/v1/calls/c/help');
    expect(asked.map((ask) => ask.credentials)).toEqual(['omit', 'omit', 'same-origin']);
    expect(asked.at(-1)!.token).toBeUndefined();
  });
});
