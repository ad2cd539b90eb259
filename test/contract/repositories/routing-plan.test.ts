import assert from 'node:assert/strict';
import { flowIdSchema } from '../../../src-main/contract/ids.ts';
import type { RoutingPlan } from '../../../src-main/contract/routing.ts';
import { RoutingPlanRepository } from '../../../src-main/storage/repositories/routing-plan.ts';
import { anInboundRule, anOutboundRule, someSettings } from '../../support/routing-plan.ts';
import { databaseKinds, type TestDatabase } from '../../support/test-databases.ts';

const plan: RoutingPlan = {
  inboundRules: [
    anInboundRule('night', 1, { callerPatterns: ['138*'], schedule: { scheduleId: 'office', kinds: ['off'] } }),
    anInboundRule('rest', 2, {}, { enabled: false, next: { kind: 'hangUp', how: 'busyTone' } }),
  ],
  outboundRules: [
    anOutboundRule('sales', 1, {
      match: { stationNos: ['801'], classes: ['mobile'] },
      action: {
        kind: 'permit',
        trunkNos: [1, 2],
        strategy: 'inOrder',
        rewrite: [{ pattern: '0*', strip: 0, prepend: '17909' }],
      },
    }),
    anOutboundRule('abroad', 2, { action: { kind: 'bar' } }),
  ],
  ringGroups: [
    {
      groupId: 'sales',
      title: '业务组',
      members: [
        { kind: 'station', stationNo: '801' },
        { kind: 'outside', number: '13900001234' },
      ],
      order: 'together',
      ringMs: 20_000,
      then: { kind: 'flow', flowId: flowIdSchema.parse('welcome') },
    },
  ],
  settings: someSettings({
    trunkNumbers: { 1: '400800888' },
    trunkGroups: [{ groupId: 'city', title: '市话', trunkNos: [1] }],
  }),
};

for (const kind of databaseKinds) {
  describe(`the routing plan in ${kind.name}`, () => {
    let opened: TestDatabase;
    let plans: RoutingPlanRepository;
    beforeEach(async () => {
      opened = await kind.open();
      plans = new RoutingPlanRepository(opened.database.query);
    });
    afterEach(() => opened.remove());

    it('is empty with the default settings in a fresh house', async () => {
      assert.deepEqual(await plans.load(), {
        inboundRules: [],
        outboundRules: [],
        ringGroups: [],
        settings: someSettings(),
      });
    });

    it('is given back as it was stored, and put in the place of the one before', async () => {
      await plans.store({ ...plan, inboundRules: [anInboundRule('old', 1, {})] });
      await plans.store(plan);
      assert.deepEqual(await plans.load(), plan);
    });

    it('stays as it was when a part of the new one cannot be stored', async () => {
      await plans.store(plan);
      const doubled = [anOutboundRule('same', 1), anOutboundRule('same', 2)];
      await assert.rejects(plans.store({ ...plan, inboundRules: [], outboundRules: doubled }));
      assert.deepEqual(await plans.load(), plan);
    });

    it('reads the rules of the first version', async () => {
      const rows = [
        {
          rule_id: 'a',
          match_json: '{"callerPrefixes":["138","0755"]}',
          next_json: '{"kind":"station","stationNo":"801"}',
        },
        { rule_id: 'b', match_json: '{"trunkNos":[1]}', next_json: '{"kind":"hangUp"}' },
      ];
      for (const [at, row] of rows.entries()) {
        await opened.database.query
          .insertInto('inbound_rules')
          .values({ ...row, position: at, title: row.rule_id, enabled: 1 })
          .execute();
      }
      const { inboundRules } = await plans.load();
      assert.deepEqual(
        inboundRules.map(({ match, next }) => [match, next]),
        [
          [{ callerPatterns: ['138*', '0755*'] }, { kind: 'agent', stationNo: '801' }],
          [{ trunkNos: [1] }, { kind: 'hangUp', how: 'answerAndHangUp' }],
        ],
      );
    });
  });
}
