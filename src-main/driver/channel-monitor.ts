import type { ChannelNumber } from '../contract/ids.ts';
import { setPeriodic, type Clock } from '../foundation/clock.ts';
import type { Disposable } from '../foundation/disposable.ts';
import type { Fault } from '../foundation/errors.ts';
import { ok, type Result } from '../foundation/result.ts';
import { TypedEmitter } from '../foundation/typed-emitter.ts';

/** The monitor ports of a board. One reader a channel. */
export interface MonitorSource {
  /** Faults: board/unsupported, board/channelUnknown, board/gone. */
  monitor(channel: ChannelNumber, on: boolean): Result<void, Fault>;
  /** Pairs of samples that came since, as many as fit; how many pairs. */
  readMonitor(channel: ChannelNumber, pairs: Int16Array): number;
}

export interface ChannelMonitorParts {
  readonly source: MonitorSource;
  /** Of people: who listens hears in real time. */
  readonly clock: Clock;
  readonly onListenerError: (error: unknown) => void;
}

/** What is heard is fetched so often; a telephone's packet. */
const FETCH_MS = 20;
/** A second of pairs at 8 kHz; what one fetch can find at most. */
const LONGEST_FETCH_SAMPLES = 16_384;

interface Listened {
  readonly emitter: TypedEmitter<Int16Array>;
  listeners: number;
}

/**
 * Lets any number of people listen to any channel without taking part in it. A channel's port is open while somebody
 * listens.
 *
 *   monitor port ─fetched every 20 ms▶ pairs (from the line, to the line) ▶ each listener
 */
export class ChannelMonitor implements Disposable {
  readonly #parts: ChannelMonitorParts;
  readonly #listened = new Map<ChannelNumber, Listened>();
  readonly #room = new Int16Array(LONGEST_FETCH_SAMPLES);
  #fetching: Disposable | undefined;

  constructor(parts: ChannelMonitorParts) {
    this.#parts = parts;
  }

  /**
   * From now on `onHeard` gets both sides of the channel: PCM16 at 8 kHz, pairs of one sample from the line and one to
   * it. The array is the listener's own. Faults: those of the source.
   */
  listen(channel: ChannelNumber, onHeard: (pairs: Int16Array) => void): Result<Disposable, Fault> {
    let listened = this.#listened.get(channel);
    if (listened === undefined) {
      const opened = this.#parts.source.monitor(channel, true);
      if (!opened.ok) return opened;
      this.#parts.source.readMonitor(channel, this.#room); // what is left of an earlier time
      listened = { emitter: new TypedEmitter(this.#parts.onListenerError), listeners: 0 };
      this.#listened.set(channel, listened);
      this.#fetching ??= setPeriodic(this.#parts.clock, FETCH_MS, () => this.#fetch());
    }
    listened.listeners += 1;
    const subscription = listened.emitter.subscribe(onHeard);
    let listens = true;
    return ok({
      dispose: () => {
        if (!listens) return;
        listens = false;
        subscription.dispose();
        this.#left(channel);
      },
    });
  }

  /** Closes all ports; nobody hears anything any more. */
  dispose(): void {
    for (const channel of [...this.#listened.keys()]) this.#close(channel);
  }

  #left(channel: ChannelNumber): void {
    const listened = this.#listened.get(channel);
    if (listened === undefined) return;
    listened.listeners -= 1;
    if (listened.listeners === 0) this.#close(channel);
  }

  #close(channel: ChannelNumber): void {
    this.#listened.delete(channel);
    this.#parts.source.monitor(channel, false);
    if (this.#listened.size > 0) return;
    this.#fetching?.dispose();
    this.#fetching = undefined;
  }

  #fetch(): void {
    for (const [channel, listened] of [...this.#listened]) {
      const pairs = this.#parts.source.readMonitor(channel, this.#room);
      if (pairs > 0) listened.emitter.emit(this.#room.slice(0, pairs * 2));
    }
  }
}
