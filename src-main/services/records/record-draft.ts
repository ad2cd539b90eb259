import type { CallEvent } from '../../contract/call-events.ts';
import type { Cause } from '../../contract/call-model.ts';
import type { CallRecord, RecordingRef } from '../../contract/call-record.ts';
import { deviceNumber, isStation, isTrunk, type DeviceId, type RecordingId } from '../../contract/ids.ts';
import type { EventTime } from './event-time.ts';

export type EventOf<Kind extends CallEvent['kind']> = Extract<CallEvent, { kind: Kind }>;
export type DeviceEvent = Extract<CallEvent, { deviceId: DeviceId }>;

/**
 * A call record in the making: the record without its end reason and its times, and what only the fold needs. Values,
 * so that one that was folded and one that was read and folded again are the same.
 */
export interface RecordDraft {
  readonly record: CallRecord;
  readonly time: EventTime;
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

const INITIATIONS = { inbound: 'INBOUND', outbound: 'OUTBOUND', internal: 'INTERNAL' } as const;

/** The draft of a call of which nothing but its first event is known. */
export function firstDraft(event: CallEvent): RecordDraft {
  const direction = 'direction' in event ? event.direction : 'inbound';
  return {
    record: {
      callId: event.callId,
      direction,
      initiation: INITIATIONS[direction],
      ani: '',
      aniRaw: '',
      name: '',
      dnis: '',
      ivrPath: [],
      startedAt: event.at,
      legs: [],
      recordings: [],
    },
    time: { latestAt: event.at, aheadMs: 0 },
    recordingPaths: {},
    openGaps: [],
    lastFailure: undefined,
    clearedBy: undefined,
  };
}

/** What one more event says of the call as a whole. Pure; events of one call, in order. */
export function foldEvent(draft: RecordDraft, event: CallEvent): RecordDraft {
  switch (event.kind) {
    case 'ServiceInitiated':
      return withRecord(draft, {
        ...(event.parentId === undefined ? {} : { parentId: event.parentId, initiation: 'TRANSFER' as const }),
        ...(event.originator === undefined ? {} : { userId: event.originator }),
        ...(event.dialling === undefined ? {} : { dialling: event.dialling }),
        ...stationOf(event.deviceId),
      });
    case 'Originated':
      return withRecord(draft, { ani: event.number, aniRaw: event.number });
    case 'NetworkReached':
      // The line of a destination does not stand for that of the caller.
      return withRecord(draft, { trunkNo: draft.record.trunkNo ?? event.trunkNo });
    case 'Delivered':
      return onDelivered(draft, event);
    case 'Established':
      return onEstablished(draft, event);
    case 'Joined':
      return onJoined(draft, [event.deviceId, event.peerId], event.at);
    case 'Conferenced':
      return onJoined(draft, event.deviceIds, event.at);
    case 'Failed':
    case 'LineFault':
      return { ...draft, lastFailure: event };
    case 'CallInformation':
      return onInformation(draft, event);
    case 'FlowStepped':
      return withRecord(draft, { flowId: event.flowId, ivrPath: pathAfter(draft.record.ivrPath, event) });
    case 'CallCleared':
      return { ...withRecord(draft, { endedAt: event.at, endedBy: event.endedBy }), clearedBy: event };
    default:
      return draft;
  }
}

function onDelivered(draft: RecordDraft, event: EventOf<'Delivered'>): RecordDraft {
  if (!isTrunk(event.deviceId)) {
    // The station that is rung counts as the one of the call until another takes it.
    return draft.record.connectedToAgentAt === undefined ? withRecord(draft, stationOf(event.deviceId)) : draft;
  }
  return withRecord(draft, {
    ringAt: draft.record.ringAt ?? event.at,
    ...(event.direction === 'inbound' ? { ani: event.number, aniRaw: event.number, name: event.name } : {}),
    ...(event.dnis === '' ? {} : { dnis: event.dnis }),
    ...(event.trunkNo === undefined ? {} : { trunkNo: draft.record.trunkNo ?? event.trunkNo }),
  });
}

function onEstablished(draft: RecordDraft, event: EventOf<'Established'>): RecordDraft {
  if (!isTrunk(event.deviceId)) return draft;
  if (draft.record.answeredAt !== undefined) return draft;
  return withRecord(draft, {
    answeredAt: event.at,
    ...(event.answerEvidence === undefined ? {} : { answerEvidence: event.answerEvidence }),
  });
}

function onJoined(draft: RecordDraft, deviceIds: readonly DeviceId[], at: number): RecordDraft {
  const { answeredAt, connectedToAgentAt, direction } = draft.record;
  const internal = direction === 'internal';
  const station = deviceIds.find((deviceId) => isStation(deviceId) && !onlyHears(draft.record, deviceId));
  // Somebody whom the call followed to an outside line stands for an agent.
  const isTalk = station !== undefined || deviceIds.every(isTrunk);
  if (!isTalk || (answeredAt === undefined && !internal)) return draft;
  return withRecord(draft, {
    answeredAt: answeredAt ?? at,
    ...(internal || station === undefined ? {} : stationOf(station)),
    connectedToAgentAt: connectedToAgentAt ?? at,
  });
}

function onlyHears({ legs }: CallRecord, deviceId: DeviceId): boolean {
  return legs.findLast((leg) => leg.device === deviceId)?.participation !== undefined;
}

function onInformation(draft: RecordDraft, event: EventOf<'CallInformation'>): RecordDraft {
  const { number, name, ruleId, ruleReason, why, blockedBy, vip, flowId } = event;
  return withRecord(draft, {
    ...(number === undefined ? {} : { ani: number }),
    ...(number === undefined || draft.record.aniRaw !== '' ? {} : { aniRaw: number }),
    ...(name === undefined ? {} : { name }),
    ...(ruleId === undefined ? {} : { ruleId }),
    ...(ruleReason === undefined ? {} : { ruleReason }),
    ...(why === undefined ? {} : { why: [...(draft.record.why ?? []), ...why] }),
    ...(blockedBy === undefined ? {} : { blockedBy }),
    ...(vip === undefined ? {} : { vip }),
    ...(flowId === undefined ? {} : { flowId }),
  });
}

/** A way out of a node is written into the entry of the node when that is the last one: 'menu' becomes 'menu=1'. */
function pathAfter(path: readonly string[], event: EventOf<'FlowStepped'>): string[] {
  if (event.choice === undefined) return [...path, event.node];
  const entered = path.at(-1) === event.node ? path.slice(0, -1) : path;
  return [...entered, `${event.node}=${event.choice}`];
}

function stationOf(deviceId: DeviceId): { readonly stationNo?: string } {
  return isStation(deviceId) ? { stationNo: deviceNumber(deviceId) } : {};
}

export function withRecord(draft: RecordDraft, change: Partial<CallRecord>): RecordDraft {
  return { ...draft, record: { ...draft.record, ...change } };
}
