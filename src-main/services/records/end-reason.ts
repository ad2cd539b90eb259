import type { Cause } from '../../contract/call-model.ts';
import type { EndReason } from '../../contract/call-record.ts';
import { isStation } from '../../contract/ids.ts';
import type { RecordDraft } from './record-draft.ts';

/** Causes that decide alone, whatever the call had come to. */
const DECISIVE: Partial<Record<Cause, EndReason>> = {
  systemStopped: 'SYSTEM',
  boardLost: 'TELECOM_PROBLEM',
  lineFault: 'TELECOM_PROBLEM',
  transferred: 'TRANSFERRED',
  conferenced: 'TRANSFERRED',
  maximumDuration: 'MAXIMUM_DURATION',
  intercepted: 'BARGED',
  barred: 'BARRED',
  blacklisted: 'BLACKLISTED',
};

/** Ways out of a node that asks the schedule. */
const CLOSED_WAYS = ['off', 'lunch', 'closed'];

/** Why a call that never reached its far end was not put through. */
const UNREACHED: Partial<Record<Cause, EndReason>> = {
  busy: 'BUSY',
  noAnswer: 'NO_ANSWER',
  ringTimeout: 'NO_ANSWER',
  invalidNumber: 'UNOBTAINABLE',
  noDialTone: 'NO_DIAL_TONE',
  noTrunkFree: 'NO_TRUNK',
  noStationFree: 'NO_AGENT',
  glare: 'GLARE',
  congestion: 'TELECOM_PROBLEM',
  noSignal: 'TELECOM_PROBLEM',
  undecided: 'NO_ANSWER',
  cancelled: 'CANCELLED',
  stationHungUp: 'CANCELLED',
  barred: 'BARRED',
  doNotDisturb: 'NO_ANSWER',
};

/** Why the call ended, in the words for people; undefined while it is up. Pure. */
export function endReasonOf(draft: RecordDraft): EndReason | undefined {
  const { clearedBy, record, lastFailure } = draft;
  if (clearedBy === undefined) return undefined;
  const decisive = DECISIVE[clearedBy.cause];
  if (decisive !== undefined) return decisive;
  if (record.blockedBy !== undefined && record.answeredAt === undefined) return 'BLACKLISTED';
  if (record.connectedToAgentAt !== undefined) return 'NORMAL';
  if (record.direction !== 'inbound') {
    if (record.answeredAt !== undefined) return 'NORMAL';
    return unreached(lastFailure, clearedBy.cause);
  }
  return clearedBy.endedBy === 'far' ? abandoned(draft) : endedByUs(draft);
}

function unreached(failure: RecordDraft['lastFailure'], cause: Cause): EndReason {
  if (failure !== undefined && isStation(failure.deviceId) && failure.cause === 'ringTimeout') return 'AGENT_NO_ANSWER';
  return (failure && UNREACHED[failure.cause]) ?? UNREACHED[cause] ?? 'CANCELLED';
}

/** Where the caller was when it gave up. */
function abandoned({ record, clearedBy }: RecordDraft): EndReason {
  if (clearedBy?.cause === 'glare') return 'GLARE';
  if (record.answeredAt === undefined) return 'ABANDONED_RINGING';
  const queue = record.queueEntries?.at(-1);
  if (queue !== undefined && queue.dequeuedAt === undefined) return 'QUEUE_ABANDONED';
  const rangAtTheEnd = record.legs.some(
    (leg) =>
      leg.device.startsWith('station/') &&
      leg.answeredAt === undefined &&
      leg.ringAt !== undefined &&
      (leg.endedAt === undefined || leg.cause !== 'ringTimeout'),
  );
  return rangAtTheEnd ? 'ABANDONED_AGENT_RINGING' : 'ABANDONED_IVR';
}

function endedByUs({ record, clearedBy }: RecordDraft): EndReason {
  if (clearedBy?.cause === 'glare') return 'GLARE';
  const ways = record.ivrPath.flatMap((step) => (step.includes('=') ? [step.slice(step.indexOf('=') + 1)] : []));
  const lastWay = ways.at(-1);
  if (lastWay === 'noAnswer') return 'AGENT_NO_ANSWER';
  if (lastWay === 'noAgent') return 'NO_AGENT';
  if (clearedBy?.cause === 'ringTimeout') return 'AGENT_NO_ANSWER';
  return ways.some((way) => CLOSED_WAYS.includes(way)) ? 'NOT_WORKING_TIME' : 'IVR_ENDED';
}
