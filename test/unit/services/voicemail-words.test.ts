import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import type { Locale } from '../../../src-main/contract/users.ts';
import {
  spokenDigits,
  spokenNewMessages,
  spokenNumber,
  spokenTime,
} from '../../../src-main/services/voicemail/spoken-words.ts';

const LANGUAGES: readonly Locale[] = ['zh-CN', 'en'];

describe('what voicemail says', () => {
  for (const [count, chinese, english] of [
    [0, 'num-0', 'num-0'],
    [7, 'num-7', 'num-7'],
    [10, 'num-10', 'num-10'],
    [12, 'num-10 num-2', 'num-12'],
    [20, 'num-2 num-10', 'num-20'],
    [45, 'num-4 num-10 num-5', 'num-40 num-5'],
    [99, 'num-9 num-10 num-9', 'num-90 num-9'],
    [100, 'num-many', 'num-many'],
  ] as const) {
    it(`counts ${count} in both languages`, () => {
      assert.deepEqual(
        LANGUAGES.map((language) => spokenNumber(count, language).join(' ')),
        [chinese, english],
      );
    });
  }

  it('counts two messages with 两 and one message in the singular', () => {
    assert.deepEqual(spokenNewMessages(2, 'zh-CN'), ['vm-you-have', 'num-liang', 'vm-new-messages']);
    assert.deepEqual(spokenNewMessages(1, 'en'), ['vm-you-have', 'vm-one-new-message']);
    assert.deepEqual(spokenNewMessages(0, 'en'), ['vm-you-have', 'num-0', 'vm-new-messages']);
  });

  it('reads numbers digit by digit, 一 as 幺', () => {
    assert.deepEqual(spokenDigits('+86 110', 'zh-CN'), ['num-8', 'num-6', 'num-yao', 'num-yao', 'num-0']);
    assert.deepEqual(spokenDigits('110', 'en'), ['num-1', 'num-1', 'num-0']);
  });

  const now = new Date(2026, 10, 20, 14, 3).getTime();
  for (const [when, at, chinese, english] of [
    [
      'today',
      new Date(2026, 10, 20, 9, 0),
      'word-today num-9 word-hour word-sharp',
      'word-today word-at num-9 word-oclock',
    ],
    [
      'yesterday',
      new Date(2026, 10, 19, 23, 59),
      'word-yesterday num-2 num-10 num-3 word-hour num-5 num-10 num-9 word-minute',
      'word-yesterday word-at num-20 num-3 num-50 num-9',
    ],
    [
      'a day of last year',
      new Date(2025, 11, 31, 2, 5),
      'num-10 num-2 word-month num-3 num-10 num-1 word-day num-liang word-hour num-0 num-5 word-minute',
      'month-12 num-30 num-1 word-at num-2 word-oh num-5',
    ],
  ] as const) {
    it(`tells the time of ${when}`, () => {
      assert.deepEqual(
        LANGUAGES.map((language) => spokenTime(at.getTime(), now, language).join(' ')),
        [chinese, english],
      );
    });
  }

  it('has a sound for every word in both languages', () => {
    const minutes = Array.from({ length: 60 }, (_, minute) => minute);
    for (const language of LANGUAGES) {
      const words = new Set([
        ...minutes.flatMap((minute) =>
          spokenTime(new Date(2026, minute % 12, (minute % 31) + 1, minute % 24, minute).getTime(), now, language),
        ),
        ...[now, now - 86_400_000].flatMap((at) => spokenTime(at, now, language)),
        ...[0, 1, 2, 3, 100].flatMap((count) => spokenNewMessages(count, language)),
        ...spokenDigits('0123456789', language),
      ]);
      const missing = Array.from(words).filter(
        (word) => !existsSync(`src-main/server/demo/prompts/${language}/${word}.wav`),
      );
      assert.deepEqual(missing, [], language);
    }
  });
});
