import type { Webhook } from '../../contract/webhooks.ts';
import type { StoredWebhook } from '../../storage/repositories/webhooks.ts';

/** A webhook as admins see it: without its secrets, with how far behind the journal it is. Pure. */
export function webhookView(webhook: StoredWebhook, lastEventNo: number, nowMs: number): Webhook {
  const { webhookId, title, address, kinds, enabled, createdBy, createdAt, position, retry } = webhook;
  const until = webhook.previousSecretUntil;
  return {
    webhookId,
    title,
    address,
    kinds: [...kinds],
    enabled,
    createdBy,
    createdAt,
    position: position.eventNo,
    behind: Math.max(0, lastEventNo - position.eventNo),
    ...(retry === undefined ? {} : { retry }),
    ...(until === undefined || until <= nowMs ? {} : { previousSecretUntil: until }),
  };
}
