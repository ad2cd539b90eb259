import type { CallEvent } from '../../contract/call-events.ts';
import type { CallRecord, TransferRecord } from '../../contract/call-record.ts';
import { isStation } from '../../contract/ids.ts';
import { withRecord, type EventOf, type RecordDraft } from './record-draft.ts';

const PARK = 'park/';

/** Where the call went and with which calls it merged, after one more event; other events change nothing. Pure. */
export function foldTransfer(draft: RecordDraft, event: CallEvent): RecordDraft {
  switch (event.kind) {
    case 'Transferred':
      return onTransferred(draft, event);
    case 'Diverted':
      return onDiverted(draft, event);
    case 'Conferenced':
      return withRecord(draft, {
        ...linksOf(event),
        parties: Math.max(draft.record.parties ?? 0, event.deviceIds.length),
      });
    default:
      return draft;
  }
}

function onTransferred(draft: RecordDraft, event: EventOf<'Transferred'>): RecordDraft {
  const { at, fromId, toId, newCallId, oldCallId } = event;
  const linked = withRecord(draft, linksOf(event));
  const merges = oldCallId !== undefined || newCallId !== undefined;
  // A flow that gives the caller to its first agent moves it too; a transfer is what an agent does.
  if (!merges && (fromId === undefined || !isStation(fromId))) return linked;
  const from = fromId === undefined ? {} : { from: fromId };
  return withTransfer(linked, { at, kind: merges ? 'consult' : 'blind', ...from, to: toId });
}

function onDiverted(draft: RecordDraft, event: EventOf<'Diverted'>): RecordDraft {
  const { at, reason, deviceId, to } = event;
  // Who picks a call up, or is called back, is named as both ends.
  const from = to === deviceId ? {} : { from: deviceId };
  const slot = reason === 'park' && to.startsWith(PARK) ? { parkSlot: to.slice(PARK.length) } : {};
  return withTransfer(withRecord(draft, slot), { at, kind: reason, ...from, to });
}

function linksOf({ newCallId, oldCallId }: EventOf<'Transferred'> | EventOf<'Conferenced'>): Partial<CallRecord> {
  return {
    ...(oldCallId === undefined ? {} : { previousId: oldCallId }),
    ...(newCallId === undefined ? {} : { nextId: newCallId }),
  };
}

function withTransfer(draft: RecordDraft, transfer: TransferRecord): RecordDraft {
  return withRecord(draft, { transfers: [...(draft.record.transfers ?? []), transfer] });
}
