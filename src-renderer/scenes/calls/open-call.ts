import type { CallId } from '../../../src-main/contract/ids.ts';
import type { RootStore } from '../../stores/root-store.ts';

/** Opens the detail of a call that may not be in the list: a linked one, one that is up. */
export function openCall({ ui, records }: RootStore, callId: CallId): void {
  ui.open(callId);
  void records.fetchOne(callId);
}
