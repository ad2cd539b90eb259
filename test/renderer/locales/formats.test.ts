import assert from 'node:assert/strict';
import { describePathStep, messagesFor } from '../../../src-renderer/locales/messages.ts';
import { formatPhone, searchableDigits } from '../../../src-renderer/locales/phone-format.ts';
import {
  formatClockTime,
  formatDateTime,
  formatDuration,
  formatShort,
} from '../../../src-renderer/locales/time-format.ts';

describe('a phone number', () => {
  const shown: readonly (readonly [string, string])[] = [
    ['15812342312', '158 1234 2312'],
    ['+8615812342312', '158 1234 2312'],
    ['8615812342312', '158 1234 2312'],
    ['015812342312', '158 1234 2312'],
    ['01088888888', '010-8888 8888'],
    ['075582345678', '0755-8234 5678'],
    ['04263067871', '0426-306 7871'],
    ['88886666', '8888 6666'],
    ['4008101234', '400 810 1234'],
    ['8008101234', '800 810 1234'],
    ['110', '110'],
    ['12345', '12345'],
    ['95588', '95588'],
    ['801', '801'],
    ['010-8888 8888', '010-8888 8888'],
    ['+14155550123', '+14155550123'],
    ['', ''],
  ];
  for (const [stored, seen] of shown) {
    it(`is shown as "${seen}" when it is "${stored}"`, () => assert.equal(formatPhone(stored), seen));
  }

  it('is searched without separators and prefixes', () => {
    assert.equal(searchableDigits('010-8888 6666'), '1088886666');
    assert.equal(searchableDigits('+86 158 1234 2312'), '15812342312');
  });
});

describe('a time', () => {
  const at = new Date(2026, 10, 20, 14, 3, 22).getTime();
  const hourMs = 3_600_000;

  it('is a duration without leading zeros', () => {
    const shown = [0, 999, 42_000, 725_000, 3_727_000, -5].map(formatDuration);
    assert.deepEqual(shown, ['0:00', '0:00', '0:42', '12:05', '1:02:07', '0:00']);
  });

  it('is a date by the custom of the language', () => {
    assert.equal(formatDateTime(at, 'zh-CN'), '2026-11-20 14:03:22');
    assert.equal(formatDateTime(at, 'en'), '20 Nov 2026, 14:03:22');
    assert.equal(formatClockTime(at), '14:03:22');
  });

  it('is near or far, by the calendar and not by 24 hours', () => {
    const shown = [0, 20, 24, 72].map((hours) => formatShort(at - hours * hourMs, at, 'zh-CN'));
    assert.deepEqual(shown, ['今天 14:03', '昨天 18:03', '昨天 14:03', '2026-11-17 14:03']);
    assert.equal(formatShort(at - 72 * hourMs, at, 'en'), '17 Nov 2026 14:03');
  });
});

describe('a step of the way through the flow', () => {
  it('is named in the language of the screen, with the key that was pressed', () => {
    assert.equal(describePathStep('menu=1', messagesFor('zh-CN')), '菜单（按 1）');
    assert.equal(describePathStep('menu=1', messagesFor('en')), 'Menu (key 1)');
    assert.equal(describePathStep('welcome', messagesFor('zh-CN')), '欢迎词');
  });

  it("keeps the name of somebody's own node", () => {
    assert.equal(describePathStep('billing', messagesFor('en')), 'billing');
  });
});
