import { createHash } from 'node:crypto';
import { z } from 'zod';
import { policyIdSchema, type PolicyId } from '../../contract/recordings.ts';
import { recordingIdSchema, type RecordingId } from '../../contract/ids.ts';
import type { QueryBuilder } from '../database-schema.ts';
import { absentWhenNull } from '../row-columns.ts';

/** What a link states: a file was sealed with this content, or a file of this content was deleted. */
export interface ChainStatement {
  readonly kind: 'sealed' | 'deleted';
  readonly recordingId: RecordingId;
  /** Of the whole file as it lies on the disk, hexadecimal. */
  readonly fileSha256: string;
  /** Unix milliseconds. */
  readonly at: number;
  /** Of a deletion: its reason, in a word. */
  readonly why: string;
  readonly policyId?: PolicyId;
}

/**
 * One link. `chainHash` is over everything in the link and the hash before it, so that a link that is changed, taken
 * out or put in breaks every link behind it. A deletion adds a link of its own; the one of the sealing stays.
 */
export interface ChainLink extends ChainStatement {
  /** From 1, without gaps. */
  readonly no: number;
  readonly previousHash: string;
  readonly chainHash: string;
}

/** Before the first link. */
export const CHAIN_ORIGIN = '0'.repeat(64);
const PAGE_LINKS = 500;

const chainRow = z
  .object({
    no: z.number().int(),
    kind: z.enum(['sealed', 'deleted']),
    recording_id: recordingIdSchema,
    file_sha256: z.string(),
    at: z.number().int(),
    why: z.string(),
    policy_id: absentWhenNull(policyIdSchema),
    previous_hash: z.string(),
    chain_hash: z.string(),
  })
  .transform((row): ChainLink => ({
    no: row.no,
    kind: row.kind,
    recordingId: row.recording_id,
    fileSha256: row.file_sha256,
    at: row.at,
    why: row.why,
    ...(row.policy_id === undefined ? {} : { policyId: row.policy_id }),
    previousHash: row.previous_hash,
    chainHash: row.chain_hash,
  }));

/** Pure. */
export function chainHashOf(no: number, previousHash: string, statement: ChainStatement): string {
  const { kind, recordingId, fileSha256, at, why, policyId = '' } = statement;
  const text = JSON.stringify([no, kind, recordingId, fileSha256, at, why, policyId, previousHash]);
  return createHash('sha256').update(text).digest('hex');
}

/** The chain over the sealed files; grows only. Written in the transaction of what it states. */
export class RecordingChainRepository {
  readonly #query: QueryBuilder;

  constructor(query: QueryBuilder) {
    this.#query = query;
  }

  /** Links in order, from the first. */
  async *all(): AsyncGenerator<ChainLink, void, undefined> {
    for (let after = 0; ;) {
      const rows = await this.#query
        .selectFrom('recording_chain')
        .selectAll()
        .where('no', '>', after)
        .orderBy('no')
        .limit(PAGE_LINKS)
        .execute();
      for (const row of rows) {
        const link = chainRow.parse(row);
        after = link.no;
        yield link;
      }
      if (rows.length < PAGE_LINKS) return;
    }
  }

  async deletionOf(recordingId: RecordingId): Promise<ChainLink | undefined> {
    const row = await this.#query
      .selectFrom('recording_chain')
      .selectAll()
      .where('recording_id', '=', recordingId)
      .where('kind', '=', 'deleted')
      .executeTakeFirst();
    return row === undefined ? undefined : chainRow.parse(row);
  }
}

/** Adds a link behind the last one; stating the same of a recording again adds nothing. */
export async function appendLink(transaction: QueryBuilder, statement: ChainStatement): Promise<void> {
  const { kind, recordingId, fileSha256, at, why, policyId } = statement;
  const stated = await transaction
    .selectFrom('recording_chain')
    .select('no')
    .where('recording_id', '=', recordingId)
    .where('kind', '=', kind)
    .executeTakeFirst();
  if (stated !== undefined) return;
  const row = await transaction.selectFrom('recording_chain').selectAll().orderBy('no', 'desc').executeTakeFirst();
  const last = row === undefined ? undefined : chainRow.parse(row);
  const no = (last?.no ?? 0) + 1;
  const previousHash = last?.chainHash ?? CHAIN_ORIGIN;
  await transaction
    .insertInto('recording_chain')
    .values({
      no,
      kind,
      recording_id: recordingId,
      file_sha256: fileSha256,
      at,
      why,
      policy_id: policyId,
      previous_hash: previousHash,
      chain_hash: chainHashOf(no, previousHash, statement),
    })
    .execute();
}
