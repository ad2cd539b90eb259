import { MAX_FRAME_BYTES, SEAT_PROTOCOL_VERSION } from '../contract/seat-protocol.ts';
import type { Fault } from '../foundation/errors.ts';
import { refusal } from './http-fault.ts';

export function tooManyFrames(): Fault {
  return refusal('request/rateLimited', 'read a frame', 'too many came in a second', 'Slow down.');
}

export function outOfOrder(now: string): Fault {
  return refusal(
    'request/outOfOrder',
    'read a frame',
    now,
    'Say hello first, once, and count the ids of commands upwards.',
  );
}

export function tooLarge(): Fault {
  const now = `it is larger than ${MAX_FRAME_BYTES} bytes`;
  return refusal('request/tooLarge', 'read a frame', now, 'Send smaller ones.');
}

export function unreadable(now: string): Fault {
  return refusal('request/invalid', 'read a frame', now, 'Send JSON text as /api/docs says.');
}

/** The seat was built for another version of the protocol. */
export function foreignVersion(protocol: number): Fault {
  const now = `the seat speaks version ${protocol}, the server version ${SEAT_PROTOCOL_VERSION}`;
  return refusal('request/versionMismatch', 'open the seat', now, 'Reload the page to get the present seat.');
}

export function tooManyCommands(most: number): Fault {
  const now = `${most} of its commands still run`;
  return refusal('request/rateLimited', 'carry out a command of the seat', now, 'Wait for their results.');
}

export function commandDefect(): Fault {
  return refusal('server/defect', 'carry out the command', 'it failed in a way that it must not', 'See the log.');
}
