import { randomUUID } from 'node:crypto';
import { recordingIdSchema, type CallId, type DeviceId, type RecordingId } from '../../contract/ids.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Disposable } from '../../foundation/disposable.ts';
import type { Log } from '../../foundation/log.ts';
import type { CallControl, MessageEnd, PromptFile } from '../../mediator/call-control.ts';
import type { FileStore } from '../../storage/file-store.ts';
import type { Digit } from './voicemail-ports.ts';

export const KEYS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#'] as const satisfies readonly Digit[];
export type Key = (typeof KEYS)[number];

export type Said = 'said' | 'cut' | 'gone';
export type KeyWait = Key | 'timeOut' | 'gone';

/** A recording that was made on the line. */
export interface Recorded {
  readonly recordingId: RecordingId;
  /** Absolute. */
  readonly path: string;
  /** Of the file. */
  readonly lengthMs: number;
  /** Without the silence that ended it. */
  readonly spokenMs: number;
  readonly end: MessageEnd['kind'];
}

export interface VoiceLineParts {
  readonly callControl: CallControl;
  readonly clock: Clock;
  readonly files: FileStore;
  readonly log: Log;
}

/**
 * One person on the line whom voicemail talks with: says prompts, takes keys, records. Everything that waits ends with
 * 'gone' when the person hangs up. Keys that cut a prompt short stay for the next wait, so one may type ahead.
 */
export class VoiceLine {
  readonly callId: CallId;
  readonly deviceId: DeviceId;
  readonly #parts: VoiceLineParts;
  #isGone = false;
  #keys: Key[] = [];
  #awaited: { readonly settle: (key: KeyWait) => void; readonly timer: Disposable } | undefined;

  constructor(call: { readonly callId: CallId; readonly deviceId: DeviceId }, parts: VoiceLineParts) {
    this.callId = call.callId;
    this.deviceId = call.deviceId;
    this.#parts = parts;
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  /** Digits that the line received, in order. */
  receiveDigits(digits: string): void {
    for (const each of digits) {
      const key = KEYS.find((known) => known === each);
      if (key !== undefined) this.#keys.push(key);
    }
    if (this.#awaited === undefined) return;
    const first = this.#keys.shift();
    if (first !== undefined) this.#settle(first);
  }

  /** The person has hung up. */
  leave(): void {
    this.#isGone = true;
    this.#settle('gone');
  }

  async answer(): Promise<boolean> {
    const answered = await this.#parts.callControl.answerCall(this.callId, this.deviceId);
    if (answered.ok) return true;
    this.#parts.log.info('a call for voicemail could not be answered', this.#ids(answered.error.code));
    this.leave();
    return false;
  }

  /** Any key cuts it short. What cannot be played is passed over, as if it had been said. */
  async say(prompts: readonly PromptFile[]): Promise<Said> {
    if (this.#isGone) return 'gone';
    if (this.#keys.length > 0) return 'cut';
    if (prompts.length === 0) return 'said';
    const { callId, deviceId } = this;
    const played = await this.#parts.callControl.playMessage({
      callId,
      deviceId,
      prompts,
      stopDigits: KEYS,
      repeat: 1,
    });
    if (this.#isGone || !this.#parts.callControl.calls.has(callId)) return 'gone';
    if (!played.ok) {
      this.#parts.log.error('voicemail could not play its prompts and goes on', this.#ids(played.error.code));
      return 'said';
    }
    if (played.value.kind === 'hangUp') return 'gone';
    return played.value.kind === 'digit' ? 'cut' : 'said';
  }

  /** What was pressed until now answers nothing that comes. */
  forgetKeys(): void {
    this.#keys = [];
  }

  /** The next key, at the latest after `timeoutMs`. */
  key(timeoutMs: number): Promise<KeyWait> {
    if (this.#isGone) return Promise.resolve('gone');
    const first = this.#keys.shift();
    if (first !== undefined) return Promise.resolve(first);
    return new Promise((settle) => {
      const timer = this.#parts.clock.setTimer(timeoutMs, () => this.#settle('timeOut'));
      this.#awaited = { settle, timer };
    });
  }

  /** Digits up to '#', to a pause of `timeoutMs`, or to `most` of them; '*' means back and is all that is told. */
  async digits(most: number, timeoutMs: number): Promise<string> {
    let taken = '';
    while (taken.length < most) {
      const key = await this.key(timeoutMs);
      if (key === '#' || key === 'timeOut' || key === 'gone') break;
      if (key === '*') return key;
      taken += key;
    }
    return taken;
  }

  /** From now on nobody keeps the digits of the call. */
  beginSecret(): void {
    this.#parts.callControl.setSecretDigits(this.callId, this.deviceId, true);
  }

  endSecret(): void {
    this.#parts.callControl.setSecretDigits(this.callId, this.deviceId, false);
  }

  /** After a beep, to '#', silence, the limit or the end of the call. Undefined when nothing could be recorded. */
  async record(limits: { readonly maxMs: number; readonly silenceMs: number }): Promise<Recorded | undefined> {
    const { callControl, clock, files, log } = this.#parts;
    if (this.#isGone || !callControl.calls.has(this.callId)) return undefined;
    this.forgetKeys();
    const recordingId = recordingIdSchema.parse(`rec_${randomUUID()}`);
    const place = files.placeRecording(recordingId, clock.nowMs());
    const { callId, deviceId } = this;
    const ended = place.ok
      ? await callControl.recordMessage({
          callId,
          deviceId,
          recordingId,
          path: place.value,
          format: 'alaw',
          maxMs: limits.maxMs,
          silenceMs: limits.silenceMs,
          stopDigits: ['#'],
          beep: true,
        })
      : place;
    this.forgetKeys();
    if (!place.ok || !ended.ok) {
      const code = place.ok && !ended.ok ? ended.error.code : 'recording/diskFull';
      log.error('a message could not be recorded', { ...this.#ids(code), recordingId });
      return undefined;
    }
    const { kind, lengthMs } = ended.value;
    const spokenMs = kind === 'silence' ? Math.max(0, lengthMs - limits.silenceMs) : lengthMs;
    return { recordingId, path: place.value, lengthMs, spokenMs, end: kind };
  }

  async hangUp(): Promise<void> {
    if (this.#isGone || !this.#parts.callControl.calls.has(this.callId)) return;
    const cleared = await this.#parts.callControl.clearCall(this.callId);
    if (!cleared.ok) this.#parts.log.warn('a call of voicemail could not be ended', this.#ids(cleared.error.code));
  }

  #ids(code: string) {
    return { callId: this.callId, code };
  }

  #settle(key: KeyWait): void {
    const awaited = this.#awaited;
    this.#awaited = undefined;
    awaited?.timer.dispose();
    awaited?.settle(key);
  }
}
