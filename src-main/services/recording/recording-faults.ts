import type { CallId, RecordingId } from '../../contract/ids.ts';
import type { Fault } from '../../foundation/errors.ts';

/** The call has no leg that could be recorded. */
export function notRecordable(callId: CallId): Fault {
  return {
    kind: 'misuse',
    code: 'call/wrongState',
    tried: 'record the call',
    now: 'it has no line that was answered',
    next: 'Ask again when the call is connected.',
    ids: { callId },
  };
}

export function notAllowed(callId: CallId): Fault {
  return {
    kind: 'misuse',
    code: 'auth/forbidden',
    tried: 'record the call',
    now: 'its policy says that it is not recorded',
    next: 'Ask an administrator to change the policy.',
    ids: { callId },
  };
}

export function notRunning(callId: CallId): Fault {
  return {
    kind: 'misuse',
    code: 'recording/missing',
    tried: 'work on the recording of a call',
    now: 'the call is not being recorded',
    next: 'Begin a recording first.',
    ids: { callId },
  };
}

export function noRecording(recordingId: RecordingId, now: string): Fault {
  return {
    kind: 'operational',
    code: 'recording/missing',
    tried: 'find the file of a recording',
    now,
    next: 'The call record stays; a backup of the recordings folder may hold the file.',
    ids: { recordingId },
  };
}
