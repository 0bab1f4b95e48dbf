import { describe, expect, it } from 'vitest';
import { AlertLog } from '../src/live/alertLog.js';
import type { AlertPage } from '../src/wire/types.js';
import { after, alert } from './samples.js';

async function* pages(...all: AlertPage[]): AsyncGenerator<AlertPage> {
  yield* all;
}

describe('AlertLog', () => {
  it('keeps the highest version of an id, whichever comes last', () => {
    const log = new AlertLog(0);
    log.push([alert('a', 5, { detection: 'withdrawn' })]);
    log.push([alert('a', 3, { detection: 'confirmed' })]);
    expect(log.get('a')).toMatchObject({ version: 5, detection: 'withdrawn' });
  });

  it('says of a repeated version that it is no news', () => {
    const log = new AlertLog(0);
    expect(log.push([alert('a', 1)])).toHaveLength(1);
    expect(log.push([alert('a', 1)])).toHaveLength(0);
  });

  it('does not move the cursor for a push', () => {
    const log = new AlertLog(7);
    log.push([alert('a', 90)]);
    expect(log.cursor).toBe(7);
  });

  it('moves the cursor once every page is read', async () => {
    const log = new AlertLog(0);
    await log.catchUp(pages({ alerts: [alert('a', 1)], next: 1, more: true }, { alerts: [alert('b', 2)], next: 2, more: false }));
    expect(log.cursor).toBe(2);
    expect(log.all.map((one) => one.id)).toEqual(['a', 'b']);
  });

  it('leaves the cursor where it was when a page fails, and keeps what it read', async () => {
    const log = new AlertLog(0);
    async function* failing(): AsyncGenerator<AlertPage> {
      yield { alerts: [alert('a', 1)], next: 1, more: true };
      throw new Error('cut off');
    }
    await expect(log.catchUp(failing())).rejects.toThrow('cut off');
    expect(log.cursor).toBe(0);
    expect(log.get('a')).toBeDefined();
  });

  it('holds pushes back while it catches up, so that an older page cannot undo them', async () => {
    const log = new AlertLog(0);
    async function* slow(): AsyncGenerator<AlertPage> {
      expect(log.push([alert('a', 9, { detection: 'withdrawn' })])).toHaveLength(0);
      expect(log.get('a')).toBeUndefined();
      yield { alerts: [alert('a', 4, { detection: 'provisional' })], next: 4, more: false };
    }
    await log.catchUp(slow());
    expect(log.get('a')).toMatchObject({ version: 9, detection: 'withdrawn' });
    expect(log.cursor).toBe(4);
  });

  it('shows pushes that waited for a catch-up that failed', async () => {
    const log = new AlertLog(0);
    async function* failing(): AsyncGenerator<AlertPage> {
      log.push([alert('a', 9)]);
      throw new Error('cut off');
    }
    await expect(log.catchUp(failing())).rejects.toThrow();
    expect(log.get('a')).toBeDefined();
  });

  it('forgets the oldest beyond its bound, but no open critical alert', async () => {
    const log = new AlertLog(0, 2);
    const alerts = [1, 2, 3, 4].map((n) => alert(`a${n}`, n, { raisedAt: after(n * 1000), severity: n === 1 ? 'critical' : 'caution' }));
    await log.catchUp(pages({ alerts, next: 4, more: false }));
    expect(log.all.map((one) => one.id).sort()).toEqual(['a1', 'a4']);
  });
});
