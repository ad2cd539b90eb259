import { randomUUID } from 'node:crypto';
import type { Clock } from '../../foundation/clock.ts';
import type { StoredWebhook, UnnumberedAttempt } from '../../storage/repositories/webhooks.ts';
import { answerOf, isDelivered, requestFor } from './webhook-lane.ts';
import type { WebhookSender } from './webhook-sender.ts';

/** Posts a test, signed as news are, once: an answer is what is asked for, not a delivery. */
export async function sendTest(
  webhook: StoredWebhook,
  parts: { readonly sender: WebhookSender; readonly clock: Clock },
): Promise<UnnumberedAttempt> {
  const { sender, clock } = parts;
  const at = clock.nowMs();
  const newsId = `test-${randomUUID()}`;
  const kind = 'Test';
  const body = JSON.stringify({ id: newsId, kind, at, replay: false });
  const beganMs = clock.monotonicMs();
  const outcome = await sender.send(requestFor(webhook, body, kind, at), new AbortController().signal);
  return {
    newsId,
    kind,
    at,
    durationMs: Math.round(clock.monotonicMs() - beganMs),
    tries: 1,
    replay: false,
    outcome: isDelivered(outcome) ? 'delivered' : 'dead',
    ...answerOf(outcome),
  };
}
