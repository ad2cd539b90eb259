import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { openHttpServer, type HttpServer } from '../../src-main/api/http-server.ts';
import { messagesFor } from '../../src-renderer/locales/messages.ts';
import { openBrowser, type BrowserRoom } from '../support/chromium.ts';
import { FakeHouse } from '../support/fake-ports.ts';
import { anInboundRule } from '../support/routing-plan.ts';

const WHO_AM_I = /status of 401/;

for (const locale of ['zh-CN', 'en'] as const) {
  describe(`routing rules, by clicking, in ${locale}`, function () {
    this.timeout(60_000);
    const { rules: words, nav } = messagesFor(locale);
    const errors: string[] = [];
    let house: FakeHouse;
    let server: HttpServer;
    let room: BrowserRoom;

    before(async () => {
      house = new FakeHouse();
      await house.addUser('admin', 'admin', 'admin');
      const night = anInboundRule('night', 1, { callerPatterns: ['138*'] });
      const { plans, book } = house.routing;
      plans.plan = { ...plans.plan, inboundRules: [night, ...plans.plan.inboundRules] };
      await book.reload();
      const opened = await openHttpServer(house.parts({ seatFolder: resolve('build/seat') }));
      assert.ok(opened.ok);
      server = opened.value;
      room = await openBrowser({ locale, errors });
      await signIn(room.page);
    });

    after(async () => {
      await room.close();
      await server.close();
      assert.deepEqual(
        errors.filter((error) => !WHO_AM_I.test(error)),
        [],
      );
    });

    async function signIn(page: Page): Promise<void> {
      await page.addInitScript(
        (chosen) => localStorage.setItem('trunkline.seat', JSON.stringify({ locale: chosen })),
        locale,
      );
      await page.goto(server.address);
      await page.locator('input[name=login], input').first().fill('admin');
      await page.locator('input[type=password]').fill('admin');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: nav.routing }).click();
      await titled(page, ['night', '全部来电']);
    }

    /** Waits until the rules stand in this order. */
    async function titled(page: Page, titles: readonly string[]): Promise<void> {
      await page.waitForFunction(
        (wanted) => [...document.querySelectorAll('.rule-words b')].map((each) => each.textContent).join() === wanted,
        titles.join(),
      );
    }

    it('moves a rule with the keyboard and keeps it in hand', async () => {
      const { page } = room;
      await page.locator('[data-rule=night]').focus();
      await page.keyboard.press('Alt+ArrowDown');
      await titled(page, ['全部来电', 'night']);
      await page.waitForFunction(() => document.activeElement?.getAttribute('data-rule') === 'night');
      await page.keyboard.press('Alt+ArrowUp');
      await titled(page, ['night', '全部来电']);
    });

    it('deletes a rule and brings it back where it was', async () => {
      const { page } = room;
      await page.locator('[data-rule=night]').getByRole('button', { name: words.remove }).click();
      await titled(page, ['全部来电']);
      await page.getByRole('button', { name: words.undo }).click();
      await titled(page, ['night', '全部来电']);
    });

    it('makes a rule that says in words what it does, and asks before it throws a half-made one away', async () => {
      const { page } = room;
      await page.getByRole('button', { name: words.add }).click();
      await page.getByLabel(words.name).fill('evening');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: words.goOn }).click();
      await page.getByRole('combobox', { name: words.fields.callers }).fill('0755*');
      await page.keyboard.press('Enter');
      await page.getByRole('combobox', { name: words.fields.next, exact: true }).click();
      await page.getByTitle(words.steps.hangUp, { exact: true }).click();
      const summary = words.leadsTo(words.text.beginsWith('0755'), words.hangUps.answerAndHangUp);
      await page.getByText(summary).waitFor();
      await page.getByRole('button', { name: words.save, exact: true }).click();
      await titled(page, ['night', '全部来电', 'evening']);
    });

    it('switches the forced handling on only after a question', async () => {
      const { page } = room;
      const forced = page.getByRole('switch', { name: words.forced.title });
      await forced.click();
      assert.equal(house.routing.book.plan.settings.forced.on, false);
      await page.getByRole('button', { name: words.forced.yes }).click();
      await page.getByText(words.forced.on('night')).waitFor();
      await forced.click();
      await page.getByText(words.forced.hint).waitFor();
    });

    it('draws the path of a tested call', async () => {
      const { page } = room;
      await page.getByRole('tab', { name: words.tabs.tester }).click();
      const tester = page.locator('.tester').first();
      await tester.getByLabel(words.tester.caller).fill('13912345678');
      await tester.getByRole('button', { name: words.tester.run }).click();
      await tester.locator('.why-taken').getByText(words.why.rule('全部来电')).waitFor();
      const passedOver = tester.locator('.why-skipped');
      assert.match(await passedOver.innerText(), /night[\s\S]*13912345678/);
    });
  });
}
