import type { Cause } from '../../contract/call-model.ts';
import type { CommandEnd } from '../plan.ts';

/** Why a station that was rung did not take the call. */
export function causeOfRing(end: CommandEnd): Cause {
  switch (end.result) {
    case 'noAnswer':
    case 'expired':
    case 'limit':
      return 'ringTimeout';
    case 'cancelled':
    case 'hangUp':
      return 'noAnswer';
    case 'notPosted':
      return 'boardLost';
    case 'failed':
      return 'lineFault';
    default:
      return 'noStationFree';
  }
}
