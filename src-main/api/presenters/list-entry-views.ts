import type { UserId } from '../../contract/ids.ts';
import type { ListEntry, ListEntryView } from '../../contract/number-lists.ts';
import type { AccountsPort } from '../ports.ts';

/** Entries with the names of those who added them, each asked for once. */
export async function withNames(
  entries: readonly ListEntry[],
  accounts: Pick<AccountsPort, 'byId'>,
): Promise<ListEntryView[]> {
  const names = new Map<UserId, string | undefined>();
  for (const { addedBy } of entries) {
    if (!names.has(addedBy)) names.set(addedBy, (await accounts.byId(addedBy))?.displayName);
  }
  return entries.map((entry) => {
    const addedByName = names.get(entry.addedBy);
    return addedByName === undefined ? entry : { ...entry, addedByName };
  });
}
