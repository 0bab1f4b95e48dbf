import { describe, expect, it } from 'vitest';
import { shownOf, strideTo } from '../src/parts/span.js';

const tile = { width: 280, height: 140, gap: 10 };

describe('shownOf', () => {
  it('draws what is on the screen and three rows more, of five hundred', () => {
    const shown = shownOf(500, { width: 1150, top: 100, screen: 1000 }, tile);
    expect(shown).toMatchObject({ columns: 4, first: 0, end: 36, above: 0, whole: 125 * 150 - 10 });
  });

  it('stands in for the rows above once it is scrolled', () => {
    const shown = shownOf(500, { width: 1150, top: -1500, screen: 900 }, tile);
    expect(shown).toMatchObject({ first: 36, end: 76, above: 1350 });
  });

  it('draws more rows on the side that one scrolls to, and tells which are on the screen', () => {
    const shown = shownOf(500, { width: 1150, top: -1500, screen: 900, up: true }, tile);
    expect(shown).toMatchObject({ first: 28, end: 68, seenFrom: 40, seenTo: 64 });
  });

  it('ends with the last call', () => {
    const shown = shownOf(10, { width: 1150, top: -100_000, screen: 900 }, tile);
    expect(shown.end).toBe(10);
    expect(shown.first).toBeLessThanOrEqual(12);
  });

  it('has one column where there is no room for two', () => {
    expect(shownOf(3, { width: 200, top: 0, screen: 700 }, tile)).toMatchObject({ columns: 1, end: 3 });
  });
});

describe('strideTo', () => {
  const at = (top: number) => shownOf(500, { width: 1150, top, screen: 900 }, tile);

  it('goes one row a frame while what is still to come is beyond the edge', () => {
    const [from, to] = [at(-1500), at(-1800)];
    const once = strideTo(to, from, 500);
    expect(once).toMatchObject({ first: from.first + 4, end: from.end + 4, above: from.above + 150 });
    expect(strideTo(to, once, 500)).toBe(to);
  });

  it('never leaves out what is on the screen', () => {
    const to = at(-1950);
    const once = strideTo(to, { ...at(-1500), end: at(-1500).seenTo }, 500);
    expect(once.end).toBeGreaterThanOrEqual(to.seenTo);
    expect(once.first).toBeLessThanOrEqual(to.seenFrom);
  });

  it('jumps where the way is too far', () => {
    const to = at(-9000);
    expect(strideTo(to, at(0), 500)).toBe(to);
  });
});
