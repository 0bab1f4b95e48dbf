/** At hand; any other between the slowest and the fastest can be typed. */
export const speeds: readonly number[] = [1, 4, 16];
export const slowest = 0.25;
export const fastest = 64;

/** Where a replay stands. Told the time rather than asking for it; a frame that comes late loses nothing. */
export class ReplayClock {
  position: number;
  playing = false;
  #speed = 1;
  #last = 0;

  constructor(readonly lengthMs: number) {
    // Opened, a call is there to be read whole.
    this.position = lengthMs;
  }

  play(now: number): void {
    if (this.position >= this.lengthMs) this.position = 0;
    this.playing = true;
    this.#last = now;
  }

  get speed(): number {
    return this.#speed;
  }

  /** What is no speed leaves the one there is. */
  set speed(times: number) {
    if (Number.isFinite(times)) this.#speed = Math.max(slowest, Math.min(fastest, times));
  }

  pause(): void {
    this.playing = false;
  }

  seek(position: number): void {
    this.position = Math.max(0, Math.min(this.lengthMs, position));
  }

  tick(now: number): void {
    if (!this.playing) return;
    this.seek(this.position + (now - this.#last) * this.speed);
    this.#last = now;
    if (this.position >= this.lengthMs) this.pause();
  }
}

/** A jump lands a little before the alert, so that one hears how it came to it. */
export const leadMs = 1500;

export function jump(times: readonly number[], position: number, direction: -1 | 1): number | null {
  const stops = times.map((t) => Math.max(0, t - leadMs));
  const found = direction > 0 ? stops.find((t) => t > position + 1) : stops.findLast((t) => t < position - 1);
  return found ?? null;
}
