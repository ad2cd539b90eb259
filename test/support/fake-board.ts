import type { BenchPort, BoardPort, MonitorPort } from '../../src-main/api/ports.ts';
import type { BenchAction, BenchNotice, BenchState } from '../../src-main/contract/bench.ts';
import type { BoardView } from '../../src-main/contract/board-view.ts';
import type { ChannelNumber } from '../../src-main/contract/ids.ts';
import type { Fault } from '../../src-main/foundation/errors.ts';
import { failed, ok, type Result } from '../../src-main/foundation/result.ts';
import { TypedEmitter } from '../../src-main/foundation/typed-emitter.ts';
import type { DeviceView } from '../../src-main/mediator/call-control.ts';
import type { FakeCalls } from './fake-calls.ts';

const rethrow = (error: unknown): void => {
  throw error;
};

/** The board of the fake calls, as a console shows it. */
export class FakeBoard implements BoardPort {
  readonly #calls: FakeCalls;
  readonly #changes = new TypedEmitter<BoardView>(rethrow);
  isUp = true;

  constructor(calls: FakeCalls) {
    this.#calls = calls;
  }

  view(): BoardView {
    return {
      up: this.isUp,
      vendor: 'Trunkline',
      model: 'simulator',
      serial: 'demo',
      driverVersion: '0',
      simulated: true,
      clock: 'real',
      channels: this.#calls.devices.all().map(channelView),
    };
  }

  change(): void {
    this.#changes.emit(this.view());
  }

  onBoardChanged(listener: (board: BoardView) => void) {
    return this.#changes.subscribe(listener);
  }

  onChannelChanged(listener: (channel: BoardView['channels'][number]) => void) {
    return this.#calls.onDeviceChanged((device) => listener(channelView(device)));
  }
}

function channelView(device: DeviceView): BoardView['channels'][number] {
  const { deviceId, description, channel, since, callId } = device;
  return {
    deviceId,
    channel: description.channel,
    kind: description.kind === 'trunk' ? 'trunk' : 'station',
    label: description.label,
    state: channel.state,
    le001: channel.label.inbound,
    le002: channel.label.outbound,
    since,
    inService: channel.inService,
    offHook: channel.offHook,
    farNumber: channel.callerNumber,
    ...(callId === undefined ? {} : { callId }),
  };
}

export class FakeBench implements BenchPort {
  readonly acted: BenchAction[] = [];
  readonly fed: number[] = [];
  advancedMs = 0;
  readonly #states = new TypedEmitter<BenchState>(rethrow);
  readonly #notices = new TypedEmitter<BenchNotice>(rethrow);
  #state: BenchState = { clock: 'real', nowMs: 0, lines: [], phones: [] };
  #onHeard: ((samples: Int16Array) => void) | undefined;

  act(action: BenchAction): Result<void, Fault> {
    this.acted.push(action);
    return ok();
  }

  state(): BenchState {
    return this.#state;
  }

  show(state: BenchState): void {
    this.#state = state;
    this.#states.emit(state);
  }

  notice(notice: BenchNotice): void {
    this.#notices.emit(notice);
  }

  onState(listener: (state: BenchState) => void) {
    return this.#states.subscribe(listener);
  }

  onNotice(listener: (notice: BenchNotice) => void) {
    return this.#notices.subscribe(listener);
  }

  async advance(ms: number): Promise<Result<void, Fault>> {
    this.advancedMs += ms;
    return ok();
  }

  openAudio(_party: { readonly kind: 'far' | 'phone'; readonly no: number }, onHeard: (samples: Int16Array) => void) {
    this.#onHeard = onHeard;
    return ok({
      feed: (samples: Int16Array) => void this.fed.push(...samples),
      dispose: () => (this.#onHeard = undefined),
    });
  }

  get isHeard(): boolean {
    return this.#onHeard !== undefined;
  }

  sound(samples: Int16Array): void {
    this.#onHeard?.(samples);
  }
}

/** Channels 0 to 15 can be heard; what is heard is what the test says. */
export class FakeMonitor implements MonitorPort {
  readonly listeners = new Map<ChannelNumber, (pairs: Int16Array) => void>();
  loudspeaker: ChannelNumber | undefined;
  hasPlayer = true;

  listen(channel: ChannelNumber, onHeard: (pairs: Int16Array) => void) {
    if (channel > 15) return failed(fault('board/channelUnknown'));
    this.listeners.set(channel, onHeard);
    return ok({ dispose: () => void this.listeners.delete(channel) });
  }

  async setLoudspeaker(channel: ChannelNumber | undefined): Promise<Result<void, Fault>> {
    if (!this.hasPlayer) return failed(fault('monitor/outputFailed'));
    this.loudspeaker = channel;
    return ok();
  }
}

function fault(code: Fault['code']): Fault {
  return { kind: 'operational', code, tried: 'listen', now: 'it cannot be heard', next: 'Choose another.' };
}
