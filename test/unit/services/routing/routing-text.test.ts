import assert from 'node:assert/strict';
import { flowIdSchema } from '../../../../src-main/contract/ids.ts';
import { noAgents, welcomeRule } from '../../../../src-main/services/routing/index.ts';
import { settle } from '../../../support/settle.ts';
import { anInboundRule, anOutboundRule, memoryRouting, someSettings } from '../../../support/routing-plan.ts';

const draft = (title: string) => ({
  title,
  enabled: true,
  match: {},
  next: { kind: 'hangUp' as const, how: 'reject' as const },
});
const codeOf = (result: { readonly ok: boolean; readonly error?: { readonly code: string } }) =>
  result.ok ? 'ok' : result.error?.code;

describe('the rules as text', () => {
  let routing: ReturnType<typeof memoryRouting>;
  beforeEach(async () => {
    const flows = [{ flowId: flowIdSchema.parse('welcome'), title: '欢迎' }];
    const choices = { trunkNos: [], stationNos: [], users: [], flows, followPlans: [], schedules: [], lists: [] };
    routing = memoryRouting({ agents: noAgents, choices });
    await settle();
  });

  it('gives the same text for the same rules, whatever order their parts were made in', async () => {
    const { desk, plans, book } = routing;
    await desk.saveOutbound({ title: 'a', enabled: true, match: {}, action: { kind: 'bar' } });
    const text = desk.exportText();
    const settings = Object.fromEntries(Object.entries(plans.plan.settings).reverse());
    plans.plan = { ...plans.plan, settings: { ...someSettings(), ...settings } };
    await book.reload();
    assert.equal(desk.exportText(), text);
    assert.match(text, /^\{\n {2}"format": "trunkline-routing",\n {2}"version": 1,\n/);
  });

  it('finds nothing to change in its own text', async () => {
    const report = await routing.desk.importText(routing.desk.exportText(), false);
    assert.deepEqual(report.ok && report.value, { applied: false, problems: [], changes: [] });
  });

  it('tells what a text would change, and changes it only when asked to', async () => {
    const { desk, plans } = routing;
    await desk.saveInbound(draft('goes'));
    const text = JSON.stringify({
      format: 'trunkline-routing',
      version: 1,
      inboundRules: [{ ...welcomeRule, title: 'renamed' }],
      outboundRules: [anOutboundRule('new', 7)],
      ringGroups: [],
      settings: { outboundDefault: 'barred' },
    });
    const changes = [
      { what: 'inboundRule', id: 'everything', title: 'renamed', change: 'changed' },
      { what: 'inboundRule', id: 'id_1', title: 'goes', change: 'removed' },
      { what: 'outboundRule', id: 'new', title: 'new', change: 'added' },
      { what: 'settings', id: 'settings', title: '', change: 'changed' },
    ];
    const shown = await desk.importText(text, false);
    assert.deepEqual(shown.ok && shown.value, { applied: false, problems: [], changes });
    assert.equal(plans.plan.outboundRules.length, 0);
    const done = await desk.importText(text, true);
    assert.deepEqual(done.ok && done.value, { applied: true, problems: [], changes });
    assert.deepEqual(plans.plan.outboundRules, [anOutboundRule('new', 1)]);
  });

  for (const [what, text, place] of [
    ['is no JSON', 'rules: all', 'text'],
    ['is something else', '{"format":"flows","version":1}', 'format'],
    [
      'has a bad pattern',
      JSON.stringify({
        format: 'trunkline-routing',
        version: 1,
        inboundRules: [{ ...welcomeRule, match: { callerPatterns: ['abc'] } }],
        outboundRules: [],
        ringGroups: [],
        settings: {},
      }),
      'inboundRules/0/match/callerPatterns/0',
    ],
    [
      'names what is not there, and one id twice',
      JSON.stringify({
        format: 'trunkline-routing',
        version: 1,
        inboundRules: [anInboundRule('a', 1, {}, { next: { kind: 'ringGroup', groupId: 'gone' } })],
        outboundRules: [anOutboundRule('b', 1), anOutboundRule('b', 2)],
        ringGroups: [],
        settings: {},
      }),
      'inboundRules/a',
    ],
  ] as const) {
    it(`tells where a text ${what}, and imports nothing of it`, async () => {
      const { desk, plans } = routing;
      const shown = await desk.importText(text, false);
      assert.equal(shown.ok && shown.value.problems[0]?.place, place);
      assert.equal(codeOf(await desk.importText(text, true)), 'routing/importInvalid');
      assert.equal(plans.stored, 0);
    });
  }
});
