// Over 250 lines: every way in which the model may change, one small function each, in one file, since it is its only writer.
import { stepTable } from '../foundation/state-table.ts';
import { never } from '../foundation/errors.ts';
import { isTrunk, type DeviceId } from '../contract/ids.ts';
import type { CallView, Cause, ConnectionView, Media } from '../contract/call-model.ts';
import type { UnnumberedCallEvent } from '../contract/call-events.ts';
import { connectionTable, type ConnectionEvent } from './connection-table.ts';
import { connectionOf, isLive, liveConnections, type CallModel } from './call-model.ts';
import type { CallInput, CallStep, EndedBy } from './call-input.ts';
import { ModelWriter } from './model-writer.ts';

/**
 * The only one that changes a call model: (model, input) → model and the events that tell it. An input that the model
 * or the connection table does not allow leaves the model as it was and says why.
 */
export interface Reduction extends Reduced {
  readonly model: CallModel;
}

export interface Reduced {
  readonly steps: readonly CallStep[];
  readonly refused?: Refusal;
}

export type Refusal = 'callUnknown' | 'callKnown' | 'deviceInOtherCall' | 'connectionState';

/** Pure: the model that is given stays what it is. */
export function reduce(model: CallModel, input: CallInput): Reduction {
  const writer = new ModelWriter(model);
  const { steps, refused } = reduceInto(writer, input);
  if (refused !== undefined) return { model, steps, refused };
  const { calls, callOf, heldBy, endings, diversions } = writer;
  return { model: { calls, callOf, heldBy, endings, diversions }, steps };
}

/** The same, into a model that its owner changes in place. What is refused has changed nothing. */
export function reduceInto(model: ModelWriter, input: CallInput): Reduced {
  if (input.kind === 'ServiceInitiated' || (input.kind === 'Delivered' && !model.calls.has(input.callId))) {
    return begin(model, input);
  }
  const call = model.calls.get(input.callId);
  if (call === undefined) return refuse('callUnknown');
  switch (input.kind) {
    case 'Delivered':
    case 'Retrieved':
    case 'Failed':
      return move(model, call, input);
    case 'Reserved':
      return join(model, call, input);
    case 'Originated':
      return move(model, call, input, { farNumber: input.number });
    case 'NetworkReached':
      // The trunk of a transfer's destination does not stand for that of the caller.
      return move(model, call, input, call.trunkNo === undefined ? { trunkNo: input.trunkNo } : {});
    case 'Established':
      return established(model, call, input);
    case 'Held':
      return held(model, call, input);
    case 'Joined':
      return joined(model, call, [input.deviceId, input.peerId], input);
    case 'Conferenced':
      return joined(model, call, input.deviceIds, input);
    case 'ParticipationChanged':
      return participationChanged(model, call, input);
    case 'Leaving':
      return leaving(model, call, input);
    case 'Adopted':
      return adopted(model, call, input);
    case 'Diverting':
      return diverting(model, call, input);
    case 'RecallChosen':
      model.keep({ ...call, recallId: input.recallId });
      return UNTOLD;
    case 'EndingBegan':
      return endingBegan(model, call, input);
    case 'ConnectionCleared':
      return connectionCleared(model, call, input);
    default:
      return story(model, call, input);
  }
}

type Telling = Input<
  | 'PlaybackStarted'
  | 'PlaybackEnded'
  | 'RecordingStarted'
  | 'RecordingGap'
  | 'RecordingMarked'
  | 'RecordingStopped'
  | 'CallInformation'
  | 'Diverted'
  | 'Transferred'
  | 'DigitsReceived'
  | 'DigitsSent'
  | 'FlowStepped'
  | 'LineFault'
>;

/** What is told of a call and moves none of its connections. */
function story(model: ModelWriter, call: CallView, input: Telling): Reduced {
  switch (input.kind) {
    case 'PlaybackStarted':
    case 'PlaybackEnded':
      return told(model, withClip(call, input.deviceId, input.kind === 'PlaybackStarted'), input);
    case 'RecordingStarted':
      return told(model, { ...call, recordingIds: [...call.recordingIds, input.recordingId] }, input);
    case 'CallInformation':
      return told(model, informed(call, input), input);
    case 'Diverted':
      return told(model, diverted(call, input), input);
    case 'RecordingGap':
      return told(model, masked(call, input), input);
    case 'Transferred':
    case 'DigitsReceived':
    case 'DigitsSent':
    case 'FlowStepped':
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
type Moving = Input<'Delivered' | 'Originated' | 'NetworkReached' | 'Established' | 'Failed' | 'Retrieved'>;

/** What each fact about a device does to its connection. */
const MOVES = {
  Delivered: 'alert',
  Originated: 'connect',
  NetworkReached: 'initiate',
  Established: 'connect',
  Retrieved: 'connect',
  Failed: 'fail',
} as const satisfies Readonly<Record<Moving['kind'], ConnectionEvent>>;

type Facts = Partial<Pick<CallView, 'farNumber' | 'trunkNo' | 'answeredAt'>>;

function begin(model: ModelWriter, input: First): Reduced {
  if (model.calls.has(input.callId)) return refuse('callKnown');
  if (model.callOf.has(input.deviceId)) return refuse('deviceInOtherCall');
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
    ...(input.kind === 'ServiceInitiated' && input.parentId !== undefined && { parentId: input.parentId }),
    recordingIds: [],
    connections: [{ deviceId: input.deviceId, state, since: input.at, media: 'none' }],
  };
  model.activate(input.deviceId, input.callId);
  return told(model, call, input);
}

/** A device that is new in the call. */
function join(model: ModelWriter, call: CallView, input: Input<'Reserved'>): Reduced {
  if (model.callOf.has(input.deviceId)) return refuse('deviceInOtherCall');
  if (model.endings.has(call.callId)) return refuse('connectionState');
  const present = connectionOf(call, input.deviceId);
  if (present !== undefined && isLive(present)) return refuse('connectionState');
  const step = stepTable(connectionTable, 'null', 'reserve');
  if (step.kind !== 'moved') return refuse('connectionState');
  const others = call.connections.filter((connection) => connection.deviceId !== input.deviceId);
  const fresh: ConnectionView = {
    deviceId: input.deviceId,
    state: step.to,
    since: input.at,
    media: 'none',
    ...(input.participation !== undefined && { participation: input.participation }),
  };
  model.place({ ...call, connections: [...others, fresh] }, fresh);
  return UNTOLD;
}

function move(model: ModelWriter, call: CallView, input: Moving, facts: Facts = {}): Reduced {
  const connection = connectionOf(call, input.deviceId);
  if (connection === undefined) return refuse('connectionState');
  const step = stepTable(connectionTable, connection.state, MOVES[input.kind]);
  if (step.kind === 'refused') return refuse('connectionState');
  if (step.kind === 'ignored') return told(model, { ...call, ...facts }, input);
  const isBack = connection.state === 'held';
  if (isBack && model.callOf.has(input.deviceId)) return refuse('deviceInOtherCall');
  const moved: ConnectionView = {
    ...connection,
    state: step.to,
    since: input.at,
    ...(input.kind === 'Failed' && { cause: input.cause }),
    ...(input.kind === 'Retrieved' && { media: 'waiting' }),
    ...(input.kind === 'Established' && {
      answerEvidence: input.answerEvidence,
      media: 'waiting',
    }),
    ...(step.to === 'connected' && { establishedAt: connection.establishedAt ?? input.at }),
  };
  const after = { ...replaced(call, moved), ...facts };
  if (isBack) model.place(after, moved);
  return told(model, after, input);
}

function established(model: ModelWriter, call: CallView, input: Input<'Established'>): Reduced {
  // An internal call is answered by its second station; every other call by its trunk.
  const answers =
    isTrunk(input.deviceId) || (call.direction === 'internal' && call.connections[0]?.deviceId !== input.deviceId);
  const first = answers && call.answeredAt === undefined;
  return move(model, call, input, first ? { answeredAt: input.at } : {});
}

/** The device keeps its place and hears nobody; the others of the call stay connected. */
function held(model: ModelWriter, call: CallView, input: Input<'Held'>): Reduced {
  const connection = connectionOf(call, input.deviceId);
  const step = connection && stepTable(connectionTable, connection.state, 'hold');
  if (connection === undefined || step?.kind !== 'moved') return refuse('connectionState');
  const waiting: ConnectionView = { ...connection, state: step.to, since: input.at, media: 'none' };
  const after = parted(replaced(call, waiting));
  model.place(after, waiting);
  return told(model, after, input);
}

function joined(
  model: ModelWriter,
  call: CallView,
  deviceIds: readonly DeviceId[],
  input: Input<'Joined' | 'Conferenced'>,
): Reduced {
  const together = deviceIds.map((deviceId) => connectionOf(call, deviceId));
  if (together.some((connection) => connection?.state !== 'connected')) return refuse('connectionState');
  const connections = call.connections.map((connection): ConnectionView =>
    together.includes(connection) ? { ...connection, media: 'joined' } : connection,
  );
  const { attendant: _attendant, parkSlot: _parkSlot, ...rest } = call;
  return told(model, { ...rest, connections, talkingSince: call.talkingSince ?? input.at }, input);
}

function participationChanged(model: ModelWriter, call: CallView, input: Input<'ParticipationChanged'>): Reduced {
  const connection = connectionOf(call, input.deviceId);
  if (connection === undefined || !isLive(connection)) return refuse('connectionState');
  const { participation: _before, ...rest } = connection;
  const { participation } = input;
  return told(model, replaced(call, participation === 'party' ? rest : { ...rest, participation }), input);
}

function leaving(model: ModelWriter, call: CallView, input: Input<'Leaving'>): Reduced {
  const connection = connectionOf(call, input.deviceId);
  const step = connection && stepTable(connectionTable, connection.state, 'beginClearing');
  if (connection === undefined || step === undefined || step.kind === 'refused') return refuse('connectionState');
  if (step.kind === 'ignored') return UNTOLD;
  if (connection.state === 'held' && model.callOf.has(input.deviceId)) return refuse('deviceInOtherCall');
  const going: ConnectionView = { ...connection, state: step.to, since: input.at, media: 'none' };
  model.place(parted(replaced(call, going)), going);
  return UNTOLD;
}

/** The other call sees the device leave as `transferred`; here it is what it was there. */
function adopted(model: ModelWriter, call: CallView, input: Input<'Adopted'>): Reduced {
  const from = model.calls.get(input.fromCallId);
  const connection = from && connectionOf(from, input.deviceId);
  if (from === undefined || connection === undefined || !isLive(connection)) return refuse('connectionState');
  const present = connectionOf(call, input.deviceId);
  if ((present !== undefined && isLive(present)) || model.callOf.get(input.deviceId) !== from.callId) {
    return refuse('deviceInOtherCall');
  }
  const { at, deviceId } = input;
  const left = connectionCleared(model, from, {
    kind: 'ConnectionCleared',
    at,
    callId: from.callId,
    deviceId,
    cause: 'transferred',
  });
  const others = call.connections.filter((each) => each.deviceId !== deviceId);
  const media: Media = connection.media === 'none' ? 'none' : 'waiting';
  const here: ConnectionView = { ...connection, media };
  const facts: Facts = call.answeredAt === undefined && isTrunk(deviceId) ? { answeredAt: from.answeredAt } : {};
  const after: CallView = { ...call, ...facts, connections: [...others, here] };
  model.place(after, here);
  return left;
}

function diverting(model: ModelWriter, call: CallView, input: Input<'Diverting'>): Reduced {
  const state = connectionOf(call, input.deviceId)?.state;
  if (state !== 'alerting' && state !== 'reserved') return refuse('connectionState');
  const { to, reason } = input;
  model.divert(input.deviceId, { to, reason });
  return UNTOLD;
}

function endingBegan(model: ModelWriter, call: CallView, input: Input<'EndingBegan'>): Reduced {
  if (model.endings.has(call.callId)) return UNTOLD;
  const connections = call.connections.map((connection): ConnectionView => {
    // What is held is in no talk path; it is cleared as it is, or when its device is let go.
    if (connection.state === 'held') return connection;
    const step = stepTable(connectionTable, connection.state, 'beginClearing');
    return step.kind === 'moved' ? { ...connection, state: step.to, since: input.at } : connection;
  });
  model.keep({ ...call, connections });
  model.end(call.callId, { cause: input.cause, endedBy: input.endedBy });
  return UNTOLD;
}

function connectionCleared(model: ModelWriter, call: CallView, input: Input<'ConnectionCleared'>): Reduced {
  const connection = connectionOf(call, input.deviceId);
  if (connection === undefined || !isLive(connection)) return refuse('connectionState');
  const gone: ConnectionView = { ...connection, state: 'null', since: input.at, media: 'none', cause: input.cause };
  const after = parted(replaced(call, gone));
  const steps: CallStep[] = [{ event: input, call: after }];
  model.remove(call.callId, input.deviceId);
  if (liveConnections(after).length > 0) {
    model.keep(after);
    return { steps };
  }
  const ending = model.endings.get(call.callId) ?? {
    cause: input.cause,
    endedBy: enderOf(input.deviceId, input.cause),
  };
  steps.push({ event: { kind: 'CallCleared', at: input.at, callId: call.callId, ...ending }, call: after });
  model.forget(call.callId);
  return { steps };
}

function informed(call: CallView, input: Input<'CallInformation'>): CallView {
  return {
    ...call,
    farNumber: input.number ?? call.farNumber,
    farName: input.name ?? call.farName,
    ruleId: input.ruleId ?? call.ruleId,
    flowId: input.flowId ?? call.flowId,
    ...(input.flowId !== undefined && { attendant: 'flow' }),
    ...(input.vip !== undefined && { vip: input.vip }),
  };
}

function masked(call: CallView, input: Input<'RecordingGap'>): CallView {
  if (input.reason !== 'masked') return call;
  const { maskedSince: _before, ...rest } = call;
  return input.phase === 'began' ? { ...rest, maskedSince: input.at } : rest;
}

function diverted(call: CallView, input: Input<'Diverted'>): CallView {
  const { attendant: _attendant, parkSlot: _parkSlot, ...rest } = call;
  if (input.reason === 'park') return { ...rest, attendant: 'park', parkSlot: input.to.replace('park/', '') };
  if (input.reason === 'flow') return { ...rest, attendant: 'flow' };
  return input.reason === 'recall' ? rest : call;
}

/** Whoever is left alone hears nobody any more. */
function parted(call: CallView): CallView {
  const listening = call.connections.filter((connection) => connection.media === 'joined');
  return listening.length === 1 && listening[0] !== undefined
    ? replaced(call, { ...listening[0], media: 'waiting' })
    : call;
}

/** Who waits hears it instead of silence; who talks hears it besides. */
function withClip(call: CallView, deviceId: DeviceId, isOn: boolean): CallView {
  const connection = connectionOf(call, deviceId);
  if (connection === undefined || !isLive(connection)) return call;
  const { hearsClip: _before, ...rest } = connection;
  const [from, to]: readonly [Media, Media] = isOn ? ['waiting', 'playing'] : ['playing', 'waiting'];
  if (connection.media === from) return replaced(call, { ...rest, media: to });
  return replaced(call, isOn && connection.media === 'joined' ? { ...rest, hearsClip: true } : rest);
}

function replaced(call: CallView, connection: ConnectionView): CallView {
  const connections = call.connections.map((other) => (other.deviceId === connection.deviceId ? connection : other));
  return { ...call, connections };
}

function told(model: ModelWriter, call: CallView, event: UnnumberedCallEvent): Reduced {
  if (model.calls.get(call.callId) !== call) model.keep(call);
  return { steps: [{ event, call }] };
}

function refuse(refused: Refusal): Reduced {
  return { steps: [], refused };
}

/** Changed, and nobody's event. */
const UNTOLD: Reduced = { steps: [] };

function enderOf(deviceId: DeviceId, cause: Cause): EndedBy {
  if (cause === 'trunkHungUp' || cause === 'callerGaveUp') return 'far';
  if (cause === 'stationHungUp') return 'station';
  return isTrunk(deviceId) && cause === 'busy' ? 'far' : 'system';
}
