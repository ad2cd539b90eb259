import assert from 'node:assert/strict';
import { SteppedClock } from '../../../src-main/foundation/clock.ts';
import type { RoutingPlan } from '../../../src-main/contract/routing.ts';
import { RoutingStore } from '../../../src-renderer/stores/routing-store.ts';
import { HttpClient } from '../../../src-renderer/transport/http-client.ts';
import { anInboundRule, someSettings } from '../../support/routing-plan.ts';
import { FakeHttp } from '../support/fake-http.ts';

const plan: RoutingPlan = {
  inboundRules: [anInboundRule('night', 1, { callerPatterns: ['138*'] }), anInboundRule('rest', 2, {})],
  outboundRules: [],
  ringGroups: [],
  settings: someSettings(),
};
const choices = { trunkNos: [1], stationNos: ['801'], users: [], flows: [], schedules: [], lists: [] };

describe('the routing store', () => {
  let http: FakeHttp;
  let store: RoutingStore;
  /** Answers the two requests with which the store reads everything, from number `first` on. */
  const answerLoad = async (first: number, rules = plan.inboundRules): Promise<void> => {
    await http.answer(first, 200, { ...plan, inboundRules: rules });
    await http.answer(first + 1, 200, choices);
  };
  beforeEach(async () => {
    http = new FakeHttp();
    store = new RoutingStore(new HttpClient(http.fetch, new SteppedClock(0)));
    const loading = store.load();
    await answerLoad(0);
    await loading;
  });

  it('knows what the ids of rules are called, and leaves unknown ones as they are', () => {
    assert.deepEqual([store.names.rule('night'), store.names.flow('gone')], ['night', 'gone']);
  });

  it('shows a change when the server has it, not when the key is pressed', async () => {
    const ordering = store.order('inbound', ['rest', 'night']);
    assert.deepEqual([store.pending, store.plan?.inboundRules[0]?.ruleId], [true, 'night']);
    assert.deepEqual(http.asked[2], {
      method: 'PUT',
      path: '/api/routing/inbound-order',
      body: { ruleIds: ['rest', 'night'] },
    });
    await http.answer(2, 204);
    await answerLoad(3, plan.inboundRules.toReversed());
    await ordering;
    assert.deepEqual([store.pending, store.plan?.inboundRules[0]?.ruleId], [false, 'rest']);
  });

  it('keeps what was refused until the next change, and reads the rules as they are now', async () => {
    const removing = store.removeRule('inbound', 'night');
    await http.answer(2, 409, { code: 'routing/inUse', message: '' });
    await answerLoad(3);
    await removing;
    assert.deepEqual([store.refused?.code, store.removed], ['routing/inUse', undefined]);
    void store.setForced({ on: false });
    assert.equal(store.refused, undefined);
  });

  it('brings a deleted rule back with its id where it was', async () => {
    const removing = store.removeRule('inbound', 'night');
    await http.answer(2, 204);
    await answerLoad(3, plan.inboundRules.slice(1));
    await removing;
    assert.equal(store.removed?.title, 'night');
    void store.undo();
    const { ruleId: _id, ...draft } = plan.inboundRules[0] ?? {};
    assert.deepEqual(http.asked[5], { method: 'PUT', path: '/api/routing/inbound/night', body: draft });
    assert.equal(store.removed, undefined);
  });

  it('tells when the rules cannot be read, and keeps those it has', async () => {
    const loading = store.load();
    await http.breakOff(2);
    await http.answer(3, 200, choices);
    await loading;
    assert.deepEqual([store.error?.code, store.plan?.inboundRules.length], ['server/unreachable', 2]);
  });
});
