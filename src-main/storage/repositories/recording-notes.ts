import { sql } from 'kysely';
import { z } from 'zod';
import { recordingIdSchema, userIdSchema, type RecordingId, type UserId } from '../../contract/ids.ts';
import { listeningSchema, type Listening, type RecordingHold, type RecordingMark } from '../../contract/recordings.ts';
import type { QueryBuilder } from '../database-schema.ts';

/** A mark that was made after the call, and can be taken away. */
export type StoredMark = RecordingMark & { readonly markId: string; readonly userId: UserId };

const holdRow = z
  .object({ reason: z.string(), set_by: userIdSchema, set_at: z.number().int() })
  .transform((row): RecordingHold => ({ reason: row.reason, byUserId: row.set_by, at: row.set_at }));
const listeningRow = z
  .object({
    listening_id: z.string(),
    user_id: userIdSchema,
    at: z.number().int(),
    how: listeningSchema.shape.how,
    from_ms: z.number().int(),
    to_ms: z.number().int(),
  })
  .transform((row) => ({
    listeningId: row.listening_id,
    userId: row.user_id,
    at: row.at,
    how: row.how,
    fromMs: row.from_ms,
    toMs: row.to_ms,
  }));
const markRow = z
  .object({ mark_id: z.string(), at_ms: z.number().int(), text: z.string(), user_id: userIdSchema })
  .transform((row): StoredMark => ({
    markId: row.mark_id,
    atMs: row.at_ms,
    text: row.text,
    userId: row.user_id,
  }));

/** What people leave on a recording: legal holds, that they listened, marks. */
export class RecordingNotesRepository {
  readonly #query: QueryBuilder;

  constructor(query: QueryBuilder) {
    this.#query = query;
  }

  /** The hold that is in force. */
  async holdOf(recordingId: RecordingId): Promise<RecordingHold | undefined> {
    const row = await this.#query
      .selectFrom('recording_holds')
      .select(['reason', 'set_by', 'set_at'])
      .where('recording_id', '=', recordingId)
      .where(sql<boolean>`cleared_at is null`)
      .executeTakeFirst();
    return row === undefined ? undefined : holdRow.parse(row);
  }

  /** Recordings with a hold in force. */
  async held(): Promise<ReadonlySet<RecordingId>> {
    const rows = await this.#query
      .selectFrom('recording_holds')
      .select('recording_id')
      .where(sql<boolean>`cleared_at is null`)
      .execute();
    return new Set(rows.map((row) => recordingIdSchema.parse(row.recording_id)));
  }

  async addHold(holdId: string, recordingId: RecordingId, hold: RecordingHold): Promise<void> {
    await this.#query
      .insertInto('recording_holds')
      .values({
        hold_id: holdId,
        recording_id: recordingId,
        set_at: hold.at,
        set_by: hold.byUserId,
        reason: hold.reason,
      })
      .execute();
  }

  /** The row stays: who held and who let go, with both reasons. */
  async clearHold(recordingId: RecordingId, cleared: RecordingHold): Promise<void> {
    await this.#query
      .updateTable('recording_holds')
      .set({ cleared_at: cleared.at, cleared_by: cleared.byUserId, clear_reason: cleared.reason })
      .where('recording_id', '=', recordingId)
      .where(sql<boolean>`cleared_at is null`)
      .execute();
  }

  /** The newest first. */
  async listenings(recordingId: RecordingId): Promise<readonly (Listening & { readonly listeningId: string })[]> {
    const rows = await this.#query
      .selectFrom('recording_listenings')
      .selectAll()
      .where('recording_id', '=', recordingId)
      .orderBy('at', 'desc')
      .orderBy('listening_id')
      .limit(500)
      .execute();
    return rows.map((row) => listeningRow.parse(row));
  }

  /** Adds it, or widens the one with its id. */
  async saveListening(listeningId: string, recordingId: RecordingId, listening: Listening): Promise<void> {
    const { userId, at, how, fromMs, toMs } = listening;
    await this.#query
      .insertInto('recording_listenings')
      .values({
        listening_id: listeningId,
        recording_id: recordingId,
        user_id: userId,
        at,
        how,
        from_ms: fromMs,
        to_ms: toMs,
      })
      .onConflict((conflict) => conflict.column('listening_id').doUpdateSet({ from_ms: fromMs, to_ms: toMs }))
      .execute();
  }

  async marks(recordingId: RecordingId): Promise<readonly StoredMark[]> {
    const rows = await this.#query
      .selectFrom('recording_marks')
      .selectAll()
      .where('recording_id', '=', recordingId)
      .orderBy('at_ms')
      .orderBy('mark_id')
      .execute();
    return rows.map((row) => markRow.parse(row));
  }

  async addMark(recordingId: RecordingId, mark: StoredMark, madeAt: number): Promise<void> {
    await this.#query
      .insertInto('recording_marks')
      .values({
        mark_id: mark.markId,
        recording_id: recordingId,
        at_ms: mark.atMs,
        text: mark.text,
        user_id: mark.userId,
        made_at: madeAt,
      })
      .execute();
  }

  /** @returns whether there was one. @param onlyOf when given, only a mark of this user. */
  async removeMark(recordingId: RecordingId, markId: string, onlyOf?: UserId): Promise<boolean> {
    const all = this.#query
      .deleteFrom('recording_marks')
      .where('mark_id', '=', markId)
      .where('recording_id', '=', recordingId);
    const result = await (onlyOf === undefined ? all : all.where('user_id', '=', onlyOf)).executeTakeFirst();
    return result.numDeletedRows > 0n;
  }
}
