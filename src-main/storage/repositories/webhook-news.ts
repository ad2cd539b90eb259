import { z } from 'zod';
import { callEventSchema, type CallEvent } from '../../contract/call-events.ts';
import { noticeKindSchema, type NoticeKind, type WebhookKind } from '../../contract/webhooks.ts';
import type { QueryBuilder } from '../database-schema.ts';
import { jsonText } from '../row-columns.ts';

/** A place in the story: both numbers are settled. */
export interface NewsPosition {
  readonly eventNo: number;
  readonly noticeNo: number;
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

/** How many events of the journal one look covers: SQLite answers on the JS thread, so a look must be short. */
const WINDOW_EVENTS = 2_000;
const eventRow = z.object({ event_json: jsonText(callEventSchema) }).transform((row) => row.event_json);
const noticeRow = z.object({
  notice_no: z.number().int(),
  after_event_no: z.number().int(),
  at: z.number().int(),
  kind: noticeKindSchema,
  payload_json: jsonText(z.record(z.string(), z.unknown())),
});

/**
 * The outbox of the webhooks. Events are not copied: the journal is their outbox, and a webhook keeps its place in it;
 * notices have a table of their own and a place among the events.
 */
export class WebhookNewsRepository {
  readonly #query: QueryBuilder;

  constructor(query: QueryBuilder) {
    this.#query = query;
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

  /** The place before an event, so that it and the notices since the event before it come next. */
  async placeBefore(eventNo: number): Promise<NewsPosition> {
    const row = await this.#query
      .selectFrom('webhook_notices')
      .select((each) => each.fn.max('notice_no').as('last'))
      .where('after_event_no', '<', eventNo - 1)
      .executeTakeFirst();
    return { eventNo: eventNo - 1, noticeNo: lastOf(row?.last) };
  }

  /** Forgets notices that were given before a time and that every webhook has passed. */
  async dropNotices(beforeMs: number): Promise<void> {
    const passed = await this.#query
      .selectFrom('webhooks')
      .select((each) => each.fn.min('notice_no').as('least'))
      .executeTakeFirst();
    const last = (await this.end()).noticeNo;
    await this.#query
      .deleteFrom('webhook_notices')
      .where('at', '<', beforeMs)
      .where('notice_no', '<', Math.min(z.number().nullish().parse(passed?.least) ?? last, last))
      .execute();
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

/** The largest number of a column; 0 of an empty table. */
export function lastOf(found: unknown): number {
  return z.number().int().nullish().parse(found) ?? 0;
}
