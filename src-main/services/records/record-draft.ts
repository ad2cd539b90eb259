import type { CallEvent } from '../../contract/call-events.ts';
import type { Cause } from '../../contract/call-model.ts';
import type { CallRecord, LegRecord, RecordingRef } from '../../contract/call-record.ts';
import { deviceNumber, isStation, isTrunk, type DeviceId, type RecordingId } from '../../contract/ids.ts';

type EventOf<Kind extends CallEvent['kind']> = Extract<CallEvent, { kind: Kind }>;
type DeviceEvent = Extract<CallEvent, { deviceId: DeviceId }>;

/**
 * A call record in the making: the record without its end reason, and what only the fold needs. Values, so that
 * one that was folded and one that was read and folded again are the same.
 */
export interface RecordDraft {
  readonly record: CallRecord;
  /** Files of the recordings, absolute, by recording id. */
  readonly recordingPaths: Readonly<Record<string, string>>;
  /** Gaps that have begun and not ended, with the moment. */
  readonly openGaps: readonly OpenGap[];
  /** Why a destination did not take the call; the last one counts. */
  readonly lastFailure: { readonly deviceId: DeviceId; readonly cause: Cause } | undefined;
  readonly clearedBy: EventOf<'CallCleared'> | undefined;
}

export interface OpenGap {
  readonly recordingId: RecordingId;
  readonly began: number;
  readonly reason: RecordingRef['gaps'][number]['reason'];
}

/** The draft of a call of which nothing but its first event is known. */
export function firstDraft(event: CallEvent): RecordDraft {
  const direction = 'direction' in event ? event.direction : 'inbound';
  return {
    record: {
      callId: event.callId,
      direction,
      initiation: direction === 'inbound' ? 'INBOUND' : 'OUTBOUND',
      ani: '',
      aniRaw: '',
      name: '',
      dnis: '',
      ivrPath: [],
      startedAt: event.at,
      legs: [],
      recordings: [],
    },
    recordingPaths: {},
    openGaps: [],
    lastFailure: undefined,
    clearedBy: undefined,
  };
}

/** The record after one more event. Pure; events of one call, in order. */
export function foldEvent(draft: RecordDraft, event: CallEvent): RecordDraft {
  switch (event.kind) {
    case 'ServiceInitiated':
      return withRecord(touchLeg(draft, event, {}), {
        ...(event.originator === undefined ? {} : { userId: event.originator }),
        ...(event.dialling === undefined ? {} : { dialling: event.dialling }),
        ...stationOf(event),
      });
    case 'Originated':
      return withRecord(draft, { ani: event.number, aniRaw: event.number });
    case 'NetworkReached':
      return withRecord(touchLeg(draft, event, {}), { trunkNo: event.trunkNo });
    case 'Delivered':
      return onDelivered(draft, event);
    case 'Established':
      return onEstablished(draft, event);
    case 'Joined':
      return onJoined(draft, event);
    case 'Failed':
      return { ...touchLeg(draft, event, { cause: event.cause }), lastFailure: event };
    case 'LineFault':
      return { ...draft, lastFailure: event };
    case 'ConnectionCleared':
      return touchLeg(draft, event, { endedAt: event.at, cause: legCause(draft, event) });
    case 'CallInformation':
      return onInformation(draft, event);
    case 'FlowStepped':
      return withRecord(draft, { flowId: event.flowId, ivrPath: pathAfter(draft.record.ivrPath, event) });
    case 'CallCleared':
      return { ...withRecord(draft, { endedAt: event.at, endedBy: event.endedBy }), clearedBy: event };
    case 'RecordingStarted':
    case 'RecordingGap':
    case 'RecordingMarked':
    case 'RecordingStopped':
    case 'Transferred':
    case 'DigitsReceived':
    case 'DigitsSent':
    case 'PlaybackStarted':
    case 'PlaybackEnded':
      return draft;
  }
}

function onDelivered(draft: RecordDraft, event: EventOf<'Delivered'>): RecordDraft {
  const rung = touchLeg(draft, event, { ringAt: event.at });
  if (!isTrunk(event.deviceId)) {
    // The station that is rung counts as the one of the call until another takes it.
    return draft.record.connectedToAgentAt === undefined ? withRecord(rung, stationOf(event)) : rung;
  }
  return withRecord(rung, {
    ringAt: draft.record.ringAt ?? event.at,
    ...(event.direction === 'inbound' ? { ani: event.number, aniRaw: event.number, name: event.name } : {}),
    ...(event.dnis === '' ? {} : { dnis: event.dnis }),
    ...(event.trunkNo === undefined ? {} : { trunkNo: event.trunkNo }),
  });
}

function onEstablished(draft: RecordDraft, event: EventOf<'Established'>): RecordDraft {
  const evidence = event.answerEvidence === undefined ? {} : { answerEvidence: event.answerEvidence };
  const answered = touchLeg(draft, event, { answeredAt: event.at, ...evidence });
  if (!isTrunk(event.deviceId)) return answered;
  return withRecord(answered, { answeredAt: draft.record.answeredAt ?? event.at, ...evidence });
}

function onJoined(draft: RecordDraft, event: EventOf<'Joined'>): RecordDraft {
  const { answeredAt, connectedToAgentAt, direction } = draft.record;
  const internal = direction === 'internal';
  const station = [event.deviceId, event.peerId].find(isStation);
  if (station === undefined || (answeredAt === undefined && !internal)) return draft;
  return withRecord(draft, {
    answeredAt: answeredAt ?? event.at,
    ...(internal ? {} : { stationNo: deviceNumber(station) }),
    connectedToAgentAt: connectedToAgentAt ?? event.at,
  });
}

function onInformation(draft: RecordDraft, event: EventOf<'CallInformation'>): RecordDraft {
  const { number, name, ruleId, ruleReason, flowId, userId } = event;
  return withRecord(draft, {
    ...(number === undefined ? {} : { ani: number }),
    ...(number === undefined || draft.record.aniRaw !== '' ? {} : { aniRaw: number }),
    ...(name === undefined ? {} : { name }),
    ...(ruleId === undefined ? {} : { ruleId }),
    ...(ruleReason === undefined ? {} : { ruleReason }),
    ...(flowId === undefined ? {} : { flowId }),
    ...(userId === undefined ? {} : { userId }),
  });
}

/** A way out of a node is written into the entry of the node when that is the last one: 'menu' becomes 'menu=1'. */
function pathAfter(path: readonly string[], event: EventOf<'FlowStepped'>): string[] {
  if (event.choice === undefined) return [...path, event.node];
  const entered = path.at(-1) === event.node ? path.slice(0, -1) : path;
  return [...entered, `${event.node}=${event.choice}`];
}

function stationOf(event: DeviceEvent): { readonly stationNo?: string } {
  return isStation(event.deviceId) ? { stationNo: deviceNumber(event.deviceId) } : {};
}

/** A failure says more than the clearing that follows it. */
function legCause(draft: RecordDraft, event: EventOf<'ConnectionCleared'>): string {
  const leg = draft.record.legs.findLast((each) => each.device === event.deviceId && each.endedAt === undefined);
  return leg?.cause ?? event.cause;
}

/** Changes the device's open leg; a device that comes again after its leg ended begins a new one. */
function touchLeg(draft: RecordDraft, event: DeviceEvent, change: Partial<LegRecord>): RecordDraft {
  const { legs } = draft.record;
  const at = legs.findLastIndex((leg) => leg.device === event.deviceId && leg.endedAt === undefined);
  const open = legs[at] ?? { device: event.deviceId, startedAt: event.at };
  const changed = { ...open, ...change };
  return withRecord(draft, { legs: at < 0 ? [...legs, changed] : legs.with(at, changed) });
}

export function withRecord(draft: RecordDraft, change: Partial<CallRecord>): RecordDraft {
  return { ...draft, record: { ...draft.record, ...change } };
}
