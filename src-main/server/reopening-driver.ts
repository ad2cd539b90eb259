import type { ChannelNumber, CommandId } from '../contract/ids.ts';
import type { BoardDescription, BoardDriver, BoardSnapshot } from '../driver/board-driver.ts';
import type { ChannelCommand } from '../driver/channel-command.ts';
import type { ChannelEvent } from '../driver/channel-event.ts';
import type { MonitorSource } from '../driver/channel-monitor.ts';
import { NativeBoardDriver, type NativeBoardDriverOptions } from '../driver/native-board-driver.ts';
import type { SteppedBoard } from '../driver/stepped-time.ts';
import { DisposableStack, type Disposable } from '../foundation/disposable.ts';
import type { Fault } from '../foundation/errors.ts';
import type { Result } from '../foundation/result.ts';
import { TypedEmitter } from '../foundation/typed-emitter.ts';

/**
 * A native driver lives once; this one may be started again after a start that failed: with a new native driver
 * beneath, the same listeners above. So a board whose card was not in yet can be tried again while the server runs.
 */
export class ReopeningDriver implements BoardDriver, SteppedBoard, MonitorSource {
  readonly #options: NativeBoardDriverOptions;
  readonly #events: TypedEmitter<ChannelEvent>;
  readonly #resyncs: TypedEmitter<BoardSnapshot>;
  #native: NativeBoardDriver;
  #wasStarted = false;
  #links = new DisposableStack();

  constructor(options: NativeBoardDriverOptions, onDefect: (error: unknown) => void) {
    this.#options = options;
    this.#events = new TypedEmitter(onDefect);
    this.#resyncs = new TypedEmitter(onDefect);
    this.#native = this.#make();
  }

  start(): Promise<Result<BoardDescription, Fault>> {
    if (this.#wasStarted) this.#native = this.#make();
    this.#wasStarted = true;
    return this.#native.start();
  }

  stop(): Promise<void> {
    return this.#native.stop();
  }

  post(commandId: CommandId, command: ChannelCommand): Result<void, Fault> {
    return this.#native.post(commandId, command);
  }

  snapshot(): BoardSnapshot {
    return this.#native.snapshot();
  }

  onEvent(listener: (event: ChannelEvent) => void): Disposable {
    return this.#events.subscribe(listener);
  }

  onResync(listener: (snapshot: BoardSnapshot) => void): Disposable {
    return this.#resyncs.subscribe(listener);
  }

  monitor(channel: ChannelNumber, on: boolean): Result<void, Fault> {
    return this.#native.monitor(channel, on);
  }

  readMonitor(channel: ChannelNumber, pairs: Int16Array): number {
    return this.#native.readMonitor(channel, pairs);
  }

  get frameMs(): number {
    return this.#native.frameMs;
  }

  step(maxFrames: number): number {
    return this.#native.step(maxFrames);
  }

  deliver(): number {
    return this.#native.deliver();
  }

  pump(): boolean {
    return this.#native.pump();
  }

  #make(): NativeBoardDriver {
    this.#links.dispose();
    this.#links = new DisposableStack();
    const native = new NativeBoardDriver(this.#options);
    this.#links.own(native.onEvent((event) => this.#events.emit(event)));
    this.#links.own(native.onResync((snapshot) => this.#resyncs.emit(snapshot)));
    return native;
  }
}
