import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { callIdSchema } from '../../../src-main/contract/ids.ts';
import { SIGNATURE_HEADER } from '../../../src-main/contract/webhooks.ts';
import { draftOf, toCallRecord } from '../../../src-main/services/records/call-record-fold.ts';
import { callEvents, testCallId, trunk1 } from '../../support/test-events.ts';
import { boss, openWebhookHouse, type WebhookHouse } from './webhook-house.ts';

const DAY_MS = 24 * 3_600_000;

describe('webhooks', () => {
  let house: WebhookHouse;
  beforeEach(async () => (house = await openWebhookHouse()));
  afterEach(() => house.close());

  it('posts the events of its kinds, in the order of the journal, and no others', async () => {
    await house.create(['CallCleared']);
    await house.call(1);
    await house.call(2);
    assert.deepEqual(
      house.sender.bodies.map(({ id, kind, eventNo, replay }) => [id, kind, eventNo, replay]),
      [
        ['event-2', 'CallCleared', 2, false],
        ['event-4', 'CallCleared', 4, false],
      ],
    );
  });

  it('begins with what happens after it was made', async () => {
    await house.call(1);
    await house.create(['Delivered']);
    await house.pass();
    assert.deepEqual(house.sender.ids, []);
    await house.call(2);
    assert.deepEqual(house.sender.ids, ['event-3']);
  });

  it('tells the call in short beside the event', async () => {
    const events = [1, 2].map((eventNo) => ({ ...callEvents().ring(0, '13900001234', '李'), eventNo }));
    const draft = draftOf(events);
    assert.ok(draft !== undefined);
    house.records.set(callIdSchema.parse('call_1'), toCallRecord(draft));
    await house.create(['CallCleared']);
    await house.call(1);
    const { call } = house.sender.bodies[0] ?? {};
    assert.deepEqual([call?.ani, call?.name, call?.trunkNo], ['13900001234', '李', 1]);
    assert.ok(!JSON.stringify(call).includes('legs'));
  });

  it('keeps secret digits and places on the disk to itself', async () => {
    await house.create(['DigitsReceived', 'RecordingStarted']);
    const { ring, record } = callEvents();
    house.journal.append(ring(0));
    house.journal.append(record(1));
    house.journal.append({
      kind: 'DigitsReceived',
      callId: testCallId,
      at: house.clock.nowMs(),
      deviceId: trunk1,
      digits: '4711',
      secret: true,
    });
    await house.pass(50);
    const text = house.sender.requests.map(({ body }) => body).join();
    assert.equal(house.sender.requests.length, 2);
    assert.doesNotMatch(text, /4711|rec_1\.wav/);
  });

  it('signs what it posts with the time, so that a receiver can prove it', async () => {
    const draft = { title: 'CRM', address: 'https://crm.example/', kinds: ['Delivered' as const] };
    const created = await house.webhooks.create(draft, boss);
    assert.ok(created.ok);
    await house.call(1);
    const [request] = house.sender.requests;
    const [, seconds, code] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(request?.headers[SIGNATURE_HEADER] ?? '') ?? [];
    const expected = createHmac('sha256', created.value.secret).update(`${seconds}.${request?.body}`).digest('hex');
    assert.deepEqual([Number(seconds), code], [Math.floor(house.clock.nowMs() / 1000), expected]);
  });

  it('signs with both secrets for a day after a rotation, and then with the new one alone', async () => {
    const { webhookId } = await house.create(['Delivered']);
    const rotated = await house.webhooks.rotateSecret(webhookId);
    assert.ok(rotated.ok);
    await house.call(1);
    await house.pass(DAY_MS);
    await house.call(2);
    const counts = house.sender.requests.map(({ headers }) => headers[SIGNATURE_HEADER]?.split('v1=').length);
    assert.deepEqual(counts, [3, 2]);
    const [first, second] = house.sender.requests;
    const signed = (body = '', header = ''): boolean => {
      const seconds = /^t=(\d+)/.exec(header)?.[1];
      return header.includes(createHmac('sha256', rotated.value.secret).update(`${seconds}.${body}`).digest('hex'));
    };
    assert.ok(signed(first?.body, first?.headers[SIGNATURE_HEADER]));
    assert.ok(signed(second?.body, second?.headers[SIGNATURE_HEADER]));
  });

  it('tries a refused one again with growing pauses, and sends nothing past it', async () => {
    const { webhookId } = await house.create(['Delivered']);
    house.sender.refuse(3);
    await house.call(1);
    await house.call(2);
    assert.deepEqual(house.sender.ids, ['event-1']);
    for (const pauseMs of [1_000, 2_000, 4_000]) {
      const before: number = house.sender.ids.length;
      await house.pass(pauseMs - 60);
      assert.equal(house.sender.ids.length, before, `before ${pauseMs} ms`);
      await house.pass(60);
    }
    assert.deepEqual(house.sender.ids, ['event-1', 'event-1', 'event-1', 'event-1', 'event-3']);
    const log = await house.webhooks.deliveries(webhookId, { limit: 10 });
    assert.deepEqual(
      log.ok && log.value.attempts.map(({ newsId, outcome, status, tries }) => [newsId, outcome, status, tries]),
      [
        ['event-3', 'delivered', 200, 1],
        ['event-1', 'delivered', 200, 4],
        ['event-1', 'failed', 500, 3],
        ['event-1', 'failed', 500, 2],
        ['event-1', 'failed', 500, 1],
      ],
    );
  });

  it('gives a piece of news up after a day, says so, and goes on with the next', async () => {
    const { webhookId } = await house.create(['Delivered']);
    house.sender.refuse(60);
    await house.call(1);
    await house.call(2);
    const sentTwo = (): boolean => house.sender.ids.includes('event-3');
    for (let hour = 0; hour < 26 && !sentTwo(); hour += 0.25) await house.pass(900_000);
    assert.ok(sentTwo());
    const log = await house.webhooks.deliveries(webhookId, { limit: 200 });
    const dead = log.ok ? log.value.attempts.filter(({ outcome }) => outcome === 'dead') : [];
    assert.deepEqual(
      dead.map(({ newsId }) => newsId),
      ['event-1'],
    );
    assert.ok(dead[0] !== undefined && dead[0].tries > 30);
    assert.ok(house.log.lines.some((line) => line.includes('gave up')));
  });

  it('goes on after a restart where it stood, with the pause that was running and the same id', async () => {
    await house.create(['Delivered']);
    house.sender.refuse(2);
    await house.call(1);
    await house.pass(1_000);
    await house.webhooks.stop();
    await house.call(2);
    const next = await house.start();
    await house.pass();
    assert.deepEqual(house.sender.ids, ['event-1', 'event-1']);
    await house.pass(2_000);
    assert.deepEqual(house.sender.ids, ['event-1', 'event-1', 'event-1', 'event-3']);
    await next.stop();
  });

  it('sends again what it was sending when the process ended', async () => {
    await house.create(['Delivered']);
    house.sender.holds = true;
    await house.call(1);
    await house.webhooks.stop();
    house.sender.holds = false;
    const next = await house.start();
    await house.pass();
    assert.deepEqual(house.sender.ids, ['event-1', 'event-1']);
    await next.stop();
  });

  it('lets a webhook that hangs delay nobody else, and nothing of the journal', async () => {
    await house.create(['Delivered']);
    house.sender.holds = true;
    await house.call(1);
    house.sender.holds = false;
    await house.create(['Delivered']);
    await house.call(2);
    assert.deepEqual(house.sender.ids, ['event-1', 'event-3']);
    assert.equal(house.journal.pendingCount, 0);
    house.sender.release();
    await house.pass();
    assert.deepEqual(house.sender.ids, ['event-1', 'event-3', 'event-3']);
  });

  it('posts a test at once, beside the order, and says how it went', async () => {
    const { webhookId } = await house.create(['Delivered']);
    house.sender.answers.push({ kind: 'failed', failure: 'timeout' });
    const tested = await house.webhooks.test(webhookId);
    assert.deepEqual(tested.ok && [tested.value.kind, tested.value.outcome, tested.value.failure], [
      'Test',
      'dead',
      'timeout',
    ]);
    const log = await house.webhooks.deliveries(webhookId, { limit: 1 });
    assert.deepEqual(log.ok && log.value.attempts.map(({ kind }) => kind), ['Test']);
  });

  it('pages what was tried, the newest first', async () => {
    const { webhookId } = await house.create(['Delivered', 'CallCleared']);
    await house.call(1);
    await house.call(2);
    const first = await house.webhooks.deliveries(webhookId, { limit: 3 });
    assert.ok(first.ok);
    assert.equal(first.value.nextBefore, 2);
    const second = await house.webhooks.deliveries(webhookId, { limit: 3, before: first.value.nextBefore });
    assert.deepEqual(
      [...first.value.attempts, ...(second.ok ? second.value.attempts : [])].map(({ attemptNo }) => attemptNo),
      [4, 3, 2, 1],
    );
  });

  it('does two changes that come at once one after the other', async () => {
    const { webhookId } = await house.create(['Delivered']);
    const draft = { title: 'changed', address: 'https://crm.example/', kinds: ['Delivered' as const] };
    const both = await Promise.all([house.webhooks.pause(webhookId), house.webhooks.change(webhookId, draft)]);
    assert.deepEqual(
      both.map(({ ok }) => ok),
      [true, true],
    );
    assert.deepEqual(
      house.webhooks.all().map(({ title, enabled }) => [title, enabled]),
      [['changed', false]],
    );
  });

  it('refuses what there is not, and addresses that lead into the house', async () => {
    const { webhookId } = await house.create(['Delivered']);
    const draft = { title: 'x', address: 'http://127.0.0.1:8680/', kinds: ['Delivered' as const] };
    const changed = await house.webhooks.change(webhookId, draft);
    assert.equal(!changed.ok && changed.error.code, 'webhook/addressNotAllowed');
    assert.ok((await house.webhooks.remove(webhookId)).ok);
    const codes = await Promise.all([
      house.webhooks.remove(webhookId),
      house.webhooks.pause(webhookId),
      house.webhooks.test(webhookId),
    ]);
    assert.deepEqual(
      codes.map((result) => !result.ok && result.error.code),
      ['request/notFound', 'request/notFound', 'request/notFound'],
    );
    await house.call(1);
    assert.deepEqual(house.sender.ids, []);
  });
});
