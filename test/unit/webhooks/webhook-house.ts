import type { CallRecord } from '../../../src-main/contract/call-record.ts';
import { callIdSchema, userIdSchema, type CallId } from '../../../src-main/contract/ids.ts';
import type { Webhook, WebhookKind } from '../../../src-main/contract/webhooks.ts';
import { SteppedClock } from '../../../src-main/foundation/clock.ts';
import { FaultError } from '../../../src-main/foundation/errors.ts';
import { AddressGuard, WebhooksService } from '../../../src-main/services/webhooks/index.ts';
import { CallJournal, JOURNAL_LIMITS } from '../../../src-main/storage/call-journal.ts';
import { WebhookNewsRepository } from '../../../src-main/storage/repositories/webhook-news.ts';
import { WebhooksRepository } from '../../../src-main/storage/repositories/webhooks.ts';
import { FakeWebhookSender } from '../../support/fake-webhook-sender.ts';
import { settle } from '../../support/settle.ts';
import { openMemory, TEST_NOW_MS } from '../../support/test-databases.ts';
import { callEvents } from '../../support/test-events.ts';
import { TestLog } from '../../support/test-log.ts';

export const boss = userIdSchema.parse('user_boss');
export type WebhookHouse = Awaited<ReturnType<typeof openWebhookHouse>>;

/** Webhooks over a real journal in memory, a clock that stands, and a receiver under the test's hand. */
export async function openWebhookHouse() {
  const { database, remove } = await openMemory();
  const clock = new SteppedClock(TEST_NOW_MS);
  const log = new TestLog();
  const rethrow = (error: unknown): never => {
    throw error instanceof Error ? error : new Error(JSON.stringify(error));
  };
  const journal = await CallJournal.open(database, clock, { onFault: rethrow, onListenerError: rethrow });
  const sender = new FakeWebhookSender();
  const records = new Map<CallId, CallRecord>();
  const parts = {
    repository: new WebhooksRepository(database.query),
    news: new WebhookNewsRepository(database.query),
    records: { settled: () => Promise.resolve(), byId: (callId: CallId) => Promise.resolve(records.get(callId)) },
    sender,
    clock,
    random: () => 0.5,
    log,
    journal,
    guard: new AddressGuard(false),
  };
  /** As a new process over the same database. */
  const start = async (): Promise<WebhooksService> => {
    const service = new WebhooksService(parts);
    await service.start();
    return service;
  };
  const pass = async (ms = 0): Promise<void> => {
    clock.advance(ms);
    for (let turn = 0; turn < 40; turn += 1) await settle();
  };
  /** Journals a call that rings and ends: two events. */
  const call = async (no: number): Promise<void> => {
    const events = callEvents(callIdSchema.parse(`call_${no}`));
    journal.append(events.ring(0));
    journal.append(events.clear(1000, 'callerGaveUp', 'far'));
    await pass(JOURNAL_LIMITS.flushAfterMs);
  };
  const webhooks = await start();
  const create = async (kinds: readonly WebhookKind[], from: WebhooksService = webhooks): Promise<Webhook> => {
    const created = await from.create({ title: 'CRM', address: 'https://crm.example/hook', kinds: [...kinds] }, boss);
    if (!created.ok) throw new FaultError(created.error);
    return created.value.webhook;
  };
  const close = async (): Promise<void> => {
    await webhooks.stop();
    await journal.close();
    await remove();
  };
  return {
    clock,
    log,
    journal,
    sender,
    records,
    repository: parts.repository,
    webhooks,
    start,
    pass,
    call,
    create,
    close,
  };
}
