import type { CallEvent } from '../../contract/call-events.ts';
import type { LegRecord, Monitoring } from '../../contract/call-record.ts';
import type { DeviceId } from '../../contract/ids.ts';
import { changeLeg } from './leg-fold.ts';
import { withRecord, type EventOf, type RecordDraft } from './record-draft.ts';

/** Who listened, whispered or came in, after one more event; other events change nothing. Pure. */
export function foldMonitoring(draft: RecordDraft, event: CallEvent): RecordDraft {
  switch (event.kind) {
    case 'ParticipationChanged':
      return onParticipationChanged(draft, event);
    case 'ConnectionCleared':
      return ended(draft, event.at, event.deviceId);
    case 'CallCleared':
      return ended(draft, event.at);
    case 'CallInformation':
      return event.userId === undefined ? draft : named(draft);
    default:
      return draft;
  }
}

function onParticipationChanged(draft: RecordDraft, event: EventOf<'ParticipationChanged'>): RecordDraft {
  const { deviceId, at, participation } = event;
  // Asked whether it takes the call: until then it is nobody's.
  if (participation === 'pending') return draft;
  const watched = openLeg(draft, deviceId)?.participation !== undefined;
  const before = ended(draft, at, deviceId);
  const changed = changeLeg(before, deviceId, (leg) => {
    const { participation: _, ...party } = leg;
    return participation === 'party' ? party : { ...party, participation };
  });
  // An outside member that takes the call by a key becomes a party too; only who watched before comes in.
  if (participation === 'party' && !watched) return changed;
  const userId = openLeg(changed, deviceId)?.userId;
  const monitoring: Monitoring = {
    device: deviceId,
    ...(userId === undefined ? {} : { userId }),
    kind: participation === 'party' ? 'barge' : participation,
    startedAt: at,
  };
  const monitoredBy = [...(changed.record.monitoredBy ?? []), monitoring];
  return withoutListener(withRecord(changed, { monitoredBy }));
}

/** A supervisor whose phone was lifted before it was told that it only listens is not the agent of the call. */
function withoutListener(draft: RecordDraft): RecordDraft {
  const { userId, legs } = draft.record;
  const listens = legs.some((leg) => leg.userId === userId && leg.participation !== undefined);
  if (userId === undefined || !listens) return draft;
  const agent = legs.findLast((leg) => leg.userId !== undefined && leg.participation === undefined)?.userId;
  const { userId: _, ...record } = draft.record;
  return { ...draft, record: agent === undefined ? record : { ...record, userId: agent } };
}

/** Names monitorings whose person became known after they began. */
function named(draft: RecordDraft): RecordDraft {
  if (draft.record.monitoredBy === undefined) return draft;
  const monitoredBy = draft.record.monitoredBy.map((each) => {
    if (each.userId !== undefined || each.endedAt !== undefined) return each;
    const userId = openLeg(draft, each.device)?.userId;
    return userId === undefined ? each : { ...each, userId };
  });
  return withRecord(draft, { monitoredBy });
}

/** @param deviceId whose monitoring ends; everybody's when absent. */
function ended(draft: RecordDraft, at: number, deviceId?: DeviceId): RecordDraft {
  if (draft.record.monitoredBy === undefined) return draft;
  const monitoredBy = draft.record.monitoredBy.map((each) =>
    each.endedAt === undefined && (deviceId === undefined || each.device === deviceId)
      ? { ...each, endedAt: at }
      : each,
  );
  return withRecord(draft, { monitoredBy });
}

function openLeg(draft: RecordDraft, device: string): LegRecord | undefined {
  return draft.record.legs.findLast((leg) => leg.device === device && leg.endedAt === undefined);
}
