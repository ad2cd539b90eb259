import type { BoardPort } from '../api/ports.ts';
import type { BoardView, ChannelView } from '../contract/board-view.ts';
import type { Disposable } from '../foundation/disposable.ts';
import { DisposableStack } from '../foundation/disposable.ts';
import type { Fault } from '../foundation/errors.ts';
import { failed, ok, type Result } from '../foundation/result.ts';
import { TypedEmitter } from '../foundation/typed-emitter.ts';
import type { DeviceView } from '../mediator/call-control.ts';
import type { Mediator } from '../mediator/mediator.ts';
import type { Loudspeaker } from './loudspeaker.ts';

export interface BoardConsoleParts {
  readonly mediator: Mediator;
  readonly simulated: boolean;
  readonly clock: 'real' | 'stepped';
  /** What people call a device; the board's own label when nobody named it. */
  readonly labelOf: (device: DeviceView) => string;
  readonly loudspeaker: Loudspeaker;
  readonly onListenerError: (error: unknown) => void;
}

/** Opens the board, again when it failed, and shows it as a console does. A fault of opening is kept, not thrown. */
export class BoardConsole implements BoardPort, Disposable {
  readonly #parts: BoardConsoleParts;
  readonly #boards: TypedEmitter<BoardView>;
  readonly #channels: TypedEmitter<ChannelView>;
  readonly #subscriptions = new DisposableStack();
  #fault: Fault | undefined;
  #opening: Promise<Result<void, Fault>> | undefined;

  constructor(parts: BoardConsoleParts) {
    this.#parts = parts;
    this.#boards = new TypedEmitter(parts.onListenerError);
    this.#channels = new TypedEmitter(parts.onListenerError);
    this.#subscriptions.own(parts.mediator.onDeviceChanged((device) => this.#channels.emit(this.#channelView(device))));
    this.#subscriptions.own(parts.loudspeaker.onLoudspeaker(() => this.#boards.emit(this.view())));
    this.#subscriptions.own(
      parts.mediator.onChannelEvent((event) => {
        if (event.kind === 'BoardChanged') this.#boards.emit(this.view());
      }),
    );
  }

  /** Why the board is not open, when opening it failed. */
  get fault(): Fault | undefined {
    return this.#fault;
  }

  /** Opens the board unless it is up; one try at a time. Faults: board/…, server/addonMissing. */
  open(): Promise<Result<void, Fault>> {
    if (this.#parts.mediator.isBoardUp) return Promise.resolve(ok());
    this.#opening ??= this.#open().finally(() => (this.#opening = undefined));
    return this.#opening;
  }

  /** The board was closed in order; consoles are shown so. */
  boardClosed(): void {
    this.#boards.emit(this.view());
  }

  view(): BoardView {
    const { mediator, simulated, clock } = this.#parts;
    const board = mediator.board;
    const loudspeaker = this.#parts.loudspeaker.loudspeaker();
    return {
      up: mediator.isBoardUp,
      vendor: board?.vendor ?? '',
      model: board?.model ?? '',
      serial: board?.serial ?? '',
      driverVersion: board?.driverVersion ?? '',
      simulated,
      clock,
      ...(loudspeaker === undefined ? {} : { loudspeaker }),
      channels: mediator.devices.all().map((device) => this.#channelView(device)),
    };
  }

  onBoardChanged(listener: (board: BoardView) => void): Disposable {
    return this.#boards.subscribe(listener);
  }

  onChannelChanged(listener: (channel: ChannelView) => void): Disposable {
    return this.#channels.subscribe(listener);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #open(): Promise<Result<void, Fault>> {
    const started = await this.#parts.mediator.start();
    this.#fault = started.ok ? undefined : started.error;
    this.#boards.emit(this.view());
    return started.ok ? ok() : failed(started.error);
  }

  #channelView(device: DeviceView): ChannelView {
    const { deviceId, description, channel, since, callId } = device;
    const call = callId === undefined ? undefined : this.#parts.mediator.calls.get(callId);
    return {
      deviceId,
      channel: description.channel,
      kind: description.kind === 'trunk' ? 'trunk' : 'station',
      label: this.#parts.labelOf(device),
      state: channel.state,
      le001: channel.label.inbound,
      le002: channel.label.outbound,
      since,
      inService: channel.inService,
      offHook: channel.offHook,
      farNumber: call?.farNumber ?? channel.callerNumber,
      ...(callId === undefined ? {} : { callId }),
    };
  }
}
