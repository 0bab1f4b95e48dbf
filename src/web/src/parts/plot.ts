import { scaleLinear, scaleUtc } from 'd3-scale';
import { area, curveStepAfter } from 'd3-shape';

/** A lane's own units: as wide as it is, whatever the screen. */
export const lane = { width: 1000, height: 26, floor: 25 };

export interface Tick {
  t: number;
  /** Of the lane's width, from 0 to 1. */
  share: number;
}

/** Where the moments of a call and the scores from 0 to 1 stand on a lane. */
export class Plot {
  readonly #x;
  readonly #y = scaleLinear().domain([0, 1]).range([lane.floor, 1]);

  constructor(private readonly lengthMs: number) {
    // A length of time is one since the beginning of time: ticks fall on whole minutes and their usual parts.
    this.#x = scaleUtc().domain([0, Math.max(1, lengthMs)]).range([0, lane.width]).clamp(true);
  }

  x(t: number): number {
    return this.#x(t);
  }

  share(t: number): number {
    return this.#x(t) / lane.width;
  }

  /** The moment at a share of the width. */
  at(share: number): number {
    return this.#x.invert(share * lane.width).getTime();
  }

  /** A score's bar: never quite nothing, since words were said there. */
  bar(score: number): { y: number; height: number } {
    const y = Math.min(this.#y(score), lane.floor - 0.75);
    return { y, height: lane.floor - y };
  }

  ticks(about: number): Tick[] {
    // A label on the very end would reach beyond it.
    return this.#x.ticks(about).map((date) => ({ t: date.getTime(), share: this.share(date.getTime()) })).filter((tick) => tick.share <= 0.97);
  }

  /** A step holds until the next: each level from 0 to 1, from the moment it was reached. */
  steps(moves: readonly { t: number; level: number }[]): string {
    const points = [{ t: 0, level: 0 }, ...moves];
    points.push({ t: this.lengthMs, level: points.at(-1)!.level });
    return area<{ t: number; level: number }>()
      .x((point) => this.x(point.t)).y0(lane.floor + 0.5).y1((point) => this.#y(point.level)).curve(curveStepAfter)(points) ?? '';
  }
}
