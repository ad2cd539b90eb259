// Long because it plays both kinds of line and every command of theirs.
import type { CommandId } from '../../src-main/contract/ids.ts';
import type { ChannelDescription, ChannelSnapshot } from '../../src-main/driver/board-driver.ts';
import type { ChannelCommand, ChannelCommandKind } from '../../src-main/driver/channel-command.ts';
import type {
  AnswerEvidence,
  ChannelEventBody,
  ChannelState,
  ClearEvidence,
  CommandResult,
  DialProgress,
  Digit,
} from '../../src-main/driver/channel-event.ts';
import type { ScriptedSwitch } from './scripted-switch.ts';

/** What a channel may ask of its board. */
export interface ChannelWorld {
  tell(body: ChannelEventBody): void;
  later(delayMs: number, work: () => void): void;
  timeUs(): number;
  isHeld(kind: ChannelCommandKind): boolean;
  readonly switch: ScriptedSwitch;
}

/** Time between two calls on a trunk, as releaseGuard of native/line/line_timers.hpp. */
const RELEASE_GUARD_MS = 500;
/** Seizing a line takes one step of the exchange. */
const SEIZE_MS = 20;
const DEFAULT_RING_MS = 45_000;
/** States in which a trunk's or a phone's speech may be joined, played to and recorded. */
const SPEECH_STATES: ReadonlySet<ChannelState> = new Set([
  'connected',
  'dialling',
  'proceeding',
  'failed',
  'initiated',
]);

/** One line of the scripted board: the states of native/line, seen from above. */
export class ScriptedChannel {
  readonly #description: ChannelDescription;
  readonly #world: ChannelWorld;
  readonly #running = new Map<CommandId, { readonly command: ChannelCommand; readonly startedUs: number }>();
  #state: ChannelState = 'idle';
  #sinceUs = 0;
  #isInService = true;
  #isOffHook = false;
  #caller = { number: '', name: '' };
  #isMasked = false;
  #hasMessageWaiting = false;

  constructor(description: ChannelDescription, world: ChannelWorld) {
    this.#description = description;
    this.#world = world;
  }

  snapshot(): ChannelSnapshot {
    const { channel, kind } = this.#description;
    return {
      channel,
      kind,
      state: this.#state,
      label: { inbound: 0, outbound: 0 },
      sinceUs: this.#sinceUs,
      inService: this.#isInService,
      offHook: this.#isOffHook,
      callerNumber: this.#caller.number,
      callerName: this.#caller.name,
      callerIdQuality: this.#caller.number === '' ? 'unknown' : 'good',
      running: [...this.#running.keys()],
      linkedTo: this.#world.switch.linkedTo(channel),
      conference: this.#world.switch.conferenceOf(channel),
    };
  }

  get isMasked(): boolean {
    return this.#isMasked;
  }

  get hasMessageWaiting(): boolean {
    return this.#hasMessageWaiting;
  }

  runningCommands(): readonly { readonly commandId: CommandId; readonly command: ChannelCommand }[] {
    return [...this.#running].map(([commandId, { command }]) => ({ commandId, command }));
  }

  // ---- the world

  ringIn(number: string, name: string): void {
    const dial = this.#find('dial');
    if (this.#state !== 'idle' && this.#state !== 'reserved' && this.#state !== 'dialling') return;
    this.#caller = { number, name };
    this.#enter('incoming');
    if (dial !== undefined) this.#end(dial, 'preempted');
    const { channel } = this.#description;
    this.#world.tell({ kind: 'RingBurst', channel, on: true, count: 1 });
    const quality = number === '' ? ('unknown' as const) : ('good' as const);
    if (number !== '') this.#world.tell({ kind: 'CallerIdReceived', channel, number, name, quality });
    this.#enter('offered');
    this.#world.tell({ kind: 'CallOffered', channel, number, name, quality });
  }

  callerGaveUp(): void {
    if (this.#state === 'answering') this.remoteGone('loopDrop');
    if (this.#state !== 'incoming' && this.#state !== 'offered' && this.#state !== 'clearing') return;
    this.#enter('idle');
    this.#world.tell({ kind: 'RingStopped', channel: this.#description.channel });
  }

  remoteGone(evidence: ClearEvidence): void {
    if (this.#state !== 'connected' && this.#state !== 'answering') return;
    this.#enter('clearing');
    this.#world.tell({ kind: 'RemoteCleared', channel: this.#description.channel, evidence });
  }

  /** As in the engine, the state is told before what brought it. */
  lift(): void {
    if (this.#isOffHook) return;
    this.#isOffHook = true;
    const ring = this.#find('ring');
    if (this.#state === 'ringing') this.#enter('connected');
    else if (this.#state === 'idle' || this.#state === 'reserved') this.#enter('initiated');
    else if (this.#state === 'releasing') this.#enter('parkedOffHook');
    this.#tellHook();
    if (ring !== undefined) this.#end(ring, 'answered', { answeredBy: 'hook' });
  }

  hangUp(): void {
    if (!this.#isOffHook) return;
    this.#isOffHook = false;
    this.#world.switch.forget(this.#description.channel);
    if (this.#state !== 'outOfService') this.#enter('idle');
    this.#tellHook();
    this.endAll('hangUp');
  }

  press(digit: Digit): void {
    const { channel } = this.#description;
    this.#world.tell({ kind: 'DigitReceived', channel, digit, pulse: false, durationMs: 80 });
    for (const { commandId, command } of this.runningCommands()) {
      const stopDigits = command.kind === 'play' || command.kind === 'record' ? command.stopDigits : undefined;
      if (stopDigits?.includes(digit) === true) this.#end(commandId, 'digit', { digits: digit });
    }
  }

  dialled(digits: string): void {
    if (this.#state === 'initiated')
      this.#world.tell({ kind: 'NumberDialled', channel: this.#description.channel, digits });
  }

  progress(step: DialProgress): void {
    const dial = this.#find('dial');
    if (dial === undefined) throw new Error('no dial runs on this trunk');
    if (step === 'digitsSent' || step === 'ringback') this.#enter('proceeding');
    this.#world.tell({ kind: 'Progressed', channel: this.#description.channel, commandId: dial, step });
  }

  endDial(result: CommandResult, answeredBy?: AnswerEvidence): void {
    const dial = this.#find('dial');
    if (dial === undefined) throw new Error('no dial runs on this trunk');
    if (result === 'answered') this.#enter('connected');
    this.#end(dial, result, answeredBy === undefined ? {} : { answeredBy });
  }

  setService(isInService: boolean): void {
    if (isInService === this.#isInService) return;
    this.#isInService = isInService;
    this.#enter(isInService ? 'idle' : 'outOfService');
    this.#world.tell({ kind: 'LineChanged', channel: this.#description.channel, inService: isInService });
    if (isInService) return;
    this.#world.switch.forget(this.#description.channel);
    this.endAll('hangUp');
  }

  boardLost(): void {
    this.#enter('outOfService');
    this.#world.switch.forget(this.#description.channel);
    this.endAll('failed');
  }

  // ---- commands

  carryOut(commandId: CommandId, command: ChannelCommand): void {
    this.#running.set(commandId, { command, startedUs: this.#world.timeUs() });
    if (command.kind === 'cancel') this.#cancel(commandId, command.target);
    else if (!this.#allows(command)) this.#end(commandId, 'refused');
    else if (command.kind === 'release') this.#release(commandId);
    else this.#begin(commandId, command);
  }

  complete(kind: ChannelCommandKind, result: CommandResult, extra: { detail: number; digits: string }): void {
    const commandId = this.#find(kind);
    if (commandId === undefined) throw new Error(`no ${kind} runs on this channel`);
    if (kind === 'answer' && result === 'ok') this.#enter('connected');
    this.#end(commandId, result, extra);
  }

  endAll(result: CommandResult): void {
    for (const commandId of [...this.#running.keys()]) this.#end(commandId, result);
  }

  tellCompleted(commandId: CommandId, result: CommandResult): void {
    const { channel } = this.#description;
    this.#world.tell({ kind: 'CommandCompleted', channel, commandId, result, detail: 0, digits: '' });
  }

  #allows(command: ChannelCommand): boolean {
    switch (command.kind) {
      case 'answer':
        return this.#state === 'offered' || this.#state === 'incoming' || this.#state === 'ringing';
      case 'reserve':
        return this.#state === 'idle';
      case 'dial':
      case 'ring':
        return this.#state === 'idle' || this.#state === 'reserved';
      case 'release':
      case 'disconnect':
      case 'leaveConference':
      case 'cancel':
        return true;
      case 'messageWaiting':
        return this.#description.kind === 'station';
      case 'maskRecording':
        return this.#find('record') !== undefined;
      case 'control':
        return this.#running.get(command.target)?.command.kind === 'play';
      case 'play':
      case 'tone':
        return this.#state === 'connected' || this.#state === 'initiated';
      case 'record':
      case 'connect':
      case 'joinConference':
        return SPEECH_STATES.has(this.#state);
      case 'sendDigits':
      case 'flash':
        return this.#state === 'connected';
    }
  }

  #begin(commandId: CommandId, command: ChannelCommand): void {
    const { kind } = command;
    if (kind === 'dial') this.#enter('dialling');
    if (kind === 'reserve') this.#enter('reserved');
    if (kind === 'ring') this.#enter('ringing');
    if (kind === 'answer' && this.#description.kind === 'trunk') this.#enter('answering');
    if ((kind === 'connect' || kind === 'joinConference') && this.#state === 'initiated') this.#enter('connected');
    if (this.#world.isHeld(kind)) return;
    this.#world.later(kind === 'answer' ? SEIZE_MS : 0, () => this.#endShort(commandId, command));
    if (kind === 'ring')
      this.#world.later(command.timeoutMs || DEFAULT_RING_MS, () => this.#end(commandId, 'noAnswer'));
    if (kind === 'record' && command.maxMs > 0)
      this.#world.later(command.maxMs, () => this.#end(commandId, 'limit', { detail: command.maxMs }));
  }

  /** Commands that take no time, or the exchange's only. */
  #endShort(commandId: CommandId, command: ChannelCommand): void {
    if (!this.#running.has(commandId)) return;
    const { channel } = this.#description;
    switch (command.kind) {
      case 'answer':
        if (this.#description.kind === 'station') this.lift();
        else this.#enter('connected');
        return this.#end(commandId, 'ok');
      case 'connect':
        return this.#end(commandId, this.#world.switch.link(command) ? 'ok' : 'failed');
      case 'disconnect':
        this.#world.switch.unlink(channel, command.peer);
        return this.#end(commandId, 'ok');
      case 'joinConference':
        this.#world.switch.join(channel, command.room, command.mode);
        return this.#end(commandId, 'ok');
      case 'leaveConference':
        this.#world.switch.leave(channel);
        return this.#end(commandId, 'ok');
      case 'maskRecording':
        this.#isMasked = command.masked;
        return this.#end(commandId, 'ok');
      case 'messageWaiting':
        this.#hasMessageWaiting = command.on;
        return this.#end(commandId, 'ok');
      case 'control':
      case 'reserve':
      case 'sendDigits':
      case 'flash':
        return this.#end(commandId, 'ok');
      default:
        return;
    }
  }

  #cancel(commandId: CommandId, target: CommandId): void {
    if (!this.#running.has(target)) return this.#end(commandId, 'refused');
    this.#end(target, 'cancelled');
    this.#end(commandId, 'ok');
  }

  #release(commandId: CommandId): void {
    for (const other of [...this.#running.keys()]) if (other !== commandId) this.#end(other, 'hangUp');
    this.#world.switch.forget(this.#description.channel);
    if (this.#description.kind === 'station') {
      if (this.#isOffHook) this.#enter('parkedOffHook');
      else if (this.#state !== 'outOfService') this.#enter('idle');
    } else if (this.#state === 'offered' || this.#state === 'incoming') this.#enter('clearing');
    else if (this.#state !== 'idle' && this.#state !== 'outOfService' && this.#state !== 'releasing') {
      this.#enter('releasing');
      this.#world.later(RELEASE_GUARD_MS, () => this.#state === 'releasing' && this.#enter('idle'));
    }
    this.#end(commandId, 'ok');
  }

  #find(kind: ChannelCommandKind): CommandId | undefined {
    for (const [commandId, { command }] of this.#running) if (command.kind === kind) return commandId;
    return undefined;
  }

  #end(
    commandId: CommandId,
    result: CommandResult,
    extra: { readonly answeredBy?: AnswerEvidence; readonly detail?: number; readonly digits?: string } = {},
  ): void {
    const running = this.#running.get(commandId);
    if (running === undefined) return;
    this.#running.delete(commandId);
    if (running.command.kind === 'record') this.#isMasked = false;
    this.#stopOnWire(running.command.kind, result);
    const isAudio = running.command.kind === 'play' || running.command.kind === 'record';
    const lengthMs = isAudio ? Math.round((this.#world.timeUs() - running.startedUs) / 1000) : 0;
    const { channel } = this.#description;
    const { answeredBy, digits = '' } = extra;
    const detail = extra.detail ? extra.detail : lengthMs;
    this.#world.tell({
      kind: 'CommandCompleted',
      channel,
      commandId,
      result,
      ...(answeredBy !== undefined && { answeredBy }),
      detail,
      digits,
    });
  }

  /** What a ring or dial leaves behind when it ends without an answer. */
  #stopOnWire(kind: ChannelCommandKind, result: CommandResult): void {
    if (result === 'answered' || result === 'refused') return;
    if (kind === 'ring' && this.#state === 'ringing') this.#enter('idle');
    if (kind === 'dial' && (this.#state === 'dialling' || this.#state === 'proceeding')) this.#enter('failed');
  }

  #tellHook(): void {
    this.#world.tell({ kind: 'HookChanged', channel: this.#description.channel, offHook: this.#isOffHook });
  }

  #enter(state: ChannelState): void {
    if (state === this.#state) return;
    const previous = this.#state;
    this.#state = state;
    this.#sinceUs = this.#world.timeUs();
    if (state === 'idle') this.#caller = { number: '', name: '' };
    const label = { inbound: 0, outbound: 0 };
    this.#world.tell({ kind: 'StateChanged', channel: this.#description.channel, state, previous, label });
  }
}
