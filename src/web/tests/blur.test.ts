import { beforeEach, describe, expect, it, vi } from 'vitest';

const kept = new Map<string, string>();

beforeEach(() => {
  kept.clear();
  vi.resetModules();
  vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value) });
});

describe('blur', () => {
  it('follows the centre until the person chooses', async () => {
    const { blur } = await import('../src/text/blur.js');
    blur.byDefault = false;
    expect(blur.on).toBe(false);
    blur.byDefault = true;
    expect(blur.on).toBe(true);
  });

  it('keeps the choice for the next visit, against the centre\'s default', async () => {
    const first = (await import('../src/text/blur.js')).blur;
    first.toggle();
    expect(first.on).toBe(false);
    vi.resetModules();
    const next = (await import('../src/text/blur.js')).blur;
    next.byDefault = true;
    expect(next.on).toBe(false);
  });

  it('works where nothing can be kept', async () => {
    vi.stubGlobal('localStorage', { getItem: () => { throw new Error('denied'); }, setItem: () => { throw new Error('denied'); } });
    const { blur } = await import('../src/text/blur.js');
    blur.toggle();
    expect(blur.on).toBe(false);
  });
});
