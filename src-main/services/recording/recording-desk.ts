import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isTrunk, promptIdSchema, type CallId, type RecordingId, type UserId } from '../../contract/ids.ts';
import type { RecordingRef } from '../../contract/call-record.ts';
import type { Listening, RecordingDetails, RecordingHold, RecordingMark } from '../../contract/recordings.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Fault } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import type { CallControl, PlaybackOutcome } from '../../mediator/call-control.ts';
import type { FileStore } from '../../storage/file-store.ts';
import type { RecordingKeys } from '../../storage/recording-keys.ts';
import type { RecordingChainRepository } from '../../storage/repositories/recording-chain.ts';
import type { RecordingNotesRepository, StoredMark } from '../../storage/repositories/recording-notes.ts';
import type { RecordingSealsRepository, SealRow } from '../../storage/repositories/recording-seals.ts';
import { noRecording, notRecordable } from './recording-faults.ts';
import type { LocatedRecording, RecordingLocator } from './recording-locator.ts';
import type { Sealer } from './sealing/threaded-sealer.ts';

/** The name under which the call's story has it. */
const RECORDING_PROMPT = promptIdSchema.parse('recording');
/** Two listenings of the same person and kind within this are one, as long as both reach. */
const SAME_LISTENING_MS = 5 * 60_000;

export interface DeskParts {
  readonly callControl: CallControl;
  readonly locator: RecordingLocator;
  readonly seals: RecordingSealsRepository;
  readonly chain: RecordingChainRepository;
  readonly notes: RecordingNotesRepository;
  readonly keys: RecordingKeys;
  readonly files: FileStore;
  readonly sealer: Sealer;
  readonly coderPath: string;
  readonly clock: Clock;
}

/** What people do with a recording after it was made: marks, legal holds, listening, and playing it to a caller. */
export class RecordingDesk {
  readonly #parts: DeskParts;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /** Takes away what a stop left of opened files. */
  async start(): Promise<void> {
    await rm(this.#openedFolder, { recursive: true, force: true });
  }

  /** Everything that is known besides the sound. `recording`: as its call's record has it. */
  async details(recording: RecordingRef, callId: CallId): Promise<Omit<RecordingDetails, 'mayMark' | 'names'>> {
    const { seals, notes, chain } = this.#parts;
    const { recordingId } = recording;
    const [row, hold, listenings, marks, deletion] = await Promise.all([
      seals.byId(recordingId),
      notes.holdOf(recordingId),
      notes.listenings(recordingId),
      notes.marks(recordingId),
      chain.deletionOf(recordingId),
    ]);
    const gone = deletion === undefined ? undefined : { at: deletion.at, why: deletion.why };
    const rule = deletion?.policyId === undefined ? {} : { policyId: deletion.policyId };
    return {
      recordingId,
      callId,
      ...sealFacts(row),
      marks: [...(recording.marks ?? []), ...marks].toSorted((left, right) => left.atMs - right.atMs),
      listenings: listenings.map(({ listeningId: _id, ...listening }) => listening),
      ...(hold === undefined ? {} : { hold }),
      ...(gone === undefined ? {} : { deletion: { ...gone, ...rule } }),
    };
  }

  async addMark(recordingId: RecordingId, mark: RecordingMark, userId: UserId): Promise<StoredMark> {
    const stored = { markId: `mark_${randomUUID()}`, atMs: mark.atMs, text: mark.text, userId };
    await this.#parts.notes.addMark(recordingId, stored, this.#parts.clock.nowMs());
    return stored;
  }

  /** @returns whether there was one. @param onlyOf when given, only a mark of this user. */
  removeMark(recordingId: RecordingId, markId: string, onlyOf?: UserId): Promise<boolean> {
    return this.#parts.notes.removeMark(recordingId, markId, onlyOf);
  }

  /** Holding what is held, or letting go of what is not, changes nothing. */
  async setHold(recordingId: RecordingId, held: boolean, change: Omit<RecordingHold, 'at'>): Promise<void> {
    const { notes, clock } = this.#parts;
    const hold = { ...change, at: clock.nowMs() };
    const isHeld = (await notes.holdOf(recordingId)) !== undefined;
    if (held && !isHeld) await notes.addHold(`hold_${randomUUID()}`, recordingId, hold);
    if (!held && isHeld) await notes.clearHold(recordingId, hold);
  }

  /** Written down before anything is heard; what the same person hears soon after widens it. */
  async noteListening(recordingId: RecordingId, heard: Omit<Listening, 'at'>): Promise<void> {
    const { notes, clock } = this.#parts;
    const at = clock.nowMs();
    const recent = (await notes.listenings(recordingId)).find(
      (each) => each.userId === heard.userId && each.how === heard.how && at - each.at < SAME_LISTENING_MS,
    );
    if (recent === undefined) return notes.saveListening(`hear_${randomUUID()}`, recordingId, { ...heard, at });
    const fromMs = Math.min(recent.fromMs, heard.fromMs);
    const toMs = Math.max(recent.toMs, heard.toMs);
    await notes.saveListening(recent.listeningId, recordingId, { ...heard, at: recent.at, fromMs, toMs });
  }

  /**
   * Plays a recording into a call that is up, so that the caller hears it (REC-5). Resolves when he begins to hear it. An
   * encrypted or compressed one is opened into a file that is gone afterwards. Faults: those of finding, opening, playing.
   */
  playToCaller(callId: CallId, recordingId: RecordingId, userId: UserId): Promise<Result<void, Fault>> {
    const { callControl } = this.#parts;
    return new Promise((resolve, reject) => {
      const began = callControl.onCallEvent((event) => {
        if (event.kind !== 'PlaybackStarted' || event.callId !== callId) return;
        if (event.prompts.includes(RECORDING_PROMPT)) resolve(ok());
      });
      this.#play(callId, recordingId, userId)
        .then((played) => resolve(played.ok ? ok() : played), reject)
        .finally(() => began.dispose());
    });
  }

  async #play(callId: CallId, recordingId: RecordingId, userId: UserId): Promise<Result<PlaybackOutcome, Fault>> {
    const { callControl, locator } = this.#parts;
    const trunk = callControl.calls.get(callId)?.connections.find((each) => isTrunk(each.deviceId));
    if (trunk === undefined) return failed(notRecordable(callId));
    const located = await locator.locate(recordingId);
    if (!located.ok) return located;
    if (located.value.running) return failed(noRecording(recordingId, 'it is still being recorded'));
    const partPath = join(this.#openedFolder, `${randomUUID()}.wav`);
    try {
      await mkdir(this.#openedFolder, { recursive: true, mode: 0o700 });
      const path = await this.#openFor(located.value, partPath);
      if (!path.ok) return path;
      const { lengthMs } = located.value;
      await this.noteListening(recordingId, { userId, how: 'toCaller', fromMs: 0, toMs: lengthMs });
      const prompts = [{ promptId: RECORDING_PROMPT, path: path.value }];
      return await callControl.playMessage({ callId, deviceId: trunk.deviceId, prompts, stopDigits: [], repeat: 1 });
    } finally {
      await rm(partPath, { force: true });
    }
  }

  get #openedFolder(): string {
    return join(this.#parts.files.dataFolder, 'opened');
  }

  /** The path of a plain WAV file. */
  async #openFor(located: LocatedRecording, partPath: string): Promise<Result<string, Fault>> {
    const { path, keyId, container } = located;
    if (keyId === undefined && container === 'wav') return ok(path);
    const readable = await located.open();
    if (!readable.ok) return readable;
    const key = keyId === undefined ? undefined : this.#parts.keys.byId(keyId);
    const opened = await this.#parts.sealer.carryOut({
      kind: 'open',
      path,
      partPath,
      isMp3: container === 'mp3',
      coder: this.#parts.coderPath,
      ...(key === undefined ? {} : { key: { keyId: key.keyId, secretHex: key.secret.toString('hex') } }),
    });
    return opened.ok ? ok(partPath) : opened;
  }
}

function sealFacts(
  row: SealRow | undefined,
): Pick<RecordingDetails, 'state' | 'encrypted' | 'sizeBytes' | 'sha256' | 'sealedAt' | 'trouble'> {
  if (row === undefined) return { state: 'waiting', encrypted: false };
  const { state, keyId, sizeBytes, sha256, sealedAt, trouble } = row;
  return {
    state:
      state === 'deleted' || state === 'gone' ? 'gone' : state === 'sealed' || state === 'kept' ? 'sealed' : 'waiting',
    encrypted: keyId !== undefined,
    ...(sizeBytes === undefined ? {} : { sizeBytes }),
    ...(sha256 === undefined ? {} : { sha256 }),
    ...(sealedAt === undefined ? {} : { sealedAt }),
    ...(trouble === undefined ? {} : { trouble }),
  };
}
