// Over 250 lines: one class with one life, whose phases, lane and posting share the same few fields.
import type { EngineOptions, NativeEngine, NativeLogLine, NativeStats } from '../../native/addon/engine_addon.d.ts';
import type { ErrorCode } from '../contract/error-codes.ts';
import { errorCodeSchema } from '../contract/error-codes.ts';
import type { ChannelNumber, CommandId } from '../contract/ids.ts';
import type { Disposable } from '../foundation/disposable.ts';
import type { Fault } from '../foundation/errors.ts';
import type { Result } from '../foundation/result.ts';
import { failed, ok } from '../foundation/result.ts';
import { TypedEmitter } from '../foundation/typed-emitter.ts';
import type { BoardDescription, BoardDriver, BoardSnapshot } from './board-driver.ts';
import { probeBoard, refusal } from './board-probe.ts';
import type { MonitorSource } from './channel-monitor.ts';
import type { ChannelCommand } from './channel-command.ts';
import type { ChannelEvent } from './channel-event.ts';
import { encodeCommand } from './command-encoder.ts';
import { ENGINE_ADDON_PATH, loadEngineAddon } from './engine-addon.ts';
import { EventLane } from './event-lane.ts';
import { POST_OUTCOMES } from './lane-layout.ts';
import { decodeBoard, decodeSnapshot } from './native-snapshot.ts';

export interface NativeBoardDriverOptions {
  /** Default: where the build puts it. */
  readonly addonPath?: string;
  /** The board library, absolute. */
  readonly libraryPath: string;
  /** The board's own configuration; becomes JSON. A simulated board needs the same `clock` in it. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly clock: 'real' | 'stepped';
  /** `board` for one that does files, tones and switching itself. Default `soft`. */
  readonly media?: 'soft' | 'board';
  /** Default CN. */
  readonly tonePlan?: 'CN' | 'US' | 'ETSI';
  /** The longest echo that is cancelled on lines and phones, 8 to 128 ms; 0 for none. Default 64. */
  readonly echoTailMs?: number;
  /** Brings the speech of all lines to one level. Default false. */
  readonly levelControl?: boolean;
  /** Samples of one tick at 8 kHz; default 80, that is 10 ms. */
  readonly frameSamples?: number;
  /** Milliseconds by name of the line timer table (docs/machines.md). */
  readonly timers?: Readonly<Record<string, number>>;
  /** Events kept for this thread; default 8 192. */
  readonly ringCapacity?: number;
  /** Default 16 384. */
  readonly inboxCapacity?: number;
  /** A number dialled on a phone is complete at this length; default 24. */
  readonly maxDialledDigits?: number;
  /** Opens the library in a process of its own first; default true. */
  readonly probe?: boolean;
  /** Lines of the board and of the line machines. */
  readonly onLog?: (line: NativeLogLine) => void;
  /** A listener threw, or the lane met a record it cannot read. */
  readonly onDefect?: (error: unknown) => void;
}

/** The board behind the native engine. JS thread only; nothing here waits for native. */
export class NativeBoardDriver implements BoardDriver, MonitorSource {
  readonly #options: NativeBoardDriverOptions;
  readonly #events: TypedEmitter<ChannelEvent>;
  readonly #resyncs: TypedEmitter<BoardSnapshot>;
  readonly #running = new Set<CommandId>();
  #engine: NativeEngine | undefined;
  #lane: EventLane | undefined;
  #phase: 'new' | 'starting' | 'up' | 'stopping' | 'stopped' = 'new';
  #stopped: Promise<void> | undefined;
  #bellPending = false;

  constructor(options: NativeBoardDriverOptions) {
    this.#options = options;
    const onDefect = options.onDefect ?? rethrow;
    this.#events = new TypedEmitter(onDefect);
    this.#resyncs = new TypedEmitter(onDefect);
  }

  /** Milliseconds of one native frame, by which stepped time moves. */
  get frameMs(): number {
    return (this.#options.frameSamples ?? 80) / 8;
  }

  async start(): Promise<Result<BoardDescription, Fault>> {
    if (this.#phase !== 'new') return failed(misuse('start the board', `it is ${this.#phase}`));
    this.#phase = 'starting';
    const started = await this.#open();
    if (!started.ok) this.#phase = 'stopped';
    return started;
  }

  async #open(): Promise<Result<BoardDescription, Fault>> {
    const options = this.#options;
    const addonPath = options.addonPath ?? ENGINE_ADDON_PATH;
    const addon = loadEngineAddon(addonPath);
    if (!addon.ok) return addon;
    if (options.probe ?? true) {
      const probed = await probeBoard(addonPath, options.libraryPath, JSON.stringify(options.config));
      if (!probed.ok) return probed;
    }
    if (this.#phase !== 'starting') return failed(misuse('start the board', 'it was stopped meanwhile'));
    const engine = addon.value.createEngine(engineOptions(options), () => this.#onBell());
    this.#engine = engine;
    this.#lane = new EventLane(engine, {
      onEvent: (event) => this.#onEvent(event),
      onResync: (snapshot) => this.#onResync(snapshot),
    });
    const outcome = await engine.start();
    this.#takeLog();
    if (!outcome.ok) return failed(refusal(codeOf(outcome.code), outcome.text));
    if (this.#phase === 'starting') this.#phase = 'up';
    // The first events wait until the caller has the description, and so could subscribe.
    if (this.#bellPending) queueMicrotask(() => this.deliver());
    return ok(decodeBoard(outcome.board));
  }

  async stop(): Promise<void> {
    this.#stopped ??= this.#close();
    return this.#stopped;
  }

  async #close(): Promise<void> {
    const engine = this.#engine;
    this.#phase = 'stopping';
    if (engine !== undefined) {
      await engine.stop();
      this.#lane?.drain();
      this.#takeLog();
    }
    this.#phase = 'stopped';
    this.#running.clear();
  }

  post(commandId: CommandId, command: ChannelCommand): Result<void, Fault> {
    const engine = this.#engine;
    const tried = `post '${command.kind}'`;
    if (engine === undefined || this.#phase !== 'up') return failed(notStarted(tried, this.#phase));
    if (this.#running.has(commandId)) return failed(invalid(tried, 'a command of this id still runs', commandId));
    const encoded = encodeCommand(commandId, command);
    if (encoded === undefined)
      return failed(invalid(tried, 'a text of it is too long, or a number too great', commandId));
    const outcome = POST_OUTCOMES[engine.post(encoded)] ?? 'malformed';
    if (outcome !== 'accepted') return failed(postFault(outcome, tried, commandId, command));
    this.#running.add(commandId);
    return ok();
  }

  /** Before a successful start() it is empty with seq 0. */
  snapshot(): BoardSnapshot {
    if (this.#engine === undefined) return { seq: 0, timeUs: 0, boardUp: false, channels: [] };
    return decodeSnapshot(this.#engine.snapshot());
  }

  onEvent(listener: (event: ChannelEvent) => void): Disposable {
    return this.#events.subscribe(listener);
  }

  onResync(listener: (snapshot: BoardSnapshot) => void): Disposable {
    return this.#resyncs.subscribe(listener);
  }

  monitor(channel: ChannelNumber, on: boolean): Result<void, Fault> {
    const tried = on ? 'listen to a channel' : 'stop listening to a channel';
    if (this.#engine === undefined || this.#phase !== 'up') return failed(notStarted(tried, this.#phase));
    const answer = this.#engine.monitor(channel, on);
    return answer === 'ok' ? ok() : failed(monitorFault(answer, tried, channel));
  }

  readMonitor(channel: ChannelNumber, pairs: Int16Array): number {
    return this.#phase === 'up' ? (this.#engine?.readMonitor(channel, pairs) ?? 0) : 0;
  }

  /** Stepped clock: moves native time by whole frames until one raised an event; returns how many ran. */
  step(maxFrames: number): number {
    return this.#engine?.step(maxFrames) ?? 0;
  }

  /** Stepped clock: does natively what is due now, tells the events; returns whether there was anything. */
  pump(): boolean {
    const busy = this.#engine?.pump() ?? false;
    return this.deliver() > 0 || busy;
  }

  /** Tells the events that wait; returns how many. On the real clock the doorbell does it. */
  deliver(): number {
    if (this.#phase === 'starting') return 0;
    this.#bellPending = false;
    this.#takeLog();
    return this.#lane?.drain() ?? 0;
  }

  /** Counters since start; undefined before it. */
  stats(): NativeStats | undefined {
    return this.#engine?.stats();
  }

  /** The engine clock, for comparison with `timeUs` of events; 0 before start. */
  nowUs(): number {
    return this.#engine?.nowUs() ?? 0;
  }

  #onBell(): void {
    this.#bellPending = true;
    if (this.#phase !== 'starting') this.deliver();
  }

  #onEvent(event: ChannelEvent): void {
    if (event.kind === 'CommandCompleted') this.#running.delete(event.commandId);
    this.#events.emit(event);
  }

  #onResync(snapshot: BoardSnapshot): void {
    this.#running.clear();
    for (const channel of snapshot.channels) for (const commandId of channel.running) this.#running.add(commandId);
    this.#resyncs.emit(snapshot);
  }

  #takeLog(): void {
    for (const line of this.#engine?.takeLog() ?? []) this.#options.onLog?.(line);
  }
}

function engineOptions(options: NativeBoardDriverOptions): EngineOptions {
  return {
    libraryPath: options.libraryPath,
    config: JSON.stringify(options.config),
    clock: options.clock,
    media: options.media ?? 'soft',
    tonePlan: options.tonePlan ?? 'CN',
    echoTailMs: options.echoTailMs ?? 64,
    levelControl: options.levelControl === true ? 1 : 0,
    frameSamples: options.frameSamples ?? 80,
    ringCapacity: options.ringCapacity ?? 8_192,
    inboxCapacity: options.inboxCapacity ?? 16_384,
    maxDialledDigits: options.maxDialledDigits ?? 24,
    timers: options.timers ?? {},
  };
}

function postFault(
  outcome: (typeof POST_OUTCOMES)[number],
  tried: string,
  commandId: CommandId,
  command: ChannelCommand,
): Fault {
  const ids = { commandId, channel: command.channel };
  switch (outcome) {
    case 'channelUnknown':
      return { ...invalid(tried, 'the board has no such channel', commandId), code: 'board/channelUnknown', ids };
    case 'inboxFull':
      return {
        kind: 'operational',
        code: 'board/inboxFull',
        tried,
        now: 'the engine’s inbox is full',
        next: 'Try again later.',
        ids,
      };
    case 'gone':
      return {
        kind: 'operational',
        code: 'board/gone',
        tried,
        now: 'the board is lost',
        next: 'Restart when it is back.',
        ids,
      };
    case 'notStarted':
      return notStarted(tried, 'not up');
    default:
      return invalid(tried, 'the engine does not take its parameters', commandId);
  }
}

/** `answer`: the name of a result of board_sdk.h. */
function monitorFault(answer: string, tried: string, channel: ChannelNumber): Fault {
  const codes: Readonly<Record<string, ErrorCode>> = {
    'no such channel': 'board/channelUnknown',
    unsupported: 'board/unsupported',
    gone: 'board/gone',
  };
  const code = codes[answer] ?? 'board/commandRefused';
  const next = 'Choose a line or an extension that the board gives sound of.';
  return { kind: 'operational', code, tried, now: `the board answers: ${answer}`, next, ids: { channel } };
}

function invalid(tried: string, now: string, commandId: CommandId): Fault {
  return { kind: 'misuse', code: 'board/commandInvalid', tried, now, next: 'Correct the command.', ids: { commandId } };
}

function notStarted(tried: string, phase: string): Fault {
  return {
    kind: 'operational',
    code: 'board/notStarted',
    tried,
    now: `the board is ${phase}`,
    next: 'Start the board first.',
  };
}

function misuse(tried: string, now: string): Fault {
  return { kind: 'misuse', code: 'board/notStarted', tried, now, next: 'Make a new driver.' };
}

function codeOf(code: string): ErrorCode {
  const parsed = errorCodeSchema.safeParse(code);
  return parsed.success ? parsed.data : 'board/openFailed';
}

function rethrow(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
