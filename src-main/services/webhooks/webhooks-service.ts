import { randomUUID } from 'node:crypto';
import type { UserId } from '../../contract/ids.ts';
import {
  webhookIdSchema,
  type DeliveryPage,
  type DeliveryAttempt,
  type NoticeKind,
  type ReplayRequest,
  type Webhook,
  type WebhookDraft,
  type WebhookId,
} from '../../contract/webhooks.ts';
import { DisposableStack, type Disposable } from '../../foundation/disposable.ts';
import type { Fault } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import { SerialInbox } from '../../foundation/serial-inbox.ts';
import type { CallJournal } from '../../storage/call-journal.ts';
import type { StoredWebhook } from '../../storage/repositories/webhooks.ts';
import type { AddressGuard } from './address-guard.ts';
import { WEBHOOK_TIMES } from './retry-plan.ts';
import { sendTest } from './send-test.ts';
import { WebhookLane, type LaneParts } from './webhook-lane.ts';
import { newSecret } from './signature.ts';
import { webhookView } from './webhook-view.ts';

/** The journal as webhooks need it: when it grew, and how far. */
export type NewsOfCalls = Pick<CallJournal, 'onWritten' | 'lastEventNo'>;

type Change = (webhook: StoredWebhook) => StoredWebhook | Promise<StoredWebhook>;

/**
 * Webhooks: news that reached the disk are posted to receivers outside, each webhook at its own pace.
 *
 *   journal.onWritten ─▶ lane ─▶ next news after its place ─▶ post ─▶ place and attempt, in one transaction
 *   notify ─▶ notices ─────┘
 *
 * Delivery is at least once: a crash between the answer and the transaction sends the news again, with the same id.
 */
export class WebhooksService implements Disposable {
  readonly #parts: LaneParts & { readonly journal: NewsOfCalls; readonly guard: AddressGuard };
  readonly #lanes = new Map<WebhookId, WebhookLane>();
  readonly #owned = new DisposableStack();
  #turn: Promise<void> = Promise.resolve();
  /** Notices are numbered one after the other. */
  readonly #notices: SerialInbox<{ kind: NoticeKind; at: number; payload: Readonly<Record<string, unknown>> }>;

  constructor(parts: LaneParts & { readonly journal: NewsOfCalls; readonly guard: AddressGuard }) {
    this.#parts = parts;
    const { news, log } = parts;
    this.#notices = new SerialInbox(
      async (notice) => {
        await news.addNotice(notice);
        this.#tellLanes();
      },
      (error) => log.error('a notice for webhooks could not be stored', { error: String(error) }),
    );
  }

  /** Goes on where the last process stopped. */
  async start(): Promise<void> {
    const { repository, news, clock, journal } = this.#parts;
    await news.dropNotices(clock.nowMs() - WEBHOOK_TIMES.keepNoticesMs);
    for (const webhook of await repository.all()) this.#addLane(webhook);
    this.#owned.own(journal.onWritten(() => this.#tellLanes()));
  }

  /**
   * Tells webhooks of something that is no event of a call: stored, then posted in its place among the events.
   * @param payload goes to receivers as it is.
   */
  notify(kind: NoticeKind, payload: Readonly<Record<string, unknown>>): void {
    this.#notices.post({ kind, at: this.#parts.clock.nowMs(), payload });
  }

  /** Resolves when every notice given so far is on the disk. */
  settled(): Promise<void> {
    return this.#notices.idle();
  }

  all(): readonly Webhook[] {
    return [...this.#lanes.values()].map((lane) => this.#viewOf(lane.webhook));
  }

  /** Begins with what happens from now on. Fault: webhook/addressNotAllowed. */
  async create(
    draft: WebhookDraft,
    createdBy: UserId,
  ): Promise<Result<{ readonly webhook: Webhook; readonly secret: string }, Fault>> {
    const checked = this.#parts.guard.check(draft.address);
    if (!checked.ok) return checked;
    const position = await this.#parts.news.end();
    const secret = newSecret();
    const webhook: StoredWebhook = {
      ...draft,
      webhookId: webhookIdSchema.parse(`webhook_${randomUUID()}`),
      enabled: true,
      secret,
      createdBy,
      createdAt: this.#parts.clock.nowMs(),
      position,
      reached: position,
    };
    await this.#parts.repository.save(webhook);
    this.#addLane(webhook);
    return ok({ webhook: this.#viewOf(webhook), secret });
  }

  /** The news at its head is tried again at once. Faults: request/notFound, webhook/addressNotAllowed. */
  async change(webhookId: WebhookId, draft: WebhookDraft): Promise<Result<Webhook, Fault>> {
    const checked = this.#parts.guard.check(draft.address);
    if (!checked.ok) return checked;
    return this.#change(webhookId, (webhook) => ({ ...withoutRetry(webhook), ...draft }));
  }

  remove(webhookId: WebhookId): Promise<Result<void, Fault>> {
    return this.#inTurn(async () => {
      const lane = this.#lanes.get(webhookId);
      if (lane === undefined) return failed(unknownWebhook());
      await lane.halt();
      this.#lanes.delete(webhookId);
      await this.#parts.repository.remove(webhookId);
      return ok();
    });
  }

  /** Sends nothing until it is resumed; its place is kept. */
  pause(webhookId: WebhookId): Promise<Result<Webhook, Fault>> {
    return this.#change(webhookId, (webhook) => ({ ...webhook, enabled: false }));
  }

  resume(webhookId: WebhookId, skipMissed: boolean): Promise<Result<Webhook, Fault>> {
    return this.#change(webhookId, async (webhook) => {
      const resumed = { ...withoutRetry(webhook), enabled: true };
      if (!skipMissed) return resumed;
      const end = await this.#parts.news.end();
      return { ...resumed, position: end, reached: end };
    });
  }

  /** Sends everything again from an event or a time on, in order, and then goes on. Events that were not sent yet come in their turn. */
  replay(webhookId: WebhookId, request: ReplayRequest): Promise<Result<Webhook, Fault>> {
    return this.#change(webhookId, async (webhook) => {
      const { news } = this.#parts;
      const first = request.from === 'event' ? request.eventNo : await news.firstEventSince(request.at);
      const asked = await news.placeBefore(first);
      const eventNo = Math.min(asked.eventNo, webhook.position.eventNo);
      const noticeNo = Math.min(asked.noticeNo, webhook.position.noticeNo);
      return { ...withoutRetry(webhook), position: { eventNo, noticeNo } };
    });
  }

  /** A new secret; the present one signs beside it for a day. */
  async rotateSecret(webhookId: WebhookId): Promise<Result<{ readonly secret: string }, Fault>> {
    const secret = newSecret();
    const changed = await this.#change(webhookId, (webhook) => ({
      ...webhook,
      secret,
      previousSecret: webhook.secret,
      previousSecretUntil: this.#parts.clock.nowMs() + WEBHOOK_TIMES.secretOverlapMs,
    }));
    return changed.ok ? ok({ secret }) : changed;
  }

  /** Posts a test at once, beside the order, and says how it went. */
  async test(webhookId: WebhookId): Promise<Result<DeliveryAttempt, Fault>> {
    const lane = this.#lanes.get(webhookId);
    if (lane === undefined) return failed(unknownWebhook());
    const attempt = await sendTest(lane.webhook, this.#parts);
    return ok(await this.#parts.repository.addAttempt(webhookId, attempt));
  }

  /** What was tried, the newest first. */
  async deliveries(
    webhookId: WebhookId,
    query: { readonly before?: number | undefined; readonly limit: number },
  ): Promise<Result<DeliveryPage, Fault>> {
    if (!this.#lanes.has(webhookId)) return failed(unknownWebhook());
    const found = await this.#parts.repository.attempts(webhookId, query.before, query.limit + 1);
    const attempts = found.slice(0, query.limit);
    const last = attempts.at(-1);
    return ok(
      found.length > query.limit && last !== undefined ? { attempts, nextBefore: last.attemptNo } : { attempts },
    );
  }

  /** Ends what is being sent; it is sent again by the next process. Resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.dispose();
    await this.#notices.idle();
    await Promise.all([...this.#lanes.values()].map((lane) => lane.halt()));
  }

  dispose(): void {
    this.#owned.dispose();
  }

  /** Halts the lane, changes what is stored, and lets it go on unless it is paused. */
  #change(webhookId: WebhookId, change: Change): Promise<Result<Webhook, Fault>> {
    return this.#inTurn(async () => {
      const lane = this.#lanes.get(webhookId);
      if (lane === undefined) return failed(unknownWebhook());
      await lane.halt();
      const changed = await change(lane.webhook);
      await this.#parts.repository.save(changed);
      this.#addLane(changed);
      return ok(this.#viewOf(changed));
    });
  }

  /** One change after the other: two at once would each undo what the other did. */
  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.#turn.then(work);
    this.#turn = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }

  #addLane(webhook: StoredWebhook): void {
    const lane = new WebhookLane(this.#parts, webhook);
    this.#lanes.set(webhook.webhookId, lane);
    if (webhook.enabled) lane.start();
  }

  #tellLanes(): void {
    for (const lane of this.#lanes.values()) lane.grown();
  }

  #viewOf(webhook: StoredWebhook): Webhook {
    return webhookView(webhook, this.#parts.journal.lastEventNo, this.#parts.clock.nowMs());
  }
}

function withoutRetry(webhook: StoredWebhook): StoredWebhook {
  const { retry: _retry, ...rest } = webhook;
  return rest;
}

function unknownWebhook(): Fault {
  return {
    kind: 'misuse',
    code: 'request/notFound',
    tried: 'find the webhook',
    now: 'there is none of this id',
    next: 'Reload the list.',
  };
}
