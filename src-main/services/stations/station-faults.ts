import type { Fault } from '../../foundation/errors.ts';

function misuse(code: Fault['code'], now: string, next: string): Fault {
  return { kind: 'misuse', code, tried: 'set a station', now: `${now}; nothing was changed`, next };
}

export const stationFaults = {
  unknown: (): Fault => misuse('call/deviceUnknown', 'there is no such station', 'Choose one of the board.'),
  nowhere: (): Fault => misuse('call/numberInvalid', 'a number leads nowhere', 'Check the number.'),
  loop: (): Fault =>
    misuse('call/forwardingLoop', 'its calls would come back to it or to our own lines', 'Choose another number.'),
} as const;
