// Over 250 lines: each step of a file from its planning to its deletion is one statement here.
import { sql } from 'kysely';
import { z } from 'zod';
import { errorCodeSchema, type ErrorCode } from '../../contract/error-codes.ts';
import { callIdSchema, recordingIdSchema, type CallId, type RecordingId } from '../../contract/ids.ts';
import { policyIdSchema, type PolicyId } from '../../contract/recordings.ts';
import type { QueryBuilder } from '../database-schema.ts';
import { absentWhenNull, jsonText } from '../row-columns.ts';
import { appendLink } from './recording-chain.ts';

/** What shall become of a recording when it has ended; decided when it begins. */
export const sealPlanSchema = z.object({
  policyId: policyIdSchema.optional(),
  sealAs: z.enum(['mp3', 'gsm']).optional(),
  encrypt: z.boolean(),
  retentionDays: z.number().int().optional(),
});
export type SealPlan = z.infer<typeof sealPlanSchema>;

/**
 * planned ─▶ waiting ─▶ sealed ─▶ kept ─▶ deleted ─▶ gone
 *
 * planned: it is being recorded. sealed: the chain has it, the original may still be there. kept: only the sealed file
 * is there. deleted: the chain has the proof, the file may still be there. lost: there was nothing to seal.
 */
export const sealStateSchema = z.enum(['planned', 'waiting', 'sealed', 'kept', 'deleted', 'gone', 'lost']);
export type SealState = z.infer<typeof sealStateSchema>;

export interface SealRow {
  readonly recordingId: RecordingId;
  readonly callId: CallId;
  readonly state: SealState;
  readonly plan: SealPlan;
  readonly sourcePath: string;
  readonly path?: string;
  readonly keyId?: string;
  readonly sizeBytes?: number;
  readonly sha256?: string;
  readonly startedAt: number;
  readonly sealedAt?: number;
  readonly tries: number;
  readonly trouble?: ErrorCode;
}

export interface NewSeal {
  readonly recordingId: RecordingId;
  readonly callId: CallId;
  readonly plan: SealPlan;
  readonly sourcePath: string;
  readonly startedAt: number;
}

export interface SealedAs {
  readonly path: string;
  readonly keyId?: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly at: number;
}

const sealRow = z
  .object({
    recording_id: recordingIdSchema,
    call_id: callIdSchema,
    state: sealStateSchema,
    plan_json: jsonText(sealPlanSchema),
    source_path: z.string(),
    path: absentWhenNull(z.string()),
    key_id: absentWhenNull(z.string()),
    size_bytes: absentWhenNull(z.number().int()),
    sha256: absentWhenNull(z.string()),
    started_at: z.number().int(),
    sealed_at: absentWhenNull(z.number().int()),
    tries: z.number().int(),
    trouble: absentWhenNull(errorCodeSchema),
  })
  .transform((row): SealRow => ({
    recordingId: row.recording_id,
    callId: row.call_id,
    state: row.state,
    plan: row.plan_json,
    sourcePath: row.source_path,
    startedAt: row.started_at,
    tries: row.tries,
    ...(row.path === undefined ? {} : { path: row.path }),
    ...(row.key_id === undefined ? {} : { keyId: row.key_id }),
    ...(row.size_bytes === undefined ? {} : { sizeBytes: row.size_bytes }),
    ...(row.sha256 === undefined ? {} : { sha256: row.sha256 }),
    ...(row.sealed_at === undefined ? {} : { sealedAt: row.sealed_at }),
    ...(row.trouble === undefined ? {} : { trouble: row.trouble }),
  }));

/** What became of each recording, and the chain over the sealed files, which is written in the same transaction. */
export class RecordingSealsRepository {
  readonly #query: QueryBuilder;

  constructor(query: QueryBuilder) {
    this.#query = query;
  }

  /** Idempotent: a recording that is known keeps its row. */
  async plan(seal: NewSeal): Promise<void> {
    await this.#query
      .insertInto('recording_seals')
      .values({
        recording_id: seal.recordingId,
        call_id: seal.callId,
        state: 'planned',
        plan_json: JSON.stringify(seal.plan),
        source_path: seal.sourcePath,
        started_at: seal.startedAt,
        tries: 0,
        next_try_at: 0,
      })
      .onConflict((conflict) => conflict.column('recording_id').doNothing())
      .execute();
  }

  /** It has ended: the next free worker seals it. */
  async release(recordingId: RecordingId): Promise<void> {
    await this.#query
      .updateTable('recording_seals')
      .set({ state: 'waiting' })
      .where('recording_id', '=', recordingId)
      .where('state', '=', 'planned')
      .execute();
  }

  /** At start, when nothing is being recorded: what a stop cut is sealed as it is. */
  async releaseAll(): Promise<void> {
    await this.#query.updateTable('recording_seals').set({ state: 'waiting' }).where('state', '=', 'planned').execute();
  }

  /** The next to be sealed. */
  async nextWaiting(nowMs: number): Promise<SealRow | undefined> {
    const row = await this.#query
      .selectFrom('recording_seals')
      .selectAll()
      .where('state', '=', 'waiting')
      .where('next_try_at', '<=', nowMs)
      .orderBy('next_try_at')
      .orderBy('started_at')
      .orderBy('recording_id')
      .executeTakeFirst();
    return row === undefined ? undefined : sealRow.parse(row);
  }

  async inState(state: SealState): Promise<readonly SealRow[]> {
    const rows = await this.#query
      .selectFrom('recording_seals')
      .selectAll()
      .where('state', '=', state)
      .orderBy('started_at')
      .orderBy('recording_id')
      .execute();
    return rows.map((row) => sealRow.parse(row));
  }

  async byId(recordingId: RecordingId): Promise<SealRow | undefined> {
    const row = await this.#query
      .selectFrom('recording_seals')
      .selectAll()
      .where('recording_id', '=', recordingId)
      .executeTakeFirst();
    return row === undefined ? undefined : sealRow.parse(row);
  }

  /** The sealed file is in its place: the chain and the row say so together. */
  async seal(recordingId: RecordingId, sealed: SealedAs): Promise<void> {
    const { path, keyId, sizeBytes, sha256, at } = sealed;
    await this.#query.transaction().execute(async (transaction) => {
      await appendLink(transaction, { kind: 'sealed', recordingId, fileSha256: sha256, at, why: '' });
      await transaction
        .updateTable('recording_seals')
        .set({ state: 'sealed', path, key_id: keyId, size_bytes: sizeBytes, sha256, sealed_at: at, trouble: sql`null` })
        .where('recording_id', '=', recordingId)
        .execute();
    });
  }

  /** The proof of deletion is written before the file goes, so that no file ever goes without one. */
  async proveDeletion(row: SealRow, deletion: DeletionProof): Promise<void> {
    const { recordingId, sha256 = '' } = row;
    await this.#query.transaction().execute(async (transaction) => {
      await appendLink(transaction, { kind: 'deleted', recordingId, fileSha256: sha256, ...deletion });
      await transaction
        .updateTable('recording_seals')
        .set({ state: 'deleted' })
        .where('recording_id', '=', recordingId)
        .execute();
    });
  }

  async move(recordingId: RecordingId, state: SealState): Promise<void> {
    await this.#query.updateTable('recording_seals').set({ state }).where('recording_id', '=', recordingId).execute();
  }

  async putOff(recordingId: RecordingId, trouble: ErrorCode, nextTryAt: number): Promise<void> {
    await this.#query
      .updateTable('recording_seals')
      .set((each) => ({ tries: each('tries', '+', 1), trouble, next_try_at: nextTryAt }))
      .where('recording_id', '=', recordingId)
      .execute();
  }

  /** When the first of those that wait is due. */
  async nextTryAt(): Promise<number | undefined> {
    const row = await this.#query
      .selectFrom('recording_seals')
      .select('next_try_at')
      .where('state', '=', 'waiting')
      .orderBy('next_try_at')
      .executeTakeFirst();
    return row?.next_try_at;
  }

  /** What waits for its next try is due now. */
  async hurry(): Promise<void> {
    await this.#query.updateTable('recording_seals').set({ next_try_at: 0 }).where('state', '=', 'waiting').execute();
  }

  /** How many wait after a try that did not work, with the code of the one that waits longest. */
  async troubled(): Promise<{ readonly count: number; readonly code?: ErrorCode }> {
    const rows = await this.#query
      .selectFrom('recording_seals')
      .select('trouble')
      .where('state', '=', 'waiting')
      .where(sql<boolean>`trouble is not null`)
      .orderBy('started_at')
      .execute();
    const code = errorCodeSchema.safeParse(rows[0]?.trouble).data;
    return code === undefined ? { count: rows.length } : { count: rows.length, code };
  }

  /** Whether any sealed file needs a key of ours. */
  async usesKeys(): Promise<boolean> {
    const row = await this.#query
      .selectFrom('recording_seals')
      .select('recording_id')
      .where(sql<boolean>`key_id is not null`)
      .where('state', 'in', ['sealed', 'kept'])
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Bytes of the files that were sealed since then, and when the first of them was. */
  async growthSince(sinceMs: number): Promise<{ readonly bytes: number; readonly firstAt?: number }> {
    const row = await this.#query
      .selectFrom('recording_seals')
      .select((each) => [each.fn.sum('size_bytes').as('bytes'), each.fn.min('sealed_at').as('first')])
      .where('sealed_at', '>=', sinceMs)
      .executeTakeFirst();
    const { bytes, first } = growthRow.parse(row);
    return first === undefined ? { bytes } : { bytes, firstAt: first };
  }
}

export interface DeletionProof {
  /** Unix milliseconds. */
  readonly at: number;
  readonly why: string;
  readonly policyId?: PolicyId;
}

const growthRow = z.object({
  bytes: absentWhenNull(z.number()).transform((bytes) => bytes ?? 0),
  first: absentWhenNull(z.number().int()),
});
