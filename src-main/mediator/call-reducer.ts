import { stepTable } from '../foundation/state-table.ts';
import { never } from '../foundation/errors.ts';
import { isTrunk, type CallId, type DeviceId } from '../contract/ids.ts';
import type { CallView, Cause, ConnectionView, Media } from '../contract/call-model.ts';
import type { UnnumberedCallEvent } from '../contract/call-events.ts';
import { connectionTable, type ConnectionEvent } from './connection-table.ts';
import { connectionOf, isLive, liveConnections, type CallModel } from './call-model.ts';
import type { CallInput, CallStep, EndedBy } from './call-input.ts';

/**
 * The only writer of the call model, and pure: (model, input) → model and the events that tell it. An input
 * that the model or the connection table does not allow leaves the model as it was and says why.
 */
export interface Reduction {
  readonly model: CallModel;
  readonly steps: readonly CallStep[];
  readonly refused?: Refusal;
}

export type Refusal = 'callUnknown' | 'callKnown' | 'deviceInOtherCall' | 'connectionState';

export function reduce(model: CallModel, input: CallInput): Reduction {
  if (input.kind === 'ServiceInitiated' || (input.kind === 'Delivered' && !model.calls.has(input.callId))) {
    return begin(model, input);
  }
  const call = model.calls.get(input.callId);
  if (call === undefined) return refuse(model, 'callUnknown');
  switch (input.kind) {
    case 'Delivered':
      return move(model, call, input);
    case 'Reserved':
      return join(model, call, input);
    case 'Originated':
      return move(model, call, input, { farNumber: input.number });
    case 'NetworkReached':
      return move(model, call, input, { trunkNo: input.trunkNo });
    case 'Established':
      return established(model, call, input);
    case 'Failed':
      return move(model, call, input);
    case 'Joined':
      return joined(model, call, input);
    case 'EndingBegan':
      return endingBegan(model, call, input);
    case 'ConnectionCleared':
      return connectionCleared(model, call, input);
    case 'PlaybackStarted':
      return told(model, withMedia(call, input.deviceId, 'waiting', 'playing'), input);
    case 'PlaybackEnded':
      return told(model, withMedia(call, input.deviceId, 'playing', 'waiting'), input);
    case 'RecordingStarted':
      return told(model, { ...call, recordingIds: [...call.recordingIds, input.recordingId] }, input);
    case 'CallInformation':
      return told(model, informed(call, input), input);
    case 'Transferred':
    case 'DigitsReceived':
    case 'DigitsSent':
    case 'FlowStepped':
    case 'RecordingGap':
    case 'RecordingMarked':
    case 'RecordingStopped':
    case 'LineFault':
      return told(model, call, input);
    default:
      return never(input);
  }
}

type First = Extract<CallInput, { kind: 'ServiceInitiated' | 'Delivered' }>;
type Input<Kind extends CallInput['kind']> = Extract<CallInput, { kind: Kind }>;
type Moving = Input<'Delivered' | 'Originated' | 'NetworkReached' | 'Established' | 'Failed'>;

/** What each fact about a device does to its connection. */
const MOVES = {
  Delivered: 'alert',
  Originated: 'connect',
  NetworkReached: 'initiate',
  Established: 'connect',
  Failed: 'fail',
} as const satisfies Readonly<Record<Moving['kind'], ConnectionEvent>>;

type Facts = Partial<Pick<CallView, 'farNumber' | 'trunkNo' | 'answeredAt'>>;

function begin(model: CallModel, input: First): Reduction {
  if (model.calls.has(input.callId)) return refuse(model, 'callKnown');
  if (model.callOf.has(input.deviceId)) return refuse(model, 'deviceInOtherCall');
  const state = input.kind === 'Delivered' ? 'alerting' : 'initiated';
  const call: CallView = {
    callId: input.callId,
    direction: input.direction,
    farNumber: input.kind === 'Delivered' ? input.number : '',
    farName: input.kind === 'Delivered' ? input.name : '',
    dnis: input.kind === 'Delivered' ? input.dnis : '',
    trunkNo: input.kind === 'Delivered' ? input.trunkNo : undefined,
    startedAt: input.at,
    originator: input.kind === 'ServiceInitiated' ? input.originator : undefined,
    recordingIds: [],
    connections: [{ deviceId: input.deviceId, state, since: input.at, media: 'none' }],
  };
  return told({ ...model, callOf: new Map(model.callOf).set(input.deviceId, input.callId) }, call, input);
}

/** A device that is new in the call. */
function join(model: CallModel, call: CallView, input: Input<'Reserved'>): Reduction {
  if (model.callOf.has(input.deviceId)) return refuse(model, 'deviceInOtherCall');
  if (model.endings.has(call.callId)) return refuse(model, 'connectionState');
  const step = stepTable(connectionTable, 'null', 'reserve');
  if (step.kind !== 'moved') return refuse(model, 'connectionState');
  const others = call.connections.filter((connection) => connection.deviceId !== input.deviceId);
  const fresh: ConnectionView = { deviceId: input.deviceId, state: step.to, since: input.at, media: 'none' };
  return {
    model: {
      ...model,
      calls: new Map(model.calls).set(call.callId, { ...call, connections: [...others, fresh] }),
      callOf: new Map(model.callOf).set(input.deviceId, call.callId),
    },
    steps: [],
  };
}

function move(model: CallModel, call: CallView, input: Moving, facts: Facts = {}): Reduction {
  const connection = connectionOf(call, input.deviceId);
  if (connection === undefined) return refuse(model, 'connectionState');
  const step = stepTable(connectionTable, connection.state, MOVES[input.kind]);
  if (step.kind === 'refused') return refuse(model, 'connectionState');
  if (step.kind === 'ignored') return told(model, { ...call, ...facts }, input);
  const moved: ConnectionView = {
    ...connection,
    state: step.to,
    since: input.at,
    ...(input.kind === 'Failed' && { cause: input.cause }),
    ...(input.kind === 'Established' && { answerEvidence: input.answerEvidence, media: 'waiting' }),
  };
  return told(model, { ...replaced(call, moved), ...facts }, input);
}

function established(model: CallModel, call: CallView, input: Input<'Established'>): Reduction {
  // An internal call is answered by its second station; every other call by its trunk.
  const answers =
    isTrunk(input.deviceId) || (call.direction === 'internal' && call.connections[0]?.deviceId !== input.deviceId);
  const first = answers && call.answeredAt === undefined;
  return move(model, call, input, first ? { answeredAt: input.at } : {});
}

function joined(model: CallModel, call: CallView, input: Input<'Joined'>): Reduction {
  const pair = [connectionOf(call, input.deviceId), connectionOf(call, input.peerId)];
  if (pair.some((connection) => connection?.state !== 'connected')) return refuse(model, 'connectionState');
  const connections = call.connections.map((connection): ConnectionView =>
    pair.includes(connection) ? { ...connection, media: 'joined' } : connection,
  );
  return told(model, { ...call, connections, talkingSince: call.talkingSince ?? input.at }, input);
}

function endingBegan(model: CallModel, call: CallView, input: Input<'EndingBegan'>): Reduction {
  if (model.endings.has(call.callId)) return { model, steps: [] };
  const connections = call.connections.map((connection): ConnectionView => {
    const step = stepTable(connectionTable, connection.state, 'beginClearing');
    return step.kind === 'moved' ? { ...connection, state: step.to, since: input.at } : connection;
  });
  return {
    model: {
      ...model,
      calls: new Map(model.calls).set(call.callId, { ...call, connections }),
      endings: new Map(model.endings).set(call.callId, { cause: input.cause, endedBy: input.endedBy }),
    },
    steps: [],
  };
}

function connectionCleared(model: CallModel, call: CallView, input: Input<'ConnectionCleared'>): Reduction {
  const connection = connectionOf(call, input.deviceId);
  if (connection === undefined || !isLive(connection)) return refuse(model, 'connectionState');
  const gone: ConnectionView = { ...connection, state: 'null', since: input.at, media: 'none', cause: input.cause };
  const after = parted(replaced(call, gone));
  const callOf = new Map(model.callOf);
  callOf.delete(input.deviceId);
  const steps: CallStep[] = [{ event: input, call: after }];
  if (liveConnections(after).length > 0) {
    return { model: { ...model, callOf, calls: new Map(model.calls).set(call.callId, after) }, steps };
  }
  const ending = model.endings.get(call.callId) ?? {
    cause: input.cause,
    endedBy: enderOf(input.deviceId, input.cause),
  };
  steps.push({ event: { kind: 'CallCleared', at: input.at, callId: call.callId, ...ending }, call: after });
  return {
    model: { calls: without(model.calls, call.callId), callOf, endings: without(model.endings, call.callId) },
    steps,
  };
}

function informed(call: CallView, input: Input<'CallInformation'>): CallView {
  return {
    ...call,
    farNumber: input.number ?? call.farNumber,
    farName: input.name ?? call.farName,
    ruleId: input.ruleId ?? call.ruleId,
    flowId: input.flowId ?? call.flowId,
  };
}

/** Whoever is left alone hears nobody any more. */
function parted(call: CallView): CallView {
  const listening = call.connections.filter((connection) => connection.media === 'joined');
  return listening.length === 1 && listening[0] !== undefined
    ? replaced(call, { ...listening[0], media: 'waiting' })
    : call;
}

function withMedia(call: CallView, deviceId: DeviceId, from: Media, to: Media): CallView {
  const connection = connectionOf(call, deviceId);
  return connection?.media === from ? replaced(call, { ...connection, media: to }) : call;
}

function replaced(call: CallView, connection: ConnectionView): CallView {
  const connections = call.connections.map((other) => (other.deviceId === connection.deviceId ? connection : other));
  return { ...call, connections };
}

function told(model: CallModel, call: CallView, event: UnnumberedCallEvent): Reduction {
  const steps = [{ event, call }];
  if (model.calls.get(call.callId) === call) return { model, steps };
  return { model: { ...model, calls: new Map(model.calls).set(call.callId, call) }, steps };
}

function refuse(model: CallModel, refused: Refusal): Reduction {
  return { model, steps: [], refused };
}

function enderOf(deviceId: DeviceId, cause: Cause): EndedBy {
  if (cause === 'trunkHungUp' || cause === 'callerGaveUp') return 'far';
  if (cause === 'stationHungUp') return 'station';
  return isTrunk(deviceId) && cause === 'busy' ? 'far' : 'system';
}

function without<Value>(map: ReadonlyMap<CallId, Value>, callId: CallId): ReadonlyMap<CallId, Value> {
  if (!map.has(callId)) return map;
  const rest = new Map(map);
  rest.delete(callId);
  return rest;
}
