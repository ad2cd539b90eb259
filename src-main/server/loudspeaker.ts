import { spawn, type ChildProcess } from 'node:child_process';
import type { MonitorPort } from '../api/ports.ts';
import type { ChannelNumber } from '../contract/ids.ts';
import { ChannelMonitor, type MonitorSource } from '../driver/channel-monitor.ts';
import type { Clock } from '../foundation/clock.ts';
import type { Disposable } from '../foundation/disposable.ts';
import type { Fault } from '../foundation/errors.ts';
import type { Log } from '../foundation/log.ts';
import { failed, ok, type Result } from '../foundation/result.ts';
import { TypedEmitter } from '../foundation/typed-emitter.ts';

export interface LoudspeakerParts {
  readonly source: MonitorSource;
  /** Of people: who listens hears in real time. */
  readonly clock: Clock;
  /** A program that plays PCM16 little-endian, 8 kHz, two channels, from its standard input; and its arguments. */
  readonly player: readonly string[];
  readonly log: Log;
  readonly onListenerError: (error: unknown) => void;
}

/** A player that lags by more than half a second is not given more: old sound is of no use. */
const BACKLOG_BYTES = 16_000;

/**
 * Who hears the channels: browsers, as many as like, and the board PC's own loudspeaker, which plays one channel at a
 * time through a program of the machine.
 */
export class Loudspeaker implements MonitorPort, Disposable {
  readonly #parts: LoudspeakerParts;
  readonly #monitor: ChannelMonitor;
  readonly #changes: TypedEmitter<ChannelNumber | undefined>;
  #playing:
    { readonly channel: ChannelNumber; readonly process: ChildProcess; readonly listening: Disposable } | undefined;

  constructor(parts: LoudspeakerParts) {
    this.#parts = parts;
    this.#monitor = new ChannelMonitor(parts);
    this.#changes = new TypedEmitter(parts.onListenerError);
  }

  listen(channel: ChannelNumber, onHeard: (pairs: Int16Array) => void): Result<Disposable, Fault> {
    return this.#monitor.listen(channel, onHeard);
  }

  loudspeaker(): ChannelNumber | undefined {
    return this.#playing?.channel;
  }

  onLoudspeaker(listener: (channel: ChannelNumber | undefined) => void): Disposable {
    return this.#changes.subscribe(listener);
  }

  /** Faults: monitor/outputFailed, and those of listening. */
  async setLoudspeaker(channel: ChannelNumber | undefined): Promise<Result<void, Fault>> {
    if (channel === this.#playing?.channel) return ok();
    this.#stop();
    if (channel === undefined) return ok();
    const [command = '', ...args] = this.#parts.player;
    const started = await startPlayer(command, args);
    if (!started.ok) return started;
    const player = started.value;
    const input = player.stdin;
    const listening = this.listen(channel, (pairs) => {
      if (input === null || input.writableLength > BACKLOG_BYTES) return;
      input.write(new Uint8Array(pairs.buffer, pairs.byteOffset, pairs.byteLength));
    });
    if (!listening.ok) {
      player.kill();
      return listening;
    }
    this.#playing = { channel, process: player, listening: listening.value };
    player.once('exit', (code) => this.#ended(player, code));
    this.#changes.emit(channel);
    return ok();
  }

  dispose(): void {
    this.#stop();
    this.#monitor.dispose();
  }

  #stop(): void {
    const playing = this.#playing;
    if (playing === undefined) return;
    this.#playing = undefined;
    playing.listening.dispose();
    playing.process.stdin?.end();
    playing.process.kill();
    this.#changes.emit(undefined);
  }

  #ended(player: ChildProcess, code: number | null): void {
    if (this.#playing?.process !== player) return;
    this.#parts.log.warn('the loudspeaker’s player ended by itself', { code: code ?? -1 });
    this.#stop();
  }
}

/** Resolves when the program runs. */
function startPlayer(command: string, args: readonly string[]): Promise<Result<ChildProcess, Fault>> {
  return new Promise((resolve) => {
    const player = spawn(command, [...args], { stdio: ['pipe', 'ignore', 'ignore'] });
    player.stdin.on('error', () => undefined); // it ended; its exit tells
    player.once('spawn', () => resolve(ok(player)));
    player.once('error', (error) => resolve(failed(noPlayer(command, error.message))));
  });
}

function noPlayer(command: string, reason: string): Fault {
  return {
    kind: 'operational',
    code: 'monitor/outputFailed',
    tried: 'play a channel on the loudspeaker of the board PC',
    now: `the player ${command} does not start: ${reason}`,
    next: 'Install it (aplay is ALSA’s), or name another with the setting loudspeakerPlayer.',
  };
}
