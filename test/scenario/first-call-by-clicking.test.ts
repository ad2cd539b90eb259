import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { en } from '../../src-renderer/locales/en.ts';
import { zhCN } from '../../src-renderer/locales/zh-CN.ts';
import type { Locale } from '../../src-main/contract/users.ts';
import { openBrowser, type BrowserRoom } from '../support/chromium.ts';
import { startServer, type StartedServer } from '../support/started-server.ts';
import { bestTone, readWav } from '../support/wav-reading.ts';

/** The tones of the bench: what a far party and what a desk phone says. */
const CALLER_HZ = 1040;
const AGENT_HZ = 610;
/** A page that nobody has signed in to asks who it is, and is told nobody. */
const WHO_AM_I = /status of 401/;
const NEW_PASSWORD = 'yuanshan-8680';
const LANGUAGES = [
  ['zh-CN', zhCN],
  ['en', en],
] as const satisfies readonly (readonly [Locale, typeof zhCN])[];

/** Folder for pictures of every screen on the way; none are taken without it. */
const pictures = process.env['TRUNKLINE_PICTURES'];

for (const [locale, words] of LANGUAGES) {
  describe(`the first call, by clicking, in ${locale}`, function () {
    this.timeout(120_000);
    let server: StartedServer;
    let room: BrowserRoom;
    const errors: string[] = [];
    let shots = 0;

    const shoot = async (page: Page, name: string): Promise<void> => {
      if (pictures === undefined) return;
      mkdirSync(pictures, { recursive: true });
      shots += 1;
      await page.screenshot({ path: `${pictures}/${locale}-${String(shots).padStart(2, '0')}-${name}.png` });
    };

    before(async () => {
      server = await startServer();
      room = await openBrowser({ locale, errors });
    });

    after(async () => {
      await room.close();
      assert.equal(await server.stop(), 0);
      await server.removeData();
    });

    it('rings, is answered, flows to the agent, is talked over, ends, and plays from the list', async () => {
      const { page } = room;
      await signIn(page);
      await page.getByRole('toolbar').getByRole('button', { name: words.bar.ready }).click();
      await page.getByRole('button', { name: words.nav.bench }).click();
      await ringTrunkOne(page);
      await pressOne(page);
      await answerFromTheBar(page);
      await talk(page);
      await page
        .getByRole('article', { name: words.bench.trunk(1), exact: true })
        .getByRole('button', { name: words.bench.farHangUp })
        .click();
      await checkTheList(page);
      assert.deepEqual(
        errors.filter((error) => !WHO_AM_I.test(error)),
        [],
      );
    });

    async function signIn(page: Page): Promise<void> {
      await page.goto(server.address);
      await speak(page);
      await page.getByLabel(words.login.login).fill('agent1');
      await page.getByLabel(words.login.password).fill('agent1');
      await shoot(page, 'login');
      await page.getByRole('button', { name: words.login.submit }).click();
      await page.getByRole('heading', { name: words.login.changeTitle }).waitFor();
      await shoot(page, 'first-password');
      await page.locator('input[name=current]').fill('agent1');
      await page.locator('input[name=next]').fill(NEW_PASSWORD);
      await page.locator('input[name=repeat]').fill(NEW_PASSWORD);
      await page.getByRole('button', { name: words.login.changeSubmit }).click();
      await page.getByRole('toolbar').waitFor();
      await speak(page);
      await page.getByRole('button', { name: words.nav.calls }).waitFor();
      await shoot(page, 'empty-list');
    }

    /** The page's other language is one key away, before and after signing in. */
    async function speak(page: Page): Promise<void> {
      const own = page.getByRole('button', { name: words.languageName, exact: true });
      const other = page.getByRole('button', {
        name: locale === 'en' ? zhCN.languageName : en.languageName,
        exact: true,
      });
      await own.or(other).first().waitFor();
      if ((await own.count()) > 0) await own.click();
      await other.waitFor();
    }

    async function ringTrunkOne(page: Page): Promise<void> {
      const trunk = page.getByRole('article', { name: words.bench.trunk(1), exact: true });
      await trunk.getByRole('button', { name: words.bench.ring }).click();
      await shoot(page, 'ring-form');
      await page.getByRole('button', { name: words.bench.ringSubmit, exact: true }).last().click();
      await trunk.getByText(words.codes.benchLineStates.ringing).waitFor();
      await trunk.getByText(words.codes.benchLineStates.talking).waitFor({ timeout: 10_000 });
    }

    async function pressOne(page: Page): Promise<void> {
      // The welcome is 4 s; a key during it is heard as well, as callers who know the menu do.
      await page.waitForTimeout(5_000);
      const trunk = page.getByRole('article', { name: words.bench.trunk(1), exact: true });
      await trunk.getByRole('button', { name: words.bench.press }).click();
      await page
        .getByRole('group', { name: words.bench.press })
        .getByRole('button', { name: '1', exact: true })
        .click();
    }

    async function answerFromTheBar(page: Page): Promise<void> {
      const answer = page.getByRole('toolbar').getByRole('button', { name: words.bar.answer });
      await answer.waitFor({ timeout: 15_000 });
      assert.match(await page.locator('body').innerText(), /139 0000 1234/);
      await page.keyboard.press('Escape');
      await shoot(page, 'phone-rings');
      await answer.click();
      await page.getByRole('toolbar').getByRole('button', { name: words.bar.sendDigits }).waitFor();
    }

    async function talk(page: Page): Promise<void> {
      for (const party of [words.bench.trunk(1), words.bench.phone(1)]) {
        const card = page.getByRole('article', { name: party, exact: true });
        await card.getByText(words.bench.voices.tone, { exact: true }).click();
      }
      await page.waitForTimeout(3_000);
      await shoot(page, 'talking');
    }

    async function checkTheList(page: Page): Promise<void> {
      await page.getByRole('button', { name: words.nav.calls }).click();
      const row = page.getByRole('row').filter({ hasText: '139 0000 1234' });
      await row.getByText(words.codes.endReasons.NORMAL).waitFor({ timeout: 15_000 });
      await row.click();
      await page.getByRole('button', { name: words.player.play }).click();
      await page.waitForFunction(() => (document.querySelector('audio')?.currentTime ?? 0) > 1);
      await shoot(page, 'detail');
      const source = await page.locator('a.player-download').getAttribute('href');
      assert.ok(source);
      const file = await page.request.get(new URL(source, server.address).href);
      assert.equal(file.status(), 200);
      const wav = readWav(await file.body());
      const [caller, agent] = wav.channels;
      assert.ok(caller !== undefined && agent !== undefined, 'two channels');
      assert.ok(bestTone(caller, wav.rateHz, CALLER_HZ) > 0.95, 'the caller’s tone is in the left channel');
      assert.ok(bestTone(agent, wav.rateHz, AGENT_HZ) > 0.95, 'the agent’s tone is in the right channel');
      assert.ok(bestTone(caller, wav.rateHz, AGENT_HZ) < 0.1, 'the agent is not in the left channel');
      assert.ok(bestTone(agent, wav.rateHz, CALLER_HZ) < 0.1, 'the caller is not in the right channel');
    }
  });
}
