/**
 * The native engine as JavaScript sees it. Nothing here blocks: commands are copied, events are drained.
 * Misuse (a wrong argument) throws a TypeError; everything that can go wrong in operation is a value.
 */
export interface EngineAddon {
  /** `onBell` is called on the JS thread when events or log lines wait; never re-entrantly, never after stop(). */
  createEngine(options: EngineOptions, onBell: () => void): NativeEngine;
  /** Offsets, sizes and names of what crosses the border, so that a test can compare both sides. */
  layout(): EngineLayout;
}

export interface EngineOptions {
  readonly libraryPath: string;
  /** Text for the board's open(), usually JSON. */
  readonly config: string;
  readonly clock: 'real' | 'stepped';
  /** `soft`: files, tones and switching are added over a board that only moves audio. `board`: it has its own. */
  readonly media: 'soft' | 'board';
  /** CN, US or ETSI. */
  readonly tonePlan: string;
  /** The longest echo that is cancelled on the lines, 8 to 128 ms; 0 cancels none. */
  readonly echoTailMs: number;
  /** 1: the speech of all lines is brought to one level. */
  readonly levelControl: 0 | 1;
  /** Samples of one tick at 8 kHz, 80 to 160. */
  readonly frameSamples: number;
  /** Events kept for JavaScript, 16 to 1 048 576. */
  readonly ringCapacity: number;
  /** Driver events and commands kept for the signalling thread, 64 to 1 048 576. */
  readonly inboxCapacity: number;
  /** A number dialled on a phone is complete at this length, 1 to 32. */
  readonly maxDialledDigits: number;
  /** Overrides by name of layout().timers; out of range is a TypeError. */
  readonly timers: Readonly<Record<string, number>>;
}

export interface NativeEngine {
  start(): Promise<StartOutcome>;
  /** Resolves when the board is closed and no thread is left. */
  stop(): Promise<void>;
  /** An encoded command (layout().command). 0 accepted, else an index of layout().postOutcomes. */
  post(command: Uint8Array): number;
  /**
   * Fills whole records and returns how many. -1 means that events were lost after those drained so far: call
   * resync().
   */
  drain(into: Uint8Array): number;
  /** State now; the lane is not touched. */
  snapshot(): NativeSnapshot;
  /** State now; events up to its seq are dropped from the ring, the lane goes on with seq + 1. */
  resync(): NativeSnapshot;
  takeLog(): NativeLogLine[];
  stats(): NativeStats;
  /** The engine clock, microseconds. */
  nowUs(): number;
  /** Stepped clock only: runs frames until one has raised an event, at most `maxFrames`; returns how many ran. */
  step(maxFrames: number): number;
  /**
   * Opens or closes the monitor port of a channel: hearing it without taking part. `ok`, or the name of a result of
   * board_sdk.h.
   */
  monitor(channel: number, on: boolean): string;
  /** Pairs of samples (from the line, to the line) that came since, as many as fit; how many pairs. */
  readMonitor(channel: number, pairs: Int16Array): number;
  /** Stepped clock only: does what is due without moving time; returns whether there was anything. */
  pump(): boolean;
}

export type StartOutcome =
  | { readonly ok: true; readonly board: NativeBoard }
  | { readonly ok: false; readonly code: string; readonly text: string };

export interface NativeBoard {
  readonly vendor: string;
  readonly model: string;
  readonly serial: string;
  readonly driverVersion: string;
  readonly channels: readonly { readonly kind: number; readonly capabilities: bigint; readonly label: string }[];
}

export interface NativeSnapshot {
  readonly seq: number;
  readonly timeUs: number;
  readonly boardUp: boolean;
  readonly channels: readonly NativeChannel[];
}

export interface NativeChannel {
  readonly kind: number;
  readonly state: number;
  readonly labelInbound: number;
  readonly labelOutbound: number;
  readonly sinceUs: number;
  readonly inService: boolean;
  readonly offHook: boolean;
  readonly callerNumber: string;
  readonly callerName: string;
  readonly callerIdQuality: number;
  readonly running: readonly number[];
  readonly linkedTo: readonly number[];
  readonly conference: number;
}

export interface NativeLogLine {
  /** 0 error, 1 warning, 2 information. */
  readonly level: number;
  readonly timeUs: number;
  /** -1: the board. */
  readonly channel: number;
  readonly text: string;
}

export interface NativeStats {
  readonly eventsRaised: number;
  /** Not put on the lane because it was full. */
  readonly eventsLost: number;
  readonly resyncs: number;
  readonly bells: number;
  readonly commandsTaken: number;
  /** Events that a line machine did not allow. */
  readonly eventsRefused: number;
  /** Driver events that found the inbox full. */
  readonly driverEventsLost: number;
  /** Completions of operations that nobody waits for. */
  readonly lateCompletions: number;
  /** From the arrival of the board's event to its place on the lane, microseconds. */
  readonly signallingP50Us: number;
  readonly signallingP99Us: number;
  readonly signallingMaxUs: number;
}

export interface EngineLayout {
  readonly recordBytes: number;
  readonly event: Readonly<
    Record<'seq' | 'timeUs' | 'kind' | 'channel' | 'commandId' | 'a' | 'b' | 'c' | 'text' | 'text2', number>
  >;
  readonly textBytes: number;
  readonly text2Bytes: number;
  readonly command: Readonly<
    Record<'commandId' | 'kind' | 'channel' | 'a' | 'b' | 'c' | 'textCount' | 'flags' | 'texts', number>
  >;
  /** Names in the order of their numbers. */
  readonly eventKinds: readonly string[];
  readonly commandKinds: readonly string[];
  readonly channelStates: readonly string[];
  readonly channelKinds: readonly string[];
  readonly commandResults: readonly string[];
  readonly postOutcomes: readonly string[];
  readonly timers: readonly {
    readonly name: string;
    readonly defaultMs: number;
    readonly minMs: number;
    readonly maxMs: number;
  }[];
}
