import assert from 'node:assert/strict';
import { callIdSchema, userIdSchema } from '../../../src-main/contract/ids.ts';
import { webhookIdSchema } from '../../../src-main/contract/webhooks.ts';
import { SteppedClock } from '../../../src-main/foundation/clock.ts';
import { CallJournal } from '../../../src-main/storage/call-journal.ts';
import { WebhookNewsRepository } from '../../../src-main/storage/repositories/webhook-news.ts';
import { WebhooksRepository, type StoredWebhook } from '../../../src-main/storage/repositories/webhooks.ts';
import { databaseKinds, TEST_NOW_MS, type TestDatabase } from '../../support/test-databases.ts';
import { callEvents } from '../../support/test-events.ts';

const START = { eventNo: 0, noticeNo: 0 };
const webhook: StoredWebhook = {
  webhookId: webhookIdSchema.parse('webhook_1'),
  title: 'CRM',
  address: 'https://crm.example/',
  kinds: ['Delivered', 'VoicemailLeft'],
  enabled: true,
  secret: 'whsec_1',
  createdBy: userIdSchema.parse('user_1'),
  createdAt: TEST_NOW_MS,
  position: START,
  reached: START,
};
const attempt = {
  newsId: 'event-1',
  kind: 'Delivered',
  eventNo: 1,
  at: TEST_NOW_MS,
  durationMs: 12,
  tries: 1,
  replay: false,
  outcome: 'failed',
  status: 500,
  failure: 'status',
} as const;

for (const kind of databaseKinds) {
  describe(`webhooks in ${kind.name}`, () => {
    let opened: TestDatabase;
    let repository: WebhooksRepository;
    let news: WebhookNewsRepository;
    beforeEach(async () => {
      opened = await kind.open();
      repository = new WebhooksRepository(opened.database.query);
      news = new WebhookNewsRepository(opened.database.query);
    });
    afterEach(() => opened.remove());

    /** Journals rings at these times; one event each. */
    async function ring(...times: readonly number[]): Promise<void> {
      const trouble = (reason: unknown): never => {
        throw new Error(JSON.stringify(reason));
      };
      const clock = new SteppedClock(TEST_NOW_MS);
      const journal = await CallJournal.open(opened.database, clock, { onFault: trouble, onListenerError: trouble });
      for (const [no, atMs] of times.entries()) journal.append(callEvents(callIdSchema.parse(`call_${no}`)).ring(atMs));
      await journal.close();
    }

    it('gives back what was saved, and what it was changed into', async () => {
      const changed: StoredWebhook = {
        ...webhook,
        enabled: false,
        previousSecret: 'whsec_0',
        previousSecretUntil: TEST_NOW_MS + 5,
        position: { eventNo: 7, noticeNo: 2 },
        reached: { eventNo: 9, noticeNo: 3 },
        retry: { tries: 2, firstAt: 1, nextAt: 3 },
      };
      await repository.save(webhook);
      assert.deepEqual(await repository.all(), [webhook]);
      await repository.save(changed);
      assert.deepEqual(await repository.all(), [changed]);
      await repository.remove(webhook.webhookId);
      assert.deepEqual(await repository.all(), []);
    });

    it('finds the next news of the kinds that are asked for, events and notices in their order', async () => {
      await ring(0, 1);
      await news.addNotice({ kind: 'VoicemailLeft', at: TEST_NOW_MS, payload: { boxId: 'box_1' } });
      await ring(2);
      const found: string[] = [];
      let place = START;
      for (let look = await news.next(place, webhook.kinds); look.kind === 'news';) {
        found.push(look.news.kind === 'event' ? `event ${look.news.event.eventNo}` : `notice of ${look.news.notice}`);
        place = look.news.position;
        look = await news.next(place, webhook.kinds);
      }
      assert.deepEqual(found, ['event 1', 'event 2', 'notice of VoicemailLeft', 'event 3']);
      assert.deepEqual(
        [place, await news.end()],
        [
          { eventNo: 3, noticeNo: 1 },
          { eventNo: 3, noticeNo: 1 },
        ],
      );
    });

    it('says how far it looked when there was nothing', async () => {
      await ring(0, 1, 2);
      assert.deepEqual(await news.next(START, ['CallCleared']), {
        kind: 'none',
        position: { eventNo: 3, noticeNo: 0 },
        more: false,
      });
    });

    it('finds the first event since a time, before the first and after the last too', async () => {
      await ring(0, 1_000, 2_000, 3_000);
      const since = (ms: number): Promise<number> => news.firstEventSince(TEST_NOW_MS + ms);
      assert.deepEqual(await Promise.all([since(-1), since(1_000), since(1_001), since(9_000)]), [1, 2, 3, 5]);
    });

    it('goes back to before an event with the notices that followed the one before it', async () => {
      await news.addNotice({ kind: 'VoicemailLeft', at: TEST_NOW_MS, payload: {} });
      await ring(0, 1);
      await news.addNotice({ kind: 'VoicemailLeft', at: TEST_NOW_MS, payload: {} });
      assert.deepEqual([await news.placeBefore(1), await news.placeBefore(3)], [START, { eventNo: 2, noticeNo: 1 }]);
    });

    it('writes an attempt together with the place, numbers it, and forgets it with its webhook', async () => {
      await repository.save(webhook);
      await repository.settle({ ...webhook, position: { eventNo: 1, noticeNo: 0 } }, attempt);
      await repository.addAttempt(webhook.webhookId, { ...attempt, newsId: 'test-1', kind: 'Test' });
      assert.equal((await repository.all())[0]?.position.eventNo, 1);
      const written = await repository.attempts(webhook.webhookId, undefined, 10);
      assert.deepEqual(
        written.map(({ attemptNo, newsId }) => [attemptNo, newsId]),
        [
          [2, 'test-1'],
          [1, 'event-1'],
        ],
      );
      await repository.remove(webhook.webhookId);
      await repository.settle(webhook, attempt);
      assert.deepEqual(await repository.attempts(webhook.webhookId, undefined, 10), []);
    });

    it('forgets old notices only when every webhook has passed them', async () => {
      await repository.save(webhook);
      for (const boxId of ['a', 'b']) await news.addNotice({ kind: 'VoicemailLeft', at: 5, payload: { boxId } });
      const boxes = async (): Promise<unknown> => {
        const look = await news.next(START, ['VoicemailLeft']);
        return look.kind === 'news' && look.news.kind === 'notice' ? look.news.payload['boxId'] : undefined;
      };
      await news.dropNotices(10);
      assert.equal(await boxes(), 'a');
      await repository.save({ ...webhook, position: { eventNo: 0, noticeNo: 2 } });
      await news.dropNotices(10);
      assert.equal(await boxes(), 'b');
    });
  });
}
