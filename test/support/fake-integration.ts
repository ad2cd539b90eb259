import type {
  ClickToDialPort,
  IntegrationPorts,
  JournalPort,
  ScreenPopsPort,
  WebhooksPort,
} from '../../src-main/api/integration-ports.ts';
import type { CallEvent } from '../../src-main/contract/call-events.ts';
import { dialTokenIdSchema, type DialToken, type DialTokenId } from '../../src-main/contract/click-to-dial.ts';
import type { UserId } from '../../src-main/contract/ids.ts';
import type { ScreenPop, ScreenPopId } from '../../src-main/contract/screen-pop.ts';
import {
  webhookIdSchema,
  type ReplayRequest,
  type Webhook,
  type WebhookDraft,
  type WebhookId,
} from '../../src-main/contract/webhooks.ts';
import type { Fault } from '../../src-main/foundation/errors.ts';
import { failed, ok, type Result } from '../../src-main/foundation/result.ts';
import { TypedEmitter } from '../../src-main/foundation/typed-emitter.ts';
import { fault } from './fake-fault.ts';

/** A journal that lives in memory: what is appended is written at once. */
export class FakeJournal implements JournalPort {
  readonly events: CallEvent[] = [];
  readonly pendingCount = 0;
  /** How often somebody began to read it. */
  replays = 0;
  readonly #written = new TypedEmitter<readonly CallEvent[]>((error) => {
    throw error;
  });

  get lastEventNo(): number {
    return this.events.at(-1)?.eventNo ?? 0;
  }

  write(...events: readonly CallEvent[]): void {
    this.events.push(...events);
    this.#written.emit(events);
  }

  async *replay(fromEventNo = 1): AsyncGenerator<CallEvent, void, undefined> {
    this.replays += 1;
    for (let at = 0; at < this.events.length; at += 1) {
      const event = this.events[at];
      if (event !== undefined && event.eventNo >= fromEventNo) yield event;
    }
  }

  onWritten(listener: (events: readonly CallEvent[]) => void) {
    return this.#written.subscribe(listener);
  }
}

/** Webhooks that send nothing: kept, changed and told of. */
export class FakeWebhooks implements WebhooksPort {
  readonly stored = new Map<WebhookId, Webhook>();

  all(): readonly Webhook[] {
    return [...this.stored.values()];
  }

  async create(draft: WebhookDraft, createdBy: UserId) {
    const webhookId = webhookIdSchema.parse(`webhook_${this.stored.size + 1}`);
    const webhook = { ...draft, webhookId, enabled: true, createdBy, createdAt: 1, position: 0, behind: 0 };
    this.stored.set(webhookId, webhook);
    return ok({ webhook, secret: 'whsec_example' });
  }

  async change(webhookId: WebhookId, draft: WebhookDraft): Promise<Result<Webhook, Fault>> {
    return this.#change(webhookId, draft);
  }

  async remove(webhookId: WebhookId): Promise<Result<void, Fault>> {
    return this.stored.delete(webhookId) ? ok() : failed(fault('request/notFound'));
  }

  async pause(webhookId: WebhookId): Promise<Result<Webhook, Fault>> {
    return this.#change(webhookId, { enabled: false });
  }

  async resume(webhookId: WebhookId, _skipMissed: boolean): Promise<Result<Webhook, Fault>> {
    return this.#change(webhookId, { enabled: true });
  }

  async replay(webhookId: WebhookId, request: ReplayRequest): Promise<Result<Webhook, Fault>> {
    return this.#change(webhookId, { position: request.from === 'event' ? request.eventNo - 1 : 0 });
  }

  async rotateSecret(webhookId: WebhookId) {
    return this.stored.has(webhookId) ? ok({ secret: 'whsec_next' }) : failed(fault('request/notFound'));
  }

  async test(webhookId: WebhookId) {
    if (!this.stored.has(webhookId)) return failed(fault('request/notFound'));
    return ok({ ...anAttempt, newsId: 'test-1', kind: 'Test' as const });
  }

  async deliveries(webhookId: WebhookId) {
    return this.stored.has(webhookId) ? ok({ attempts: [anAttempt] }) : failed(fault('request/notFound'));
  }

  #change(webhookId: WebhookId, change: Partial<Webhook>): Result<Webhook, Fault> {
    const webhook = this.stored.get(webhookId);
    if (webhook === undefined) return failed(fault('request/notFound'));
    const changed = { ...webhook, ...change };
    this.stored.set(webhookId, changed);
    return ok(changed);
  }
}

const anAttempt = {
  attemptNo: 1,
  newsId: 'event-7',
  kind: 'Delivered' as const,
  at: 1,
  durationMs: 12,
  tries: 1,
  replay: false,
  outcome: 'delivered' as const,
  status: 200,
};

export class FakeScreenPops implements ScreenPopsPort {
  readonly stored = new Map<ScreenPopId, ScreenPop>();

  all(): readonly ScreenPop[] {
    return [...this.stored.values()];
  }

  async save(pop: ScreenPop): Promise<Result<ScreenPop, Fault>> {
    this.stored.set(pop.screenPopId, pop);
    return ok(pop);
  }

  async remove(screenPopId: ScreenPopId): Promise<boolean> {
    return this.stored.delete(screenPopId);
  }
}

export class FakeClickToDial implements ClickToDialPort {
  allowed: readonly string[] = [];
  readonly tokens: (DialToken & { readonly userId: UserId; readonly token: string })[] = [];

  origins(): readonly string[] {
    return this.allowed;
  }

  allows(origin: string): boolean {
    return this.allowed.includes(origin);
  }

  async setOrigins(origins: readonly string[]): Promise<void> {
    this.allowed = origins;
  }

  async makeToken(userId: UserId, title: string) {
    const no = this.tokens.length + 1;
    const made = { tokenId: dialTokenIdSchema.parse(`token_${no}`), title, createdAt: 1 };
    const token = `dial_aaaaaaaaaaaaaaaaaaaaaaaa${no}`;
    this.tokens.push({ ...made, userId, token });
    return { ...made, token };
  }

  async tokensOf(userId: UserId): Promise<readonly DialToken[]> {
    const own = this.tokens.filter((each) => each.userId === userId);
    return own.map(({ tokenId, title, createdAt }) => ({ tokenId, title, createdAt }));
  }

  async removeToken(tokenId: DialTokenId, userId: UserId): Promise<boolean> {
    const at = this.tokens.findIndex((each) => each.tokenId === tokenId && each.userId === userId);
    if (at >= 0) this.tokens.splice(at, 1);
    return at >= 0;
  }

  async prove(token: string) {
    return this.tokens.find((each) => each.token === token);
  }
}

export class FakeIntegration implements IntegrationPorts {
  readonly journal = new FakeJournal();
  readonly webhooks = new FakeWebhooks();
  readonly screenPops = new FakeScreenPops();
  readonly clickToDial = new FakeClickToDial();
}
