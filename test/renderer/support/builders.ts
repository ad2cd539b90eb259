import {
  boardViewSchema,
  type BoardView,
  type ChannelView,
  channelViewSchema,
} from '../../../src-main/contract/board-view.ts';
import { benchStateSchema, type BenchState } from '../../../src-main/contract/bench.ts';
import { callViewSchema, type CallView } from '../../../src-main/contract/call-model.ts';
import { callRecordSchema, type CallRecord } from '../../../src-main/contract/call-record.ts';
import {
  callIdSchema,
  deviceIdSchema,
  recordingIdSchema,
  ruleIdSchema,
  sessionIdSchema,
  userIdSchema,
} from '../../../src-main/contract/ids.ts';
import type { SeatTopics, ServerFrame } from '../../../src-main/contract/seat-protocol.ts';
import {
  agentViewSchema,
  userViewSchema,
  type AgentView,
  type LoginReply,
  type UserView,
} from '../../../src-main/contract/users.ts';
import { CHANNEL_STATES } from '../../../src-main/driver/channel-event.ts';

/** 2026-11-20 14:03:22 where the test runs. */
export const NOW_MS = new Date(2026, 10, 20, 14, 3, 22).getTime();

export const CALL_1 = callIdSchema.parse('call_1');
export const STATION = '801';

export function aUser(change: Partial<UserView> = {}): UserView {
  return userViewSchema.parse({
    userId: 'user_chen',
    login: 'agent1',
    displayName: '陈静',
    role: 'agent',
    locale: 'zh-CN',
    mustChangePassword: false,
    disabled: false,
    ...change,
  });
}

export function aLoginReply(change: Partial<LoginReply> = {}): LoginReply {
  return {
    user: aUser(),
    sessionId: sessionIdSchema.parse('session_1'),
    stationNo: STATION,
    expiresAt: NOW_MS + 3_600_000,
    ...change,
  };
}

export function anAgent(change: Partial<AgentView> = {}): AgentView {
  return agentViewSchema.parse({
    userId: 'user_chen',
    displayName: '陈静',
    role: 'agent',
    stationNo: STATION,
    state: 'ready',
    since: NOW_MS - 272_000,
    online: true,
    ...change,
  });
}

/** An inbound call from 13900001234 on trunk 1 that rings station 801. */
export function aCall(change: Partial<CallView> = {}): CallView {
  return callViewSchema.parse({
    callId: CALL_1,
    direction: 'inbound',
    farNumber: '13900001234',
    farName: '',
    dnis: '',
    trunkNo: 1,
    startedAt: NOW_MS - 14_000,
    answeredAt: NOW_MS - 12_000,
    recordingIds: [],
    connections: [
      { deviceId: 'trunk/1', state: 'connected', since: NOW_MS - 12_000, media: 'waiting' },
      { deviceId: 'station/801', state: 'alerting', since: NOW_MS - 3000, media: 'none' },
    ],
    ...change,
  });
}

export function aTalkingCall(change: Partial<CallView> = {}): CallView {
  const connections = [
    {
      deviceId: deviceIdSchema.parse('trunk/1'),
      state: 'connected' as const,
      since: NOW_MS - 60_000,
      media: 'joined' as const,
    },
    {
      deviceId: deviceIdSchema.parse('station/801'),
      state: 'connected' as const,
      since: NOW_MS - 42_000,
      media: 'joined' as const,
    },
  ];
  return aCall({ talkingSince: NOW_MS - 42_000, connections, ...change });
}

/** A finished inbound call with a recording; `number` makes its ids. */
export function aRecord(number: number, change: Partial<CallRecord> = {}): CallRecord {
  const startedAt = NOW_MS - number * 431_000 - 60_000;
  return callRecordSchema.parse({
    callId: callIdSchema.parse(`call_r${number}`),
    direction: 'inbound',
    initiation: 'INBOUND',
    ani: '13900001234',
    aniRaw: '13900001234',
    name: '',
    dnis: '',
    trunkNo: 1,
    stationNo: STATION,
    userId: userIdSchema.parse('user_chen'),
    ruleId: ruleIdSchema.parse('rule_default'),
    ruleReason: '默认规则：全部来电',
    ivrPath: ['welcome', 'menu=1', 'agent'],
    startedAt,
    ringAt: startedAt,
    answeredAt: startedAt + 5000,
    answerEvidence: 'hook',
    connectedToAgentAt: startedAt + 21_000,
    endedAt: startedAt + 63_000,
    endedBy: 'far',
    endReason: 'NORMAL',
    legs: [
      {
        device: 'trunk/1',
        startedAt,
        ringAt: startedAt,
        answeredAt: startedAt + 5000,
        endedAt: startedAt + 63_000,
        cause: 'trunkHungUp',
      },
      {
        device: 'station/801',
        startedAt: startedAt + 15_000,
        ringAt: startedAt + 15_000,
        answeredAt: startedAt + 21_000,
        endedAt: startedAt + 63_000,
        cause: 'normal',
      },
    ],
    recordings: [
      {
        recordingId: recordingIdSchema.parse(`rec_${number}`),
        startedAt: startedAt + 5000,
        lengthMs: 12_000,
        format: 'pcm16',
        result: 'complete',
        gaps: [],
      },
    ],
    ...change,
  });
}

export function aChannel(channel: number, change: Partial<ChannelView> = {}): ChannelView {
  const trunk = channel % 16 < 8;
  const ordinal = Math.floor(channel / 16) * 8 + (channel % 8);
  return channelViewSchema.parse({
    deviceId: trunk ? `trunk/${ordinal + 1}` : `station/${801 + ordinal}`,
    channel,
    kind: trunk ? 'trunk' : 'station',
    label: '',
    state: 'idle',
    le001: 1,
    le002: 1,
    since: NOW_MS - 90_000,
    inService: true,
    offHook: false,
    farNumber: '',
    ...change,
  });
}

/** Some channels at work, one out of service. */
export function aBoard(channelCount = 16, change: Partial<BoardView> = {}): BoardView {
  const busy: Readonly<Record<number, Partial<ChannelView>>> = {
    0: { state: 'connected', le001: 8, le002: 0, offHook: true, farNumber: '13900001234', since: NOW_MS - 42_000 },
    1: { state: 'offered', le001: 2, le002: 0, farNumber: '02088886666', since: NOW_MS - 4000 },
    3: { state: 'outOfService', inService: false, le001: 0, le002: 0 },
    4: { state: 'proceeding', le001: 0, le002: 7, offHook: true, farNumber: '4008101234', since: NOW_MS - 9000 },
    8: { state: 'connected', le001: 8, le002: 0, offHook: true, farNumber: '13900001234', since: NOW_MS - 42_000 },
    9: { state: 'ringing', le001: 7, le002: 3, since: NOW_MS - 4000 },
  };
  const channels = Array.from({ length: channelCount }, (_, channel) =>
    aChannel(channel, busy[channel] ?? busy[channel % 23]),
  );
  return boardViewSchema.parse({
    up: true,
    vendor: 'Trunkline',
    model: 'SIM-16',
    serial: 'SIM-0001',
    driverVersion: '1.0.0',
    simulated: true,
    clock: 'real',
    channels,
    ...change,
  });
}

export function aBench(change: Partial<BenchState> = {}): BenchState {
  const line = { state: 'idle' as const, number: '', dialled: '', ourHookOff: false, voice: 'silence' };
  const lines = Array.from({ length: 8 }, (_, index) => ({ ...line, trunkNo: index + 1, channel: index }));
  const phones = Array.from({ length: 8 }, (_, index) => ({
    phoneNo: index + 1,
    channel: 8 + index,
    hookOff: false,
    ringing: false,
    lamp: false,
    display: '',
    voice: 'silence',
  }));
  return benchStateSchema.parse({ clock: 'real', nowMs: 83_000, lines, phones, ...change });
}

export function someTopics(change: Partial<SeatTopics> = {}): SeatTopics {
  return { calls: [], agents: [anAgent()], allowed: { agent: ['agent.setReady', 'call.make'], calls: {} }, ...change };
}

export function aGreeting(change: { readonly user?: UserView; readonly stationNo?: string } = {}): ServerFrame {
  return {
    kind: 'hello',
    protocol: 1,
    serverVersion: '0.1.0',
    sessionId: sessionIdSchema.parse('session_1'),
    user: aUser(),
    stationNo: STATION,
    now: NOW_MS,
    ...change,
  };
}

export const DRIVER_CHANNEL_STATES: readonly string[] = CHANNEL_STATES;
