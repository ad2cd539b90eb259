import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { en } from '../../src-renderer/locales/en.ts';
import { zhCN } from '../../src-renderer/locales/zh-CN.ts';
import { openBrowser, type BrowserRoom } from '../support/chromium.ts';
import { startServer, type StartedServer } from '../support/started-server.ts';

const NEW_PASSWORD = 'yuanshan-8680';
/** Nobody is signed in at first; an overlap and a bad pattern are refused on purpose. */
const EXPECTED = /status of (401|422)/;

for (const [locale, words] of [
  ['zh-CN', zhCN],
  ['en', en],
] as const) {
  describe(`schedules and lists, by clicking, in ${locale}`, function () {
    this.timeout(120_000);
    let server: StartedServer;
    let room: BrowserRoom;
    let page: Page;
    const errors: string[] = [];
    const { schedules, lists } = words;

    before(async () => {
      server = await startServer();
      room = await openBrowser({ locale, errors });
      page = room.page;
      await signIn();
      await page.getByRole('button', { name: words.nav.routing, exact: true }).click();
      await page.getByRole('tab', { name: schedules.tab }).click();
    });

    after(async () => {
      await room.close();
      assert.equal(await server.stop(), 0);
      await server.removeData();
    });

    it('refuses two kinds at one time with both named, and saves when they only touch', async () => {
      await changeFirstPeriodTo('1230');
      await page.getByRole('button', { name: schedules.save, exact: true }).click();
      await page.getByText('08:30–12:30').first().waitFor();
      const refusal = page.getByText(
        schedules.week.overlap(
          schedules.weekdays[0] ?? '',
          `${schedules.kinds.work} 08:30–12:30`,
          `${schedules.kinds.lunch} 12:00–13:30`,
        ),
      );
      await refusal.waitFor();
      await changeFirstPeriodTo('11');
      await page.getByRole('button', { name: schedules.save, exact: true }).click();
      await page.getByText(schedules.dirty).waitFor({ state: 'detached' });
      await page.getByText('08:30–11:00').first().waitFor();
    });

    it('takes the public holidays with one press and shows them in the year', async () => {
      await page.getByText(schedules.parts.holidays, { exact: true }).click();
      await page.getByRole('button', { name: schedules.days.calendar('中国法定节假日 2026') }).click();
      await page.getByText('国庆节').waitFor();
      await page.getByText(schedules.parts.year, { exact: true }).click();
      while ((await page.getByRole('heading', { name: schedules.year.title(2026), exact: true }).count()) === 0) {
        await page.getByRole('button', { name: schedules.year.previous }).click();
      }
      await page
        .getByRole('button', { name: /国庆节/ })
        .first()
        .click();
      await page.getByRole('status').filter({ hasText: '国庆节' }).waitFor();
      assert.equal(await page.getByRole('button', { name: /国庆节, / }).count(), 7);
    });

    it('overrides a schedule with an end, says so above everything, and ends it', async () => {
      await page.getByRole('button', { name: schedules.override.button, exact: true }).click();
      const dialog = await dialogAtRest();
      await dialog.getByText(schedules.kinds.duty, { exact: true }).click();
      await dialog.getByLabel(schedules.override.reason).fill('停电');
      await dialog.getByRole('button', { name: schedules.override.apply, exact: true }).click();
      const strip = page.getByRole('status').filter({ hasText: '停电' });
      await strip.waitFor();
      await page.getByRole('tab', { name: lists.tab }).click();
      await strip.getByRole('button', { name: schedules.override.clear }).click();
      await strip.waitFor({ state: 'detached' });
    });

    it('puts a number on the black list, finds it in another way of writing, and moves it to the white list', async () => {
      await page.getByRole('button', { name: /黑名单/ }).click();
      await add('~(1+)+');
      await page.getByText(lists.problems.slowExpression).first().waitFor();
      await page.getByRole('dialog').getByLabel(lists.pattern).fill('13800001234');
      await page.getByRole('dialog').getByRole('button', { name: lists.save }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('searchbox', { name: lists.check }).fill('+86 138-0000-1234');
      await page.keyboard.press('Enter');
      await page.locator('.number-check-hits').getByText('黑名单').waitFor();
      await page.getByRole('button', { name: lists.toWhite }).click();
      await page.getByText(lists.moved('13800001234', '白名单')).waitFor();
      await page.getByRole('button', { name: lists.undo }).click();
      await page.getByRole('cell', { name: '138 0000 1234' }).waitFor();
    });

    it('says nothing on the console that was not asked for', () => {
      assert.deepEqual(
        errors.filter((error) => !EXPECTED.test(error)),
        [],
      );
    });

    async function changeFirstPeriodTo(end: string): Promise<void> {
      await page
        .getByRole('button', { name: new RegExp(`${schedules.kinds.work} 08:30`) })
        .first()
        .click();
      await (await dialogAtRest()).getByLabel(schedules.week.to).fill(end);
      await page.getByRole('dialog').getByRole('button', { name: schedules.week.apply, exact: true }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }

    async function add(pattern: string): Promise<void> {
      await page.getByRole('button', { name: lists.add }).click();
      await (await dialogAtRest()).getByLabel(lists.pattern).fill(pattern);
      await page.getByRole('dialog').getByRole('button', { name: lists.save }).click();
    }

    /** A click into a dialog that still grows may land beside the key. */
    async function dialogAtRest(): Promise<Locator> {
      await page.getByRole('dialog').waitFor();
      await page.locator('.ant-zoom-appear').waitFor({ state: 'detached' });
      return page.getByRole('dialog');
    }

    async function signIn(): Promise<void> {
      await page.goto(server.address);
      const own = page.getByRole('button', { name: words.languageName, exact: true });
      const other = page.getByRole('button', { name: words.menu.language, exact: true });
      await own.or(other).first().waitFor();
      if ((await own.count()) > 0) await own.click();
      await page.getByLabel(words.login.login).fill('admin');
      await page.getByLabel(words.login.password).fill('admin');
      await page.getByRole('button', { name: words.login.submit }).click();
      await page.locator('input[name=current]').fill('admin');
      await page.locator('input[name=next]').fill(NEW_PASSWORD);
      await page.locator('input[name=repeat]').fill(NEW_PASSWORD);
      await page.getByRole('button', { name: words.login.changeSubmit }).click();
      await own.or(other).first().waitFor();
      if ((await own.count()) > 0) await own.click();
    }
  });
}
