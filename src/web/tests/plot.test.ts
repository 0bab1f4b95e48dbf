import { describe, expect, it } from 'vitest';
import { Plot, lane } from '../src/parts/plot.js';

describe('a call along time', () => {
  it('has its ticks on whole parts of a minute, none on the edge', () => {
    expect(new Plot(4 * 60_000).ticks(6).map((tick) => tick.t / 1000)).toEqual([0, 30, 60, 90, 120, 150, 180, 210]);
    expect(new Plot(35_000).ticks(6).map((tick) => tick.t / 1000)).toEqual([0, 5, 10, 15, 20, 25, 30]);
    expect(new Plot(3 * 3_600_000).ticks(6).map((tick) => tick.t / 60_000)).toEqual([0, 30, 60, 90, 120, 150]);
  });

  it('gives a place its moment back', () => {
    const plot = new Plot(120_000);
    expect(plot.share(30_000)).toBe(0.25);
    expect(plot.at(0.25)).toBe(30_000);
  });

  it('keeps what came after the end at the end', () => expect(new Plot(1000).share(5000)).toBe(1));

  it('stands a bar on the floor, as high as its score, and never quite flat', () => {
    const plot = new Plot(1000);
    expect(plot.bar(1)).toEqual({ y: 1, height: 24 });
    expect(plot.bar(0)).toEqual({ y: lane.floor - 0.75, height: 0.75 });
  });

  it('draws a step from the moment it was reached to the next', () => {
    expect(new Plot(1000).steps([{ t: 250, level: 0.5 }])).toBe('M0,25L250,25L250,13L1000,13L1000,13L1000,25.5L1000,25.5L250,25.5L250,25.5L0,25.5Z');
  });

  it('draws an empty call too', () => expect(new Plot(0).share(0)).toBe(0));
});
