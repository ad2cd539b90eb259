import assert from 'node:assert/strict';
import type { HttpServer } from '../../src-main/api/http-server.ts';
import { errorBodySchema } from '../../src-main/contract/error-codes.ts';
import {
  importReportSchema,
  inboundVerdictSchema,
  outboundVerdictSchema,
  routingChoicesSchema,
  routingTextSchema,
} from '../../src-main/contract/routing-requests.ts';
import {
  inboundRuleSchema,
  outboundRuleSchema,
  ringGroupSchema,
  routingPlanSchema,
} from '../../src-main/contract/routing.ts';
import { ApiClient, openApi } from '../support/api-client.ts';
import { FakeHouse } from '../support/fake-ports.ts';

const reject = { kind: 'hangUp', how: 'reject' };

describe('routing over HTTP', () => {
  let server: HttpServer;
  let admin: ApiClient;
  let boss: ApiClient;
  beforeEach(async () => {
    const house = new FakeHouse();
    await house.addUser('admin', 'admin', 'admin');
    await house.addUser('boss', 'supervisor', 'boss');
    server = await openApi(house.parts());
    admin = new ApiClient(server.address);
    boss = new ApiClient(server.address);
    await admin.login('admin');
    await boss.login('boss');
  });
  afterEach(() => server.close());

  const plan = async () => routingPlanSchema.parse((await boss.get('/api/routing')).body);

  it('adds, changes, orders and removes inbound rules', async () => {
    const draft = { title: '夜间', enabled: true, match: { callerPatterns: ['138*'] }, next: reject };
    const made = await admin.post('/api/routing/inbound', { ...draft, position: 1 });
    assert.equal(made.status, 201);
    const { ruleId, position } = inboundRuleSchema.parse(made.body);
    assert.equal(position, 1);
    const changed = await admin.ask('PUT', `/api/routing/inbound/${ruleId}`, { ...draft, enabled: false });
    assert.deepEqual([changed.status, inboundRuleSchema.parse(changed.body).enabled], [200, false]);
    const ordered = await admin.ask('PUT', '/api/routing/inbound-order', { ruleIds: ['everything', ruleId] });
    assert.equal(ordered.status, 204);
    assert.deepEqual(
      (await plan()).inboundRules.map((rule) => rule.ruleId),
      ['everything', ruleId],
    );
    assert.equal((await admin.ask('DELETE', `/api/routing/inbound/${ruleId}`)).status, 204);
    const again = await admin.ask('DELETE', `/api/routing/inbound/${ruleId}`);
    assert.deepEqual([again.status, errorBodySchema.parse(again.body).code], [404, 'request/notFound']);
  });

  it('adds, orders and removes outbound rules and ring groups', async () => {
    const draft = { title: '禁长途', enabled: true, match: { classes: ['longDistance'] }, action: { kind: 'bar' } };
    const { ruleId } = outboundRuleSchema.parse((await admin.post('/api/routing/outbound', draft)).body);
    assert.equal((await admin.ask('PUT', `/api/routing/outbound/${ruleId}`, { ...draft, title: '禁' })).status, 200);
    assert.equal((await admin.ask('PUT', '/api/routing/outbound-order', { ruleIds: [ruleId] })).status, 204);
    assert.equal((await admin.ask('DELETE', `/api/routing/outbound/${ruleId}`)).status, 204);
    const members = [{ kind: 'station', stationNo: '801' }];
    const group = { title: '前台', members, order: 'together', then: reject };
    const made = ringGroupSchema.parse((await admin.post('/api/routing/ring-groups', group)).body);
    assert.equal(made.ringMs, 20_000);
    const path = `/api/routing/ring-groups/${made.groupId}`;
    assert.equal((await admin.ask('PUT', path, { ...group, order: 'inOrder' })).status, 200);
    assert.equal((await admin.ask('DELETE', path)).status, 204);
  });

  it('tells what rules can name', async () => {
    const { body } = await boss.get('/api/routing/choices');
    assert.deepEqual(routingChoicesSchema.parse(body).trunkNos, [1, 2, 3, 4]);
  });

  it('switches the forced handling, and keeps it when other settings are saved', async () => {
    assert.equal((await admin.ask('PUT', '/api/routing/forced', { on: true, ruleId: 'everything' })).status, 204);
    const settings = { trunkNumbers: { 1: '400800888' } };
    assert.equal((await admin.ask('PUT', '/api/routing/settings', settings)).status, 204);
    const kept = (await plan()).settings;
    assert.deepEqual([kept.forced, kept.trunkNumbers], [{ on: true, ruleId: 'everything' }, { 1: '400800888' }]);
    const refused = await admin.ask('PUT', '/api/routing/forced', { on: true, ruleId: 'gone' });
    assert.deepEqual([refused.status, errorBodySchema.parse(refused.body).code], [422, 'routing/unknownTarget']);
  });

  it('tells supervisors what would happen to a call, and why', async () => {
    const inbound = await boss.post('/api/routing/test-inbound', {
      number: '13800000000',
      dialled: '400800888',
      at: 0,
    });
    const verdict = inboundVerdictSchema.parse(inbound.body);
    assert.deepEqual([verdict.kind, verdict.ruleId, verdict.why[0]?.kind], ['matched', 'everything', 'rule']);
    const outbound = await boss.post('/api/routing/test-outbound', { number: '110', stationNo: '801', at: 0 });
    assert.deepEqual(outboundVerdictSchema.parse(outbound.body).why, [{ kind: 'emergencyNumber' }]);
  });

  it('carries all rules elsewhere as text, and shows what a text would change before it does', async () => {
    const { text } = routingTextSchema.parse((await boss.get('/api/routing/export')).body);
    const next = text.replace('全部来电', '所有来电');
    const shown = importReportSchema.parse(
      (await admin.post('/api/routing/import', { text: next, apply: false })).body,
    );
    assert.deepEqual(
      shown.changes.map(({ title, change }) => [title, change]),
      [['所有来电', 'changed']],
    );
    assert.equal((await plan()).inboundRules[0]?.title, '全部来电');
    assert.equal((await admin.post('/api/routing/import', { text: next, apply: true })).status, 200);
    assert.equal((await plan()).inboundRules[0]?.title, '所有来电');
    const wrong = await admin.post('/api/routing/import', { text: 'x', apply: true });
    assert.deepEqual([wrong.status, errorBodySchema.parse(wrong.body).code], [422, 'routing/importInvalid']);
  });

  it('refuses a rule with a pattern that could be slow, and an agent step without an agent', async () => {
    const draft = { title: 'x', enabled: true, match: {}, next: reject };
    for (const wrong of [
      { ...draft, match: { callerPatterns: ['~(1+)+'] } },
      { ...draft, next: { kind: 'agent' } },
      { ...draft, title: ' ' },
    ]) {
      const answer = await admin.post('/api/routing/inbound', wrong);
      assert.deepEqual([answer.status, errorBodySchema.parse(answer.body).code], [400, 'request/invalid']);
    }
  });
});
