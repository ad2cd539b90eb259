import type { ExpressionBuilder } from 'kysely';
import { z } from 'zod';
import {
  callRecordSchema,
  type CallRecord,
  type CallRecordPage,
  type CallRecordQuery,
} from '../../contract/call-record.ts';
import type { CallId, UserId } from '../../contract/ids.ts';
import { FaultError } from '../../foundation/errors.ts';
import type { CallRecordsTable, DatabaseSchema, QueryBuilder } from '../database-schema.ts';
import { jsonText } from '../row-columns.ts';
import { saveRecording, type StoredRecording } from './recordings.ts';
import { searchableName, searchableNumbers } from '../searchable-text.ts';

const recordRow = z.object({ record_json: jsonText(callRecordSchema) }).transform((row) => row.record_json);
const positionRow = z.object({ value_json: jsonText(z.number().int()) });
const cursorSchema = z.tuple([z.number().int(), z.string()]);
/** Setting that says up to which event of the journal the records are made. */
const POSITION_NAME = 'records.upToEventNo';

/** The call list: one JSON document a call, with the columns that it is searched and ordered by. */
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
      for (const record of records) {
        await transaction
          .insertInto('call_records')
          .values(toRow(record))
          .onConflict((conflict) => conflict.column('call_id').doUpdateSet(excludedColumns))
          .execute();
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
   * @param onlyOf when given, only calls of this user.
   * Throws FaultError request/invalid for a cursor that this repository did not make.
   */
  async page(query: CallRecordQuery, onlyOf?: UserId): Promise<CallRecordPage> {
    const rows = await this.#matching(query, onlyOf)
      .select('record_json')
      .orderBy('started_at', 'desc')
      .orderBy('call_id', 'desc')
      .limit(query.limit + 1)
      .execute();
    const records = rows.slice(0, query.limit).map((row) => recordRow.parse(row));
    const last = records.at(-1);
    return rows.length > query.limit && last !== undefined ? { records, nextCursor: toCursor(last) } : { records };
  }

  #matching(query: CallRecordQuery, onlyOf: UserId | undefined) {
    let matching = this.#query.selectFrom('call_records');
    if (onlyOf !== undefined) matching = matching.where('user_id', '=', onlyOf);
    if (query.direction !== undefined) matching = matching.where('direction', '=', query.direction);
    if (query.stationNo !== undefined) matching = matching.where('station_no', '=', query.stationNo);
    if (query.from !== undefined) matching = matching.where('started_at', '>=', query.from);
    if (query.to !== undefined) matching = matching.where('started_at', '<=', query.to);
    if (query.search !== undefined) {
      const name = searchableName(query.search);
      const numbers = searchableNumbers(query.search);
      if (name !== '' || numbers.length > 0) {
        matching = matching.where((each) =>
          each.or([
            ...(name === '' ? [] : [each('search_name', 'like', contains(name))]),
            ...numbers.map((number) => each('search_number', 'like', contains(number))),
          ]),
        );
      }
    }
    if (query.cursor !== undefined) {
      const [startedAt, callId] = fromCursor(query.cursor);
      matching = matching.where((each) =>
        each.or([
          each('started_at', '<', startedAt),
          each.and([each('started_at', '=', startedAt), each('call_id', '<', callId)]),
        ]),
      );
    }
    return matching;
  }
}

/** A column that the new record does not have becomes empty again. */
function excludedColumns({ ref }: ExpressionBuilder<DatabaseSchema & { excluded: CallRecordsTable }, 'excluded'>) {
  return {
    started_at: ref('excluded.started_at'),
    direction: ref('excluded.direction'),
    station_no: ref('excluded.station_no'),
    user_id: ref('excluded.user_id'),
    search_number: ref('excluded.search_number'),
    search_name: ref('excluded.search_name'),
    open: ref('excluded.open'),
    record_json: ref('excluded.record_json'),
  };
}

function toRow(record: CallRecord) {
  return {
    call_id: record.callId,
    started_at: record.startedAt,
    direction: record.direction,
    station_no: record.stationNo,
    user_id: record.userId,
    search_number: searchableNumbers(record.ani).join(' '),
    search_name: searchableName(record.name),
    open: record.endedAt === undefined ? 1 : 0,
    record_json: JSON.stringify(record),
  };
}

/** The search texts hold no wildcard of LIKE: searchable-text.ts takes them out. */
function contains(text: string): string {
  return `%${text}%`;
}

function toCursor(last: CallRecord): string {
  return Buffer.from(JSON.stringify([last.startedAt, last.callId])).toString('base64url');
}

function fromCursor(cursor: string): readonly [number, string] {
  const parsed = jsonText(cursorSchema).safeParse(Buffer.from(cursor, 'base64url').toString());
  if (parsed.success) return parsed.data;
  throw new FaultError({
    kind: 'misuse',
    code: 'request/invalid',
    tried: 'read the next page of the call list',
    now: 'the cursor is none of ours',
    next: 'Ask for the first page, without a cursor.',
  });
}
