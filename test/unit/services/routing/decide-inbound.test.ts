import assert from 'node:assert/strict';
import { flowIdSchema, ruleIdSchema } from '../../../../src-main/contract/ids.ts';
import {
  decideInbound,
  welcomeRule,
  type Decision,
  type ListHit,
} from '../../../../src-main/services/routing/index.ts';
import { aHit, anInboundPlan, anInboundRule as rule, someSettings } from '../../../support/routing-plan.ts';

/** Monday 5 January 2026 in the machine's own zone, `days` later. */
function localTime(time: string, days = 0): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return new Date(2026, 0, 5 + days, hour, minute).getTime();
}

const call = { trunkNo: 1, number: '13900001234', dialled: '', at: localTime('10:00') };
const taken = (decision: Decision): string => (decision.kind === 'matched' ? decision.ruleId : decision.kind);
const onLists = (...hits: readonly ListHit[]) => ({ lists: { matchAll: () => hits } });

describe('an inbound decision', () => {
  it('sends every call to the welcome flow by the rule of a fresh house, and says why', () => {
    assert.deepEqual(decideInbound(anInboundPlan([welcomeRule]), call), {
      kind: 'matched',
      ruleId: 'everything',
      reason: 'any trunk, any number, any time',
      next: { kind: 'flow', flowId: 'welcome' },
      why: [{ kind: 'rule', ruleId: 'everything', title: '全部来电', met: true, conditions: [] }],
    });
  });

  it('takes the first enabled rule by position that fits, whatever their order', () => {
    const rules = [rule('third', 3, {}), rule('off', 1, {}, { enabled: false }), rule('second', 2, { trunkNos: [1] })];
    const decision = decideInbound(anInboundPlan(rules), call);
    assert.deepEqual([taken(decision), decision.reason], ['second', 'trunk is listed, any number, any time']);
  });

  it('tells of each rule that was passed over the condition that failed, and of the taken one all conditions', () => {
    const rules = [
      rule('a', 1, { trunkNos: [2, 3] }),
      rule('b', 2, { trunkNos: [1], callerPatterns: ['010*'] }),
      rule('c', 3, { trunkNos: [1], callerPatterns: ['139*'] }),
      rule('never', 4, {}),
    ];
    assert.deepEqual(decideInbound(anInboundPlan(rules), call).why, [
      {
        kind: 'rule',
        ruleId: 'a',
        title: 'a',
        met: false,
        conditions: [{ condition: 'trunk', met: false, had: '1', wanted: ['2', '3'] }],
      },
      {
        kind: 'rule',
        ruleId: 'b',
        title: 'b',
        met: false,
        conditions: [{ condition: 'caller', met: false, had: '13900001234', wanted: ['010*'] }],
      },
      {
        kind: 'rule',
        ruleId: 'c',
        title: 'c',
        met: true,
        conditions: [
          { condition: 'trunk', met: true, had: '1', wanted: ['1'] },
          { condition: 'caller', met: true, had: '13900001234', wanted: ['139*'] },
        ],
      },
    ]);
  });

  it('takes the default step when no rule fits, and without one leaves the call ringing', () => {
    const rules = [
      rule('a', 1, { trunkNos: [2, 3] }),
      rule('b', 2, { callerPatterns: ['010*'] }),
      rule('c', 3, { hours: { weekdays: [2], from: '08:00', to: '18:00' } }),
    ];
    const none = decideInbound(anInboundPlan(rules), call);
    assert.deepEqual([none.kind, none.reason], ['none', 'a: trunk; b: caller; c: hours']);
    assert.deepEqual(none.why.at(-1), { kind: 'default', hasStep: false });
    const settings = someSettings({ defaultStep: { kind: 'hangUp', how: 'reject' } });
    const decision = decideInbound(anInboundPlan(rules, { settings }), call);
    assert.deepEqual(decision.kind === 'default' && decision.next, { kind: 'hangUp', how: 'reject' });
    assert.equal(decideInbound(anInboundPlan([]), call).reason, 'no rule is enabled');
  });

  it('knows a call by the number that was called: what the line tells, else the trunk’s own', () => {
    const rules = [rule('service', 1, { dialledNumbers: ['400 800 888'] }), rule('care', 2, {})];
    const settings = someSettings({ trunkNumbers: { 1: '400800888', 2: '400800999' } });
    const plan = anInboundPlan(rules, { settings });
    assert.deepEqual(
      [
        taken(decideInbound(plan, call)),
        taken(decideInbound(plan, { ...call, trunkNo: 2 })),
        taken(decideInbound(plan, { ...call, trunkNo: 2, dialled: '400800888' })),
        taken(decideInbound(plan, { ...call, trunkNo: 3 })),
      ],
      ['service', 'care', 'service', 'care'],
    );
  });

  it('takes a trunk group for all of its trunks', () => {
    const settings = someSettings({ trunkGroups: [{ groupId: 'sales', title: '业务组', trunkNos: [1, 2] }] });
    const plan = anInboundPlan([rule('sales', 1, { trunkGroups: ['sales'], trunkNos: [7] })], { settings });
    const kinds = [1, 2, 3, 7].map((trunkNo) => decideInbound(plan, { ...call, trunkNo }).kind);
    assert.deepEqual(kinds, ['matched', 'matched', 'none', 'matched']);
  });

  it('has calls without a number as a class of their own', () => {
    const plan = anInboundPlan([
      rule('nameless', 1, { callerPatterns: ['none'] }),
      rule('139', 2, { callerPatterns: ['139*'] }),
    ]);
    assert.deepEqual(
      [taken(decideInbound(plan, { ...call, number: '' })), taken(decideInbound(plan, call))],
      ['nameless', '139'],
    );
  });

  it('meets a caller condition by a pattern or by a list', () => {
    const match = { callerPatterns: ['010*'], callerLists: ['friends'] };
    const listed = anInboundPlan([rule('a', 1, match)], onLists(aHit('custom', { listId: 'friends' })));
    assert.equal(decideInbound(listed, call).kind, 'matched');
    const elsewhere = anInboundPlan([rule('a', 1, match)], onLists(aHit('custom', { listId: 'others' })));
    assert.equal(decideInbound(elsewhere, call).kind, 'none');
  });

  it('asks the schedule, and tells its answer', () => {
    const match = { schedule: { scheduleId: 'office', kinds: ['off' as const, 'lunch' as const] } };
    const schedules = {
      explainAt: (scheduleId: string) =>
        scheduleId === 'office' ? ({ kind: 'off', because: 'holiday', title: '国庆节' } as const) : undefined,
    };
    const decision = decideInbound(anInboundPlan([rule('closed', 1, match)], { schedules }), call);
    assert.deepEqual(decision.why, [
      {
        kind: 'rule',
        ruleId: 'closed',
        title: 'closed',
        met: true,
        conditions: [
          {
            condition: 'schedule',
            met: true,
            had: 'off',
            wanted: ['off', 'lunch'],
            because: 'holiday',
            title: '国庆节',
          },
        ],
      },
    ]);
    const lost = rule('lost', 1, { schedule: { scheduleId: 'gone', kinds: ['off'] } });
    assert.equal(decideInbound(anInboundPlan([lost], { schedules }), call).kind, 'none');
  });

  it('blocks a number of the black list before any rule, and tells the entry', () => {
    const decision = decideInbound(anInboundPlan([welcomeRule], onLists(aHit('black'))), call);
    assert.deepEqual(decision, {
      kind: 'blocked',
      hit: aHit('black'),
      reason: 'black list',
      why: [
        {
          kind: 'list',
          list: 'black',
          listId: 'black',
          entryId: 'black_1',
          pattern: '139*',
          reason: 'because',
          decides: true,
        },
      ],
    });
  });

  it('lets a number through that is on the white list too', () => {
    const decision = decideInbound(anInboundPlan([welcomeRule], onLists(aHit('black'), aHit('white'))), call);
    assert.equal(decision.kind, 'matched');
    assert.deepEqual(
      decision.why.map((each) => (each.kind === 'list' ? [each.list, each.decides] : each.kind)),
      [['black', false], ['white', false], 'rule'],
    );
  });

  it('marks a caller of a VIP list and goes on by the rules', () => {
    const decision = decideInbound(anInboundPlan([welcomeRule], onLists(aHit('vip'))), call);
    assert.deepEqual([decision.kind, decision.vip], ['matched', aHit('vip')]);
  });

  it('goes by the one rule of the forced handling, disabled or not, before lists and rules', () => {
    const ruleId = ruleIdSchema.parse('typhoon');
    const next = { kind: 'flow', flowId: flowIdSchema.parse('typhoon') } as const;
    const rules = [welcomeRule, rule('typhoon', 2, { trunkNos: [9] }, { enabled: false, next })];
    const forced = (on: boolean) =>
      anInboundPlan(rules, { settings: someSettings({ forced: { on, ruleId } }), ...onLists(aHit('black')) });
    const decision = decideInbound(forced(true), call);
    assert.deepEqual(decision, {
      kind: 'matched',
      ruleId,
      next,
      reason: 'forced handling',
      why: [{ kind: 'forced', ruleId, title: 'typhoon', found: true }],
    });
    assert.equal(decideInbound(forced(false), call).kind, 'blocked');
  });

  it('passes over a forced handling whose rule is gone', () => {
    const settings = someSettings({ forced: { on: true, ruleId: ruleIdSchema.parse('gone') } });
    const decision = decideInbound(anInboundPlan([welcomeRule], { settings }), call);
    assert.deepEqual([taken(decision), decision.why[0]?.kind], ['everything', 'forced']);
  });

  for (const [from, to, when, day, expected] of [
    ['08:00', '18:00', '08:00', 0, 'matched'],
    ['08:00', '18:00', '17:59', 0, 'matched'],
    ['08:00', '18:00', '18:00', 0, 'none'],
    ['08:00', '18:00', '10:00', 1, 'none'],
    ['18:00', '08:00', '18:00', 0, 'matched'],
    ['18:00', '08:00', '07:59', 1, 'matched'],
    ['18:00', '08:00', '08:00', 1, 'none'],
    ['18:00', '08:00', '07:59', 0, 'none'],
  ] as const) {
    it(`gives '${expected}' at ${when} on day ${day} for hours from ${from} to ${to} on Mondays`, () => {
      const rules = [rule('hours', 1, { hours: { weekdays: [1], from, to } })];
      assert.equal(decideInbound(anInboundPlan(rules), { ...call, at: localTime(when, day) }).kind, expected);
    });
  }
});
