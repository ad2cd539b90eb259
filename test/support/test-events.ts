import type { UnnumberedCallEvent } from '../../src-main/contract/call-events.ts';
import {
  callIdSchema,
  flowIdSchema,
  recordingIdSchema,
  stationDevice,
  trunkDevice,
} from '../../src-main/contract/ids.ts';
import { TEST_NOW_MS } from './test-databases.ts';

export const testCallId = callIdSchema.parse('call_1');
export const testRecordingId = recordingIdSchema.parse('rec_1');
export const trunk1 = trunkDevice(1);
export const station801 = stationDevice('801');
const welcome = flowIdSchema.parse('welcome');

/** The events of one call, each `atMs` after the test's now. Fields that a test does not care for are filled in. */
export function callEvents(callId = testCallId) {
  const head = (atMs: number) => ({ at: TEST_NOW_MS + atMs, callId });
  return {
    ring: (atMs: number, number = '13900001234', name = ''): UnnumberedCallEvent => ({
      kind: 'Delivered',
      ...head(atMs),
      deviceId: trunk1,
      direction: 'inbound',
      number,
      name,
      dnis: '',
      trunkNo: 1,
    }),
    answer: (atMs: number): UnnumberedCallEvent => ({
      kind: 'Established',
      ...head(atMs),
      deviceId: trunk1,
      answerEvidence: 'hook',
    }),
    dial: (atMs: number, number = '13900001234'): readonly UnnumberedCallEvent[] => [
      { kind: 'ServiceInitiated', ...head(atMs), deviceId: station801, direction: 'outbound', dialling: 'soft' },
      { kind: 'Originated', ...head(atMs), deviceId: station801, number },
    ],
    ringStation: (atMs: number): UnnumberedCallEvent => ({
      kind: 'Delivered',
      ...head(atMs),
      deviceId: station801,
      direction: 'inbound',
      number: '13900001234',
      name: '',
      dnis: '',
    }),
    lift: (atMs: number): readonly UnnumberedCallEvent[] => [
      { kind: 'Established', ...head(atMs), deviceId: station801, answerEvidence: 'hook' },
      { kind: 'Joined', ...head(atMs), deviceId: trunk1, peerId: station801 },
    ],
    step: (atMs: number, node: string, choice?: string): UnnumberedCallEvent => ({
      kind: 'FlowStepped',
      ...head(atMs),
      flowId: welcome,
      node,
      ...(choice === undefined ? {} : { choice }),
    }),
    fail: (atMs: number, deviceId: typeof trunk1, cause: FailCause): UnnumberedCallEvent => ({
      kind: 'Failed',
      ...head(atMs),
      deviceId,
      cause,
    }),
    leave: (atMs: number, deviceId: typeof trunk1, cause: FailCause): UnnumberedCallEvent => ({
      kind: 'ConnectionCleared',
      ...head(atMs),
      deviceId,
      cause,
    }),
    clear: (atMs: number, cause: FailCause, endedBy: 'far' | 'station' | 'system'): UnnumberedCallEvent => ({
      kind: 'CallCleared',
      ...head(atMs),
      cause,
      endedBy,
    }),
    record: (atMs: number, path = '/data/recordings/2026/01/05/rec_1.wav'): UnnumberedCallEvent => ({
      kind: 'RecordingStarted',
      ...head(atMs),
      deviceId: trunk1,
      recordingId: testRecordingId,
      path,
      format: 'alaw',
    }),
    recorded: (atMs: number, lengthMs: number, result: 'complete' | 'moved' = 'complete'): UnnumberedCallEvent => ({
      kind: 'RecordingStopped',
      ...head(atMs),
      deviceId: trunk1,
      recordingId: testRecordingId,
      lengthMs,
      result,
    }),
    gap: (atMs: number, phase: 'began' | 'ended', lengthMs = 0): UnnumberedCallEvent => ({
      kind: 'RecordingGap',
      ...head(atMs),
      deviceId: trunk1,
      recordingId: testRecordingId,
      reason: 'diskFull',
      phase,
      lengthMs,
    }),
  };
}

type FailCause = Extract<UnnumberedCallEvent, { kind: 'Failed' }>['cause'];
