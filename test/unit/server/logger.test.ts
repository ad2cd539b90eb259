import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { humanLine } from '../../../src-main/foundation/log-line.ts';
import { withoutPersonalFields, withoutPersonalText } from '../../../src-main/foundation/log-redaction.ts';
import { openLogger } from '../../../src-main/foundation/logger.ts';

const AT_MS = new Date(2026, 10, 20, 21, 31, 4).getTime();

describe('the log', () => {
  it('writes a line about a channel as the source system does', () => {
    const record = { atMs: AT_MS, level: 'info', file: 'mediator.ts', line: 618, message: '板卡>>>外线来电' } as const;
    assert.equal(
      humanLine({ ...record, fields: { channel: 2, callId: 'call_1' } }),
      '[2026-11-20 21:31:04][信息][mediator.ts][618]->通道<2>信息:板卡>>>外线来电 callId=call_1',
    );
    assert.equal(
      humanLine({ ...record, message: '', line: 1735, fields: { channel: 2, signal: 14, state: 17 } }),
      '[2026-11-20 21:31:04][信息][mediator.ts][1735]2信号:14;状态:17',
    );
    assert.equal(
      humanLine({ ...record, level: 'error', message: 'no\nboard', fields: {} }),
      '[2026-11-20 21:31:04][错误][mediator.ts][618]->错误:no | board',
    );
  });

  for (const [text, written] of [
    ['call from 13900001234 on trunk 3', 'call from <personal> on trunk 3'],
    ['010-8888 8888 rang', '<personal> rang'],
    ['+86 139 0000 1234', '<personal>'],
    ['call_0mwpl2ruw12345678 after 45000 ms', 'call_0mwpl2ruw12345678 after 45000 ms'],
    ['port 8680, station/801, rec_1234-5678', 'port 8680, station/801, rec_1234-5678'],
  ]) {
    it(`takes what could be a number out of "${text}"`, () => assert.equal(withoutPersonalText(text ?? ''), written));
  }

  it('takes fields of people out by their names and keeps ids', () => {
    assert.deepEqual(
      withoutPersonalFields({
        callId: 'call_1',
        farNumber: '139',
        Password: 'x',
        digits: '12',
        userId: 'user_1',
        eventNo: 1_234_567,
      }),
      {
        callId: 'call_1',
        farNumber: '<personal>',
        Password: '<personal>',
        digits: '<personal>',
        userId: 'user_1',
        eventNo: 1_234_567,
      },
    );
  });

  it('writes a file for machines and one for people, with the place in the code, and no numbers in either', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'log-'));
    const trouble: string[] = [];
    const logger = openLogger({
      folder,
      level: 'info',
      console: false,
      nowMs: () => AT_MS,
      onTrouble: (text) => void trouble.push(text),
    });
    for (let no = 0; no < 3000; no += 1) logger.info('来电 13900001234', { channel: 2, farNumber: '13900001234', no });
    logger.debug('not at this level');
    await logger.close();
    const files = readdirSync(folder).filter((name) => name.startsWith('trunkline-'));
    const [json = '', human = ''] = ['.jsonl', '.log'].map((end) =>
      readFileSync(join(folder, files.find((name) => name.endsWith(end)) ?? ''), 'utf8'),
    );
    rmSync(folder, { recursive: true });
    assert.deepEqual(
      [json, human].map((text) => text.trim().split('\n').length),
      [3000, 3000],
    );
    const first: unknown = JSON.parse(json.split('\n')[0] ?? '');
    assert.ok(typeof first === 'object' && first !== null && 'file' in first && 'line' in first && 'channel' in first);
    assert.deepEqual([first.file, first.channel], ['logger.test.ts', 2]);
    assert.match(
      human.split('\n')[0] ?? '',
      /^\[2026-11-20 21:31:04\]\[信息\]\[logger\.test\.ts\]\[\d+\]->通道<2>信息:来电 <personal> farNumber=<personal> no=0$/,
    );
    assert.doesNotMatch(json + human, /13900001234/);
    assert.deepEqual(trouble, []);
  });
});
