const units = ['B', 'KB', 'MB', 'GB', 'TB'];
const grouped = new Intl.NumberFormat('en-GB');

export const whole = (n: number): string => grouped.format(n);

/** 512 B, 3.4 MB, 120 GB. */
export function bytes(n: number): string {
  let unit = 0;
  let left = n;
  for (; left >= 1000 && unit < units.length - 1; unit++) left /= 1024;
  return `${left < 10 && unit > 0 ? left.toFixed(1) : Math.round(left)} ${units[unit]}`;
}

/** 80 ms, 1.4 s, 12 s. */
export const lag = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`);
