/** So many a frame: a push that changes a dozen tiles is drawn over six frames, and none of them is late. */
const aFrame = 2;
const first: (() => void)[] = [];
const waiting: (() => void)[] = [];

function next(): void {
  let left = document.hidden ? Infinity : aFrame;
  for (; left > 0; left--) {
    const run = first.shift() ?? waiting.shift();
    if (run === undefined) return;
    run();
  }
  if (first.length + waiting.length > 0) later();
}

// A page in the background gets no frames, and must not heap up what waits for one.
const later = (): unknown => (document.hidden ? setTimeout(next, 250) : requestAnimationFrame(next));

/** Waits for a slot in one of the next frames. What has nothing to show yet goes before what has; else who came first. */
export const slot = (isEmpty = false): Promise<void> => new Promise((resolve) => {
  (isEmpty ? first : waiting).push(resolve);
  if (first.length + waiting.length === 1) later();
});
