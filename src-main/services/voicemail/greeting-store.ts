import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Greeting } from '../../contract/voicemail.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Fault } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import type { FileStore } from '../../storage/file-store.ts';
import { readGreetingSound } from './greeting-sound.ts';

type RecordedGreeting = Extract<Greeting, { kind: 'recorded' }>;

/**
 * The files of recorded greetings, `<data>/voicemail/<greeting>.wav`. A file appears whole or not at all; one that no
 * box names any more is taken away by who took its name away.
 */
export class GreetingStore {
  readonly #folder: string;
  readonly #clock: Clock;

  constructor(files: FileStore, clock: Clock) {
    this.#folder = join(files.dataFolder, 'voicemail');
    this.#clock = clock;
  }

  /** Absolute path; undefined when the file is not there. */
  find(greetingId: string): string | undefined {
    const path = this.#pathOf(greetingId);
    return existsSync(path) ? path : undefined;
  }

  /** A file that somebody sent. Faults: prompt/notAudio, storage/failed. */
  async keepBytes(bytes: Uint8Array): Promise<Result<RecordedGreeting, Fault>> {
    const sound = readGreetingSound(bytes);
    if (!sound.ok) return sound;
    return this.#keep(sound.value.lengthMs, (path) => writeFile(path, bytes));
  }

  /** A recording that was made by phone; the recording itself stays with its call. */
  keepRecording(path: string, lengthMs: number): Promise<Result<RecordedGreeting, Fault>> {
    return this.#keep(lengthMs, (to) => copyFile(path, to));
  }

  async remove(greeting: Greeting | undefined): Promise<void> {
    if (greeting?.kind === 'recorded') await rm(this.#pathOf(greeting.greetingId), { force: true });
  }

  async #keep(lengthMs: number, write: (path: string) => Promise<void>): Promise<Result<RecordedGreeting, Fault>> {
    const greetingId = `greeting_${randomUUID()}`;
    const path = this.#pathOf(greetingId);
    try {
      await mkdir(this.#folder, { recursive: true });
      await write(`${path}.part`);
      await rename(`${path}.part`, path);
      return ok({ kind: 'recorded', greetingId, lengthMs: Math.round(lengthMs), at: this.#clock.nowMs() });
    } catch (error) {
      await rm(`${path}.part`, { force: true });
      return failed(notKept(error));
    }
  }

  #pathOf(greetingId: string): string {
    return join(this.#folder, `${greetingId}.wav`);
  }
}

function notKept(error: unknown): Fault {
  return {
    kind: 'operational',
    code: 'storage/failed',
    tried: 'keep the file of a greeting',
    now: error instanceof Error ? error.message : String(error),
    next: 'The greeting is as it was; check the room on the disk and the rights of the data folder.',
  };
}
