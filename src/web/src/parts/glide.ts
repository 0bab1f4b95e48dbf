const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** Measures children before a change of order, and lets each glide from where it was to where it is. */
export function placesOf(elements: Iterable<Element>): Map<Element, DOMRect> {
  return new Map([...elements].map((element) => [element, element.getBoundingClientRect()]));
}

export function glide(before: ReadonlyMap<Element, DOMRect>): void {
  if (calm.matches || document.hidden) return;
  for (const [element, from] of before) {
    if (!element.isConnected) continue;
    const to = element.getBoundingClientRect();
    const [x, y] = [from.left - to.left, from.top - to.top];
    if (x === 0 && y === 0) continue;
    element.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: 'none' }], { duration: 320, easing: 'cubic-bezier(.2, 0, 0, 1)' });
  }
}
