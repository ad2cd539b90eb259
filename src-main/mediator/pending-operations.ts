import type { Clock } from '../foundation/clock.ts';
import type { Disposable } from '../foundation/disposable.ts';
import { commandIdSchema, type ChannelNumber, type CommandId } from '../contract/ids.ts';
import type { BoardDriver } from '../driver/board-driver.ts';
import type { ChannelCommand, ChannelCommandKind } from '../driver/channel-command.ts';
import type { CommandEnd, CommandNotice, RunningCommand } from './plan.ts';

/** A command on its way, and who waits for it. */
export interface PendingCommand {
  readonly command: ChannelCommand;
  readonly deadlineMs: number;
  readonly purpose?: string;
  readonly onEnd: (end: CommandEnd) => void;
  readonly onNotice?: (notice: CommandNotice) => void;
}

interface Entry {
  readonly id: CommandId;
  readonly pending: PendingCommand;
  readonly sinceMs: number;
  readonly deadline: Disposable;
}

export interface PendingCounters {
  readonly posted: number;
  readonly completed: number;
  readonly expired: number;
  /** Completions of commands that had ended for us already; ignored. */
  readonly late: number;
}

/**
 * Every command posted has an id, a deadline and exactly one end: its completion, the driver's refusal, or
 * the deadline. A completion that comes after that is ignored and counted.
 */
export class PendingOperations {
  readonly #driver: BoardDriver;
  readonly #clock: Clock;
  /** Puts the work of a timer into the mediator's inbox. */
  readonly #enqueue: (work: () => void) => void;
  readonly #entries = new Map<CommandId, Entry>();
  /** The same by channel, in order of posting. */
  readonly #onChannel = new Map<ChannelNumber, Entry[]>();
  #lastId = 0;
  #posted = 0;
  #completed = 0;
  #expired = 0;
  #late = 0;

  constructor(driver: BoardDriver, clock: Clock, enqueue: (work: () => void) => void) {
    this.#driver = driver;
    this.#clock = clock;
    this.#enqueue = enqueue;
  }

  get counters(): PendingCounters {
    return { posted: this.#posted, completed: this.#completed, expired: this.#expired, late: this.#late };
  }

  get size(): number {
    return this.#entries.size;
  }

  has(id: CommandId): boolean {
    return this.#entries.has(id);
  }

  post(pending: PendingCommand): void {
    const id = this.#nextId();
    this.#posted += 1;
    const deadline = this.#clock.setTimer(pending.deadlineMs, () => this.#enqueue(() => this.#expire(id)));
    const entry: Entry = { id, pending, deadline, sinceMs: this.#clock.nowMs() };
    this.#entries.set(id, entry);
    this.#entriesOf(pending.command.channel).push(entry);
    const posted = this.#driver.post(id, pending.command);
    if (!posted.ok) this.#end(id, { result: 'notPosted', detail: 0, digits: '' });
  }

  complete(id: CommandId, end: CommandEnd): void {
    if (this.#end(id, end)) this.#completed += 1;
    else this.#late += 1;
  }

  /** Waits no longer: the command ends 'expired' for us; what still comes of it is late. */
  abandon(id: CommandId): void {
    this.#expire(id);
  }

  notice(notice: CommandNotice): void {
    this.#entries.get(notice.commandId)?.pending.onNotice?.(notice);
  }

  /** Every command on its way, in order of posting. */
  all(): readonly { readonly id: CommandId; readonly command: ChannelCommand }[] {
    return [...this.#entries].map(([id, { pending }]) => ({ id, command: pending.command }));
  }

  running(channel: ChannelNumber, kind: ChannelCommandKind, purpose?: string): CommandId | undefined {
    return this.runningCommand(channel, kind, purpose)?.id;
  }

  runningCommand<Kind extends ChannelCommandKind>(
    channel: ChannelNumber,
    kind: Kind,
    purpose?: string,
  ): RunningCommand<Kind> | undefined {
    for (const { id, pending, sinceMs } of this.#entriesOf(channel)) {
      const { command } = pending;
      if (!isKind(command, kind)) continue;
      if (purpose === undefined || pending.purpose === purpose)
        return { id, command, purpose: pending.purpose, sinceMs };
    }
    return undefined;
  }

  audioOn(channel: ChannelNumber): readonly CommandId[] {
    return this.#entriesOf(channel)
      .filter(({ pending: { command } }) => command.kind === 'play' || command.kind === 'record')
      .map(({ id }) => id);
  }

  #expire(id: CommandId): void {
    if (this.#end(id, { result: 'expired', detail: 0, digits: '' })) this.#expired += 1;
  }

  #end(id: CommandId, end: CommandEnd): boolean {
    const entry = this.#entries.get(id);
    if (entry === undefined) return false;
    this.#entries.delete(id);
    const others = this.#entriesOf(entry.pending.command.channel);
    others.splice(others.indexOf(entry), 1);
    entry.deadline.dispose();
    entry.pending.onEnd(end);
    return true;
  }

  /** Ids are reused after 2^31 - 1 commands, never while one runs. */
  #nextId(): CommandId {
    for (;;) {
      this.#lastId = this.#lastId >= MAX_COMMAND_ID ? 1 : this.#lastId + 1;
      const id = commandIdSchema.parse(this.#lastId);
      if (!this.#entries.has(id)) return id;
    }
  }

  #entriesOf(channel: ChannelNumber): Entry[] {
    const known = this.#onChannel.get(channel);
    if (known !== undefined) return known;
    const entries: Entry[] = [];
    this.#onChannel.set(channel, entries);
    return entries;
  }
}

function isKind<Kind extends ChannelCommandKind>(
  command: ChannelCommand,
  kind: Kind,
): command is Extract<ChannelCommand, { kind: Kind }> {
  return command.kind === kind;
}

const MAX_COMMAND_ID = 0x7fffffff;
