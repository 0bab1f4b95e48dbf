import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Does something again and again for as long as its host is on the page, while somebody can see the page. */
export class Polling implements ReactiveController {
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost, private readonly everyMs: number) {
    host.addController(this);
  }

  /** Takes the place of what was done before. */
  start(work: () => unknown): void {
    this.stop();
    this.#timer = setInterval(() => {
      if (!document.hidden) void work();
    }, this.everyMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  hostDisconnected(): void {
    this.stop();
  }
}
