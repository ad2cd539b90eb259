// Over 250 lines: one list of everything that can happen to a call, each with the condition under which it may.
import type { UnnumberedCallEvent } from '../../src-main/contract/call-events.ts';
import {
  callIdSchema,
  flowIdSchema,
  recordingIdSchema,
  ruleIdSchema,
  stationDevice,
  trunkDevice,
  userIdSchema,
  type CallId,
  type DeviceId,
  type RecordingId,
} from '../../src-main/contract/ids.ts';
import { TEST_NOW_MS } from './test-databases.ts';

/** What is known of one call while its story is made up. */
interface CallAtHand {
  readonly callId: CallId;
  readonly direction: 'inbound' | 'outbound' | 'internal';
  readonly parent: CallAtHand | undefined;
  readonly rung: Set<DeviceId>;
  readonly connected: Set<DeviceId>;
  readonly held: Set<DeviceId>;
  readonly listening: Set<DeviceId>;
  recording: RecordingId | undefined;
  inGap: boolean;
}

type Body = UnnumberedCallEvent extends infer Each
  ? Each extends UnnumberedCallEvent
    ? Omit<Each, 'at' | 'callId'>
    : never
  : never;

const trunks = [1, 2, 3].map(trunkDevice);
const stations = ['801', '802', '803', '804'].map(stationDevice);

/**
 * A legal story of several calls at once, made up by the numbers: each number chooses what happens next, to which call
 * and how much later. Calls consult, merge, hold, confer, are listened to and recorded; the clock is set back now and
 * then; a recording may end after its call. The same numbers give the same story.
 */
export function callsOf(choices: readonly number[]): readonly UnnumberedCallEvent[] {
  const events: UnnumberedCallEvent[] = [];
  const up: CallAtHand[] = [];
  let at = TEST_NOW_MS;
  let made = 0;
  let draw = 0;
  /** A number below `below`, out of the choice at hand. */
  const pick = (below: number): number => {
    const rest = draw;
    draw = Math.floor(draw / below);
    return rest % below;
  };
  const tell = (call: CallAtHand, body: Body): void => void events.push({ ...body, at, callId: call.callId });
  const any = <Value>(values: Iterable<Value>): Value | undefined => {
    const list = [...values];
    return list[pick(Math.max(1, list.length))];
  };
  const begin = (direction: CallAtHand['direction'], parent?: CallAtHand): CallAtHand => {
    made += 1;
    const sets = { rung: new Set<DeviceId>(), connected: new Set<DeviceId>(), held: new Set<DeviceId>() };
    const call: CallAtHand = {
      ...sets,
      callId: callIdSchema.parse(`call_${made}`),
      direction,
      parent,
      listening: new Set(),
      recording: undefined,
      inGap: false,
    };
    up.push(call);
    return call;
  };
  const leave = (call: CallAtHand, deviceId: DeviceId, cause: 'trunkHungUp' | 'transferred'): void => {
    tell(call, { kind: 'ConnectionCleared', deviceId, cause });
    for (const devices of [call.rung, call.connected, call.held, call.listening]) devices.delete(deviceId);
  };
  const clear = (call: CallAtHand, cause: 'trunkHungUp' | 'flowEnded' | 'transferred' | 'systemStopped'): void => {
    for (const deviceId of [...call.rung, ...call.connected]) if (pick(4) > 0) leave(call, deviceId, 'trunkHungUp');
    const endedBy = cause === 'trunkHungUp' ? 'far' : 'system';
    tell(call, { kind: 'CallCleared', cause, endedBy });
    up.splice(up.indexOf(call), 1);
    if (call.recording === undefined) return;
    at += 5;
    const stopped = { recordingId: call.recording, lengthMs: pick(60_000), result: 'complete' } as const;
    tell(call, { kind: 'RecordingStopped', deviceId: trunkDevice(1), ...stopped });
  };

  const happenings: readonly ((call: CallAtHand) => void)[] = [
    (call) => {
      const trunk = any(trunks);
      if (trunk === undefined || call.connected.size > 0 || call.direction !== 'inbound') return;
      tell(call, { kind: 'Established', deviceId: trunk, answerEvidence: 'hook' });
      call.connected.add(trunk);
    },
    (call) => {
      const station = any(stations);
      if (station === undefined || call.rung.has(station) || call.connected.has(station)) return;
      const { direction } = call;
      tell(call, { kind: 'Delivered', deviceId: station, direction, number: '139', name: '', dnis: '' });
      call.rung.add(station);
    },
    (call) => {
      const station = any(call.rung);
      const other = any(call.connected);
      if (station === undefined) return;
      tell(call, { kind: 'Established', deviceId: station, answerEvidence: 'hook' });
      tell(call, { kind: 'CallInformation', userId: userIdSchema.parse(`user_${station.slice(-1)}`) });
      if (other !== undefined) tell(call, { kind: 'Joined', deviceId: other, peerId: station });
      call.rung.delete(station);
      call.connected.add(station);
    },
    (call) => {
      const device = any([...call.connected].filter((each) => !call.held.has(each)));
      if (device === undefined) return;
      tell(call, { kind: 'Held', deviceId: device });
      call.held.add(device);
    },
    (call) => {
      const device = any(call.held);
      if (device === undefined) return;
      tell(call, { kind: 'Retrieved', deviceId: device });
      call.held.delete(device);
    },
    (call) => {
      const third = any(stations);
      if (third === undefined || call.connected.size < 2) return;
      call.connected.add(third);
      tell(call, { kind: 'Conferenced', deviceIds: [...call.connected] });
    },
    (call) => {
      const device = any(call.rung);
      if (device === undefined) return;
      const reason = (['forward', 'deflect', 'park', 'pickup', 'recall', 'flow'] as const)[pick(6)] ?? 'flow';
      tell(call, { kind: 'Diverted', deviceId: device, to: 'station/899', reason });
      leave(call, device, 'transferred');
    },
    (call) => {
      // Who watches already changes how it does more often than another comes.
      const station = any(call.listening.size > 0 ? call.listening : stations);
      if (station === undefined || (call.connected.has(station) && !call.listening.has(station))) return;
      const participation = (['listen', 'whisper', 'party'] as const)[pick(3)] ?? 'listen';
      tell(call, { kind: 'ParticipationChanged', deviceId: station, participation });
      call.connected.add(station);
      call.listening.add(station);
    },
    (call) => {
      const [fromId, toId] = [any(call.connected), any(stations)];
      if (fromId === undefined || toId === undefined || fromId === toId || call.connected.has(toId)) return;
      leave(call, fromId, 'transferred');
      tell(call, { kind: 'Transferred', fromId, toId });
      call.connected.add(toId);
    },
    (call) => {
      const { parent } = call;
      const toId = any(call.connected);
      if (parent === undefined || toId === undefined || !up.includes(parent)) return;
      tell(call, { kind: 'Transferred', toId, newCallId: parent.callId });
      clear(call, 'transferred');
      tell(parent, { kind: 'Transferred', toId, oldCallId: call.callId });
      const peerId = any(parent.connected);
      if (peerId !== undefined && peerId !== toId) tell(parent, { kind: 'Joined', deviceId: peerId, peerId: toId });
      parent.connected.add(toId);
    },
    (call) => {
      const asking = begin('internal', call);
      const deviceId = any(stations) ?? stationDevice('801');
      tell(asking, { kind: 'ServiceInitiated', deviceId, direction: 'internal', parentId: call.callId });
      tell(asking, { kind: 'Established', deviceId });
      asking.connected.add(deviceId);
    },
    (call) => {
      if (call.recording !== undefined) return;
      const recordingId = recordingIdSchema.parse(`rec_${call.callId}_${events.length}`);
      const path = `/data/recordings/${recordingId}.wav`;
      tell(call, { kind: 'RecordingStarted', deviceId: trunkDevice(1), recordingId, path, format: 'alaw' });
      call.recording = recordingId;
    },
    (call) => {
      const { recording: recordingId } = call;
      if (recordingId === undefined) return;
      const on = { deviceId: trunkDevice(1), recordingId };
      const phase = call.inGap ? 'ended' : 'began';
      tell(call, { kind: 'RecordingGap', ...on, reason: 'masked', phase, lengthMs: call.inGap ? pick(9_000) : 0 });
      call.inGap = !call.inGap;
      tell(call, { kind: 'RecordingMarked', ...on, atMs: pick(9_000), text: 'mark' });
    },
    (call) => {
      const flowId = flowIdSchema.parse('welcome');
      const choice = pick(2) === 0 ? {} : { choice: String(pick(9)) };
      tell(call, { kind: 'FlowStepped', flowId, node: ['menu', 'agent'][pick(2)] ?? 'menu', ...choice });
    },
    (call) =>
      tell(call, {
        kind: 'CallInformation',
        number: String(pick(1_000)),
        ruleId: ruleIdSchema.parse('rule_1'),
        why: [{ kind: 'rule', ruleId: ruleIdSchema.parse('rule_1'), title: '规则', met: true, conditions: [] }],
      }),
    (call) => {
      const device = any(call.rung);
      if (device === undefined) return;
      tell(call, { kind: 'Failed', deviceId: device, cause: 'ringTimeout' });
      leave(call, device, 'trunkHungUp');
    },
    (call) => {
      const device = any(call.connected);
      if (device !== undefined) leave(call, device, 'trunkHungUp');
    },
    (call) => clear(call, (['trunkHungUp', 'flowEnded', 'systemStopped'] as const)[pick(3)] ?? 'flowEnded'),
    () => void (at -= 1_000 * pick(7_200)),
  ];

  for (const choice of choices) {
    draw = choice;
    at += pick(20_000);
    const call = up[pick(Math.max(3, up.length + 1))];
    if (call !== undefined) happenings[pick(happenings.length)]?.(call);
    else beginOutside();
  }
  return events;

  function beginOutside(): void {
    const isInbound = pick(3) > 0;
    const call = begin(isInbound ? 'inbound' : 'outbound');
    const [trunk, station] = [any(trunks) ?? trunkDevice(1), any(stations) ?? stationDevice('801')];
    if (isInbound) {
      const from = { number: `139000${pick(9_999)}`, name: '', dnis: '', trunkNo: 1 };
      tell(call, { kind: 'Delivered', deviceId: trunk, direction: 'inbound', ...from });
      return;
    }
    const originator = userIdSchema.parse('user_1');
    tell(call, { kind: 'ServiceInitiated', deviceId: station, direction: 'outbound', originator });
    tell(call, { kind: 'Originated', deviceId: station, number: '10086' });
    call.connected.add(station);
  }
}
