import fc from 'fast-check';
import {
  callIdSchema,
  promptIdSchema,
  recordingIdSchema,
  stationDevice,
  trunkDevice,
} from '../../../src-main/contract/ids.ts';
import type { CallInput } from '../../../src-main/mediator/call-input.ts';

export const CALL = callIdSchema.parse('call_1');
export const TRUNK = trunkDevice(1);
export const STATION = stationDevice('801');

export const DELIVERED: Extract<CallInput, { kind: 'Delivered' }> = {
  kind: 'Delivered',
  at: 1000,
  callId: CALL,
  deviceId: TRUNK,
  direction: 'inbound',
  number: '13900001234',
  name: 'Wang',
  dnis: '',
  trunkNo: 1,
};

export const CALLS = ['call_1', 'call_2', 'call_3'].map((id) => callIdSchema.parse(id));
export const DEVICES = [trunkDevice(1), trunkDevice(2), stationDevice('801'), stationDevice('802')];
/** Facts of any call and device, most of which the model refuses. */
export function anyOf(makers: readonly FactMaker[]): fc.Arbitrary<CallInput> {
  return fc
    .record({
      callId: fc.constantFrom(...CALLS),
      deviceId: fc.constantFrom(...DEVICES),
      peerId: fc.constantFrom(...DEVICES),
      at: fc.integer({ min: 1, max: 1_000_000 }),
      make: fc.constantFrom(...makers),
    })
    .map(({ make, ...parts }) => make(parts));
}

interface Parts {
  readonly callId: (typeof CALLS)[number];
  readonly deviceId: (typeof DEVICES)[number];
  readonly peerId: (typeof DEVICES)[number];
  readonly at: number;
}

export type FactMaker = (parts: Parts) => CallInput;

/** Of calls of which nobody holds any. */
export function plainFacts(): readonly FactMaker[] {
  const prompt = promptIdSchema.parse('welcome');
  const recordingId = recordingIdSchema.parse('rec');
  return [
    ({ callId, deviceId, at }) => ({ ...DELIVERED, callId, deviceId, at }),
    ({ callId, deviceId, at }) => ({ kind: 'ServiceInitiated', at, callId, deviceId, direction: 'outbound' }),
    ({ callId, deviceId, at }) => ({ kind: 'Originated', at, callId, deviceId, number: '1' }),
    ({ callId, deviceId, at }) => ({ kind: 'NetworkReached', at, callId, deviceId, number: '1', trunkNo: 1 }),
    ({ callId, deviceId, at }) => ({ kind: 'Established', at, callId, deviceId }),
    ({ callId, deviceId, peerId, at }) => ({ kind: 'Joined', at, callId, deviceId, peerId }),
    ({ callId, deviceId, at }) => ({ kind: 'Failed', at, callId, deviceId, cause: 'busy' }),
    ({ callId, deviceId, at }) => ({ kind: 'Reserved', at, callId, deviceId }),
    ({ callId, at }) => ({ kind: 'EndingBegan', at, callId, cause: 'normal', endedBy: 'system' }),
    ({ callId, deviceId, at }) => ({ kind: 'ConnectionCleared', at, callId, deviceId, cause: 'normal' }),
    ({ callId, deviceId, at }) => ({ kind: 'PlaybackStarted', at, callId, deviceId, prompts: [prompt] }),
    ({ callId, deviceId, at }) => ({ kind: 'PlaybackEnded', at, callId, deviceId, result: 'completed', playedMs: 5 }),
    ({ callId, deviceId, at }) => ({
      kind: 'RecordingStarted',
      at,
      callId,
      deviceId,
      recordingId,
      path: '/r',
      format: 'alaw',
    }),
    ({ callId, at }) => ({ kind: 'CallInformation', at, callId, number: '2' }),
  ];
}

/** Of calls that are held, handed over and diverted. */
export function movingFacts(): readonly FactMaker[] {
  const [fromCallId] = CALLS;
  return [
    ({ callId, deviceId, at }) => ({ kind: 'Held', at, callId, deviceId }),
    ({ callId, deviceId, at }) => ({ kind: 'Retrieved', at, callId, deviceId }),
    ({ callId, deviceId, at }) => ({ kind: 'Leaving', at, callId, deviceId }),
    ({ callId, deviceId, at }) => ({ kind: 'Adopted', at, callId, deviceId, fromCallId: fromCallId ?? callId }),
    ({ callId, deviceId, at }) => ({ kind: 'Diverting', at, callId, deviceId, to: '802', reason: 'deflect' }),
    ({ callId, deviceId, at }) => ({ kind: 'RecallChosen', at, callId, recallId: deviceId }),
  ];
}
