import type { CallRecord } from '../../contract/call-record.ts';
import { outsideEvent } from '../../contract/outside-event.ts';
import { callSummarySchema, type WebhookBody } from '../../contract/webhooks.ts';
import type { News } from '../../storage/repositories/webhook-news.ts';

/** What is posted of a piece of news. The id is made of its number, so it is the same at every attempt. Pure. */
export function bodyOf(news: News, record: CallRecord | undefined, replay: boolean): WebhookBody {
  if (news.kind === 'notice') {
    const { notice, at, payload, position } = news;
    return { id: `notice-${position.noticeNo}`, kind: notice, at, replay, payload: { ...payload } };
  }
  const { event } = news;
  return {
    id: `event-${event.eventNo}`,
    kind: event.kind,
    at: event.at,
    eventNo: event.eventNo,
    replay,
    event: outsideEvent(event),
    ...(record === undefined ? {} : { call: callSummarySchema.parse(record) }),
  };
}
