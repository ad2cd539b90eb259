import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Locale } from '../../src-main/contract/users.ts';
import { en } from '../../src-renderer/locales/en.ts';
import { zhCN } from '../../src-renderer/locales/zh-CN.ts';
import { openBrowser, type BrowserRoom } from '../support/chromium.ts';
import { startServer, type StartedServer } from '../support/started-server.ts';

const NEW_PASSWORD = 'yuanshan-8680';
const WHO_AM_I = /status of 401/;
/** The loudspeaker's player is not on every machine that tests; its refusal is one of the two right answers. */
const NO_PLAYER = /status of 503/;
const LANGUAGES = [
  ['zh-CN', zhCN],
  ['en', en],
] as const satisfies readonly (readonly [Locale, typeof zhCN])[];

const pictures = process.env['TRUNKLINE_PICTURES'];

for (const [locale, words] of LANGUAGES) {
  describe(`hearing a line from the board console, in ${locale}`, function () {
    this.timeout(60_000);
    let server: StartedServer;
    let room: BrowserRoom;
    const errors: string[] = [];

    before(async () => {
      server = await startServer();
      room = await openBrowser({ locale, errors });
    });

    after(async () => {
      await room.close();
      assert.equal(await server.stop(), 0);
      await server.removeData();
    });

    it('plays both sides in the browser, and stops', async () => {
      const { page } = room;
      const heard = loudestOfChannelSockets(page);
      await signIn(page);
      await page.getByRole('button', { name: words.nav.bench }).click();
      const trunk = page.getByRole('article', { name: words.bench.trunk(1), exact: true });
      await trunk.getByRole('button', { name: words.bench.ring }).click();
      await page.getByRole('button', { name: words.bench.ringSubmit, exact: true }).last().click();
      await trunk.getByText(words.codes.benchLineStates.talking).waitFor({ timeout: 20_000 });
      await page.getByRole('button', { name: words.nav.board }).click();
      const card = page.locator('li[data-channel="0"]');
      await card.getByRole('button', { name: words.board.listen }).click();
      await card.getByRole('button', { name: words.board.stopListening, pressed: true }).waitFor();
      await waitUntil(page, () => heard.loudest > 500, 'the welcome to the line is heard');
      await shoot(page, 'board-listening');
      await card.getByRole('button', { name: words.board.stopListening }).click();
      await card.getByRole('button', { name: words.board.listen, pressed: false }).waitFor();
      await waitUntil(page, () => heard.open === 0, 'the socket is closed');
      await card.getByRole('button', { name: words.board.loudspeaker }).click();
      const plays = card.getByRole('button', { name: words.board.loudspeakerOff, pressed: true });
      await plays.or(card.getByText(words.codes.errors['monitor/outputFailed'])).first().waitFor();
      await shoot(page, 'board-loudspeaker');
      const unexpected = errors.filter((error) => !WHO_AM_I.test(error) && !NO_PLAYER.test(error));
      assert.deepEqual(unexpected, []);
    });

    async function signIn(page: Page): Promise<void> {
      await page.goto(server.address);
      const own = page.getByRole('button', { name: words.languageName, exact: true });
      await page.getByLabel(/./).first().waitFor();
      if ((await own.count()) > 0) await own.click();
      await page.getByLabel(words.login.login).fill('supervisor');
      await page.getByLabel(words.login.password).fill('supervisor');
      await page.getByRole('button', { name: words.login.submit }).click();
      await page.locator('input[name=current]').fill('supervisor');
      await page.locator('input[name=next]').fill(NEW_PASSWORD);
      await page.locator('input[name=repeat]').fill(NEW_PASSWORD);
      await page.getByRole('button', { name: words.login.changeSubmit }).click();
      const other = page.getByRole('button', { name: words.nav.board });
      await other.or(own).first().waitFor();
      if ((await own.count()) > 0) await own.click();
      await other.waitFor();
    }

    async function shoot(page: Page, name: string): Promise<void> {
      if (pictures === undefined) return;
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: `${pictures}/${locale}-${name}.png` });
    }
  });
}

/** What comes on the sockets of channels: how many are open, and the loudest sample. */
function loudestOfChannelSockets(page: Page): { loudest: number; open: number } {
  const heard = { loudest: 0, open: 0 };
  page.on('websocket', (socket) => {
    if (!socket.url().includes('/board/audio')) return;
    heard.open += 1;
    socket.on('close', () => (heard.open -= 1));
    socket.on('framereceived', ({ payload }) => {
      if (typeof payload === 'string') return;
      for (let at = 0; at + 1 < payload.length; at += 2) {
        heard.loudest = Math.max(heard.loudest, Math.abs(payload.readInt16LE(at)));
      }
    });
  });
  return heard;
}

async function waitUntil(page: Page, isTrue: () => boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (isTrue()) return;
    await page.waitForTimeout(100);
  }
  assert.fail(what);
}
