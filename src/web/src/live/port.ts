import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';

/** The little of a SignalR connection that the pages use, so that tests can be the server. */
export interface HubPort {
  start(): Promise<void>;
  stop(): Promise<void>;
  invoke<T>(method: string, ...args: unknown[]): Promise<T>;
  on(method: string, handler: (payload: never) => void): void;
  onclose(handler: () => void): void;
}

/** @param token for another site's page, which has no cookie here and must send none. */
export function signalR(path: string, token?: () => Promise<string>): HubPort {
  // No automatic reconnection of SignalR's own: HubLink decides when, and every start must subscribe again.
  const connection = new HubConnectionBuilder()
    .withUrl(path, {
      transport: HttpTransportType.WebSockets | HttpTransportType.LongPolling,
      ...(token === undefined ? {} : { accessTokenFactory: token, withCredentials: false }),
    })
    .configureLogging(LogLevel.None)
    .build();
  return {
    start: () => connection.start(),
    stop: () => connection.stop(),
    invoke: (method, ...args) => connection.invoke(method, ...args),
    on: (method, handler) => connection.on(method, handler as (...args: unknown[]) => void),
    onclose: (handler) => connection.onclose(() => handler()),
  };
}
