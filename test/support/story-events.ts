import type { CallEvent, UnnumberedCallEvent } from '../../src-main/contract/call-events.ts';
import type { CallId, DeviceId } from '../../src-main/contract/ids.ts';
import { TEST_NOW_MS } from './test-databases.ts';
import { testCallId, testRecordingId, trunk1 } from './test-events.ts';

type Diversion = Extract<UnnumberedCallEvent, { kind: 'Diverted' }>['reason'];
type Participation = Extract<UnnumberedCallEvent, { kind: 'ParticipationChanged' }>['participation'];

/** Makers of what happens to a call after it was answered: holds, transfers, conferences, supervisors. */
export function storyEvents(callId: CallId = testCallId) {
  const head = (atMs: number) => ({ at: TEST_NOW_MS + atMs, callId });
  return {
    hold: (atMs: number, deviceId: DeviceId): UnnumberedCallEvent => ({ kind: 'Held', ...head(atMs), deviceId }),
    retrieve: (atMs: number, deviceId: DeviceId): UnnumberedCallEvent => ({
      kind: 'Retrieved',
      ...head(atMs),
      deviceId,
    }),
    join: (atMs: number, deviceId: DeviceId, peerId: DeviceId): UnnumberedCallEvent => ({
      kind: 'Joined',
      ...head(atMs),
      deviceId,
      peerId,
    }),
    transfer: (
      atMs: number,
      toId: DeviceId,
      change: { fromId?: DeviceId; newCallId?: CallId; oldCallId?: CallId } = {},
    ): UnnumberedCallEvent => ({ kind: 'Transferred', ...head(atMs), toId, ...change }),
    conference: (atMs: number, ...deviceIds: DeviceId[]): UnnumberedCallEvent => ({
      kind: 'Conferenced',
      ...head(atMs),
      deviceIds,
    }),
    divert: (atMs: number, deviceId: DeviceId, reason: Diversion, to: string): UnnumberedCallEvent => ({
      kind: 'Diverted',
      ...head(atMs),
      deviceId,
      reason,
      to,
    }),
    participate: (atMs: number, deviceId: DeviceId, participation: Participation): UnnumberedCallEvent => ({
      kind: 'ParticipationChanged',
      ...head(atMs),
      deviceId,
      participation,
    }),
    lifted: (atMs: number, deviceId: DeviceId): UnnumberedCallEvent => ({
      kind: 'Established',
      ...head(atMs),
      deviceId,
    }),
    inform: (
      atMs: number,
      change: Partial<Extract<UnnumberedCallEvent, { kind: 'CallInformation' }>>,
    ): UnnumberedCallEvent => ({ kind: 'CallInformation', ...head(atMs), ...change }),
    mark: (atMs: number, text: string): UnnumberedCallEvent => ({
      kind: 'RecordingMarked',
      ...head(atMs),
      deviceId: trunk1,
      recordingId: testRecordingId,
      atMs,
      text,
    }),
  };
}

/** Stories may nest: what a maker gives may be one event or several. */
export function numbered(story: readonly (UnnumberedCallEvent | readonly UnnumberedCallEvent[])[]): CallEvent[] {
  return story.flat().map((event, index) => ({ ...event, eventNo: index + 1 }));
}
