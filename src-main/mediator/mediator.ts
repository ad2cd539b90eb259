// Over 250 lines: the parts are put together here, and the one inbox through which everything goes is here.
import type { Clock } from '../foundation/clock.ts';
import { DisposableStack, type Disposable } from '../foundation/disposable.ts';
import type { Fault } from '../foundation/errors.ts';
import { failed, ok, type Result } from '../foundation/result.ts';
import { SerialInbox } from '../foundation/serial-inbox.ts';
import { TypedEmitter } from '../foundation/typed-emitter.ts';
import type { CallEvent } from '../contract/call-events.ts';
import type { CallView } from '../contract/call-model.ts';
import { isStation, type CallId, type DeviceId } from '../contract/ids.ts';
import type { BoardDescription, BoardDriver, BoardSnapshot } from '../driver/board-driver.ts';
import type { ChannelEvent } from '../driver/channel-event.ts';
import type { CallControl, DeviceDirectory, DeviceView, NotedEvent, PromptFile } from './call-control.ts';
import { BoardLane } from './board-lane.ts';
import type { CallInput } from './call-input.ts';
import { CallServices } from './call-services.ts';
import { deviceUnknown } from './call-faults.ts';
import { endCall } from './clearing.ts';
import { ChannelDirectory, stationNumbers, type StationNumbers } from './device-directory.ts';
import { mediatorLimits, type MediatorLimits } from './mediator-timers.ts';
import { DEFAULT_NUMBER_PLAN, NumberPlan, type NumberPlanSettings } from './number-plan.ts';
import { permitAll, type DialDecision, type DialRequest } from './dial-decision.ts';
import { PendingOperations, type PendingCounters } from './pending-operations.ts';
import type { Planned, Situation } from './plan.ts';
import { PlanRunner, type CallJournal } from './plan-runner.ts';
import { SecretDigits } from './secret-digits.ts';
import { FeatureBook, type StationFeatures } from './station-features.ts';
import { TrunkHunt, type HuntStrategy } from './trunk-hunt.ts';
import { Wiring } from './wiring.ts';

export interface MediatorParts {
  readonly driver: BoardDriver;
  readonly clock: Clock;
  readonly journal: CallJournal;
  /** From 0 up to, not including, 1; seeded in tests. */
  readonly random: () => number;
  readonly ids: { callId(): CallId };
  /** Extension numbers in order of the board's station channels, or the first one (801). */
  readonly stations: StationNumbers;
  readonly numberPlan?: NumberPlanSettings;
  readonly huntStrategy?: HuntStrategy;
  readonly limits?: Partial<MediatorLimits>;
  /** The outbound rules; without them everything may be dialled on any trunk. Synchronous, in memory. */
  readonly decideDial?: (request: DialRequest) => DialDecision;
  /** What a waiting caller hears; silence without it. */
  readonly music?: (call: CallView) => PromptFile | undefined;
  /** What the call model or a line refused: for the log, ids only. */
  readonly log: (entry: MediatorNote) => void;
  readonly onDefect: (error: unknown) => void;
}

export interface MediatorNote {
  readonly level: 'info' | 'warning';
  readonly text: string;
  readonly ids: Readonly<Record<string, string | number>>;
}

export interface MediatorCounters extends PendingCounters {
  /** Facts that the call model did not allow. */
  readonly refusedInputs: number;
  readonly resyncs: number;
  readonly pending: number;
  readonly timers: number;
}

/**
 * CallControl over one board. Events of the board, requests and timers go through one inbox, one after the
 * other; what happened is told when the state has changed.
 *
 *   board events ─┐
 *   requests ─────┼─▶ inbox ─▶ plan ─▶ reducer ─▶ journal ─▶ listeners
 *   timers ───────┘              └───▶ commands to the board
 */
export class Mediator extends CallServices implements CallControl {
  readonly #parts: MediatorParts;
  readonly #inbox: SerialInbox<() => void>;
  readonly #directory: ChannelDirectory;
  readonly #pending: PendingOperations;
  readonly #runner: PlanRunner;
  readonly #lane: BoardLane;
  readonly #callEvents: TypedEmitter<{ readonly event: CallEvent; readonly call: CallView }>;
  readonly #deviceChanges: TypedEmitter<DeviceView>;
  readonly #channelEvents: TypedEmitter<ChannelEvent>;
  readonly #features = new FeatureBook();
  readonly #wiring = new Wiring();
  readonly #secrets = new SecretDigits();
  #numbers: NumberPlan;
  #subscriptions = new DisposableStack();
  #board: BoardDescription | undefined;
  #refusedInputs = 0;

  constructor(parts: MediatorParts) {
    super();
    this.#parts = parts;
    const { clock, driver, onDefect } = parts;
    const limits = mediatorLimits(parts.limits);
    this.#inbox = new SerialInbox((work) => this.#handle(work), onDefect);
    const enqueue = (work: () => void): void => this.#inbox.post(work);
    this.#callEvents = new TypedEmitter(onDefect);
    this.#deviceChanges = new TypedEmitter(onDefect);
    this.#channelEvents = new TypedEmitter(onDefect);
    this.#directory = new ChannelDirectory({
      active: (deviceId) => this.#runner.model.callOf.get(deviceId),
      held: (deviceId) => this.#runner.model.heldBy.get(deviceId) ?? HOLDS_NOTHING,
    });
    this.#pending = new PendingOperations(driver, clock, enqueue);
    this.#numbers = new NumberPlan(parts.numberPlan ?? DEFAULT_NUMBER_PLAN, []);
    this.#runner = new PlanRunner({
      clock,
      journal: { append: (event) => parts.journal.append(this.#secrets.marked(event)) },
      ids: parts.ids,
      directory: this.#directory,
      pending: this.#pending,
      numbers: () => this.#numbers,
      hunt: new TrunkHunt(parts.huntStrategy ?? 'random', parts.random),
      wiring: this.#wiring,
      features: this.#features,
      decideDial: parts.decideDial ?? permitAll,
      music: parts.music ?? (() => undefined),
      limits,
      enqueue,
      onRefusedInput: (input, reason) => this.#refusedInput(input, reason),
      onDefect,
    });
    this.#lane = new BoardLane({
      clock,
      directory: this.#directory,
      pending: this.#pending,
      runner: this.#runner,
      wiring: this.#wiring,
      limits,
      onChannelEvent: (event) => this.#channelEvents.emit(event),
      onDeviceChanged: (device) => this.#deviceChanges.emit(device),
    });
  }

  get calls(): ReadonlyMap<CallId, CallView> {
    return this.#runner.model.calls;
  }

  get devices(): DeviceDirectory {
    return this.#directory;
  }

  /** The board that was started; undefined before. */
  get board(): BoardDescription | undefined {
    return this.#board;
  }

  get isBoardUp(): boolean {
    return this.#lane.isUp;
  }

  get counters(): MediatorCounters {
    return {
      ...this.#pending.counters,
      refusedInputs: this.#refusedInputs,
      resyncs: this.#lane.resyncs,
      pending: this.#pending.size,
      timers: this.#runner.timerCount,
    };
  }

  /** Opens the board. Calls that ring already are taken up from its first snapshot. */
  async start(): Promise<Result<BoardDescription, Fault>> {
    const { driver, stations, numberPlan } = this.#parts;
    this.#inbox.hold();
    // A board that was lost is started again without a stop between.
    this.#subscriptions.dispose();
    this.#subscriptions.own(driver.onEvent((event) => this.#inbox.post(() => this.#lane.onEvent(event))));
    this.#subscriptions.own(driver.onResync((snapshot) => this.#inbox.post(() => this.#resync(snapshot))));
    const started = await driver.start();
    if (started.ok) {
      const snapshot = driver.snapshot();
      this.#board = started.value;
      this.#lane.begin(started.value, snapshot, stations);
      const phones = started.value.channels.filter((channel) => channel.kind === 'station').length;
      this.#numbers = new NumberPlan(numberPlan ?? DEFAULT_NUMBER_PLAN, stationNumbers(stations, phones));
      this.#inbox.post(() => this.#lane.reconcileAll());
    } else {
      this.#subscriptions.dispose();
    }
    this.#inbox.resume();
    return started;
  }

  /** Lets go of every line, closes the board and clears what calls are left. Idempotent. */
  async stop(): Promise<void> {
    this.#inbox.post(() => {
      for (const callId of [...this.calls.keys()]) {
        this.#runner.run(endCall(callId, { cause: 'systemStopped', endedBy: 'system' }, this.#runner.situation()));
      }
    });
    await this.#parts.driver.stop();
    this.#inbox.post(() => this.#lane.boardGone('systemStopped'));
    await this.#inbox.idle();
    this.#lane.end();
    this.#runner.dispose();
    this.#subscriptions.dispose();
    this.#subscriptions = new DisposableStack();
  }

  setFeatures(stationId: DeviceId, features: StationFeatures): Result<void, Fault> {
    if (!isStation(stationId)) return failed(deviceUnknown('set the features of a station', stationId));
    this.#features.set(stationId, features);
    return ok();
  }

  features(stationId: DeviceId): StationFeatures {
    return this.#features.of(stationId);
  }

  setSecretDigits(callId: CallId, deviceId: DeviceId, secret: boolean): void {
    this.#inbox.post(() => this.#secrets.set(callId, deviceId, secret));
  }

  note(event: NotedEvent): void {
    this.#inbox.post(() => this.#runner.run({ inputs: [event] }));
  }

  onCallEvent(listener: (event: CallEvent, call: CallView) => void): Disposable {
    return this.#callEvents.subscribe(({ event, call }) => listener(event, call));
  }

  onDeviceChanged(listener: (device: DeviceView) => void): Disposable {
    return this.#deviceChanges.subscribe(listener);
  }

  onChannelEvent(listener: (event: ChannelEvent) => void): Disposable {
    return this.#channelEvents.subscribe(listener);
  }

  protected request<Value>(operation: (situation: Situation) => Planned<Value>): Promise<Result<Value, Fault>> {
    return new Promise((resolve) => {
      this.#inbox.post(() => {
        if (!this.#lane.isUp) return resolve(failed(BOARD_DOWN));
        const planned = operation(this.#runner.situation());
        if (!planned.ok) return resolve(planned);
        this.#runner.start(planned.value, resolve);
      });
    });
  }

  /** One message of the inbox; the listeners are told when it is done. */
  #handle(work: () => void): void {
    try {
      work();
    } finally {
      for (const told of this.#runner.takeTold()) this.#callEvents.emit(told);
      // The console shows which call a device is in: a change of that is a change of the device.
      for (const deviceId of this.#runner.takeMoved()) this.#tellDevice(deviceId);
    }
  }

  #tellDevice(deviceId: DeviceId): void {
    const device = this.#directory.device(deviceId);
    if (device !== undefined) this.#deviceChanges.emit(device);
  }

  #resync(snapshot: BoardSnapshot): void {
    const ids = { seq: snapshot.seq };
    this.#parts.log({ level: 'warning', text: 'events were lost; the calls follow the snapshot', ids });
    this.#lane.onResync(snapshot);
  }

  #refusedInput(input: CallInput, reason: string): void {
    this.#refusedInputs += 1;
    const ids = { callId: input.callId, ...('deviceId' in input && { deviceId: input.deviceId }), kind: input.kind };
    this.#parts.log({ level: 'warning', text: `the call model refused a fact: ${reason}`, ids });
  }
}

const HOLDS_NOTHING: readonly CallId[] = [];

const BOARD_DOWN: Fault = {
  kind: 'operational',
  code: 'board/notStarted',
  tried: 'ask for a call service',
  now: 'the board is not up',
  next: 'nothing was done; start the board',
};
