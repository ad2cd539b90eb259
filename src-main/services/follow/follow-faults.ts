import type { CallId } from '../../contract/ids.ts';
import type { Fault } from '../../foundation/errors.ts';

function misuse(code: Fault['code'], tried: string, now: string, next: string): Fault {
  return { kind: 'misuse', code, tried, now, next };
}

const SAVE = 'save a follow-me plan';

export const followFaults = {
  unknown: (): Fault =>
    misuse('request/notFound', 'find a follow-me plan', 'there is none with this id', 'Read the list again.'),
  notYours: (): Fault =>
    misuse('auth/forbidden', 'change a follow-me plan', 'it is somebody else’s', 'Ask an administrator.'),
  inUse: (): Fault =>
    misuse('routing/inUse', 'remove a follow-me plan', 'a rule uses it; nothing was changed', 'Change the rule first.'),
  loop: (place: string): Fault =>
    misuse('follow/loop', SAVE, `${place} leads back to our own lines or to this plan`, 'Choose somebody else.'),
  nowhere: (place: string): Fault =>
    misuse('call/numberInvalid', SAVE, `${place} leads nowhere; nothing was changed`, 'Check the number.'),
  unknownTarget: (place: string): Fault =>
    misuse('routing/unknownTarget', SAVE, `${place} is not there; nothing was changed`, 'Choose another.'),
  nobodyToCall: (callId: CallId): Fault => ({
    kind: 'operational',
    code: 'follow/nobodyToCall',
    tried: 'follow somebody with a call',
    now: 'nobody of the plan is to be called now; the call is as it was',
    next: 'Choose another plan.',
    ids: { callId },
  }),
  wrongState: (callId: CallId, now: string): Fault => ({
    kind: 'misuse',
    code: 'call/wrongState',
    tried: 'follow somebody with a call',
    now,
    next: 'Wait for the call to change.',
    ids: { callId },
  }),
} as const;
