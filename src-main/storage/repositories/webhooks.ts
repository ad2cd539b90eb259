import { z } from 'zod';
import { callEventSchema, type CallEvent } from '../../contract/call-events.ts';
import { userIdSchema, type UserId } from '../../contract/ids.ts';
import {
  deliveryAttemptSchema,
  noticeKindSchema,
  webhookIdSchema,
  webhookKindSchema,
  type DeliveryAttempt,
  type NoticeKind,
  type WebhookId,
  type WebhookKind,
} from '../../contract/webhooks.ts';
import type { QueryBuilder } from '../database-schema.ts';
import { absentWhenNull, flag, jsonText } from '../row-columns.ts';

/** A place in the story: both numbers are settled. */
export interface NewsPosition {
  readonly eventNo: number;
  readonly noticeNo: number;
}

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

export type News =
  | { readonly kind: 'event'; readonly event: CallEvent; readonly position: NewsPosition }
  | {
      readonly kind: 'notice';
      readonly notice: NoticeKind;
      readonly at: number;
      readonly payload: Readonly<Record<string, unknown>>;
      readonly position: NewsPosition;
    };

export type UnnumberedAttempt = Omit<DeliveryAttempt, 'attemptNo'>;

/** How many events of the journal one look covers: SQLite answers on the JS thread, so a look must be short. */
const WINDOW_EVENTS = 2_000;
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

const eventRow = z.object({ event_json: jsonText(callEventSchema) }).transform((row) => row.event_json);
const noticeRow = z.object({
  notice_no: z.number().int(),
  after_event_no: z.number().int(),
  at: z.number().int(),
  kind: noticeKindSchema,
  payload_json: jsonText(z.record(z.string(), z.unknown())),
});
const attemptRow = z.object({ attempt_json: jsonText(deliveryAttemptSchema) }).transform((row) => row.attempt_json);

/**
 * Webhooks and their outbox. Events are not copied: the journal is their outbox and a webhook keeps its place in it;
 * notices have a table of their own and a place among the events.
 */
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

  /** After the last event and the last notice that are on the disk. */
  async end(): Promise<NewsPosition> {
    const notices = await this.#query
      .selectFrom('webhook_notices')
      .select((each) => each.fn.max('notice_no').as('last'))
      .executeTakeFirst();
    return { eventNo: await this.#lastEventNo(), noticeNo: lastOf(notices?.last) };
  }

  async addNotice(notice: { kind: NoticeKind; at: number; payload: Readonly<Record<string, unknown>> }): Promise<void> {
    const end = await this.end();
    await this.#query
      .insertInto('webhook_notices')
      .values({
        notice_no: end.noticeNo + 1,
        after_event_no: end.eventNo,
        at: notice.at,
        kind: notice.kind,
        payload_json: JSON.stringify(notice.payload),
      })
      .execute();
  }

  /**
   * The first news after a place that is of one of the kinds. Without one, the place up to which there is none;
   * `more` says that the look ended before the story did.
   */
  async next(
    after: NewsPosition,
    kinds: readonly WebhookKind[],
  ): Promise<
    | { readonly kind: 'news'; readonly news: News }
    | { readonly kind: 'none'; readonly position: NewsPosition; readonly more: boolean }
  > {
    const last = await this.#lastEventNo();
    const windowEnd = Math.min(last, after.eventNo + WINDOW_EVENTS);
    const event = await this.#eventWithin(after.eventNo, windowEnd, kinds);
    const notice = await this.#noticeAfter(after.noticeNo, kinds);
    const upTo = event === undefined ? windowEnd : event.eventNo - 1;
    if (notice !== undefined && notice.after_event_no <= upTo) {
      const position = { eventNo: Math.max(after.eventNo, notice.after_event_no), noticeNo: notice.notice_no };
      const { kind, at, payload_json: payload } = notice;
      return { kind: 'news', news: { kind: 'notice', notice: kind, at, payload, position } };
    }
    if (event === undefined) {
      return { kind: 'none', position: { ...after, eventNo: windowEnd }, more: windowEnd < last };
    }
    return { kind: 'news', news: { kind: 'event', event, position: { ...after, eventNo: event.eventNo } } };
  }

  /**
   * The number of the first event that happened at or after a time; one past the last when there is none. Found by
   * halving, so it is exact as far as times grow with numbers: a clock that was set back makes it miss by as much.
   */
  async firstEventSince(atMs: number): Promise<number> {
    let low = 1;
    let high = (await this.#lastEventNo()) + 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const row = await this.#query
        .selectFrom('call_events')
        .select('at')
        .where('event_no', '>=', middle)
        .orderBy('event_no')
        .limit(1)
        .executeTakeFirst();
      if (row === undefined || row.at >= atMs) high = middle;
      else low = middle + 1;
    }
    return low;
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

  /** Forgets notices that were given before a time and that every webhook has passed. */
  async dropNotices(beforeMs: number): Promise<void> {
    const passed = (await this.all()).map(({ position }) => position.noticeNo);
    await this.#query
      .deleteFrom('webhook_notices')
      .where('at', '<', beforeMs)
      .where('notice_no', '<', Math.min(...passed, (await this.end()).noticeNo))
      .execute();
  }

  /** The place before an event, so that it and the notices since the event before it come next. */
  async placeBefore(eventNo: number): Promise<NewsPosition> {
    const row = await this.#query
      .selectFrom('webhook_notices')
      .select((each) => each.fn.max('notice_no').as('last'))
      .where('after_event_no', '<', eventNo - 1)
      .executeTakeFirst();
    return { eventNo: eventNo - 1, noticeNo: lastOf(row?.last) };
  }

  async #lastEventNo(): Promise<number> {
    const found = await this.#query
      .selectFrom('call_events')
      .select((each) => each.fn.max('event_no').as('last'))
      .executeTakeFirst();
    return lastOf(found?.last);
  }

  async #eventWithin(after: number, upTo: number, kinds: readonly WebhookKind[]): Promise<CallEvent | undefined> {
    const row = await this.#query
      .selectFrom('call_events')
      .select('event_json')
      .where('event_no', '>', after)
      .where('event_no', '<=', upTo)
      .where('kind', 'in', [...kinds])
      .orderBy('event_no')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? undefined : eventRow.parse(row);
  }

  async #noticeAfter(after: number, kinds: readonly WebhookKind[]) {
    const row = await this.#query
      .selectFrom('webhook_notices')
      .selectAll()
      .where('notice_no', '>', after)
      .where('kind', 'in', [...kinds])
      .orderBy('notice_no')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? undefined : noticeRow.parse(row);
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

function lastOf(found: unknown): number {
  return z.number().int().nullish().parse(found) ?? 0;
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
