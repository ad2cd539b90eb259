import assert from 'node:assert/strict';
import { callIdSchema } from '../../../src-main/contract/ids.ts';
import { callEvents } from '../../support/test-events.ts';
import { openWebhookHouse, type WebhookHouse } from './webhook-house.ts';

describe('the place of a webhook in the story', () => {
  let house: WebhookHouse;
  beforeEach(async () => (house = await openWebhookHouse()));
  afterEach(() => house.close());

  it('keeps its place while it is paused, and skips what it missed only when told to', async () => {
    const kept = await house.create(['Delivered']);
    const skipping = await house.create(['CallCleared']);
    await house.webhooks.pause(kept.webhookId);
    await house.webhooks.pause(skipping.webhookId);
    await house.call(1);
    assert.deepEqual(house.sender.ids, []);
    await house.webhooks.resume(kept.webhookId, false);
    await house.webhooks.resume(skipping.webhookId, true);
    await house.pass();
    assert.deepEqual(house.sender.ids, ['event-1']);
    await house.call(2);
    assert.deepEqual([...house.sender.ids].sort(), ['event-1', 'event-3', 'event-4']);
  });

  it('sends again from an event on, marked as a replay, and then what is new', async () => {
    const { webhookId } = await house.create(['Delivered']);
    for (const no of [1, 2, 3]) await house.call(no);
    await house.webhooks.replay(webhookId, { from: 'event', eventNo: 3 });
    await house.call(4);
    assert.deepEqual(
      house.sender.bodies.map(({ id, replay }) => `${id} ${replay}`),
      ['event-1 false', 'event-3 false', 'event-5 false', 'event-3 true', 'event-5 true', 'event-7 false'],
    );
  });

  it('sends again from a time on', async () => {
    const { webhookId } = await house.create(['Delivered']);
    for (const [no, atMs] of [1_000, 2_000, 3_000].entries()) {
      house.journal.append(callEvents(callIdSchema.parse(`call_${no}`)).ring(atMs));
    }
    await house.pass(50);
    const first = house.sender.bodies[0]?.at ?? 0;
    await house.webhooks.replay(webhookId, { from: 'time', at: first + 500 });
    await house.pass();
    assert.deepEqual(house.sender.ids, ['event-1', 'event-2', 'event-3', 'event-2', 'event-3']);
  });

  it('does not skip what it has not sent yet when a replay asks for a later event', async () => {
    const { webhookId } = await house.create(['Delivered']);
    house.sender.refuse(1);
    await house.call(1);
    await house.call(2);
    await house.webhooks.replay(webhookId, { from: 'event', eventNo: 4 });
    await house.pass();
    assert.deepEqual(house.sender.ids, ['event-1', 'event-1', 'event-3']);
  });

  it('tells a notice in its place among the events', async () => {
    await house.create(['Delivered', 'VoicemailLeft']);
    house.sender.holds = true;
    await house.call(1);
    house.webhooks.notify('VoicemailLeft', { boxId: 'box_1', lengthMs: 4000 });
    await house.webhooks.settled();
    await house.call(2);
    house.sender.holds = false;
    house.sender.release();
    await house.pass();
    assert.deepEqual(
      house.sender.bodies.map(({ id, payload }) => [id, payload?.['lengthMs']]),
      [
        ['event-1', undefined],
        ['notice-1', 4000],
        ['event-3', undefined],
      ],
    );
  });
});
