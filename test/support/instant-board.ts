import { ok, type Result } from '../../src-main/foundation/result.ts';
import type { Fault } from '../../src-main/foundation/errors.ts';
import { TypedEmitter } from '../../src-main/foundation/typed-emitter.ts';
import type { Disposable } from '../../src-main/foundation/disposable.ts';
import {
  channelNumberSchema,
  isTrunk,
  stationDevice,
  trunkDevice,
  type ChannelNumber,
  type CommandId,
  type DeviceId,
} from '../../src-main/contract/ids.ts';
import type { BoardDescription, BoardDriver, BoardSnapshot } from '../../src-main/driver/board-driver.ts';
import type { ChannelCommand } from '../../src-main/driver/channel-command.ts';
import type {
  ChannelEvent,
  ChannelEventBody,
  ChannelState,
  CommandResult,
} from '../../src-main/driver/channel-event.ts';

const LABEL = { inbound: 0, outbound: 0 };

/**
 * A board that takes no time: every command is done, and every phone lifted, when the test pumps. For figures of what
 * stands above the board; what lines can do wrong is ScriptedDriver's business.
 */
export class InstantBoard implements BoardDriver {
  readonly #trunks: number;
  readonly #states: ChannelState[];
  readonly #emitter = new TypedEmitter<ChannelEvent>((error) => {
    throw error;
  });
  #queue: (() => void)[] = [];
  readonly #running = new Map<CommandId, ChannelNumber>();
  readonly #channels: ReadonlyMap<DeviceId, ChannelNumber>;
  #seq = 0;

  constructor({ trunks, stations }: { readonly trunks: number; readonly stations: number }) {
    this.#trunks = trunks;
    this.#states = Array.from({ length: trunks + stations }, () => 'idle');
    const devices = this.#states.map((_, at) =>
      at < trunks ? trunkDevice(at + 1) : stationDevice(String(801 + at - trunks)),
    );
    this.#channels = new Map(devices.map((device, at) => [device, channelNumberSchema.parse(at)]));
  }

  start(): Promise<Result<BoardDescription, Fault>> {
    const channels = this.#states.map((_, index) => ({
      channel: channelNumberSchema.parse(index),
      kind: index < this.#trunks ? ('trunk' as const) : ('station' as const),
      label: String(index),
      capabilities: [],
    }));
    return Promise.resolve(ok({ vendor: 'test', model: 'instant', serial: '0', driverVersion: '1', channels }));
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }

  post(commandId: CommandId, command: ChannelCommand): Result<void, Fault> {
    this.#queue.push(() => this.#carryOut(commandId, command));
    return ok();
  }

  snapshot(): BoardSnapshot {
    const channels = this.#states.map((state, index) => ({
      channel: channelNumberSchema.parse(index),
      kind: index < this.#trunks ? ('trunk' as const) : ('station' as const),
      state,
      label: LABEL,
      sinceUs: 0,
      inService: true,
      offHook: false,
      callerNumber: '',
      callerName: '',
      callerIdQuality: 'unknown' as const,
      running: [],
      linkedTo: [],
      conference: -1,
    }));
    return { seq: this.#seq, timeUs: 0, boardUp: true, channels };
  }

  onEvent(listener: (event: ChannelEvent) => void): Disposable {
    return this.#emitter.subscribe(listener);
  }

  onResync(): Disposable {
    return { dispose: () => undefined };
  }

  /** Everything that was asked for is done, and what it brings with it, until nothing is left. */
  pump(): void {
    while (this.#queue.length > 0) {
      const due = this.#queue;
      this.#queue = [];
      for (const each of due) each();
    }
  }

  ring(trunk: DeviceId): void {
    const channel = this.#channelOf(trunk);
    this.#enter(channel, 'offered');
    this.#tell({ kind: 'CallOffered', channel, number: '13900001234', name: '', quality: 'good' });
  }

  hangUp(device: DeviceId): void {
    const channel = this.#channelOf(device);
    if (isTrunk(device)) this.#tell({ kind: 'RemoteCleared', channel, evidence: 'busyTone' });
    else this.#enter(channel, 'idle');
  }

  #channelOf(device: DeviceId): ChannelNumber {
    const channel = this.#channels.get(device);
    if (channel === undefined) throw new Error(`there is no ${device}`);
    return channel;
  }

  #carryOut(commandId: CommandId, command: ChannelCommand): void {
    const { kind, channel } = command;
    if (kind === 'play' || kind === 'record' || kind === 'tone') {
      this.#running.set(commandId, channel);
      return;
    }
    if (kind === 'cancel') this.#end(command.target);
    if (kind === 'answer' || kind === 'ring') this.#enter(channel, 'connected');
    if (kind === 'release') this.#release(channel);
    this.#complete(commandId, channel, kind === 'ring' ? 'answered' : 'ok');
  }

  #release(channel: ChannelNumber): void {
    for (const [commandId, at] of this.#running) if (at === channel) this.#end(commandId);
    // A phone that has been put down meanwhile stays down.
    if (this.#states[channel] !== 'idle') this.#enter(channel, channel < this.#trunks ? 'idle' : 'parkedOffHook');
  }

  #end(commandId: CommandId): void {
    const channel = this.#running.get(commandId);
    if (channel === undefined) return;
    this.#running.delete(commandId);
    this.#complete(commandId, channel, 'cancelled');
  }

  #complete(commandId: CommandId, channel: ChannelNumber, result: CommandResult): void {
    this.#tell({ kind: 'CommandCompleted', channel, commandId, result, detail: 0, digits: '' });
  }

  #enter(channel: ChannelNumber, state: ChannelState): void {
    const previous = this.#states[channel] ?? 'idle';
    if (previous === state) return;
    this.#states[channel] = state;
    this.#tell({ kind: 'StateChanged', channel, state, previous, label: LABEL });
  }

  #tell(body: ChannelEventBody): void {
    this.#seq += 1;
    this.#emitter.emit({ ...body, seq: this.#seq, timeUs: 0 });
  }
}
