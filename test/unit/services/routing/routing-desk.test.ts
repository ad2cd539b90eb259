import assert from 'node:assert/strict';
import { flowIdSchema, ruleIdSchema } from '../../../../src-main/contract/ids.ts';
import type { NextStep, RingGroup } from '../../../../src-main/contract/routing.ts';
import type { SettingsDraft } from '../../../../src-main/contract/routing-requests.ts';
import { noAgents, welcomeRule } from '../../../../src-main/services/routing/index.ts';
import { settle } from '../../../support/settle.ts';
import { anInboundRule, memoryRouting, someSettings } from '../../../support/routing-plan.ts';

const id = (text: string) => ruleIdSchema.parse(text);
const hangUp: NextStep = { kind: 'hangUp', how: 'answerAndHangUp' };
const draft = (title: string, next: NextStep = hangUp) => ({ title, enabled: true, match: {}, next });
const group: Omit<RingGroup, 'groupId'> = {
  title: '业务组',
  members: [{ kind: 'station', stationNo: '801' }],
  order: 'inOrder',
  ringMs: 20_000,
  then: { kind: 'hangUp', how: 'answerAndHangUp' },
};

describe('the routing desk', () => {
  let routing: ReturnType<typeof memoryRouting>;
  beforeEach(async () => {
    routing = memoryRouting({
      agents: noAgents,
      choices: {
        trunkNos: [1],
        stationNos: ['801'],
        users: [],
        flows: [{ flowId: flowIdSchema.parse('welcome'), title: '欢迎' }],
        followPlans: [],
        schedules: [],
        lists: [],
      },
    });
    await settle();
  });

  const order = () => routing.plans.plan.inboundRules.map((rule) => [rule.position, rule.title]);
  const codeOf = (result: { readonly ok: boolean; readonly error?: { readonly code: string } }) =>
    result.ok ? 'ok' : result.error?.code;
  const settingsDraft = (change: Partial<SettingsDraft>): SettingsDraft => {
    const { forced: _forced, ...rest } = someSettings();
    return { ...rest, ...change };
  };

  it('adds a rule at the end or at its position, and numbers all from 1', async () => {
    const { desk } = routing;
    const night = await desk.saveInbound(draft('night'));
    assert.deepEqual(night.ok && [night.value.ruleId, night.value.position], ['id_1', 2]);
    await desk.saveInbound({ ...draft('first'), position: 1 });
    await desk.saveInbound({ ...draft('far'), position: 99 });
    assert.deepEqual(order(), [
      [1, 'first'],
      [2, '全部来电'],
      [3, 'night'],
      [4, 'far'],
    ]);
  });

  it('keeps the place of a rule that is changed', async () => {
    const { desk } = routing;
    await desk.saveInbound(draft('second'));
    await desk.saveInbound({ ...draft('renamed'), enabled: false }, welcomeRule.ruleId);
    assert.deepEqual(order(), [
      [1, 'renamed'],
      [2, 'second'],
    ]);
  });

  it('removes a rule, and puts it back where it was when it is saved again with id and position', async () => {
    const { desk } = routing;
    await desk.saveInbound(draft('second'));
    const { ruleId: _id, ...welcome } = welcomeRule;
    assert.ok((await desk.removeInbound(welcomeRule.ruleId)).ok);
    assert.deepEqual(order(), [[1, 'second']]);
    await desk.saveInbound(welcome, welcomeRule.ruleId);
    assert.deepEqual(routing.plans.plan.inboundRules[0], welcomeRule);
    assert.equal(codeOf(await desk.removeInbound(id('nobody'))), 'request/notFound');
  });

  it('puts the rules in a new order, but not by a list that forgets one', async () => {
    const { desk } = routing;
    await desk.saveInbound(draft('second'));
    const both = [id('id_1'), welcomeRule.ruleId];
    assert.ok((await desk.orderInbound(both)).ok);
    assert.deepEqual(order(), [
      [1, 'second'],
      [2, '全部来电'],
    ]);
    for (const wrong of [[id('id_1')], [...both, id('more')], [id('id_1'), id('id_1')]]) {
      assert.equal(codeOf(await desk.orderInbound(wrong)), 'request/conflict');
    }
  });

  it('keeps outbound rules in the same way', async () => {
    const { desk, plans } = routing;
    const outbound = (title: string) => ({ title, enabled: true, match: {}, action: { kind: 'bar' as const } });
    await desk.saveOutbound(outbound('a'));
    await desk.saveOutbound(outbound('b'));
    await desk.orderOutbound([id('id_2'), id('id_1')]);
    assert.ok((await desk.removeOutbound(id('id_2'))).ok);
    assert.deepEqual(plans.plan.outboundRules, [{ ruleId: 'id_1', position: 1, ...outbound('a') }]);
  });

  for (const [what, next] of [
    ['a flow', { kind: 'flow', flowId: flowIdSchema.parse('gone') }],
    ['a ring group', { kind: 'ringGroup', groupId: 'gone' }],
    ['an address that is not permitted', { kind: 'custom', address: 'http://crm.example/', fallback: hangUp }],
    ['a flow to fall back to', { kind: 'fax', fallback: { kind: 'flow', flowId: flowIdSchema.parse('gone') } }],
  ] as const satisfies readonly (readonly [string, NextStep])[]) {
    it(`refuses a rule that names ${what} and is not there`, async () => {
      assert.equal(codeOf(await routing.desk.saveInbound(draft('lost', next))), 'routing/unknownTarget');
      assert.equal(routing.plans.stored, 0);
    });
  }

  it('refuses a rule of a trunk group that is not there, in both directions', async () => {
    const { desk } = routing;
    const inbound = await desk.saveInbound({ ...draft('lost'), match: { trunkGroups: ['gone'] } });
    const action = { kind: 'permit' as const, strategy: 'random' as const, rewrite: [], trunkGroups: ['gone'] };
    const outbound = await desk.saveOutbound({ title: 'lost', enabled: true, match: {}, action });
    assert.deepEqual([inbound, outbound].map(codeOf), ['routing/unknownTarget', 'routing/unknownTarget']);
  });

  it('keeps a ring group, a trunk group and an address while a rule uses them', async () => {
    const { desk } = routing;
    const customAddresses = ['http://crm.example/'];
    const trunkGroups = [{ groupId: 'city', title: '市话', trunkNos: [1] }];
    await desk.saveSettings(settingsDraft({ customAddresses, trunkGroups }));
    const made = await desk.saveRingGroup(group);
    assert.ok(made.ok);
    const { groupId } = made.value;
    await desk.saveInbound({ ...draft('a', { kind: 'ringGroup', groupId }), match: { trunkGroups: ['city'] } });
    await desk.saveInbound(draft('b', { kind: 'custom', address: 'http://crm.example/', fallback: hangUp }));
    const refused = [
      await desk.removeRingGroup(groupId),
      await desk.saveSettings(settingsDraft({ customAddresses })),
      await desk.saveSettings(settingsDraft({ trunkGroups })),
    ];
    assert.deepEqual(refused.map(codeOf), ['routing/inUse', 'routing/inUse', 'routing/inUse']);
    for (const rule of desk.plan.inboundRules) await desk.removeInbound(rule.ruleId);
    assert.ok((await desk.removeRingGroup(groupId)).ok);
    assert.equal(codeOf(await desk.removeRingGroup(groupId)), 'request/notFound');
  });

  it('lets a rule be changed although another one was broken before', async () => {
    const { desk, plans, book } = routing;
    const lost = anInboundRule('lost', 2, {}, { next: { kind: 'flow', flowId: flowIdSchema.parse('gone') } });
    plans.plan = { ...plans.plan, inboundRules: [welcomeRule, lost] };
    await book.reload();
    assert.ok((await desk.saveInbound(draft('renamed'), welcomeRule.ruleId)).ok);
  });

  it('switches the forced handling only to a rule that is there, and keeps that rule', async () => {
    const { desk } = routing;
    assert.equal(codeOf(await desk.setForced({ on: true })), 'routing/unknownTarget');
    assert.equal(codeOf(await desk.setForced({ on: true, ruleId: id('gone') })), 'routing/unknownTarget');
    assert.ok((await desk.setForced({ on: true, ruleId: welcomeRule.ruleId })).ok);
    assert.equal(codeOf(await desk.removeInbound(welcomeRule.ruleId)), 'routing/inUse');
    await desk.saveSettings(settingsDraft({ outboundDefault: 'barred' }));
    assert.deepEqual(desk.plan.settings.forced, { on: true, ruleId: 'everything' });
  });

  it('makes changes that come at once wait for each other, and loses none', async () => {
    const { desk } = routing;
    const titles = Array.from({ length: 20 }, (_, at) => `rule ${at}`);
    await Promise.all(titles.map((title) => desk.saveInbound(draft(title))));
    assert.deepEqual(
      order().map(([, title]) => title),
      ['全部来电', ...titles],
    );
  });

  it('goes by the rules before when the new ones could not be stored, and takes the next change', async () => {
    const { desk, plans } = routing;
    plans.isBroken = true;
    await assert.rejects(desk.removeInbound(welcomeRule.ruleId), /the disk is full/);
    assert.deepEqual(desk.plan.inboundRules, [welcomeRule]);
    plans.isBroken = false;
    assert.ok((await desk.removeInbound(welcomeRule.ruleId)).ok);
  });
});
