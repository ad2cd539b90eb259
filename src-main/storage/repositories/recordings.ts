import { z } from 'zod';
import { recordingRefSchema, type RecordingRef } from '../../contract/call-record.ts';
import { callIdSchema, recordingIdSchema, type CallId, type RecordingId } from '../../contract/ids.ts';
import type { QueryBuilder } from '../database-schema.ts';
import { jsonText } from '../row-columns.ts';

/** A recording with the place of its file. */
export type StoredRecording = RecordingRef & {
  readonly callId: CallId;
  /** Below the data folder, with forward slashes. */
  readonly path: string;
};

const recordingRow = z
  .object({
    recording_id: recordingIdSchema,
    call_id: callIdSchema,
    path: z.string().min(1),
    format: recordingRefSchema.shape.format,
    started_at: z.number().int(),
    length_ms: z.number().int(),
    result: recordingRefSchema.shape.result,
    gaps_json: jsonText(recordingRefSchema.shape.gaps),
  })
  .transform((row): StoredRecording => ({
    recordingId: row.recording_id,
    callId: row.call_id,
    path: row.path,
    format: row.format,
    startedAt: row.started_at,
    lengthMs: row.length_ms,
    result: row.result,
    gaps: row.gaps_json,
  }));

/** Index of the recordings: which call, which file, in which condition. Derived from the journal, and stored with the records. */
export class RecordingsRepository {
  readonly #query: QueryBuilder;

  constructor(query: QueryBuilder) {
    this.#query = query;
  }

  async byId(recordingId: RecordingId): Promise<StoredRecording | undefined> {
    const row = await this.#query
      .selectFrom('recordings')
      .selectAll()
      .where('recording_id', '=', recordingId)
      .executeTakeFirst();
    return row === undefined ? undefined : recordingRow.parse(row);
  }

  /** Those that have ended and of whose sealing nothing is known. Oldest first. */
  async unsealed(): Promise<readonly StoredRecording[]> {
    const rows = await this.#query
      .selectFrom('recordings')
      .selectAll()
      .where('result', '!=', 'running')
      .where('recording_id', 'not in', (each) => each.selectFrom('recording_seals').select('recording_id'))
      .orderBy('started_at')
      .orderBy('recording_id')
      .execute();
    return rows.map((row) => recordingRow.parse(row));
  }

  /** Those that nobody has ended: after a crash, the ones to recover. Oldest first. */
  async running(): Promise<readonly StoredRecording[]> {
    const rows = await this.#query
      .selectFrom('recordings')
      .selectAll()
      .where('result', '=', 'running')
      .orderBy('started_at')
      .orderBy('recording_id')
      .execute();
    return rows.map((row) => recordingRow.parse(row));
  }
}

/** Adds the recording or puts it in the place of the one with its id. */
export async function saveRecording(query: QueryBuilder, recording: StoredRecording): Promise<void> {
  const row = {
    call_id: recording.callId,
    path: recording.path,
    format: recording.format,
    started_at: recording.startedAt,
    length_ms: recording.lengthMs,
    result: recording.result,
    gaps_json: JSON.stringify(recording.gaps),
  };
  await query
    .insertInto('recordings')
    .values({ recording_id: recording.recordingId, ...row })
    .onConflict((conflict) => conflict.column('recording_id').doUpdateSet(row))
    .execute();
}
