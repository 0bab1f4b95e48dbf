import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Source } from '../live/source.js';

/** Renders its host again whenever the source says that it changed. */
export class Watching implements ReactiveController {
  #leave: () => void = () => {};

  constructor(private readonly host: ReactiveControllerHost, private readonly source: Source) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#leave = this.source.listen(() => this.host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#leave();
  }
}
