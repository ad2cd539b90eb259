import { z } from 'zod';
import type { ErrorBody } from '../../src-main/contract/error-codes.ts';
import {
  listEntryPageSchema,
  listEntryViewSchema,
  type ListEntryView,
  type NumberListId,
} from '../../src-main/contract/number-lists.ts';
import type { Result } from '../transport/foundation.ts';
import type { HttpClient } from '../transport/http-client.ts';
import { PATHS } from '../transport/http-paths.ts';

export const ENTRY_PAGE_SIZE = 50;

interface EntryPage {
  readonly entries: readonly ListEntryView[];
  readonly total: number;
}

/** A page of a list, counted from 1; without a list what blocked calls, all at once. */
export function requestEntries(
  http: HttpClient,
  asked: { readonly listId: NumberListId | undefined; readonly page: number; readonly search: string },
): Promise<Result<EntryPage, ErrorBody>> {
  const { listId, page, search } = asked;
  if (listId === undefined) {
    const reply = z.array(listEntryViewSchema).transform((entries) => ({ entries, total: entries.length }));
    return http.request({ method: 'GET', path: `${PATHS.numberLists}/review`, reply });
  }
  const query = new URLSearchParams({
    offset: String((page - 1) * ENTRY_PAGE_SIZE),
    limit: String(ENTRY_PAGE_SIZE),
    ...(search.trim() === '' ? {} : { search: search.trim() }),
  });
  return http.request({ method: 'GET', path: `${entriesOf(listId)}?${query.toString()}`, reply: listEntryPageSchema });
}

export function entriesOf(listId: NumberListId): string {
  return `${PATHS.numberList(listId)}/entries`;
}
