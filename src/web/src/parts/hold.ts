import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Whether somebody is at this element: a mouse over it or the keyboard's focus inside. */
export class Hold implements ReactiveController {
  #over = false;
  #focused = false;

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }

  get on(): boolean {
    return this.#over || this.#focused;
  }

  hostConnected(): void {
    const { host } = this;
    host.addEventListener('pointerenter', (e) => e.pointerType === 'mouse' && this.#set(true, this.#focused));
    host.addEventListener('pointerleave', () => this.#set(false, this.#focused));
    host.addEventListener('focusin', () => this.#set(this.#over, true));
    host.addEventListener('focusout', () => this.#set(this.#over, false));
  }

  #set(over: boolean, focused: boolean): void {
    const before = this.on;
    this.#over = over;
    this.#focused = focused;
    if (before !== this.on) this.host.requestUpdate();
  }
}
