import type { CallEvent } from '../../contract/call-events.ts';
import type { LegRecord } from '../../contract/call-record.ts';
import type { DeviceId, UserId } from '../../contract/ids.ts';
import { withRecord, type EventOf, type RecordDraft } from './record-draft.ts';

/** The legs of a call after one more event; other events change nothing. Pure. */
export function foldLeg(draft: RecordDraft, event: CallEvent): RecordDraft {
  switch (event.kind) {
    case 'ServiceInitiated':
      return touchLeg(draft, event, event.originator === undefined ? {} : { userId: event.originator });
    case 'NetworkReached':
    case 'ParticipationChanged':
      return touchLeg(draft, event, {});
    case 'Delivered':
      return touchLeg(draft, event, { ringAt: event.at });
    case 'Established':
      return touchLeg(draft, event, {
        answeredAt: event.at,
        ...(event.answerEvidence === undefined ? {} : { answerEvidence: event.answerEvidence }),
      });
    case 'Joined':
      return withArrivals(draft, [event.deviceId, event.peerId], event.at);
    case 'Conferenced':
      return withArrivals(draft, event.deviceIds, event.at);
    case 'Failed':
      return touchLeg(draft, event, { cause: event.cause });
    case 'Held':
      return changeLeg(draft, event.deviceId, (leg) => beginHold(leg, event.at));
    case 'Retrieved':
      return changeLeg(draft, event.deviceId, (leg) => endHold(leg, event.at));
    case 'ConnectionCleared':
      return onConnectionCleared(draft, event);
    case 'CallCleared':
      return withRecord(draft, { legs: draft.record.legs.map((leg) => endHold(leg, event.at)) });
    case 'CallInformation':
      return event.userId === undefined ? draft : withAgent(draft, event.userId);
    default:
      return draft;
  }
}

function onConnectionCleared(draft: RecordDraft, event: EventOf<'ConnectionCleared'>): RecordDraft {
  const { legs } = draft.record;
  const leg = legs[openLegAt(legs, event.deviceId)];
  // A failure says more than the clearing that follows it.
  const cleared = touchLeg(draft, event, { endedAt: event.at, cause: leg?.cause ?? event.cause });
  return withRecord(cleared, {
    legs: cleared.record.legs.map((each) => (each.device === event.deviceId ? endHold(each, event.at) : each)),
  });
}

/** Changes the device's open leg; a device that comes again after its leg ended begins a new one. */
function touchLeg(
  draft: RecordDraft,
  event: { readonly deviceId: DeviceId; readonly at: number },
  change: Partial<LegRecord>,
): RecordDraft {
  const { legs } = draft.record;
  const at = openLegAt(legs, event.deviceId);
  const open = legs[at] ?? { device: event.deviceId, startedAt: event.at };
  const changed = { ...open, ...change };
  return withRecord(draft, { legs: at < 0 ? [...legs, changed] : legs.with(at, changed) });
}

/** Changes the device's open leg when it has one. */
export function changeLeg(draft: RecordDraft, deviceId: DeviceId, change: (leg: LegRecord) => LegRecord): RecordDraft {
  const { legs } = draft.record;
  const at = openLegAt(legs, deviceId);
  const leg = legs[at];
  return leg === undefined ? draft : withRecord(draft, { legs: legs.with(at, change(leg)) });
}

/** Devices that came out of another call: nobody rang them here. */
function withArrivals(draft: RecordDraft, deviceIds: readonly DeviceId[], at: number): RecordDraft {
  const { legs } = draft.record;
  const arrived = deviceIds.filter((deviceId) => openLegAt(legs, deviceId) < 0);
  const added = arrived.map((device) => ({ device, startedAt: at, answeredAt: at }));
  return added.length === 0 ? draft : withRecord(draft, { legs: [...legs, ...added] });
}

/** The agent belongs to the station that was lifted last and of which nobody is known. */
function withAgent(draft: RecordDraft, userId: UserId): RecordDraft {
  const { legs } = draft.record;
  const at = legs.findLastIndex(
    (leg) =>
      leg.device.startsWith('station/') &&
      leg.endedAt === undefined &&
      leg.answeredAt !== undefined &&
      (leg.userId === undefined || leg.userId === userId),
  );
  const leg = legs[at];
  if (leg === undefined) return withRecord(draft, { userId });
  const known = withRecord(draft, { legs: legs.with(at, { ...leg, userId }) });
  return leg.participation === undefined ? withRecord(known, { userId }) : known;
}

function beginHold(leg: LegRecord, at: number): LegRecord {
  const holds = leg.holds ?? [];
  if (holds.at(-1)?.endedAt === undefined && holds.length > 0) return leg;
  return { ...leg, holds: [...holds, { startedAt: at }] };
}

function endHold(leg: LegRecord, at: number): LegRecord {
  const open = leg.holds?.at(-1);
  if (leg.holds === undefined || open === undefined || open.endedAt !== undefined) return leg;
  const holds = leg.holds.with(-1, { ...open, endedAt: at });
  const holdMs = holds.reduce((sum, hold) => sum + (hold.endedAt ?? hold.startedAt) - hold.startedAt, 0);
  return { ...leg, holds, holdMs };
}

function openLegAt(legs: readonly LegRecord[], deviceId: DeviceId): number {
  return legs.findLastIndex((leg) => leg.device === deviceId && leg.endedAt === undefined);
}
