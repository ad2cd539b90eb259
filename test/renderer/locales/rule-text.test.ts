import assert from 'node:assert/strict';
import { flowIdSchema, ruleIdSchema, userIdSchema } from '../../../src-main/contract/ids.ts';
import type { NextStep, OutboundRule, RuleMatch } from '../../../src-main/contract/routing.ts';
import { fallBackReasonSchema, type RuleWhy } from '../../../src-main/contract/rule-why.ts';
import { messagesFor } from '../../../src-renderer/locales/messages.ts';
import { inboundSummary, outboundSummary, PLAIN_NAMES } from '../../../src-renderer/locales/rule-text.ts';
import { whyLine } from '../../../src-renderer/locales/why-text.ts';

const names = {
  ...PLAIN_NAMES,
  flow: (id: string) => (id === 'welcome' ? '欢迎' : id),
  schedule: () => '工作时间',
  list: (id: string) => (id === 'vip' ? 'VIP' : id),
  user: (id: string) => (id === 'user_chen' ? '陈静' : id),
};
const zh = { messages: messagesFor('zh-CN'), names };
const en = { messages: messagesFor('en'), names };
const welcome: NextStep = { kind: 'flow', flowId: flowIdSchema.parse('welcome') };
const ruleId = ruleIdSchema.parse('night');

describe('a rule in words', () => {
  for (const [match, next, chinese, english] of [
    [{}, welcome, '所有来电 → 语音导航 欢迎', 'every call → Voice menu 欢迎'],
    [
      { callerPatterns: ['138*', 'none'], callerLists: ['vip'], schedule: { scheduleId: 's', kinds: ['work'] } },
      welcome,
      '138 开头或无号码或VIP，工作时间（上班） → 语音导航 欢迎',
      'begins with 138 or no number or VIP, 工作时间 (working time) → Voice menu 欢迎',
    ],
    [
      { trunkNos: [1, 2], dialledNumbers: ['4008008888'] },
      { kind: 'fax', fallback: { kind: 'hangUp', how: 'busyTone' } },
      '外线 1、2，拨打 400 800 8888 → 传真，否则放忙音后挂断',
      'line 1, 2, calls 400 800 8888 → Fax, else Busy tone, then hang up',
    ],
    [
      {
        callerPatterns: ['13900001234', '*', String.raw`~^1\d+$`, '1??'],
        hours: { weekdays: [1], from: '08:00', to: '18:00' },
      },
      { kind: 'agent', userId: userIdSchema.parse('user_chen') },
      String.raw`号码 139 0000 1234或有号码或符合 ~^1\d+$或符合 1??，08:00–18:00 → 转坐席 陈静`,
      String.raw`number 139 0000 1234 or any number or like ~^1\d+$ or like 1??, 08:00–18:00 → To agent 陈静`,
    ],
  ] as const satisfies readonly (readonly [RuleMatch, NextStep, string, string])[]) {
    it(`reads '${english}'`, () => {
      assert.deepEqual([inboundSummary({ match, next }, zh), inboundSummary({ match, next }, en)], [chinese, english]);
    });
  }

  it('says who may call whom, how, and who may not', () => {
    const match: OutboundRule['match'] = { stationNos: ['801'], roles: ['agent'], classes: ['international'] };
    const action: OutboundRule['action'] = {
      kind: 'permit',
      trunkNos: [3],
      strategy: 'inOrder',
      rewrite: [{ pattern: '0*', strip: 0, prepend: '17909' }],
    };
    assert.equal(outboundSummary({ match, action }, zh), '坐席或分机 801，国际长途 → 外线 3，先后顺序，1 条号码变换');
    assert.equal(outboundSummary({ match: {}, action: { kind: 'bar' } }, en), 'every number → barred');
  });
});

describe('a step of a decision in words', () => {
  const condition = { condition: 'caller', met: false, had: '13900001234', wanted: ['138*', 'vip'] } as const;

  for (const [why, tone, text, conditions] of [
    [
      {
        kind: 'rule',
        ruleId,
        title: '夜间',
        met: false,
        conditions: [{ ...condition, wanted: [...condition.wanted] }],
      },
      'skipped',
      '规则“夜间”',
      ['主叫号码：13900001234，要求 138 开头、VIP'],
    ],
    [{ kind: 'rule', ruleId, title: '夜间', met: true, conditions: [] }, 'taken', '规则“夜间”', ['没有条件，全部符合']],
    [
      {
        kind: 'rule',
        ruleId,
        title: '夜间',
        met: true,
        conditions: [
          { condition: 'schedule', met: true, had: 'off', wanted: ['off'], because: 'holiday', title: '国庆节' },
          { condition: 'who', met: true, had: '801 agent user_chen', wanted: ['supervisor', 'user_chen'] },
          { condition: 'number', met: true, had: '0085212345678', wanted: ['international', '0*'] },
          { condition: 'trunk', met: true, had: '', wanted: ['1'] },
        ],
      },
      'taken',
      '规则“夜间”',
      [
        '时段：下班 (国庆节)，要求 下班',
        '呼叫人：801 坐席 陈静，要求 班长、陈静',
        '号码：0085212345678，要求 国际长途、0 开头',
        '外线：无，要求 1',
      ],
    ],
    [{ kind: 'forced', ruleId, title: '台风', found: true }, 'taken', '强制处理：“台风”', []],
    [
      {
        kind: 'list',
        list: 'black',
        listId: 'black',
        entryId: 'e',
        pattern: '139*',
        reason: '骚扰',
        decides: true,
      },
      'taken',
      '黑名单：139 开头',
      ['原因：骚扰'],
    ],
    [{ kind: 'followMe', planId: 'p', title: '值班', by: 'hand' }, 'taken', '坐席手动跟随“值班”', []],
    [
      { kind: 'followSkipped', place: 2, label: '', because: 'callerItself' },
      'skipped',
      '第 2 个电话：就是来电人自己，跳过',
      [],
    ],
    [{ kind: 'summoned', taken: true, by: 'station/802' }, 'told', '分机 802 接听', []],
    [{ kind: 'summoned', taken: true, by: 'trunk/4' }, 'told', '外线 4 接听', []],
    [{ kind: 'default', hasStep: false }, 'told', '没有规则符合，也没有默认步骤', []],
    [{ kind: 'rewritten', pattern: '0*', from: '0755', to: '179090755' }, 'told', '号码变换：0755 → 179090755', []],
  ] as const satisfies readonly (readonly [RuleWhy, string, string, readonly string[]])[]) {
    it(`reads '${text}'${conditions[0] === undefined ? '' : ` with '${conditions[0]}'`}`, () => {
      const line = whyLine(why, zh);
      assert.deepEqual([line.tone, line.text, line.conditions.map((each) => each.text)], [tone, text, conditions]);
    });
  }

  for (const because of fallBackReasonSchema.options) {
    it(`has words in both languages for falling back because of ${because}`, () => {
      const texts = [zh, en].map((words) => whyLine({ kind: 'fellBack', from: 'voicemail', because }, words).text);
      assert.ok(
        texts.every((text) => !text.includes(because) && !text.includes('voicemail') && text.length > 8),
        texts.join(),
      );
    });
  }
});
