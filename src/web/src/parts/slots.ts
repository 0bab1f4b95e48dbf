/** What a frame has room for: two tiles, or a tile and two clocks. A push that changes a dozen tiles is drawn over six frames, and none of them is late. */
const room = 4;
export const cost = { tile: 2, clock: 1 };
/** A browser that is behind gives two frames in a row: the second is let go, so that no sixtieth of a second does the work of two. */
const leastApartMs = 12;

interface Waiting {
  of: number;
  run: () => void;
}
const first: Waiting[] = [];
const waiting: Waiting[] = [];
let ranAt = -Infinity;

function next(): void {
  const at = performance.now();
  if (!document.hidden && at - ranAt < leastApartMs) return void later();
  ranAt = at;
  for (let left = document.hidden ? Infinity : room; left > 0;) {
    const one = first.shift() ?? waiting.shift();
    if (one === undefined) return;
    left -= one.of;
    one.run();
  }
  if (first.length + waiting.length > 0) later();
}

/** What else is heavy has had this frame. */
export const frameIsTaken = (): void => {
  ranAt = performance.now();
};

// A page in the background gets no frames, and must not heap up what waits for one.
const later = (): unknown => (document.hidden ? setTimeout(next, 250) : requestAnimationFrame(next));

/** Waits for a slot in one of the next frames. What has nothing to show yet goes before what has; else who came first. */
export const slot = (of: number, isEmpty = false): Promise<void> => new Promise((run) => {
  (isEmpty ? first : waiting).push({ of, run });
  if (first.length + waiting.length === 1) later();
});
