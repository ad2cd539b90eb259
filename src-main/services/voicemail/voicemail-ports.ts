import type { CallId, DeviceId, PromptId, RecordingId, UserId } from '../../contract/ids.ts';
import type { Locale } from '../../contract/users.ts';
import type { Period } from '../../contract/voicemail.ts';
import type { Disposable } from '../../foundation/disposable.ts';
import type { Fault } from '../../foundation/errors.ts';
import type { Result } from '../../foundation/result.ts';
import type { PlayMessageRequest, PromptFile } from '../../mediator/call-control.ts';

/** What voicemail needs of its neighbours; server/voicemail-room.ts joins them. */

export type Digit = PlayMessageRequest['stopDigits'][number];

/** services/routing: calls that a rule sends to a box. */
export interface CallsForVoicemail {
  onCallForVoicemail(
    listener: (call: { readonly callId: CallId; readonly deviceId: DeviceId; readonly boxId: string }) => void,
  ): Disposable;
}

/** Undefined when there is no such schedule. */
export interface BoxSchedules {
  kindAt(scheduleId: string, atMs: number): Period | undefined;
}

/** argon2id; about 30 ms each, off the thread. */
export interface PinHasher {
  hash(pin: string): Promise<string>;
  verify(pin: string, hash: string): Promise<boolean>;
}

/** Prompts of the house. */
export interface PromptSource {
  find(promptId: PromptId, language: Locale): PromptFile | undefined;
}

/** The file of a recording, as a board can play it. */
export interface RecordingFiles {
  locate(recordingId: RecordingId): Promise<Result<{ readonly path: string }, Fault>>;
}

/** Calls a number from where the user sits; resolves when the call has begun. */
export type DialFor = (userId: UserId, number: string) => Promise<Result<CallId, Fault>>;
