import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { HttpServer } from '../../src-main/api/http-server.ts';
import { callRecordSchema } from '../../src-main/contract/call-record.ts';
import { RealClock } from '../../src-main/foundation/clock.ts';
import type { RecordingId } from '../../src-main/contract/ids.ts';
import { launchChromium, openSeat, type SeatPage } from '../renderer/support/seat-page.ts';
import { openApi } from '../support/api-client.ts';
import { FakeHouse } from '../support/fake-ports.ts';
import { recordOne, SOUND_MS } from '../support/recorded-file.ts';
import { openRecordingHouse, workOf, type RecordingHouse } from '../support/recording-house.ts';
import { testCallId } from '../support/test-events.ts';
import { until } from '../support/until.ts';
import { unzipped } from '../support/unzipped.ts';

/** The player in a browser, over encrypted recordings on the disk. */
describe('recordings by clicking', function () {
  this.timeout(60_000);
  let browser: Browser;
  let real: RecordingHouse;
  let house: FakeHouse;
  let server: HttpServer;
  let recordingId: RecordingId;
  before(async () => {
    browser = await launchChromium();
    real = await openRecordingHouse();
    house = new FakeHouse(new RealClock());
    await house.addUser('boss', 'supervisor', '周敏');
    await house.addUser('chen', 'agent', '陈静');
    recordingId = await recordOne(real, { encrypt: true });
    await real.settled();
    house.records.put(recordOf(recordingId));
    const parts = house.parts({ seatFolder: resolve('build/seat') });
    server = await openApi({ ...parts, recordings: real.locator, recordingWork: workOf(real) });
  });
  after(async () => {
    await browser.close();
    await server.close();
    await real.close();
  });

  async function opened(login: string, locale: 'zh-CN' | 'en'): Promise<SeatPage> {
    const seat = await openSeat(browser, server.address, { locale });
    const { page } = seat;
    await page.locator('input[name=login], #login').first().fill(login);
    await page.locator('input[type=password]').first().fill(login);
    await page.keyboard.press('Enter');
    await page.locator('.call-list tbody tr').first().click();
    // Before the login the page asked who it is, and was told that it is nobody.
    seat.errors.length = 0;
    await page.locator('.player canvas').waitFor();
    return seat;
  }

  async function shot(page: Page, name: string): Promise<void> {
    const folder = process.env['TRUNKLINE_SHOTS'];
    if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
  }

  it('are played, marked with Ctrl+M, held, and know who listened', async () => {
    const { page, errors } = await opened('boss', 'zh-CN');
    const player = page.getByRole('group', { name: '录音播放器' });
    await page.locator('.wave-note').waitFor({ state: 'detached' });
    await player.getByRole('button', { name: '播放', exact: true }).click();
    await until(async () => (await page.locator('audio').evaluate((audio) => Reflect.get(audio, 'currentTime'))) > 0.8);
    await player.getByRole('button', { name: '暂停' }).click();
    await page.keyboard.press('Control+m');
    await page.keyboard.type('报价');
    await shot(page, 'mark');
    await page.keyboard.press('Enter');
    await page.getByText('报价').waitFor();
    await page.getByRole('button', { name: '设为法律保留' }).click();
    await page.keyboard.type('投诉');
    await page.keyboard.press('Enter');
    await page.getByText('法律保留：投诉').waitFor();
    await page.getByText('听过的人（1）').click();
    await shot(page, 'facts');
    const heard = await real.store.notes.listenings(recordingId);
    assert.deepEqual(heard.map((each) => [each.userId, each.how]).toSorted(), [
      ['user_boss', 'fetched'],
      ['user_boss', 'played'],
    ]);
    assert.deepEqual(errors, []);
  });

  it('go to the marks by keys and by clicking, at another speed with the pitch kept', async () => {
    const { page, errors } = await opened('boss', 'en');
    const audio = page.locator('audio');
    const at = (): Promise<number> => audio.evaluate((element) => Reflect.get(element, 'currentTime'));
    await page.getByRole('slider', { name: 'Position' }).focus();
    await page.keyboard.press(']');
    await until(async () => (await at()) > 0.5);
    await page.keyboard.press('ArrowLeft');
    await until(async () => (await at()) === 0);
    await page.getByRole('combobox', { name: 'Speed' }).selectOption('0.5');
    const facts = await audio.evaluate((element) => [
      Reflect.get(element, 'playbackRate'),
      Reflect.get(element, 'preservesPitch'),
    ]);
    assert.deepEqual(facts, [0.5, true]);
    await page.keyboard.press('s');
    assert.ok(await page.getByLabel('Skip silence').isChecked());
    await shot(page, 'english');
    assert.deepEqual(errors, []);
  });

  it('show an agent neither hold nor listeners, and let it take away its own marks alone', async () => {
    const { page } = await opened('chen', 'zh-CN');
    await page.getByText('报价').waitFor();
    assert.deepEqual(
      [
        await page.getByText('设为法律保留').count(),
        await page.getByText(/听过的人/).count(),
        await page.getByRole('button', { name: /删除标记/ }).count(),
      ],
      [0, 0, 0],
    );
  });

  it('of the whole list are downloaded by a supervisor as one archive', async () => {
    const { page } = await opened('boss', 'zh-CN');
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: '批量下载录音' }).click();
    const download = await coming;
    const files = unzipped(readFileSync(await download.path()));
    assert.deepEqual([[...files.keys()].length, [...files.keys()].at(-1)], [2, 'index.xlsx']);
    await page.getByText('已下载 1 个录音').waitFor();
    await shot(page, 'download');
  });
});

function recordOf(recordingId: RecordingId) {
  const startedAt = Date.UTC(2026, 10, 20, 6);
  return callRecordSchema.parse({
    callId: testCallId,
    direction: 'inbound',
    initiation: 'INBOUND',
    ani: '13900001234',
    aniRaw: '13900001234',
    name: '王芳',
    dnis: '',
    trunkNo: 1,
    stationNo: '801',
    userId: 'user_chen',
    ivrPath: ['welcome'],
    startedAt,
    answeredAt: startedAt + 2_000,
    connectedToAgentAt: startedAt + 2_000,
    endedAt: startedAt + 9_000,
    endedBy: 'far',
    endReason: 'NORMAL',
    legs: [],
    recordings: [
      {
        recordingId,
        startedAt,
        lengthMs: SOUND_MS,
        format: 'pcm16',
        result: 'complete',
        gaps: [{ atMs: 1_800, lengthMs: 600, reason: 'masked' }],
      },
    ],
  });
}
