// Over 250 lines: the list and the order in which it is stored are one thing, because the cursor is the order.
import { sql, type ExpressionBuilder } from 'kysely';
import { z } from 'zod';
import { bareNumber, searchableName, searchableNumbers } from '../../contract/searchable-text.ts';
import {
  callRecordSchema,
  type CallBack,
  type CallRecord,
  type CallRecordFilter,
  type CallRecordPage,
  type CallRecordQuery,
} from '../../contract/call-record.ts';
import type { CallCount } from '../../contract/call-list.ts';
import { isMissed, reachedNumber } from '../../contract/call-record-filter.ts';
import { callIdSchema, type CallId, type UserId } from '../../contract/ids.ts';
import { FaultError } from '../../foundation/errors.ts';
import { agentTerm, MISSED_TERM, soughtTerms, stationTerm, termsOf } from '../call-record-terms.ts';
import type { CallRecordsTable, DatabaseSchema, QueryBuilder } from '../database-schema.ts';
import { jsonText } from '../row-columns.ts';
import { TERM_INDEX, termCondition } from '../term-index.ts';
import { saveRecording, type StoredRecording } from './recordings.ts';

const recordRow = z.object({ record_json: jsonText(callRecordSchema) }).transform((row) => row.record_json);
const positionRow = z.object({ value_json: jsonText(z.number().int()) });
const cursorSchema = z.number().int().min(0);
/** Setting that says up to which event of the journal the records are made. */
const POSITION_NAME = 'records.upToEventNo';
/** Calls of one millisecond that have a place of their own in the list. */
const PLACES_A_MS = 1_024;
/** Rows put or counted at a time. */
const ROWS_AT_ONCE = 200;
const COUNTED_AT_ONCE = 5_000;

/** Which calls somebody may see or asks for, before any filter. */
export type RecordScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'agent'; readonly userId: UserId }
  /** Of everybody, or those that rang one station. */
  | { readonly kind: 'missed'; readonly stationNo?: string };

const EVERYTHING: RecordScope = { kind: 'all' };

/**
 * The call list: one JSON document a call, with the words and columns that it is found by. The row number is the place
 * in the list, so that pages need no sorting: the start of the call, and its turn within that millisecond.
 */
export class CallRecordsRepository {
  readonly #query: QueryBuilder;

  constructor(query: QueryBuilder) {
    this.#query = query;
  }

  /** Number of the last journal event that the stored records contain; 0 at first. */
  async position(): Promise<number> {
    const row = await this.#query
      .selectFrom('settings')
      .select('value_json')
      .where('name', '=', POSITION_NAME)
      .executeTakeFirst();
    return row === undefined ? 0 : positionRow.parse(row).value_json;
  }

  /** Stores the records, their recordings, and how far in the journal they reach: all of it or nothing. */
  async store(
    records: readonly CallRecord[],
    recordings: readonly StoredRecording[],
    upToEventNo: number,
  ): Promise<void> {
    const position = JSON.stringify(upToEventNo);
    await this.#query.transaction().execute(async (transaction) => {
      for (let first = 0; first < records.length; first += ROWS_AT_ONCE) {
        await putRecords(transaction, records.slice(first, first + ROWS_AT_ONCE));
      }
      for (const recording of recordings) await saveRecording(transaction, recording);
      await transaction
        .insertInto('settings')
        .values({ name: POSITION_NAME, value_json: position })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value_json: position }))
        .execute();
    });
  }

  async byId(callId: CallId): Promise<CallRecord | undefined> {
    const row = await this.#query
      .selectFrom('call_records')
      .select('record_json')
      .where('call_id', '=', callId)
      .executeTakeFirst();
    return row === undefined ? undefined : recordRow.parse(row);
  }

  /**
   * Newest first, after the cursor. A record that is added meanwhile comes on top and moves nothing.
   * Throws FaultError request/invalid for a cursor that this repository did not make.
   */
  async page(query: CallRecordQuery, scope: RecordScope = EVERYTHING): Promise<CallRecordPage> {
    const before = query.cursor === undefined ? undefined : fromCursor(query.cursor);
    const rows = await this.#matching(query, scope, before)
      .select(['call_records.list_no', 'call_records.record_json'])
      .limit(query.limit + 1)
      .execute();
    const shown = rows.slice(0, query.limit);
    const records = shown.map((row) => recordRow.parse(row));
    const callBacks = await this.#callBacks(shown.map((row, at) => [row.list_no, records[at]] as const));
    const last = shown.at(-1);
    return {
      records,
      ...(rows.length > query.limit && last !== undefined ? { nextCursor: String(last.list_no) } : {}),
      ...(Object.keys(callBacks).length === 0 ? {} : { callBacks }),
    };
  }

  /**
   * How many calls match, at most `limit`.
   * @param pause between the parts of a long count; it lets other work of the thread go first.
   */
  async count(
    filter: CallRecordFilter,
    scope: RecordScope,
    limit: number,
    pause: () => Promise<void> = async () => {},
  ): Promise<CallCount> {
    let count = 0;
    for (let before: number | undefined; ;) {
      const part = Math.min(COUNTED_AT_ONCE, limit + 1 - count);
      const found = await this.#query
        .selectFrom(this.#matching(filter, scope, before).select('call_records.list_no').limit(part).as('found'))
        .select((each) => [each.fn.countAll<number>().as('count'), each.fn.min('found.list_no').as('last')])
        .executeTakeFirstOrThrow();
      count += found.count;
      if (count > limit) return { count: limit, more: true };
      if (found.count < part) return { count, more: false };
      before = found.last;
      await pause();
    }
  }

  /** Rows of the filter, newest first. The words find them, what words cannot say is compared in the rows. */
  #matching(filter: CallRecordFilter, scope: RecordScope, before: number | undefined) {
    const terms = soughtTerms(filter);
    const condition = termCondition({ ...terms, all: [...scopeTerms(scope, filter), ...terms.all] });
    const { minTalkMs } = filter;
    // The words' own table leads, so that its order is the list's and nothing is sorted.
    let matching =
      condition === undefined
        ? this.#query.selectFrom('call_records').orderBy('call_records.list_no', 'desc')
        : this.#query
            .selectFrom(TERM_INDEX)
            .innerJoin('call_records', 'call_records.list_no', 'call_record_terms.rowid')
            .where(condition)
            .orderBy('call_record_terms.rowid', 'desc');
    const place = sql.ref<number>(condition === undefined ? 'call_records.list_no' : 'call_record_terms.rowid');
    const { from, to } = filter;
    if (from !== undefined) matching = matching.where(place, '>=', from * PLACES_A_MS);
    if (to !== undefined) matching = matching.where(place, '<', (to + 1) * PLACES_A_MS);
    if (before !== undefined) matching = matching.where(place, '<', before);
    if (minTalkMs !== undefined) matching = matching.where('call_records.talk_ms', '>=', minTalkMs);
    for (const text of textConditions(filter)) matching = matching.where(text);
    return filter.callBack === undefined ? matching : matching.where(calledBack(filter.callBack));
  }

  /** Of the missed ones among these: the first later call in which somebody spoke with their number. */
  async #callBacks(places: readonly (readonly [number, CallRecord | undefined])[]): Promise<Record<string, CallBack>> {
    const found: Record<string, CallBack> = {};
    for (const [listNo, record] of places) {
      const number = record === undefined || !isMissed(record) ? '' : bareNumber(record.ani);
      if (record === undefined || number === '') continue;
      const later = await this.#query
        .selectFrom('call_records')
        .select(['call_id', 'started_at'])
        .where('reached_key', '=', number)
        .where('list_no', '>', listNo)
        .orderBy('list_no')
        .limit(1)
        .executeTakeFirst();
      if (later !== undefined)
        found[record.callId] = { callId: callIdSchema.parse(later.call_id), at: later.started_at };
    }
    return found;
  }
}

async function putRecords(query: QueryBuilder, records: readonly CallRecord[]): Promise<void> {
  const callIds = records.map((record) => record.callId);
  const stored = await query
    .selectFrom('call_records')
    .select(['call_id', 'list_no'])
    .where('call_id', 'in', callIds)
    .execute();
  const places = new Map(stored.map((row) => [row.call_id, row.list_no]));
  const taken = new Map<number, number>();
  for (const { callId, startedAt } of records) {
    if (places.has(callId)) continue;
    const place = await freePlace(query, startedAt, taken);
    places.set(callId, place);
    taken.set(Math.floor(place / PLACES_A_MS), place);
  }
  const rows = records.map((record) => ({ list_no: places.get(record.callId) ?? 0, ...toRow(record) }));
  await query
    .insertInto('call_records')
    .values(rows)
    .onConflict((conflict) => conflict.column('call_id').doUpdateSet(excludedColumns))
    .execute();
}

/** The next place of a millisecond; of the next one when it is full. `taken` holds the last one given to each. */
async function freePlace(query: QueryBuilder, startedAt: number, taken: ReadonlyMap<number, number>): Promise<number> {
  const first = startedAt * PLACES_A_MS;
  const last = taken.get(startedAt) ?? (await lastPlace(query, first));
  if (last === undefined) return first;
  return last + 1 < first + PLACES_A_MS ? last + 1 : freePlace(query, startedAt + 1, taken);
}

async function lastPlace(query: QueryBuilder, first: number): Promise<number | undefined> {
  const row = await query
    .selectFrom('call_records')
    .select((each) => each.fn.max('list_no').as('last'))
    .where('list_no', '>=', first)
    .where('list_no', '<', first + PLACES_A_MS)
    .executeTakeFirst();
  return z.number().int().nullish().parse(row?.last) ?? undefined;
}

function scopeTerms(scope: RecordScope, filter: CallRecordFilter): readonly string[] {
  const missed = scope.kind === 'missed' || filter.callBack !== undefined ? [MISSED_TERM] : [];
  if (scope.kind === 'agent') return [agentTerm(scope.userId), ...missed];
  if (scope.kind === 'missed' && scope.stationNo !== undefined) return [...missed, stationTerm(scope.stationNo)];
  return missed;
}

/** The search texts hold no wildcard of LIKE: searchable-text.ts takes them out. */
function textConditions({ search, number, name }: CallRecordFilter) {
  const byNumber = (text: string) => sql<boolean>`call_records.search_number like ${`%${bareNumber(text)}%`}`;
  const byName = (text: string) => sql<boolean>`call_records.search_name like ${`%${searchableName(text)}%`}`;
  const either = [
    ...(search === undefined || bareNumber(search) === '' ? [] : [byNumber(search)]),
    ...(search === undefined || searchableName(search) === '' ? [] : [byName(search)]),
  ];
  return [
    ...(number === undefined || bareNumber(number) === '' ? [] : [byNumber(number)]),
    ...(name === undefined || searchableName(name) === '' ? [] : [byName(name)]),
    ...(either.length === 0 ? [] : [sql<boolean>`(${sql.join(either, sql` or `)})`]),
  ];
}

function calledBack(state: NonNullable<CallRecordFilter['callBack']>) {
  const later = sql`call_records.number_key <> '' and exists (select 1 from call_records later
    where later.reached_key = call_records.number_key and later.list_no > call_records.list_no)`;
  return state === 'calledBack' ? sql<boolean>`(${later})` : sql<boolean>`not (${later})`;
}

/** Every column but the place and the id, as the new version has it. */
function excludedColumns({ ref }: ExpressionBuilder<DatabaseSchema & { excluded: CallRecordsTable }, 'excluded'>) {
  return {
    started_at: ref('excluded.started_at'),
    search_number: ref('excluded.search_number'),
    search_name: ref('excluded.search_name'),
    number_key: ref('excluded.number_key'),
    reached_key: ref('excluded.reached_key'),
    talk_ms: ref('excluded.talk_ms'),
    open: ref('excluded.open'),
    terms: ref('excluded.terms'),
    record_json: ref('excluded.record_json'),
  };
}

function toRow(record: CallRecord) {
  return {
    call_id: record.callId,
    started_at: record.startedAt,
    search_number: searchableNumbers(record.ani)[0] ?? '',
    search_name: searchableName(record.name),
    number_key: bareNumber(record.ani),
    reached_key: reachedNumber(record),
    talk_ms: record.talkMs ?? 0,
    open: record.endedAt === undefined ? 1 : 0,
    terms: termsOf(record).join(' '),
    record_json: JSON.stringify(record),
  };
}

function fromCursor(cursor: string): number {
  const parsed = jsonText(cursorSchema).safeParse(cursor);
  if (parsed.success) return parsed.data;
  throw new FaultError({
    kind: 'misuse',
    code: 'request/invalid',
    tried: 'read the next page of the call list',
    now: 'the cursor is none of ours',
    next: 'Ask for the first page, without a cursor.',
  });
}
