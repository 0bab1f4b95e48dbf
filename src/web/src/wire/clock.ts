/**
 * The server's clock as this page knows it: wall screens are often minutes out, and "not heard for
 * 40 s" must not come from that. `Date` headers have whole seconds, so small differences are noise.
 */
let offsetMs = 0;

export const now = (): number => Date.now() + offsetMs;

export function learnServerTime(header: string | null, local = Date.now()): void {
  const server = header === null ? Number.NaN : Date.parse(header);
  if (Number.isNaN(server)) return;
  const difference = server - local;
  offsetMs = Math.abs(difference) > 2000 ? difference : 0;
}
