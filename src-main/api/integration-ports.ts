import type { DialToken, DialTokenId } from '../contract/click-to-dial.ts';
import type { UserId } from '../contract/ids.ts';
import type { ScreenPop, ScreenPopId } from '../contract/screen-pop.ts';
import type {
  DeliveryAttempt,
  DeliveryPage,
  ReplayRequest,
  Webhook,
  WebhookDraft,
  WebhookId,
} from '../contract/webhooks.ts';
import type { Fault } from '../foundation/errors.ts';
import type { Result } from '../foundation/result.ts';
import type { CallJournal } from '../storage/call-journal.ts';

/** What the API gives to other systems stands on these. */
export interface IntegrationPorts {
  readonly journal: JournalPort;
  readonly webhooks: WebhooksPort;
  readonly screenPops: ScreenPopsPort;
  readonly clickToDial: ClickToDialPort;
}

/** storage: the story of all calls, to be read again and followed. */
export type JournalPort = Pick<CallJournal, 'lastEventNo' | 'pendingCount' | 'replay' | 'onWritten'>;

/** services/webhooks. Faults: request/notFound, webhook/addressNotAllowed. */
export interface WebhooksPort {
  all(): readonly Webhook[];
  create(
    draft: WebhookDraft,
    createdBy: UserId,
  ): Promise<Result<{ readonly webhook: Webhook; readonly secret: string }, Fault>>;
  change(webhookId: WebhookId, draft: WebhookDraft): Promise<Result<Webhook, Fault>>;
  remove(webhookId: WebhookId): Promise<Result<void, Fault>>;
  pause(webhookId: WebhookId): Promise<Result<Webhook, Fault>>;
  resume(webhookId: WebhookId, skipMissed: boolean): Promise<Result<Webhook, Fault>>;
  replay(webhookId: WebhookId, request: ReplayRequest): Promise<Result<Webhook, Fault>>;
  rotateSecret(webhookId: WebhookId): Promise<Result<{ readonly secret: string }, Fault>>;
  test(webhookId: WebhookId): Promise<Result<DeliveryAttempt, Fault>>;
  deliveries(
    webhookId: WebhookId,
    query: { readonly before?: number | undefined; readonly limit: number },
  ): Promise<Result<DeliveryPage, Fault>>;
}

/** services/integration. Faults: screenPop/templateInvalid, request/conflict. */
export interface ScreenPopsPort {
  all(): readonly ScreenPop[];
  save(pop: ScreenPop): Promise<Result<ScreenPop, Fault>>;
  remove(screenPopId: ScreenPopId): Promise<boolean>;
}

/** services/integration: pages that may dial, and the tokens by which they do. */
export interface ClickToDialPort {
  origins(): readonly string[];
  allows(origin: string): boolean;
  setOrigins(origins: readonly string[]): Promise<void>;
  makeToken(userId: UserId, title: string): Promise<DialToken & { readonly token: string }>;
  tokensOf(userId: UserId): Promise<readonly DialToken[]>;
  removeToken(tokenId: DialTokenId, userId: UserId): Promise<boolean>;
  prove(token: string): Promise<{ readonly tokenId: DialTokenId; readonly userId: UserId } | undefined>;
}
