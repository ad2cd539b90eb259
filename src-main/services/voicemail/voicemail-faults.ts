import type { ErrorCode } from '../../contract/error-codes.ts';
import type { Fault } from '../../foundation/errors.ts';

function misuse(code: ErrorCode, tried: string, now: string, next: string): Fault {
  return { kind: 'misuse', code, tried, now, next };
}

/** Also for what the asker may not see: an id cannot be probed. */
export function noBox(): Fault {
  return misuse('request/notFound', 'find the voicemail box', 'there is none', 'Reload the list of boxes.');
}

export function noMessage(): Fault {
  return misuse('request/notFound', 'find the message', 'there is none', 'Reload the list of messages.');
}

export function notYourBox(): Fault {
  const now = 'it is for who keeps the box';
  return misuse('auth/forbidden', 'change the voicemail box', now, 'Ask its owner or an administrator.');
}

export function boxFull(): Fault {
  const now = 'the box holds as many messages as it may';
  return misuse('voicemail/boxFull', 'put a message into the box', now, 'Delete messages of that box first.');
}

export function boxNotEmpty(): Fault {
  const now = 'it holds messages; nothing was deleted';
  return misuse('voicemail/boxNotEmpty', 'delete the box', now, 'Delete them with the box, or forward them first.');
}

export function noNumber(): Fault {
  const now = 'the caller sent no number';
  return misuse('voicemail/noNumber', 'call back', now, 'Listen to the message: the number may be said in it.');
}

export function pinTooWeak(): Fault {
  const now = 'the PIN is the same digit, a row of digits, or the number of the box';
  return misuse('voicemail/pinTooWeak', 'set the PIN', now, 'Choose four to eight digits that are hard to guess.');
}
