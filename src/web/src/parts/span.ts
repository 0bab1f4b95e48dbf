import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Rows beyond the edges of the screen that are drawn all the same, so that a turn of the wheel meets no gap: it is most often the same way again. */
const ahead = 3;
const behind = 1;

export interface Shown {
  columns: number;
  first: number;
  end: number;
  /** Of those, the ones on the screen. */
  seenFrom: number;
  seenTo: number;
  /** In pixels: what stands in for the rows above, and for all of them. */
  above: number;
  whole: number;
  /** From one row to the next. */
  pitch: number;
}

export interface Grid {
  width: number;
  /** Where the grid begins, from the top of the screen; negative once it is scrolled. */
  top: number;
  screen: number;
  /** Scrolled that way last. */
  up?: boolean;
}

/**
 * Which items of a grid of equal tiles are on the screen. With tiles all alike this is a division: nothing has to be
 * measured, and a wall of five hundred draws the forty that can be seen.
 */
export function shownOf(count: number, grid: Grid, tile: { width: number; height: number; gap: number }): Shown {
  const columns = Math.max(1, Math.floor((grid.width + tile.gap) / (tile.width + tile.gap)));
  const rows = Math.ceil(count / columns);
  const pitch = tile.height + tile.gap;
  const [top, bottom] = [Math.floor(-grid.top / pitch), Math.ceil((grid.screen - grid.top) / pitch)];
  const from = Math.min(Math.max(0, top - (grid.up ? ahead : behind)), rows);
  const to = Math.min(Math.max(from, bottom + (grid.up ? behind : ahead)), rows);
  return {
    columns, first: from * columns, end: Math.min(count, to * columns), seenFrom: top * columns, seenTo: bottom * columns,
    above: from * pitch, whole: Math.max(0, rows * pitch - tile.gap), pitch,
  };
}

/**
 * On the way from what is drawn to what is to be drawn: a row a frame, as long as the rows that are still to come are beyond the edge.
 * The same as `to` once it is there, and where the way is too far to walk.
 */
export function strideTo(to: Shown, drawn: Shown | null, count: number): Shown {
  const { columns } = to;
  if (drawn === null || drawn.columns !== columns || Math.abs(to.first - drawn.first) > ahead * columns || Math.abs(to.end - drawn.end) > ahead * columns) return to;
  const nearer = (from: number, target: number): number => Math.max(from - columns, Math.min(from + columns, target));
  const first = Math.max(0, Math.min(nearer(drawn.first, to.first), to.seenFrom));
  const end = Math.min(count, Math.max(nearer(drawn.end, to.end), to.seenTo));
  return first === to.first && end === to.end ? to : { ...to, first, end, above: to.above + (first - to.first) / columns * (to.pitch) };
}

/** Less than a row and its gap, so that no row comes into sight between two strides. */
const stride = (grid: Grid): number => Math.floor(grid.top / 80);

/** Knows where the element that `find` names stands on the screen, and renders its host again when another row comes in. */
export class Span implements ReactiveController {
  grid: Grid = { width: 0, top: 0, screen: innerHeight };
  rem = 16;
  /** What is drawn of it. */
  shown: Shown | null = null;
  #sizes = new ResizeObserver(() => this.look());

  constructor(private readonly host: ReactiveControllerHost & HTMLElement, private readonly find: () => HTMLElement | null) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#sizes.observe(this.host);
    // Both are told at the beginning of a frame, before anything in it has touched the layout.
    this.host.addEventListener('scroll', this.#look, { passive: true });
    addEventListener('scroll', this.#look, { passive: true });
    addEventListener('resize', this.#look, { passive: true });
  }

  hostDisconnected(): void {
    this.#sizes.disconnect();
    removeEventListener('scroll', this.#look);
    removeEventListener('resize', this.#look);
  }

  /** Reads the layout: never while rendering. */
  look(): void {
    const element = this.find();
    if (element === null) return;
    const { width, top } = element.getBoundingClientRect();
    const before = this.grid;
    this.grid = { width, top, screen: innerHeight, up: top === before.top ? before.up ?? false : top > before.top };
    this.rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    if (before.width !== width || before.screen !== innerHeight || stride(before) !== stride(this.grid)) this.host.requestUpdate();
  }

  #look = (): void => this.look();
}
