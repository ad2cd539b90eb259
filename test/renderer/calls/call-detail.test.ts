import assert from 'node:assert/strict';
import { legSpans } from '../../../src-renderer/scenes/calls/leg-spans.ts';
import { whySteps } from '../../../src-renderer/scenes/calls/why-words.ts';
import { messagesFor } from '../../../src-renderer/locales/messages.ts';

describe('the time line of a leg', () => {
  const spans = (leg: Parameters<typeof legSpans>[0], endedAt = 100): readonly string[] =>
    legSpans(leg, endedAt).map(({ kind, fromMs, toMs }) => `${kind} ${fromMs}-${toMs}`);

  it('waits until the answer, is connected after it, and holds between', () => {
    const holds = [{ startedAt: 40, endedAt: 50 }, { startedAt: 90 }];
    assert.deepEqual(spans({ device: 'station/801', startedAt: 10, answeredAt: 20, holds }), [
      'waiting 10-20',
      'connected 20-40',
      'held 40-50',
      'connected 50-90',
      'held 90-100',
    ]);
  });

  it('only waits when nobody answered, and has no part without length', () => {
    assert.deepEqual(spans({ device: 'trunk/1', startedAt: 10, endedAt: 30 }), ['waiting 10-30']);
    assert.deepEqual(spans({ device: 'trunk/1', startedAt: 10, answeredAt: 10 }), ['connected 10-100']);
  });

  it('shows a supervisor who listens as one', () => {
    const leg = { device: 'station/801', startedAt: 10, answeredAt: 10, participation: 'listen' } as const;
    assert.deepEqual(spans(leg), ['listening 10-100']);
  });
});

describe('why a call went where it went', () => {
  const why = [
    { kind: 'list', list: 'vip', pattern: '139*', reason: '老客户' },
    {
      kind: 'rule',
      title: '夜间',
      met: false,
      conditions: [{ condition: 'schedule', met: false, had: 'work', wanted: ['off', 'lunch'] }],
    },
    { kind: 'somethingNew', title: 'x' },
    'rubbish',
  ];

  it('is said in both languages, and what nobody knows yet by its own name', () => {
    assert.deepEqual(
      whySteps(why, messagesFor('zh-CN')).map((step) => [step.text, step.met]),
      [
        ['名单（VIP） · 139* · 老客户', undefined],
        ['规则“夜间”', false],
        ['somethingNew · x', undefined],
      ],
    );
    const [, rule] = whySteps(why, messagesFor('en'));
    assert.deepEqual(rule?.conditions, [{ text: 'Schedule: work (wanted off, lunch)', met: false }]);
  });
});
