import { sql } from 'kysely';
import { z } from 'zod';
import { userIdSchema } from '../../contract/ids.ts';
import {
  listEntryIdSchema,
  numberListIdSchema,
  type ListEntry,
  type ListEntryId,
  type ListEntryQuery,
  type ListKind,
  type NumberListId,
} from '../../contract/number-lists.ts';
import type { NumberListEntriesTable, QueryBuilder } from '../database-schema.ts';
import { absentWhenNull } from '../row-columns.ts';
import { searchableName, searchableNumbers } from '../searchable-text.ts';

/** An entry with what its pattern stands for. */
export interface KeyedEntry {
  readonly entry: ListEntry;
  /** The same for two patterns that stand for the same numbers. */
  readonly patternKey: string;
}

export type LookupEntry = Pick<ListEntry, 'entryId' | 'listId' | 'pattern' | 'reason' | 'expiresAt'>;

export interface EntryPage {
  readonly entries: readonly ListEntry[];
  /** Of all pages. */
  readonly total: number;
}

const entryRow = z
  .object({
    entry_id: listEntryIdSchema,
    list_id: numberListIdSchema,
    pattern: z.string(),
    expires_at: absentWhenNull(z.number().int()),
    reason: z.string(),
    added_by: userIdSchema,
    added_at: z.number().int(),
    hits: z.number().int(),
    last_hit_at: absentWhenNull(z.number().int()),
  })
  .transform((row): ListEntry => ({
    entryId: row.entry_id,
    listId: row.list_id,
    pattern: row.pattern,
    ...(row.expires_at === undefined ? {} : { expiresAt: row.expires_at }),
    reason: row.reason,
    addedBy: row.added_by,
    addedAt: row.added_at,
    hits: row.hits,
    ...(row.last_hit_at === undefined ? {} : { lastHitAt: row.last_hit_at }),
  }));

const lookupRow = z
  .object({
    entry_id: listEntryIdSchema,
    list_id: numberListIdSchema,
    pattern: z.string(),
    expires_at: absentWhenNull(z.number().int()),
    reason: z.string(),
  })
  .transform(({ entry_id: entryId, list_id: listId, pattern, reason, expires_at: expiresAt }): LookupEntry => {
    const entry = { entryId, listId, pattern, reason };
    return expiresAt === undefined ? entry : { ...entry, expiresAt };
  });

/** The entries of the lists of numbers. A list has a pattern once, however it is written. */
export class NumberListEntriesRepository {
  readonly #query: QueryBuilder;

  constructor(query: QueryBuilder) {
    this.#query = query;
  }

  /** Of all lists, as much as the look-up in memory needs. */
  async forLookup(): Promise<readonly LookupEntry[]> {
    const rows = await this.#query
      .selectFrom('number_list_entries')
      .select(['entry_id', 'list_id', 'pattern', 'expires_at', 'reason'])
      .execute();
    return rows.map((row) => lookupRow.parse(row));
  }

  /** Entries of a list in the order of adding, so many after another one: for reading all of a long list. */
  async following(
    listId: NumberListId,
    after: Pick<ListEntry, 'addedAt' | 'entryId'> | undefined,
    limit: number,
  ): Promise<readonly ListEntry[]> {
    let rest = this.#query.selectFrom('number_list_entries').selectAll().where('list_id', '=', listId);
    if (after !== undefined) {
      const { addedAt, entryId } = after;
      rest = rest
        .where('added_at', '>=', addedAt)
        .where((each) => each.or([each('added_at', '>', addedAt), each('entry_id', '>', entryId)]));
    }
    const rows = await rest.orderBy('added_at').orderBy('entry_id').limit(limit).execute();
    return rows.map((row) => entryRow.parse(row));
  }

  async byId(entryId: ListEntryId): Promise<ListEntry | undefined> {
    const row = await this.#query
      .selectFrom('number_list_entries')
      .selectAll()
      .where('entry_id', '=', entryId)
      .executeTakeFirst();
    return row === undefined ? undefined : entryRow.parse(row);
  }

  /** The newest first. */
  async page(listId: NumberListId, query: ListEntryQuery): Promise<EntryPage> {
    const matching = this.#matching(listId, query.search ?? '');
    const { total } = await matching.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const rows = await matching
      .selectAll()
      .orderBy('added_at', 'desc')
      .orderBy('entry_id')
      .limit(query.limit)
      .offset(query.offset)
      .execute();
    return { entries: rows.map((row) => entryRow.parse(row)), total: Number(total) };
  }

  /** Adds those whose pattern the list does not have, all of them or none; the ids of the added. */
  async add(entries: readonly KeyedEntry[]): Promise<ReadonlySet<ListEntryId>> {
    if (entries.length === 0) return new Set();
    const rows = await this.#query
      .insertInto('number_list_entries')
      .values(entries.map(toRow))
      .onConflict((conflict) => conflict.columns(['list_id', 'pattern_key']).doNothing())
      .returning('entry_id')
      .execute();
    return new Set(rows.map((row) => listEntryIdSchema.parse(row.entry_id)));
  }

  /** False when another entry of the list has the pattern; nothing was changed then. Hits are left as they are. */
  async change(keyed: KeyedEntry): Promise<boolean> {
    const { entry_id, list_id, pattern, pattern_key, reason, search_reason, expires_at } = toRow(keyed);
    const { numUpdatedRows } = await this.#query
      .updateTable('number_list_entries')
      .set({
        list_id,
        pattern,
        pattern_key,
        reason,
        search_reason,
        expires_at: expires_at ?? sql<number>`null`,
      })
      .where('entry_id', '=', entry_id)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('number_list_entries as other')
              .select('other.entry_id')
              .where('other.list_id', '=', list_id)
              .where('other.pattern_key', '=', pattern_key)
              .where('other.entry_id', '!=', entry_id),
          ),
        ),
      )
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  }

  async remove(entryId: ListEntryId): Promise<void> {
    await this.#query.deleteFrom('number_list_entries').where('entry_id', '=', entryId).execute();
  }

  /** Adds to what is counted already; entries that are gone are passed over. */
  async addHits(
    counted: readonly { readonly entryId: ListEntryId; readonly hits: number; readonly lastHitAt: number }[],
  ): Promise<void> {
    await this.#query.transaction().execute(async (transaction) => {
      for (const { entryId, hits, lastHitAt } of counted) {
        await transaction
          .updateTable('number_list_entries')
          .set((each) => ({ hits: each('hits', '+', hits), last_hit_at: lastHitAt }))
          .where('entry_id', '=', entryId)
          .execute();
      }
    });
  }

  /** Entries of all lists of a kind that were hit, the last hit first. */
  async mostRecentlyHit(kind: ListKind, limit: number): Promise<readonly ListEntry[]> {
    const rows = await this.#query
      .selectFrom('number_list_entries')
      .innerJoin('number_lists', 'number_lists.list_id', 'number_list_entries.list_id')
      .selectAll('number_list_entries')
      .where('number_lists.kind', '=', kind)
      .where('last_hit_at', 'is not', sql<number>`null`)
      .orderBy('last_hit_at', 'desc')
      .limit(limit)
      .execute();
    return rows.map((row) => entryRow.parse(row));
  }

  #matching(listId: NumberListId, search: string) {
    const matching = this.#query.selectFrom('number_list_entries').where('list_id', '=', listId);
    const reason = searchableName(search);
    const numbers = searchableNumbers(search);
    if (reason === '' && numbers.length === 0) return matching;
    return matching.where((each) =>
      each.or([
        each('search_reason', 'like', `%${reason}%`),
        ...numbers.map((number) => each('pattern_key', 'like', `%${number}%`)),
      ]),
    );
  }
}

function toRow({ entry, patternKey }: KeyedEntry): NumberListEntriesTable {
  return {
    entry_id: entry.entryId,
    list_id: entry.listId,
    pattern: entry.pattern,
    pattern_key: patternKey,
    expires_at: entry.expiresAt,
    reason: entry.reason,
    search_reason: searchableName(entry.reason),
    added_by: entry.addedBy,
    added_at: entry.addedAt,
    hits: entry.hits,
    last_hit_at: entry.lastHitAt,
  };
}
