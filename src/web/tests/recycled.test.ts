import { describe, expect, it } from 'vitest';
import { Recycled } from '../src/parts/recycled.js';

describe('Recycled', () => {
  it('gives what comes the element of what went', () => {
    const tiles = new Recycled();
    tiles.give(['a', 'b', 'c'], null);
    const [a, b] = [tiles.of('a'), tiles.of('b')];
    tiles.give(['b', 'c', 'd'], null);
    expect(tiles.of('b')).toBe(b);
    expect(tiles.of('d')).toBe(a);
  });

  it('leaves alone the element of what had the focus when it went', () => {
    const tiles = new Recycled();
    tiles.give(['a', 'b'], null);
    const a = tiles.of('a');
    tiles.give(['b', 'c'], 'a');
    expect(tiles.of('c')).not.toBe(a);
  });

  it('makes an element for what comes where nothing went', () => {
    const tiles = new Recycled();
    tiles.give(['a'], null);
    tiles.give(['a', 'b'], null);
    expect(tiles.of('b')).not.toBe(tiles.of('a'));
  });

  it('makes all anew where it is told to', () => {
    const tiles = new Recycled();
    tiles.give(['a'], undefined);
    const a = tiles.of('a');
    tiles.give(['b'], undefined);
    expect(tiles.of('b')).not.toBe(a);
  });
});
