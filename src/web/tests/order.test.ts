import { describe, expect, it } from 'vitest';
import { HeldOrder, margin } from '../src/live/order.js';

interface Row { id: string; heat: number }
const rows = (heats: Record<string, number>): Row[] => Object.entries(heats).map(([id, heat]) => ({ id, heat }));
const make = (): ((heats: Record<string, number>, held?: boolean) => string) => {
  const order = new HeldOrder<Row>((row) => row.id, (row) => row.heat);
  return (heats, held = false) => order.arrange(rows(heats), held).map((row) => row.id).join('');
};

describe('HeldOrder', () => {
  it('puts the hottest first', () => {
    expect(make()({ a: 0.1, b: 0.9, c: 0.5 })).toBe('bca');
  });

  it('leaves rows where they are for a difference that is noise', () => {
    const arrange = make();
    arrange({ a: 0.5, b: 0.4 });
    expect(arrange({ a: 0.4, b: 0.4 + margin })).toBe('ab');
    expect(arrange({ a: 0.4, b: 0.4 + margin + 0.01 })).toBe('ba');
  });

  it('moves nothing while it is held', () => {
    const arrange = make();
    arrange({ a: 0.5, b: 0.1 });
    expect(arrange({ a: 0.1, b: 0.9 }, true)).toBe('ab');
    expect(arrange({ a: 0.1, b: 0.9 })).toBe('ba');
  });

  it('adds newcomers at the end while it is held, however hot', () => {
    const arrange = make();
    arrange({ a: 0.2, b: 0.1 });
    expect(arrange({ a: 0.2, b: 0.1, c: 1 }, true)).toBe('abc');
  });

  it('closes the gap that a row leaves', () => {
    const arrange = make();
    arrange({ a: 0.9, b: 0.5, c: 0.1 });
    expect(arrange({ a: 0.9, c: 0.1 }, true)).toBe('ac');
  });

  it('brings the hottest to the top past several at once', () => {
    const arrange = make();
    arrange({ a: 0.4, b: 0.35, c: 0.3, d: 0.25 });
    expect(arrange({ a: 0.4, b: 0.35, c: 0.3, d: 1 })).toBe('dabc');
  });

  it('leaves heat where it is while it does not settle, and moves what is urgent', () => {
    const order = new HeldOrder<Row>((row) => row.id, (row) => row.heat);
    const settled = (heats: Record<string, number>): string => order.arrange(rows(heats), false, false).map((row) => row.id).join('');
    order.arrange(rows({ a: 0.5, b: 0.1 }), false);
    expect(settled({ a: 0.1, b: 0.9 })).toBe('ab');
    expect(order.isWaiting).toBe(true);
    expect(settled({ a: 0.1, b: 2.9, c: 0.5 })).toBe('bca');
  });

  it('says that something waits to move up while it is held', () => {
    const order = new HeldOrder<Row>((row) => row.id, (row) => row.heat);
    order.arrange(rows({ a: 0.5, b: 0.1 }), false);
    order.arrange(rows({ a: 0.5, b: 0.55 }), true);
    expect(order.isWaiting).toBe(false);
    order.arrange(rows({ a: 0.5, b: 0.9 }), true);
    expect(order.isWaiting).toBe(true);
    order.arrange(rows({ a: 0.5, b: 0.9 }), false);
    expect(order.isWaiting).toBe(false);
  });
});
