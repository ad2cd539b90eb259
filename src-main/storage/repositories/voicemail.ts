import type { ExpressionBuilder } from 'kysely';
import { z } from 'zod';
import { callIdSchema, recordingIdSchema, userIdSchema, type RecordingId } from '../../contract/ids.ts';
import {
  boxIdSchema,
  messageIdSchema,
  messageStateSchema,
  type BoxId,
  type MessageId,
  type MessagePage,
  type MessageQuery,
  type VoicemailMessage,
} from '../../contract/voicemail.ts';
import { FaultError } from '../../foundation/errors.ts';
import type { DatabaseSchema, QueryBuilder, VoicemailMessagesTable } from '../database-schema.ts';
import { absentWhenNull, jsonText } from '../row-columns.ts';

const messageRow = z
  .object({
    message_id: messageIdSchema,
    box_id: boxIdSchema,
    call_id: callIdSchema,
    recording_id: recordingIdSchema,
    caller_number: z.string(),
    caller_name: z.string(),
    at: z.number().int(),
    length_ms: z.number().int(),
    state: messageStateSchema,
    heard_by: absentWhenNull(userIdSchema),
    heard_at: absentWhenNull(z.number().int()),
    deleted_at: absentWhenNull(z.number().int()),
    forwarded_from: absentWhenNull(boxIdSchema),
  })
  .transform((row): VoicemailMessage => ({
    messageId: row.message_id,
    boxId: row.box_id,
    callId: row.call_id,
    recordingId: row.recording_id,
    callerNumber: row.caller_number,
    callerName: row.caller_name,
    at: row.at,
    lengthMs: row.length_ms,
    state: row.state,
    ...(row.heard_by === undefined ? {} : { heardBy: row.heard_by }),
    ...(row.heard_at === undefined ? {} : { heardAt: row.heard_at }),
    ...(row.deleted_at === undefined ? {} : { deletedAt: row.deleted_at }),
    ...(row.forwarded_from === undefined ? {} : { forwardedFrom: row.forwarded_from }),
  }));

const countRow = z.object({ box_id: boxIdSchema, state: messageStateSchema, messages: z.number().int() });
const cursorSchema = z.tuple([z.number().int(), z.string()]);

export interface BoxCounts {
  readonly new: number;
  readonly heard: number;
}

/** The messages of all boxes. */
export class VoicemailRepository {
  readonly #query: QueryBuilder;

  constructor(query: QueryBuilder) {
    this.#query = query;
  }

  /** Adds the message, or takes over the state of the one with its id; what was said never changes. */
  async save(message: VoicemailMessage): Promise<void> {
    await this.#query
      .insertInto('voicemail_messages')
      .values(toRow(message))
      .onConflict((conflict) => conflict.column('message_id').doUpdateSet(excludedColumns))
      .execute();
  }

  async byId(messageId: MessageId): Promise<VoicemailMessage | undefined> {
    const row = await this.#select().where('message_id', '=', messageId).executeTakeFirst();
    return row === undefined ? undefined : messageRow.parse(row);
  }

  /** Those that share the recording: a message and its copies in other boxes. */
  async ofRecording(recordingId: RecordingId): Promise<readonly VoicemailMessage[]> {
    const rows = await this.#select().where('recording_id', '=', recordingId).execute();
    return rows.map((row) => messageRow.parse(row));
  }

  /** Messages of a box in one state, the oldest first: the order in which they are played on a phone. */
  async ofBox(boxId: BoxId, state: 'new' | 'heard'): Promise<readonly VoicemailMessage[]> {
    const found = this.#select().where('box_id', '=', boxId).where('state', '=', state);
    const rows = await found.orderBy('at').orderBy('message_id').execute();
    return rows.map((row) => messageRow.parse(row));
  }

  /** How many are new and heard, by box; a box without messages is not in it. */
  async counts(): Promise<ReadonlyMap<BoxId, BoxCounts>> {
    const rows = await this.#query
      .selectFrom('voicemail_messages')
      .select((each) => ['box_id', 'state', each.fn.countAll<number>().as('messages')])
      .where('state', '!=', 'deleted')
      .groupBy(['box_id', 'state'])
      .execute();
    const counts = new Map<BoxId, BoxCounts>();
    for (const row of rows) {
      const { box_id: boxId, state, messages } = countRow.parse(row);
      counts.set(boxId, { new: 0, heard: 0, ...counts.get(boxId), [state]: messages });
    }
    return counts;
  }

  /**
   * Newest first, after the cursor, of these boxes alone.
   * Throws FaultError request/invalid for a cursor that this repository did not make.
   */
  async page(query: MessageQuery, boxIds: readonly BoxId[]): Promise<MessagePage> {
    if (boxIds.length === 0) return { messages: [] };
    const rows = await this.#matching(query, boxIds)
      .orderBy('at', 'desc')
      .orderBy('message_id', 'desc')
      .limit(query.limit + 1)
      .execute();
    const messages = rows.slice(0, query.limit).map((row) => messageRow.parse(row));
    const last = messages.at(-1);
    return rows.length > query.limit && last !== undefined ? { messages, nextCursor: toCursor(last) } : { messages };
  }

  /** Takes away for good what was deleted before the moment; says how many. The recordings stay with their calls. */
  async purge(deletedBefore: number): Promise<number> {
    const purged = await this.#query
      .deleteFrom('voicemail_messages')
      .where('state', '=', 'deleted')
      .where('deleted_at', '<', deletedBefore)
      .executeTakeFirst();
    return Number(purged.numDeletedRows);
  }

  #select() {
    return this.#query.selectFrom('voicemail_messages').selectAll();
  }

  #matching(query: MessageQuery, boxIds: readonly BoxId[]) {
    let matching = this.#select().where('box_id', 'in', boxIds);
    if (query.filter === 'all') matching = matching.where('state', '!=', 'deleted');
    else matching = matching.where('state', '=', query.filter);
    if (query.cursor === undefined) return matching;
    const [at, messageId] = fromCursor(query.cursor);
    return matching.where((each) =>
      each.or([each('at', '<', at), each.and([each('at', '=', at), each('message_id', '<', messageId)])]),
    );
  }
}

/** A column that the changed message does not have becomes empty again. */
function excludedColumns({
  ref,
}: ExpressionBuilder<DatabaseSchema & { excluded: VoicemailMessagesTable }, 'excluded'>) {
  return {
    state: ref('excluded.state'),
    heard_by: ref('excluded.heard_by'),
    heard_at: ref('excluded.heard_at'),
    deleted_at: ref('excluded.deleted_at'),
  };
}

function toRow(message: VoicemailMessage) {
  return {
    message_id: message.messageId,
    box_id: message.boxId,
    call_id: message.callId,
    recording_id: message.recordingId,
    caller_number: message.callerNumber,
    caller_name: message.callerName,
    at: message.at,
    length_ms: message.lengthMs,
    state: message.state,
    heard_by: message.heardBy,
    heard_at: message.heardAt,
    deleted_at: message.deletedAt,
    forwarded_from: message.forwardedFrom,
  };
}

function toCursor(last: VoicemailMessage): string {
  return Buffer.from(JSON.stringify([last.at, last.messageId])).toString('base64url');
}

function fromCursor(cursor: string): readonly [number, string] {
  const parsed = jsonText(cursorSchema).safeParse(Buffer.from(cursor, 'base64url').toString());
  if (parsed.success) return parsed.data;
  throw new FaultError({
    kind: 'misuse',
    code: 'request/invalid',
    tried: 'read the next page of the messages',
    now: 'the cursor is none of ours',
    next: 'Ask for the first page, without a cursor.',
  });
}
