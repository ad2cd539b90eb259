import assert from 'node:assert/strict';
import { userIdSchema } from '../../../../src-main/contract/ids.ts';
import type { NumberClass, OutboundAction } from '../../../../src-main/contract/routing.ts';
import { decideOutbound } from '../../../../src-main/services/routing/index.ts';
import { anOutboundPlan, anOutboundRule as rule, someSettings } from '../../../support/routing-plan.ts';

const request = { digits: '13900001234', stationNo: '801', atMs: 0 };
const permit = (change: Partial<Extract<OutboundAction, { kind: 'permit' }>>): OutboundAction => ({
  kind: 'permit',
  strategy: 'inOrder',
  rewrite: [],
  ...change,
});

describe('an outbound decision', () => {
  it('permits everything on all trunks at random while there is no rule', () => {
    assert.deepEqual(decideOutbound(anOutboundPlan([]), request), {
      kind: 'permitted',
      digits: '13900001234',
      strategy: 'random',
      why: [{ kind: 'outboundDefault', permitted: true, hasRules: false }],
    });
  });

  it('gives a group of stations its trunks, in order of their naming, and its bound number', () => {
    const settings = someSettings({ trunkGroups: [{ groupId: 'sales', title: '业务组', trunkNos: [4, 2] }] });
    const action = permit({ trunkNos: [1], trunkGroups: ['sales'], callerNumber: '400800888' });
    const plan = anOutboundPlan([rule('sales', 1, { match: { stationNos: ['801', '802'] }, action })], { settings });
    assert.deepEqual(decideOutbound(plan, request), {
      kind: 'permitted',
      digits: '13900001234',
      trunkNos: [1, 4, 2],
      strategy: 'inOrder',
      ruleId: 'sales',
      callerNumber: '400800888',
      why: [
        {
          kind: 'rule',
          ruleId: 'sales',
          title: 'sales',
          met: true,
          conditions: [{ condition: 'who', met: true, had: '801', wanted: ['801', '802'] }],
        },
      ],
    });
    assert.equal(decideOutbound(plan, { ...request, stationNo: '803' }).why.at(-1)?.kind, 'outboundDefault');
  });

  it('knows people by station, user or role', () => {
    const userId = userIdSchema.parse('user_chen');
    const plan = anOutboundPlan([
      rule('some', 1, { match: { userIds: [userId], roles: ['supervisor'] }, action: { kind: 'bar' } }),
    ]);
    const kinds = [
      {},
      { userId },
      { role: 'supervisor' as const },
      { role: 'agent' as const, userId: userIdSchema.parse('user_li') },
    ].map((who) => decideOutbound(plan, { ...request, ...who }).kind);
    assert.deepEqual(kinds, ['permitted', 'barred', 'barred', 'permitted']);
  });

  it('applies the first rewriting that is like the number: 0… becomes 17909…', () => {
    const rewrite = [
      { pattern: '0571*', strip: 4, prepend: '' },
      { pattern: '0*', strip: 0, prepend: '17909' },
    ];
    const plan = anOutboundPlan([rule('all', 1, { action: permit({ rewrite }) })]);
    const dialled = ['075588888888', '057188888888', '88888888'].map((digits) => {
      const decision = decideOutbound(plan, { ...request, digits });
      return decision.kind === 'permitted' ? decision.digits : decision.kind;
    });
    assert.deepEqual(dialled, ['17909075588888888', '88888888', '88888888']);
    assert.deepEqual(decideOutbound(plan, { ...request, digits: '02088888888' }).why.at(-1), {
      kind: 'rewritten',
      pattern: '0*',
      from: '02088888888',
      to: '1790902088888888',
    });
  });

  for (const [wanted, barred, free] of [
    [
      'longDistance',
      ['075588888888', '013900001234', '17909075588888888'],
      ['0085212345678', '13900001234', '88888888'],
    ],
    ['international', ['0085212345678', '179090085212345678'], ['075588888888', '110119']],
    ['mobile', ['13900001234', '013900001234', '1791113900001234'], ['1390000123', '88888888']],
    ['premium', ['16812345', '160'], ['18612345678', '88888888']],
    ['local', ['88888888', '5551234'], ['075588888888', '13900001234', '10086']],
  ] as const satisfies readonly (readonly [NumberClass, readonly string[], readonly string[]])[]) {
    it(`bars the class ${wanted}, behind a carrier's prefix too, and nothing else`, () => {
      const plan = anOutboundPlan([rule('bar', 1, { match: { classes: [wanted] }, action: { kind: 'bar' } })]);
      const kinds = (numbers: readonly string[]) =>
        numbers.map((digits) => decideOutbound(plan, { ...request, digits }).kind);
      assert.deepEqual(
        kinds(barred),
        barred.map(() => 'barred'),
      );
      assert.deepEqual(
        kinds(free),
        free.map(() => 'permitted'),
      );
    });
  }

  it('always permits emergency numbers, unchanged and on any trunk', () => {
    const plan = anOutboundPlan([rule('bar', 1, { action: { kind: 'bar' } })], {
      settings: someSettings({ furtherEmergencyNumbers: ['12395'] }),
    });
    for (const digits of ['110', '119', '120', '122', '12395']) {
      assert.deepEqual(decideOutbound(plan, { ...request, digits }), {
        kind: 'permitted',
        digits,
        strategy: 'random',
        why: [{ kind: 'emergencyNumber' }],
      });
    }
    assert.equal(decideOutbound(plan, { ...request, digits: '1100' }).kind, 'barred');
  });

  it('asks the schedule', () => {
    const match = { schedule: { scheduleId: 'office', kinds: ['off' as const] } };
    const schedules = {
      explainAt: (_id: string, atMs: number) => ({
        kind: atMs === 0 ? ('off' as const) : ('work' as const),
        because: 'weekly',
      }),
    };
    const plan = anOutboundPlan([rule('night', 1, { match, action: { kind: 'bar' } })], { schedules });
    assert.deepEqual(
      [0, 1].map((atMs) => decideOutbound(plan, { ...request, atMs }).kind),
      ['barred', 'permitted'],
    );
  });

  it('bars what no rule permits in a house that says so, but only while it has rules', () => {
    const settings = someSettings({ outboundDefault: 'barred' });
    const rules = [rule('local', 1, { match: { classes: ['local'] } })];
    assert.deepEqual(
      [anOutboundPlan(rules, { settings }), anOutboundPlan([], { settings })].map(
        (plan) => decideOutbound(plan, request).kind,
      ),
      ['barred', 'permitted'],
    );
  });

  it('passes over a disabled rule', () => {
    const plan = anOutboundPlan([rule('off', 1, { enabled: false, action: { kind: 'bar' } })]);
    assert.equal(decideOutbound(plan, request).kind, 'permitted');
  });
});
