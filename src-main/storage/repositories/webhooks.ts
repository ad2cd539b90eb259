import { z } from 'zod';
import { userIdSchema, type UserId } from '../../contract/ids.ts';
import {
  deliveryAttemptSchema,
  webhookIdSchema,
  webhookKindSchema,
  type DeliveryAttempt,
  type WebhookId,
  type WebhookKind,
} from '../../contract/webhooks.ts';
import type { QueryBuilder } from '../database-schema.ts';
import { absentWhenNull, flag, jsonText } from '../row-columns.ts';
import { lastOf, type NewsPosition } from './webhook-news.ts';

export interface StoredWebhook {
  readonly webhookId: WebhookId;
  readonly title: string;
  readonly address: string;
  readonly kinds: readonly WebhookKind[];
  readonly enabled: boolean;
  readonly secret: string;
  readonly previousSecret?: string;
  readonly previousSecretUntil?: number;
  readonly createdBy: UserId;
  readonly createdAt: number;
  readonly position: NewsPosition;
  /** The farthest that the place has been: what lies before it and is sent again is a replay. */
  readonly reached: NewsPosition;
  /** Of the news at the head, when it has been tried. */
  readonly retry?: { readonly tries: number; readonly firstAt: number; readonly nextAt: number };
}

export type UnnumberedAttempt = Omit<DeliveryAttempt, 'attemptNo'>;

/** Attempts that are kept of each webhook. */
const KEPT_ATTEMPTS = 1_000;

const webhookRow = z
  .object({
    webhook_id: webhookIdSchema,
    title: z.string(),
    address: z.string(),
    kinds_json: jsonText(z.array(webhookKindSchema)),
    enabled: flag,
    secret: z.string(),
    previous_secret: absentWhenNull(z.string()),
    previous_secret_until: absentWhenNull(z.number().int()),
    created_by: userIdSchema,
    created_at: z.number().int(),
    event_no: z.number().int(),
    notice_no: z.number().int(),
    reached_event_no: z.number().int(),
    reached_notice_no: z.number().int(),
    tries: z.number().int(),
    first_tried_at: z.number().int(),
    next_try_at: z.number().int(),
  })
  .transform((row): StoredWebhook => ({
    webhookId: row.webhook_id,
    title: row.title,
    address: row.address,
    kinds: row.kinds_json,
    enabled: row.enabled,
    secret: row.secret,
    ...(row.previous_secret === undefined ? {} : { previousSecret: row.previous_secret }),
    ...(row.previous_secret_until === undefined ? {} : { previousSecretUntil: row.previous_secret_until }),
    createdBy: row.created_by,
    createdAt: row.created_at,
    position: { eventNo: row.event_no, noticeNo: row.notice_no },
    reached: { eventNo: row.reached_event_no, noticeNo: row.reached_notice_no },
    ...(row.tries === 0 ? {} : { retry: { tries: row.tries, firstAt: row.first_tried_at, nextAt: row.next_try_at } }),
  }));

const attemptRow = z.object({ attempt_json: jsonText(deliveryAttemptSchema) }).transform((row) => row.attempt_json);

/** The webhooks, each with its place in the story, and what was tried for them. */
export class WebhooksRepository {
  readonly #query: QueryBuilder;

  constructor(query: QueryBuilder) {
    this.#query = query;
  }

  async all(): Promise<readonly StoredWebhook[]> {
    const rows = await this.#query
      .selectFrom('webhooks')
      .selectAll()
      .orderBy('created_at')
      .orderBy('webhook_id')
      .execute();
    return rows.map((row) => webhookRow.parse(row));
  }

  /** Adds it, or puts it in the place of the one with its id. */
  async save(webhook: StoredWebhook): Promise<void> {
    const { webhook_id: _id, ...rest } = toRow(webhook);
    await this.#query
      .insertInto('webhooks')
      .values(toRow(webhook))
      .onConflict((conflict) => conflict.column('webhook_id').doUpdateSet(rest))
      .execute();
  }

  async remove(webhookId: WebhookId): Promise<void> {
    await this.#query.deleteFrom('webhooks').where('webhook_id', '=', webhookId).execute();
  }

  /** Writes what was tried and where the webhook stands after it, together or not at all. */
  async settle(webhook: StoredWebhook, attempt: UnnumberedAttempt): Promise<void> {
    const { webhook_id: webhookId, ...rest } = toRow(webhook);
    await this.#query.transaction().execute(async (transaction) => {
      const changed = await transaction
        .updateTable('webhooks')
        .set(rest)
        .where('webhook_id', '=', webhookId)
        .executeTakeFirst();
      if (changed.numUpdatedRows > 0n) await addAttempt(transaction, webhook.webhookId, attempt);
    });
  }

  /** Writes an attempt that moves nothing: a test. */
  addAttempt(webhookId: WebhookId, attempt: UnnumberedAttempt): Promise<DeliveryAttempt> {
    return this.#query.transaction().execute((transaction) => addAttempt(transaction, webhookId, attempt));
  }

  /** The newest first. */
  async attempts(webhookId: WebhookId, before: number | undefined, limit: number): Promise<readonly DeliveryAttempt[]> {
    let query = this.#query.selectFrom('webhook_attempts').select('attempt_json').where('webhook_id', '=', webhookId);
    if (before !== undefined) query = query.where('attempt_no', '<', before);
    const rows = await query.orderBy('attempt_no', 'desc').limit(limit).execute();
    return rows.map((row) => attemptRow.parse(row));
  }
}

/** Numbers the attempt and forgets the oldest. */
async function addAttempt(
  query: QueryBuilder,
  webhookId: WebhookId,
  attempt: UnnumberedAttempt,
): Promise<DeliveryAttempt> {
  const found = await query
    .selectFrom('webhook_attempts')
    .select((each) => each.fn.max('attempt_no').as('last'))
    .where('webhook_id', '=', webhookId)
    .executeTakeFirst();
  const attemptNo = lastOf(found?.last) + 1;
  const numbered = { ...attempt, attemptNo };
  await query
    .insertInto('webhook_attempts')
    .values({ webhook_id: webhookId, attempt_no: attemptNo, attempt_json: JSON.stringify(numbered) })
    .execute();
  await query
    .deleteFrom('webhook_attempts')
    .where('webhook_id', '=', webhookId)
    .where('attempt_no', '<=', attemptNo - KEPT_ATTEMPTS)
    .execute();
  return numbered;
}

function toRow(webhook: StoredWebhook) {
  const { position, reached, retry } = webhook;
  return {
    webhook_id: webhook.webhookId,
    title: webhook.title,
    address: webhook.address,
    kinds_json: JSON.stringify(webhook.kinds),
    enabled: webhook.enabled ? 1 : 0,
    secret: webhook.secret,
    previous_secret: webhook.previousSecret,
    previous_secret_until: webhook.previousSecretUntil,
    created_by: webhook.createdBy,
    created_at: webhook.createdAt,
    event_no: position.eventNo,
    notice_no: position.noticeNo,
    reached_event_no: reached.eventNo,
    reached_notice_no: reached.noticeNo,
    tries: retry?.tries ?? 0,
    first_tried_at: retry?.firstAt ?? 0,
    next_try_at: retry?.nextAt ?? 0,
  };
}
