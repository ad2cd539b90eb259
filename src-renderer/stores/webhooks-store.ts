import { makeAutoObservable, observableRef, runInAction } from 'mobx';
import { z, type ZodType } from 'zod';
import type { ErrorBody } from '../../src-main/contract/error-codes.ts';
import {
  deliveryAttemptSchema,
  deliveryPageSchema,
  newWebhookReplySchema,
  webhookSchema,
  webhookSecretSchema,
  type DeliveryAttempt,
  type ReplayRequest,
  type Webhook,
  type WebhookDraft,
  type WebhookId,
} from '../../src-main/contract/webhooks.ts';
import type { HttpClient } from '../transport/http-client.ts';
import { PATHS } from '../transport/http-paths.ts';

export type WebhookAction = 'create' | 'change' | 'remove' | 'pause' | 'resume' | 'replay' | 'test' | 'secret';

/** Receivers of news, for admins: the list, one log, and what was asked of the server. */
export class WebhooksStore {
  webhooks: readonly Webhook[] | undefined = undefined;
  openId: WebhookId | undefined = undefined;
  attempts: readonly DeliveryAttempt[] = [];
  nextBefore: number | undefined = undefined;
  /** A new secret, to be copied now: it is not told again. */
  secret: { readonly webhookId: WebhookId; readonly text: string } | undefined = undefined;
  /** How the last test went. */
  tested: (DeliveryAttempt & { readonly webhookId: WebhookId }) | undefined = undefined;
  pending: WebhookAction | undefined = undefined;
  error: ErrorBody | undefined = undefined;
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
    makeAutoObservable(this, {
      webhooks: observableRef,
      attempts: observableRef,
      secret: observableRef,
      tested: observableRef,
      error: observableRef,
    });
  }

  async load(): Promise<void> {
    const reply = await this.#http.request({ method: 'GET', path: PATHS.webhooks, reply: z.array(webhookSchema) });
    runInAction(() => {
      if (reply.ok) this.webhooks = reply.value;
      else this.error = reply.error;
    });
  }

  get open(): Webhook | undefined {
    return this.webhooks?.find(({ webhookId }) => webhookId === this.openId);
  }

  /** Opens a webhook with its log; undefined closes it. */
  async show(webhookId: WebhookId | undefined): Promise<void> {
    runInAction(() => {
      this.openId = webhookId;
      if (this.secret?.webhookId !== webhookId) this.secret = undefined;
      this.attempts = [];
      this.nextBefore = undefined;
    });
    if (webhookId !== undefined) await this.#loadLog(webhookId, undefined);
  }

  async loadOlder(): Promise<void> {
    if (this.openId !== undefined && this.nextBefore !== undefined) await this.#loadLog(this.openId, this.nextBefore);
  }

  async create(draft: WebhookDraft): Promise<boolean> {
    const made = await this.#post('create', PATHS.webhooks, draft, newWebhookReplySchema);
    if (made === undefined) return false;
    const { webhook, secret } = made;
    runInAction(() => (this.secret = { webhookId: webhook.webhookId, text: secret }));
    await this.show(webhook.webhookId);
    return true;
  }

  async change(webhookId: WebhookId, draft: WebhookDraft): Promise<boolean> {
    const request = { method: 'PUT', path: PATHS.webhook(webhookId), body: draft, reply: webhookSchema } as const;
    return (await this.#ask('change', request)) !== undefined;
  }

  async remove(webhookId: WebhookId): Promise<void> {
    const request = { method: 'DELETE', path: PATHS.webhook(webhookId), reply: removed } as const;
    if ((await this.#ask('remove', request)) !== undefined) await this.show(undefined);
  }

  async setPaused(webhookId: WebhookId, paused: boolean, skipMissed = false): Promise<void> {
    if (paused) await this.#post('pause', PATHS.webhookAct(webhookId, 'pause'), undefined, webhookSchema);
    else await this.#post('resume', PATHS.webhookAct(webhookId, 'resume'), { skipMissed }, webhookSchema);
  }

  async replay(webhookId: WebhookId, request: ReplayRequest): Promise<boolean> {
    const done = await this.#post('replay', PATHS.webhookAct(webhookId, 'replay'), request, webhookSchema);
    return done !== undefined;
  }

  async test(webhookId: WebhookId): Promise<void> {
    const tested = await this.#post('test', PATHS.webhookAct(webhookId, 'test'), undefined, deliveryAttemptSchema);
    if (tested === undefined) return;
    runInAction(() => (this.tested = { ...tested, webhookId }));
    await this.show(webhookId);
  }

  async rotateSecret(webhookId: WebhookId): Promise<void> {
    const made = await this.#post('secret', PATHS.webhookAct(webhookId, 'secret'), undefined, webhookSecretSchema);
    if (made !== undefined) runInAction(() => (this.secret = { webhookId, text: made.secret }));
  }

  forgetSecret(): void {
    this.secret = undefined;
  }

  async #loadLog(webhookId: WebhookId, before: number | undefined): Promise<void> {
    const path = PATHS.webhookLog(webhookId, before);
    const reply = await this.#http.request({ method: 'GET', path, reply: deliveryPageSchema });
    runInAction(() => {
      if (webhookId !== this.openId) return;
      if (!reply.ok) {
        this.error = reply.error;
        return;
      }
      this.attempts = before === undefined ? reply.value.attempts : [...this.attempts, ...reply.value.attempts];
      this.nextBefore = reply.value.nextBefore;
    });
  }

  #post<Value>(action: WebhookAction, path: string, body: unknown, reply: ZodType<Value>): Promise<Value | undefined> {
    const request = { method: 'POST', path, reply } as const;
    return this.#ask(action, body === undefined ? request : { ...request, body });
  }

  /** One change at a time; reads the list again when it was done. */
  async #ask<Value>(
    action: WebhookAction,
    request: Parameters<HttpClient['request']>[0] & { readonly reply: ZodType<Value> },
  ): Promise<Value | undefined> {
    if (this.pending !== undefined) return undefined;
    runInAction(() => {
      this.pending = action;
      this.error = undefined;
    });
    const reply = await this.#http.request<Value>(request);
    if (reply.ok) await this.load();
    runInAction(() => {
      this.pending = undefined;
      if (!reply.ok) this.error = reply.error;
    });
    return reply.ok ? reply.value : undefined;
  }
}

/** A reply without a body, as something that is there. */
const removed = z.unknown().transform(() => true);
