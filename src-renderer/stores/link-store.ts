import { makeAutoObservable } from 'mobx';
import type { EndReason, LinkView, SeatSocket } from '../transport/seat-socket.ts';
import type { TimeStore } from './time-store.ts';

/** The connection to the server as a state of the screen. */
export class LinkStore {
  view: LinkView = { state: 'idle', attempts: 0 };
  serverVersion = '';
  /** Once it was live, a break is told as a break and not as a start. */
  wasLive = false;
  readonly #socket: SeatSocket;
  readonly #time: TimeStore;

  constructor(socket: SeatSocket, time: TimeStore) {
    this.#socket = socket;
    this.#time = time;
    makeAutoObservable(this);
  }

  apply(view: LinkView): void {
    this.view = view;
    if (view.state === 'live') this.wasLive = true;
  }

  greeted(serverVersion: string): void {
    this.serverVersion = serverVersion;
  }

  start(): void {
    this.#socket.start();
  }

  stop(): void {
    this.#socket.stop();
    this.wasLive = false;
  }

  get live(): boolean {
    return this.view.state === 'live';
  }

  get endReason(): EndReason | undefined {
    return this.view.state === 'ended' ? this.view.endReason : undefined;
  }

  /** Whole seconds until the next attempt; undefined when none is waiting. */
  get retryInSeconds(): number | undefined {
    const { retryAtMs } = this.view;
    return retryAtMs === undefined ? undefined : Math.max(0, Math.ceil((retryAtMs - this.#time.localMs) / 1000));
  }
}
