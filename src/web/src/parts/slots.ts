/** So many a frame: a push that changes a dozen tiles is drawn over six frames, and none of them is late. */
const aFrame = 2;
const waiting: (() => void)[] = [];

function next(): void {
  for (const run of waiting.splice(0, document.hidden ? waiting.length : aFrame)) run();
  if (waiting.length > 0) later();
}

// A page in the background gets no frames, and must not heap up what waits for one.
const later = (): unknown => (document.hidden ? setTimeout(next, 250) : requestAnimationFrame(next));

/** Waits for a slot in one of the next frames; whoever came first is drawn first. */
export const slot = (): Promise<void> => new Promise((resolve) => {
  waiting.push(resolve);
  if (waiting.length === 1) later();
});
