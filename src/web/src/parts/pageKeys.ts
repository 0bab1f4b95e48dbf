import type { ReactiveControllerHost } from 'lit';

/** Hears the keys of the whole page for as long as the host is on it. */
export const hearPageKeys = (host: ReactiveControllerHost, hear: (event: KeyboardEvent) => void): void => host.addController({
  hostConnected: () => addEventListener('keydown', hear),
  hostDisconnected: () => removeEventListener('keydown', hear),
});
