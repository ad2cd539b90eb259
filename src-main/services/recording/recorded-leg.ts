import { randomUUID } from 'node:crypto';
import type { CallView } from '../../contract/call-model.ts';
import {
  deviceNumber,
  isStation,
  recordingIdSchema,
  type CallId,
  type DeviceId,
  type RecordingId,
} from '../../contract/ids.ts';
import type { RecordingPolicy } from '../../contract/recordings.ts';
import type { SealPlan } from '../../storage/repositories/recording-seals.ts';
import type { CallFacts } from './recording-policy.ts';
import type { RecordingState } from './recording-table.ts';

/** The leg of a call that is recorded or may be: its trunk, of an internal call the station that called. */
export interface RecordedLeg {
  readonly callId: CallId;
  readonly deviceId: DeviceId;
  readonly facts: CallFacts;
  readonly policy: RecordingPolicy | undefined;
  readonly state: RecordingState;
  /** The file that runs or ran last, or stands for one that could not begin. */
  readonly recordingId: RecordingId;
  /** When the file began, Unix milliseconds; undefined while none runs. */
  readonly runsSince: number | undefined;
  /** The gap that began and has not ended. */
  readonly gap: { readonly reason: 'diskFull' | 'paused'; readonly since: number } | undefined;
}

export function newLeg(call: CallView, deviceId: DeviceId): RecordedLeg {
  const { callId } = call;
  return {
    callId,
    deviceId,
    facts: factsOf(call),
    policy: undefined,
    state: 'idle',
    recordingId: newRecordingId(),
    runsSince: undefined,
    gap: undefined,
  };
}

export function newRecordingId(): RecordingId {
  return recordingIdSchema.parse(`rec_${randomUUID()}`);
}

/** What a policy says of the file that begins under it. */
export function planOf(policy: RecordingPolicy | undefined): SealPlan {
  if (policy === undefined) return { encrypt: false };
  const { policyId, sealAs, encrypt, retentionDays } = policy;
  return {
    policyId,
    encrypt,
    ...(sealAs === undefined ? {} : { sealAs }),
    ...(retentionDays === undefined ? {} : { retentionDays }),
  };
}

function factsOf(call: CallView): CallFacts {
  const station = call.connections.find(({ deviceId, state }) => isStation(deviceId) && state === 'connected');
  return {
    direction: call.direction,
    ...(call.ruleId === undefined ? {} : { ruleId: call.ruleId }),
    ...(call.originator === undefined ? {} : { userId: call.originator }),
    ...(station === undefined ? {} : { stationNo: deviceNumber(station.deviceId) }),
  };
}
