// Long because it has three sides: the driver, the world at its lines, and the commands that a test holds.
import type { Clock } from '../../src-main/foundation/clock.ts';
import type { Disposable } from '../../src-main/foundation/disposable.ts';
import type { Fault } from '../../src-main/foundation/errors.ts';
import { failed, ok, type Result } from '../../src-main/foundation/result.ts';
import { TypedEmitter } from '../../src-main/foundation/typed-emitter.ts';
import { channelNumberSchema, type ChannelNumber, type CommandId } from '../../src-main/contract/ids.ts';
import type {
  BoardDescription,
  BoardDriver,
  BoardSnapshot,
  ChannelDescription,
} from '../../src-main/driver/board-driver.ts';
import type {
  ChannelCommand,
  ChannelCommandKind,
  ConferenceMode,
  LinkWays,
} from '../../src-main/driver/channel-command.ts';
import type {
  AnswerEvidence,
  ChannelEvent,
  ChannelEventBody,
  ClearEvidence,
  CommandResult,
  DialProgress,
  Digit,
} from '../../src-main/driver/channel-event.ts';
import { ScriptedChannel, type ChannelWorld } from './scripted-channel.ts';
import { ScriptedSwitch } from './scripted-switch.ts';

export interface ScriptedDriverOptions {
  readonly clock: Clock;
  readonly trunks?: number;
  readonly stations?: number;
  readonly stationCapabilities?: readonly string[];
  /** `start` fails with this fault. */
  readonly startFault?: Fault;
}

/** A command that was posted and has not ended. */
export interface RunningCommand {
  readonly commandId: CommandId;
  readonly command: ChannelCommand;
}

/**
 * A board that does what a test says. Its channels have the states of the native tables (native/line), at the
 * level that the mediator sees; its time is the test's clock. Trunks are the channels from 0, stations follow.
 *
 * Events leave when the clock moves (`advance(0)` is enough), never inside `post`, as with the real engine.
 * Short commands end by themselves; `hold` keeps those of a kind for the test to `complete`.
 */
export class ScriptedDriver implements BoardDriver {
  readonly description: BoardDescription;
  /** Every command that was accepted, in order. */
  readonly posted: ChannelCommand[] = [];
  readonly #options: ScriptedDriverOptions;
  readonly #clock: Clock;
  readonly #events: TypedEmitter<ChannelEvent>;
  readonly #resyncs: TypedEmitter<BoardSnapshot>;
  readonly #held = new Set<ChannelCommandKind>();
  readonly #switch = new ScriptedSwitch();
  #channels: readonly ScriptedChannel[] = [];
  #outbox: ChannelEvent[] = [];
  #flush: Disposable | undefined;
  #seq = 0;
  #isUp = false;
  #isLosing = false;
  #refusal: Fault | undefined;

  constructor(options: ScriptedDriverOptions) {
    this.#options = options;
    this.#clock = options.clock;
    const rethrow = (error: unknown): void => {
      throw error;
    };
    this.#events = new TypedEmitter(rethrow);
    this.#resyncs = new TypedEmitter(rethrow);
    this.description = { ...IDENTITY, channels: describeChannels(options) };
  }

  start(): Promise<Result<BoardDescription, Fault>> {
    if (this.#options.startFault !== undefined) return Promise.resolve(failed(this.#options.startFault));
    const world: ChannelWorld = {
      tell: (body) => this.#tell(body),
      later: (delayMs, work) => void this.#clock.setTimer(delayMs, () => this.#isUp && work()),
      timeUs: () => Math.round(this.#clock.monotonicMs() * 1000),
      isHeld: (kind) => this.#held.has(kind),
      switch: this.#switch,
    };
    this.#channels = this.description.channels.map((description) => new ScriptedChannel(description, world));
    this.#isUp = true;
    this.#tell({ kind: 'BoardChanged', state: 'up' });
    return Promise.resolve(ok(this.description));
  }

  stop(): Promise<void> {
    if (this.#isUp) {
      for (const channel of this.#channels) channel.endAll('cancelled');
      this.#tell({ kind: 'BoardChanged', state: 'down' });
      this.#deliver();
      this.#isUp = false;
    }
    return Promise.resolve();
  }

  post(commandId: CommandId, command: ChannelCommand): Result<void, Fault> {
    const channel = this.#channels[command.channel];
    if (!this.#isUp) return failed(refusalOf('board/gone', 'the board is not up'));
    if (this.#refusal !== undefined) return failed(this.#refusal);
    if (channel === undefined) return failed(refusalOf('board/channelUnknown', 'no such channel'));
    const malformed = malformation(command);
    if (malformed !== undefined) return failed(refusalOf('board/commandInvalid', malformed));
    this.posted.push(command);
    // The engine's inbox: a command meets the line as it is then, not as it was when it was posted.
    this.#clock.setTimer(0, () => this.#isUp && channel.carryOut(commandId, command));
    return ok();
  }

  snapshot(): BoardSnapshot {
    return {
      seq: this.#seq,
      timeUs: Math.round(this.#clock.monotonicMs() * 1000),
      boardUp: this.#isUp,
      channels: this.#channels.map((channel) => channel.snapshot()),
    };
  }

  onEvent(listener: (event: ChannelEvent) => void): Disposable {
    return this.#events.subscribe(listener);
  }

  onResync(listener: (snapshot: BoardSnapshot) => void): Disposable {
    return this.#resyncs.subscribe(listener);
  }

  // ---- the world, as the test plays it

  /** An outside caller rings a trunk; its number has arrived, the call is offered. */
  ring(trunk: number, number: string, name = ''): void {
    this.#at(trunk).ringIn(number, name);
  }

  giveUp(trunk: number): void {
    this.#at(trunk).callerGaveUp();
  }

  farHangsUp(trunk: number, evidence: ClearEvidence = 'busyTone'): void {
    this.#at(trunk).remoteGone(evidence);
  }

  lift(station: number): void {
    this.#at(station).lift();
  }

  hangUp(station: number): void {
    this.#at(station).hangUp();
  }

  press(channel: number, digit: Digit): void {
    this.#at(channel).press(digit);
  }

  /** A phone at dial tone has dialled a whole number. */
  dialNumber(station: number, digits: string): void {
    this.#at(station).dialled(digits);
  }

  /** Progress of the dial that runs on a trunk. */
  progress(trunk: number, step: DialProgress): void {
    this.#at(trunk).progress(step);
  }

  /** The far end of the running dial answers, or the dial ends otherwise. */
  endDial(trunk: number, result: CommandResult, answeredBy?: AnswerEvidence): void {
    this.#at(trunk).endDial(result, answeredBy);
  }

  setService(channel: number, isInService: boolean): void {
    this.#at(channel).setService(isInService);
  }

  /** The card is pulled out. */
  goLost(): void {
    for (const channel of this.#channels) channel.boardLost();
    this.#tell({ kind: 'BoardChanged', state: 'lost' });
    this.#deliver();
    this.#isUp = false;
  }

  /** From here on events are lost, until `resync`. */
  loseEvents(): void {
    this.#deliver();
    this.#isLosing = true;
  }

  /** The reader notices the gap and is given a snapshot instead of what it has missed. */
  resync(): void {
    this.#isLosing = false;
    this.#resyncs.emit(this.snapshot());
  }

  // ---- commands

  /** Commands of this kind no longer end by themselves. */
  hold(kind: ChannelCommandKind): void {
    this.#held.add(kind);
  }

  /** Ends the oldest running command of a kind. */
  complete(channel: number, kind: ChannelCommandKind, result: CommandResult, detail = 0): void {
    this.#at(channel).complete(kind, result, { detail, digits: '' });
  }

  /** The completion of any id, whether it runs or not: what a late driver would send. */
  completeId(channel: number, commandId: CommandId, result: CommandResult): void {
    this.#at(channel).tellCompleted(commandId, result);
  }

  /** Every post is refused with this fault; undefined ends it. */
  refusePosts(fault: Fault | undefined): void {
    this.#refusal = fault;
  }

  running(channel: number): readonly RunningCommand[] {
    return this.#at(channel).runningCommands();
  }

  state(channel: number): string {
    return this.#at(channel).snapshot().state;
  }

  /** The ways in which `channel` was last connected to `peer`; undefined when it is not. */
  ways(channel: number, peer: number): LinkWays | undefined {
    return this.#switch.ways(channelNumberSchema.parse(channel), channelNumberSchema.parse(peer));
  }

  /** Who is in a room, and how. */
  members(room: number): ReadonlyMap<ChannelNumber, ConferenceMode> {
    return this.#switch.members(room);
  }

  /** Whether the running recording of a channel is masked. */
  isMasked(channel: number): boolean {
    return this.#at(channel).isMasked;
  }

  /** Whether a phone shows that a message waits. */
  hasMessageWaiting(station: number): boolean {
    return this.#at(station).hasMessageWaiting;
  }

  /** Raises an event as it is, for what no method above plays. */
  tell(body: ChannelEventBody): void {
    this.#tell(body);
  }

  #at(channel: number): ScriptedChannel {
    const found = this.#channels[channel];
    if (found === undefined) throw new Error(`the scripted board has no channel ${channel}`);
    return found;
  }

  #tell(body: ChannelEventBody): void {
    this.#seq += 1;
    if (this.#isLosing) return;
    this.#outbox.push({ ...body, seq: this.#seq, timeUs: Math.round(this.#clock.monotonicMs() * 1000) });
    this.#flush ??= this.#clock.setTimer(0, () => this.#deliver());
  }

  #deliver(): void {
    this.#flush?.dispose();
    this.#flush = undefined;
    const events = this.#outbox;
    this.#outbox = [];
    for (const event of events) this.#events.emit(event);
  }
}

const IDENTITY = { vendor: 'Scripted', model: 'test board', serial: '0', driverVersion: '1' };

function describeChannels(options: ScriptedDriverOptions): readonly ChannelDescription[] {
  const trunks = options.trunks ?? 4;
  const stations = options.stations ?? 4;
  return Array.from({ length: trunks + stations }, (_, index): ChannelDescription => {
    const isTrunk = index < trunks;
    return {
      channel: channelNumberSchema.parse(index),
      kind: isTrunk ? 'trunk' : 'station',
      label: isTrunk ? `line ${index + 1}` : `phone ${index - trunks + 1}`,
      capabilities: isTrunk ? [] : (options.stationCapabilities ?? ['hookTx']),
    };
  });
}

function malformation(command: ChannelCommand): string | undefined {
  switch (command.kind) {
    case 'dial':
    case 'sendDigits':
      return /^[0-9*#A-D,]{1,64}$/.test(command.digits) ? undefined : 'these are no digits';
    case 'play':
      return command.clips.length > 0 ? undefined : 'there is nothing to play';
    case 'record':
      return command.path.startsWith('/') ? undefined : 'the path is not absolute';
    case 'joinConference':
      return command.room >= 0 && command.room <= 15 ? undefined : 'there is no such room';
    case 'control':
      return isControlAmount(command) ? undefined : 'the amount is out of range';
    default:
      return undefined;
  }
}

function isControlAmount({ verb, amount }: Extract<ChannelCommand, { kind: 'control' }>): boolean {
  return verb === 'speedPercent' ? amount >= 50 && amount <= 200 : amount >= 0;
}

function refusalOf(code: Fault['code'], now: string): Fault {
  return { kind: 'operational', code, tried: 'post a command', now, next: 'nothing was started' };
}
