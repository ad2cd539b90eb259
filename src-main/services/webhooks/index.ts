export { AddressGuard } from './address-guard.ts';
export { HttpWebhookSender, type SendOutcome, type SendRequest, type WebhookSender } from './webhook-sender.ts';
export { WebhooksService, type NewsOfCalls } from './webhooks-service.ts';
