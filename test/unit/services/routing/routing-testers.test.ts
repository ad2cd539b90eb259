import assert from 'node:assert/strict';
import { flowIdSchema, userIdSchema } from '../../../../src-main/contract/ids.ts';
import { welcomeRule } from '../../../../src-main/services/routing/index.ts';
import { anInboundRule, anOutboundRule, memoryRouting, someSettings } from '../../../support/routing-plan.ts';

const chen = userIdSchema.parse('user_chen');

describe('a rule tester', () => {
  async function house() {
    const routing = memoryRouting({
      agents: {
        stationOf: () => undefined,
        at: (stationNo) => (stationNo === '801' ? { userId: chen, role: 'agent' } : undefined),
      },
      choices: { trunkNos: [], stationNos: [], users: [], flows: [], followPlans: [], schedules: [], lists: [] },
    });
    routing.plans.plan = {
      inboundRules: [anInboundRule('service', 1, { trunkNos: [2], dialledNumbers: ['400800888'] }), welcomeRule],
      outboundRules: [
        anOutboundRule('chen', 1, {
          match: { userIds: [chen] },
          action: {
            kind: 'permit',
            trunkNos: [3],
            strategy: 'roundRobin',
            rewrite: [{ pattern: '0*', strip: 0, prepend: '17909' }],
          },
        }),
      ],
      ringGroups: [],
      settings: someSettings({ trunkNumbers: { 2: '400800888' } }),
    };
    await routing.book.reload();
    return routing;
  }

  it('finds the trunk by the number that was called, and decides as for a live call', async () => {
    const { testers, book } = await house();
    const asked = { number: '13900001234', dialled: '400800888', at: 0 };
    const verdict = testers.inbound(asked);
    const live = book.decideInbound({ ...asked, trunkNo: 2 });
    assert.deepEqual(verdict, {
      kind: 'matched',
      ruleId: 'service',
      next: { kind: 'flow', flowId: flowIdSchema.parse('welcome') },
      vip: false,
      why: live.why,
    });
    assert.equal(testers.inbound({ ...asked, trunkNo: 1 }).ruleId, 'everything');
    assert.equal(testers.inbound({ number: '', at: 0 }).ruleId, 'everything');
  });

  it('takes the prefix off, knows who sits at the station, and tells the digits as the trunk would dial them', async () => {
    const { testers } = await house();
    const { why, ...verdict } = testers.outbound({ number: '9 0755-8888 8888', stationNo: '801', at: 0 });
    assert.deepEqual(verdict, {
      kind: 'permitted',
      digits: '17909075588888888',
      trunkNos: [3],
      strategy: 'roundRobin',
      ruleId: 'chen',
    });
    assert.deepEqual(
      why.map((each) => each.kind),
      ['outsidePrefix', 'rule', 'rewritten'],
    );
  });

  it('leaves out of a verdict what the decision does not have', async () => {
    const { testers } = await house();
    const { why, ...verdict } = testers.outbound({ number: '88888888', stationNo: '802', at: 0 });
    assert.deepEqual(verdict, { kind: 'permitted', digits: '88888888', strategy: 'random' });
    assert.equal(why.at(-1)?.kind, 'outboundDefault');
  });

  it('tells extensions and numbers that lead nowhere apart before any rule', async () => {
    const { testers } = await house();
    const kinds = ['802', '*'].map((number) => testers.outbound({ number, stationNo: '801', at: 0 }).kind);
    assert.deepEqual(kinds, ['internal', 'unknown']);
  });
});
