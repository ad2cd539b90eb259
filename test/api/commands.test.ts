import assert from 'node:assert/strict';
import type { HttpServer } from '../../src-main/api/http-server.ts';
import { errorBodySchema } from '../../src-main/contract/error-codes.ts';
import { flowIdSchema, stationDevice, trunkDevice } from '../../src-main/contract/ids.ts';
import { seatCommandNameSchema } from '../../src-main/contract/seat-protocol.ts';
import { SteppedClock } from '../../src-main/foundation/clock.ts';
import { ApiClient, openApi } from '../support/api-client.ts';
import { fault } from '../support/fake-fault.ts';
import { FakeHouse } from '../support/fake-ports.ts';

describe('commands over HTTP', () => {
  const clock = new SteppedClock(1_767_607_200_000);
  let house: FakeHouse;
  let server: HttpServer;
  let agent: ApiClient;

  beforeEach(async () => {
    house = new FakeHouse(clock);
    await house.addUser('agent', 'agent', '陈静');
    server = await openApi(house.parts());
    agent = new ApiClient(server.address);
    await agent.login('agent', '801');
  });
  afterEach(() => server.close());

  const dial = (key?: string, number = '13900001234') =>
    agent.ask('POST', '/api/commands/call.make', { number }, key === undefined ? {} : { 'idempotency-key': key });
  const dialled = (): number => house.calls.asked.filter(({ service }) => service === 'makeCall').length;

  it('has a route for each command of a seat', async () => {
    await house.addUser('boss', 'supervisor', '主管');
    const boss = new ApiClient(server.address);
    await boss.login('boss', '802');
    const statuses = await Promise.all(
      seatCommandNameSchema.options.map(async (name) => (await boss.post(`/api/commands/${name}`, [])).status),
    );
    assert.deepEqual(new Set(statuses), new Set([400]));
    assert.equal((await boss.post('/api/commands/call.unknown', [])).status, 404);
  });

  it('carries a command out from the extension of who asks, and names the call', async () => {
    const made = await dial();
    assert.deepEqual([made.status, made.body], [200, { callId: 'call_1' }]);
    assert.deepEqual(house.calls.asked, [
      { service: 'makeCall', deviceId: stationDevice('801'), detail: '13900001234' },
    ]);
  });

  it('refuses what a seat would be refused, with the same codes', async () => {
    const foreign = house.calls.begin({}, [{ deviceId: trunkDevice(1) }]);
    house.calls.nextFault = fault('call/noTrunkFree');
    const answers = [
      await dial(),
      await agent.post('/api/commands/call.hangUp', { callId: foreign.callId }),
      await agent.post('/api/commands/call.hangUp', { callId: 'gone' }),
      await agent.post('/api/commands/call.make', { number: 'nobody' }),
    ];
    assert.deepEqual(
      answers.map(({ status, body }) => [status, errorBodySchema.parse(body).code]),
      [
        [409, 'call/noTrunkFree'],
        [403, 'call/notYours'],
        [410, 'call/ended'],
        [400, 'request/invalid'],
      ],
    );
  });

  it('sends a caller into a published flow alone, and leaves the call as it is for any other', async () => {
    const own = { deviceId: stationDevice('801'), state: 'connected' } as const;
    const { callId } = house.calls.begin({}, [{ deviceId: trunkDevice(1), state: 'connected' }, own]);
    const refused = await agent.post('/api/commands/call.toFlow', { callId, flowId: 'draft', back: true });
    assert.deepEqual([refused.status, errorBodySchema.parse(refused.body).code], [404, 'flow/notFound']);
    assert.deepEqual(house.calls.services, []);
    assert.equal(
      (await agent.post('/api/commands/call.toFlow', { callId, flowId: 'welcome', back: true })).status,
      200,
    );
    const request = { callId, stationId: own.deviceId, flowId: flowIdSchema.parse('welcome'), back: true };
    assert.deepEqual(house.calls.services, [{ name: 'handToFlow', request }]);
  });

  it('does the work once for a key, and gives the same answer again', async () => {
    const [first, second] = [await dial('order-1'), await dial('order-1')];
    assert.deepEqual([first.body, second.body], [{ callId: 'call_1' }, { callId: 'call_1' }]);
    assert.equal(dialled(), 1);
    assert.deepEqual(
      [first, second].map(({ headers }) => headers.get('idempotency-replayed')),
      [null, 'true'], // oxlint-disable-line no-null -- what Headers says of one that is absent
    );
  });

  it('does the work once for a key that comes twice at the same time', async () => {
    const answers = await Promise.all([dial('order-1'), dial('order-1'), dial('order-1')]);
    assert.deepEqual(
      answers.map(({ status, body }) => [status, body]),
      Array.from({ length: 3 }, () => [200, { callId: 'call_1' }]),
    );
    assert.equal(dialled(), 1);
  });

  it('repeats a refusal too, because it was the answer', async () => {
    house.calls.nextFault = fault('call/noTrunkFree');
    const answers = [await dial('order-1'), await dial('order-1')];
    assert.deepEqual(
      answers.map(({ body }) => errorBodySchema.parse(body).code),
      ['call/noTrunkFree', 'call/noTrunkFree'],
    );
    assert.equal(dialled(), 1);
  });

  it('refuses a key that was used for another command', async () => {
    await dial('order-1');
    const other = await dial('order-1', '13800001234');
    assert.deepEqual([other.status, errorBodySchema.parse(other.body).code], [409, 'request/conflict']);
    assert.equal(dialled(), 1);
  });

  it('keeps the keys of users apart', async () => {
    await house.addUser('boss', 'supervisor', '主管');
    const boss = new ApiClient(server.address);
    await boss.login('boss', '802');
    await dial('order-1');
    const own = await boss.ask(
      'POST',
      '/api/commands/call.make',
      { number: '13900001234' },
      { 'idempotency-key': 'order-1' },
    );
    assert.deepEqual(own.body, { callId: 'call_2' });
  });

  it('forgets a key after a day', async () => {
    const ready = (): ReturnType<ApiClient['ask']> =>
      agent.ask('POST', '/api/commands/agent.setReady', { ready: true }, { 'idempotency-key': 'k' });
    await ready();
    for (let hour = 0; hour < 12; hour += 1) {
      clock.advance(2 * 3_600_000);
      await agent.get('/api/me'); // keeps the session
    }
    assert.equal((await ready()).headers.has('idempotency-replayed'), false);
    assert.equal((await ready()).headers.has('idempotency-replayed'), true);
  });
});
