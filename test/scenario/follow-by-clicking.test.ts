import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { openHttpServer, type HttpServer } from '../../src-main/api/http-server.ts';
import { stationDevice, trunkDevice } from '../../src-main/contract/ids.ts';
import { messagesFor } from '../../src-renderer/locales/messages.ts';
import { openBrowser, type BrowserRoom } from '../support/chromium.ts';
import { FakeHouse } from '../support/fake-ports.ts';
import { monoWav } from '../support/mono-wav.ts';

const WHO_AM_I = /status of 401/;

for (const locale of ['zh-CN', 'en'] as const) {
  describe(`forwarding, follow-me and music, by clicking, in ${locale}`, function () {
    this.timeout(60_000);
    const { follow: words, nav, rules, callKeys } = messagesFor(locale);
    const errors: string[] = [];
    let house: FakeHouse;
    let server: HttpServer;
    let room: BrowserRoom;
    let folder: string;

    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'trunkline-follow-clicks-'));
      house = new FakeHouse();
      await house.addUser('boss', 'supervisor', 'boss');
      await house.addUser('admin', 'admin', 'admin');
      const opened = await openHttpServer(house.parts({ seatFolder: resolve('build/seat') }));
      assert.ok(opened.ok);
      server = opened.value;
      room = await openBrowser({ locale, errors });
      await signIn(room.page, 'boss', '801');
    });

    after(async () => {
      await room.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
      assert.deepEqual(
        errors.filter((error) => !WHO_AM_I.test(error)),
        [],
      );
    });

    async function signIn(page: Page, login: string, stationNo = ''): Promise<void> {
      await page.addInitScript(
        (chosen) => localStorage.setItem('trunkline.seat', JSON.stringify({ locale: chosen })),
        locale,
      );
      await page.goto(server.address);
      await page.locator('input').first().fill(login);
      await page.locator('input[type=password]').fill(login);
      await page.locator('input').nth(2).fill(stationNo);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: nav.follow, exact: true }).click();
    }

    const tab = (name: string) => room.page.getByRole('tab', { name, exact: true });
    const settingsOf = (stationNo: string) => house.follow.stations.of(stationNo);

    it('sets the own phone, shows it on the bar, and ends it there with one press', async () => {
      const { page } = room;
      await page.getByRole('switch', { name: words.station.doNotDisturb }).click();
      await page.getByLabel(words.station.always, { exact: true }).fill('802');
      await page.getByRole('button', { name: words.save, exact: true }).click();
      await page.getByText(words.station.saved).waitFor();
      assert.deepEqual(settingsOf('801'), { stationNo: '801', doNotDisturb: true, forwarding: { always: '802' } });
      const { marks } = words.station;
      await page.getByRole('button', { name: words.station.end(marks.doNotDisturb) }).click();
      await page.getByRole('button', { name: words.station.end(marks.always('802')) }).click();
      await page.waitForFunction(() => document.querySelector('.station-mark') === null);
      assert.deepEqual(settingsOf('801'), { stationNo: '801', doNotDisturb: false, forwarding: {} });
    });

    it('says why a forwarding is refused, and keeps what was filled in', async () => {
      const { page } = room;
      const always = page.getByLabel(words.station.always, { exact: true });
      await always.fill('801');
      await page.getByRole('button', { name: words.save, exact: true }).click();
      await page.getByText(messagesFor(locale).codes.errors['call/forwardingLoop']).waitFor();
      assert.equal(await always.inputValue(), '801');
    });

    it('sets the phone of somebody else', async () => {
      const { page } = room;
      await tab(words.tabs.stations).click();
      const row = page.locator('.rule-row', { hasText: words.station.heading('803') });
      await row.getByRole('button', { name: words.station.edit }).click();
      const drawer = page.getByRole('dialog');
      await drawer.getByLabel(words.station.busy, { exact: true }).fill('802');
      await drawer.getByRole('button', { name: words.save, exact: true }).click();
      await row.getByText(words.station.marks.busy('802')).waitFor();
      await page.keyboard.press('Escape');
      await row.getByRole('button', { name: words.station.end(words.station.marks.busy('802')) }).click();
      await row.getByText(words.station.free).waitFor();
    });

    it('makes a plan with two telephones, deletes it, and brings it back', async () => {
      const { page } = room;
      await tab(words.tabs.plans).click();
      await page.getByText(words.plans.empty).waitFor();
      await page.getByRole('button', { name: words.plans.add }).click();
      await page.getByLabel(rules.name, { exact: true }).fill('mobile');
      await page.getByLabel(`${words.plans.to} 1`).fill('802');
      await page.getByRole('button', { name: words.plans.addTarget }).click();
      await page.getByLabel(`${words.plans.to} 2`).fill('913800138000');
      await page.getByRole('button', { name: words.plans.up }).nth(1).click();
      await page.getByRole('checkbox', { name: words.plans.confirm }).first().check();
      await page.getByRole('button', { name: rules.save, exact: true }).click();
      await page.locator('[data-plan]').getByText('mobile').waitFor();
      const [plan] = house.follow.store.plans;
      assert.deepEqual(
        plan?.targets.map(({ to, confirm }) => [to, confirm]),
        [
          ['913800138000', true],
          ['802', false],
        ],
      );
      assert.equal(plan?.ownerUserId, 'user_boss');
      await page.getByRole('button', { name: words.plans.remove }).click();
      await page.getByRole('button', { name: words.undo }).click();
      await page.locator('[data-plan]').getByText('mobile').waitFor();
      assert.equal(house.follow.store.plans.length, 1);
    });

    it('sends a talk after somebody of a plan', async () => {
      const { page } = room;
      const joined = { state: 'connected', media: 'joined' } as const;
      const call = house.calls.begin({ farNumber: '13900001234', trunkNo: 1 }, [
        { deviceId: trunkDevice(1), ...joined },
        { deviceId: stationDevice('801'), ...joined },
      ]);
      house.calls.tell(call, { kind: 'Joined', deviceId: trunkDevice(1), peerId: stationDevice('801') });
      await page.getByRole('button', { name: callKeys.more }).click();
      await page.getByRole('menuitem', { name: words.key.word }).hover();
      await page.getByRole('menuitem', { name: 'mobile' }).click();
      while (house.follow.followed.length === 0) await page.evaluate(() => new Promise(requestAnimationFrame));
      assert.equal(house.follow.followed[0]?.planId, house.follow.store.plans[0]?.planId);
      house.calls.tell(call, { kind: 'CallCleared', cause: 'normal', endedBy: 'far' });
    });

    it('chooses the own music, and lets an administrator upload, hear and assign some', async () => {
      const { page } = room;
      await tab(words.tabs.own).click();
      await page.getByRole('combobox', { name: words.music.own }).click();
      await page.getByTitle(words.music.kinds.silence, { exact: true }).click();
      await page.waitForFunction((text) => document.body.innerText.includes(text), words.music.kinds.silence);
      const admin = await openBrowser({ locale, errors });
      try {
        await signIn(admin.page, 'admin');
        await admin.page.getByRole('tab', { name: words.tabs.music, exact: true }).click();
        const path = join(folder, 'spring.wav');
        writeFileSync(path, monoWav(1_000));
        const [chooser] = await Promise.all([
          admin.page.waitForEvent('filechooser'),
          admin.page.getByRole('button', { name: words.music.upload }).click(),
        ]);
        await chooser.setFiles(path);
        await admin.page.getByText(words.music.titles['hold-music'], { exact: true }).first().waitFor();
        await admin.page.getByRole('combobox', { name: words.music.house }).click();
        await admin.page.getByTitle(words.music.kinds.ringback, { exact: true }).click();
        await admin.page.waitForFunction((text) => document.body.innerText.includes(text), words.music.kinds.ringback);
      } finally {
        await admin.close();
      }
      assert.equal(house.follow.music.uploads[0]?.title, 'spring');
      assert.deepEqual(house.follow.music.plan.house, { kind: 'ringback' });
      assert.deepEqual([...house.follow.music.own.values()], [{ kind: 'silence' }]);
    });
  });
}
