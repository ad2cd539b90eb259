import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChannelNumber, CommandId } from '../../../src-main/contract/ids.ts';
import { commandIdSchema } from '../../../src-main/contract/ids.ts';
import type { BoardDriver, ChannelSnapshot } from '../../../src-main/driver/board-driver.ts';
import type { ChannelCommand } from '../../../src-main/driver/channel-command.ts';
import type { ChannelEvent, Digit } from '../../../src-main/driver/channel-event.ts';

/** A driver, and the world at the other end of its lines, as the suite plays it. Time passes only in `pass`. */
export interface BoardBench {
  readonly driver: BoardDriver;
  readonly trunk: ChannelNumber;
  readonly station: ChannelNumber;
  pass(ms: number): Promise<void>;
  /** Rings the trunk until the call is offered. */
  ring(number: string): Promise<void>;
  giveUp(): Promise<void>;
  farHangsUp(): Promise<void>;
  lift(): Promise<void>;
  hangUp(): Promise<void>;
  press(digit: Digit): Promise<void>;
  close(): Promise<void>;
}

/** Makes a test of one case. */
export type Play = (title: string, story: (on: Stage) => Promise<void>) => void;

type Completion = Extract<ChannelEvent, { kind: 'CommandCompleted' }>;

/** One case at work: its events, its commands, and the states that it has brought about. */
export class Stage {
  readonly bench: BoardBench;
  readonly events: ChannelEvent[] = [];
  readonly #folder = mkdtempSync(join(tmpdir(), 'board-driver-'));
  #lastId = 0;

  constructor(bench: BoardBench) {
    this.bench = bench;
  }

  async start(): Promise<void> {
    this.bench.driver.onEvent((event) => void this.events.push(event));
    const started = await this.bench.driver.start();
    assert.ok(started.ok, started.ok ? '' : `${started.error.tried}: ${started.error.now}`);
    await this.bench.pass(100);
  }

  async close(): Promise<void> {
    await this.bench.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Where a file of this case may be. */
  file(name: string): string {
    return join(this.#folder, name);
  }

  tryPost(command: ChannelCommand) {
    this.#lastId += 1;
    return this.bench.driver.post(commandIdSchema.parse(this.#lastId), command);
  }

  post(command: ChannelCommand): CommandId {
    const posted = this.tryPost(command);
    assert.ok(posted.ok, posted.ok ? '' : posted.error.now);
    return commandIdSchema.parse(this.#lastId);
  }

  async ends(command: ChannelCommand, result: string): Promise<void> {
    const commandId = this.post(command);
    await this.bench.pass(300);
    assert.deepEqual(this.results(commandId), [result], command.kind);
  }

  completions(commandId: CommandId): readonly Completion[] {
    return this.events.flatMap((event) =>
      event.kind === 'CommandCompleted' && event.commandId === commandId ? [event] : [],
    );
  }

  results(commandId: CommandId): readonly string[] {
    return this.completions(commandId).map(({ result }) => result);
  }

  result(commandId: CommandId): string | undefined {
    return this.results(commandId)[0];
  }

  ringCommand(): Extract<ChannelCommand, { kind: 'ring' }> {
    return { kind: 'ring', channel: this.bench.station, callerNumber: '801', callerName: '', timeoutMs: 0 };
  }

  /** The trunk in the talk path. */
  async talk(): Promise<void> {
    await this.bench.ring('13900001234');
    await this.ends({ kind: 'answer', channel: this.bench.trunk }, 'ok');
  }

  /** The station in the talk path. */
  async lifted(): Promise<void> {
    this.post(this.ringCommand());
    await this.bench.pass(500);
    await this.bench.lift();
    await this.bench.pass(500);
    assert.equal(this.station().state, 'connected');
  }

  trunk(): ChannelSnapshot {
    return this.#channel(this.bench.trunk);
  }

  station(): ChannelSnapshot {
    return this.#channel(this.bench.station);
  }

  #channel(channel: ChannelNumber): ChannelSnapshot {
    const found = this.bench.driver.snapshot().channels[channel];
    assert.ok(found, `channel ${channel}`);
    return found;
  }
}
