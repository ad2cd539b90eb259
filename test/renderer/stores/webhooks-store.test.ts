import assert from 'node:assert/strict';
import { SAMPLE_AT, SAMPLE_WEBHOOK } from '../../../src-main/api/examples/sample-values.ts';
import { webhookSchema } from '../../../src-main/contract/webhooks.ts';
import { SteppedClock } from '../../../src-main/foundation/clock.ts';
import { WebhooksStore } from '../../../src-renderer/stores/webhooks-store.ts';
import { HttpClient } from '../../../src-renderer/transport/http-client.ts';
import { FakeHttp } from '../support/fake-http.ts';

const webhook = webhookSchema.parse(SAMPLE_WEBHOOK);
const { webhookId, title, address, kinds } = webhook;
const attempt = (attemptNo: number) => ({
  attemptNo,
  newsId: `event-${attemptNo}`,
  kind: 'Delivered',
  eventNo: attemptNo,
  at: SAMPLE_AT,
  durationMs: 5,
  tries: 1,
  replay: false,
  outcome: 'delivered',
  status: 200,
});

describe('the webhooks at the seat', () => {
  let http: FakeHttp;
  let store: WebhooksStore;
  beforeEach(() => {
    http = new FakeHttp();
    store = new WebhooksStore(new HttpClient(http.fetch, new SteppedClock(0)));
  });
  const last = (): number => http.asked.length - 1;

  it('show a new one with its secret, which is kept until it is put away', async () => {
    const made = store.create({ title, address, kinds });
    await http.answer(0, 201, { webhook, secret: 'whsec_1' });
    await http.answer(1, 200, [webhook]);
    await http.answer(2, 200, { attempts: [] });
    assert.ok(await made);
    assert.deepEqual([store.open?.webhookId, store.secret?.text], [webhookId, 'whsec_1']);
    store.forgetSecret();
    assert.equal(store.secret, undefined);
  });

  it('say what the server refused, and keep what they had', async () => {
    const loading = store.load();
    await http.answer(0, 200, [webhook]);
    await loading;
    const changing = store.change(webhookId, { title, address: 'http://10.0.0.1/', kinds });
    await http.answer(1, 422, { code: 'webhook/addressNotAllowed', message: 'no' });
    assert.equal(await changing, false);
    assert.deepEqual(
      [store.error?.code, store.pending, store.webhooks],
      ['webhook/addressNotAllowed', undefined, [webhook]],
    );
  });

  it('ask for one change at a time', async () => {
    const pausing = store.setPaused(webhookId, true);
    await store.setPaused(webhookId, true);
    assert.deepEqual([http.asked.length, store.pending], [1, 'pause']);
    await http.answer(0, 200, { ...webhook, enabled: false });
    await http.answer(1, 200, [{ ...webhook, enabled: false }]);
    await pausing;
    assert.equal(store.webhooks?.[0]?.enabled, false);
  });

  it('page the log, and drop what comes for a webhook that was closed meanwhile', async () => {
    const showing = store.show(webhookId);
    await http.answer(last(), 200, { attempts: [attempt(9)], nextBefore: 9 });
    await showing;
    const older = store.loadOlder();
    assert.match(http.asked[last()]?.path ?? '', /before=9$/);
    await http.answer(last(), 200, { attempts: [attempt(8)] });
    await older;
    assert.deepEqual(
      store.attempts.map(({ attemptNo }) => attemptNo),
      [9, 8],
    );
    const late = store.show(webhookId);
    const closed = store.show(undefined);
    await http.answer(last(), 200, { attempts: [attempt(9)] });
    await Promise.all([late, closed]);
    assert.deepEqual(store.attempts, []);
  });

  it('forget a webhook that was removed', async () => {
    const showing = store.show(webhookId);
    await http.answer(last(), 200, { attempts: [attempt(1)] });
    await showing;
    const removing = store.remove(webhookId);
    await http.answer(last(), 204);
    await http.answer(last(), 200, []);
    await removing;
    assert.deepEqual([store.openId, store.webhooks], [undefined, []]);
  });
});
