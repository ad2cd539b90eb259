import type { Fault } from '../foundation/errors.ts';
import type { ErrorCode } from '../contract/error-codes.ts';
import type { CallId, DeviceId } from '../contract/ids.ts';
import type { Cause } from '../contract/call-model.ts';
import type { CommandEnd } from './plan.ts';

type Ids = Readonly<Record<string, string | number>>;

export function misuse(code: ErrorCode, tried: string, now: string, ids: Ids): Fault {
  return { kind: 'misuse', code, tried, now, next: 'nothing was changed', ids };
}

export function trouble(code: ErrorCode, tried: string, story: Story, ids: Ids): Fault {
  return { kind: 'operational', code, tried, ...story, ids };
}

/** What is true now, and what happens or is to be done next. */
type Story = Pick<Fault, 'now' | 'next'>;

export function callUnknown(tried: string, callId: CallId): Fault {
  return misuse('call/notFound', tried, 'no such call is up', { callId });
}

export function callEnding(tried: string, callId: CallId): Fault {
  return trouble(
    'call/ended',
    tried,
    { now: 'the call is over or ending', next: 'nothing more happens in it' },
    { callId },
  );
}

export function deviceUnknown(tried: string, deviceId: DeviceId): Fault {
  return misuse('call/deviceUnknown', tried, 'no such device on this board', { deviceId });
}

/** The board did not do what it was told. */
export function commandFailed(tried: string, end: CommandEnd, ids: Ids): Fault {
  if (end.result === 'notPosted') {
    return trouble('board/gone', tried, { now: 'the board took no command', next: 'the call is as it was' }, ids);
  }
  if (end.result === 'expired') {
    return trouble(
      'request/timeout',
      tried,
      { now: 'the board did not answer in time', next: 'the call is as it was' },
      ids,
    );
  }
  return trouble(
    'board/commandRefused',
    tried,
    { now: `the line machine ended it '${end.result}'`, next: 'the call is as it was' },
    ids,
  );
}

/** A destination did not take the call. */
export function notReached(tried: string, cause: Cause, ids: Ids): Fault {
  return trouble(
    CODE_OF_CAUSE[cause] ?? 'call/failed',
    tried,
    { now: `the destination failed: ${cause}`, next: 'the attempt is over' },
    ids,
  );
}

const CODE_OF_CAUSE: Partial<Record<Cause, ErrorCode>> = {
  busy: 'call/busy',
  noAnswer: 'call/noAnswer',
  ringTimeout: 'call/noAnswer',
  invalidNumber: 'call/unobtainable',
  noDialTone: 'call/noDialTone',
  noTrunkFree: 'call/noTrunkFree',
  noStationFree: 'call/noStationFree',
  doNotDisturb: 'call/doNotDisturb',
  barred: 'call/barred',
  forwardingLoop: 'call/forwardingLoop',
};
