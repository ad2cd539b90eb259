import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { SteppedClock } from '../../src-main/foundation/clock.ts';
import { KEEPER_TIMERS } from '../../src-main/shell/keeper-table.ts';
import type { ShellPlace } from '../../src-main/shell/shell.ts';
import { PlayedServer, settle } from './support/kept-server.ts';
import { loadShell } from './support/load-shell.ts';
import {
  app,
  BrowserWindow,
  globalShortcut,
  guards,
  ipcMain,
  Notification,
  startAfresh,
  Tray,
} from './support/stand-in-electron.ts';

const ORIGIN = 'http://pc-1:8680';
const ADDRESS_PAGE = '/app/address.html';
const ADDRESS_URL = pathToFileURL(ADDRESS_PAGE).href;
const seat = { url: `${ORIGIN}/calls` };

describe('the shell', () => {
  const clock = new SteppedClock(0);
  let stored: string | undefined;
  let reachable: string[];

  beforeEach(() => {
    startAfresh();
    stored = ORIGIN;
    reachable = [ORIGIN];
  });

  const seatPc = (): ShellPlace => ({
    kind: 'seat',
    addresses: { read: () => stored, write: (address) => void (stored = address) },
    answers: (origin) => Promise.resolve(reachable.includes(origin)),
  });

  async function run(place: ShellPlace): Promise<BrowserWindow> {
    const { runShell } = await loadShell();
    await runShell({ place, clock, version: '1.2.3', preloadPath: '/app/preload.cjs', addressPagePath: ADDRESS_PAGE });
    const [window] = BrowserWindow.all;
    assert.ok(window !== undefined);
    return window;
  }

  describe('on a seat PC', () => {
    it('opens the seat at the stored address', async () => {
      assert.deepEqual((await run(seatPc())).shown, [ORIGIN]);
    });

    it('asks for the address at the first start, and opens the seat that it is told', async () => {
      stored = undefined;
      const window = await run(seatPc());
      const reply = await ipcMain.request('address.write', { address: 'pc-1' }, { url: ADDRESS_URL });
      await settle();
      assert.deepEqual(reply, { ok: true, value: { address: ORIGIN } });
      assert.deepEqual([window.shown, stored], [[ADDRESS_PAGE, ORIGIN], ORIGIN]);
    });

    it('keeps the old address when the new one is none, or no server of ours answers there', async () => {
      await run(seatPc());
      const write = (address: string): Promise<unknown> =>
        ipcMain.request('address.write', { address }, { url: ADDRESS_URL });
      const codes = (await Promise.all([write('file:///x'), write('pc-2')])).map((reply) => JSON.stringify(reply));
      assert.match(codes[0] ?? '', /request\/invalid/);
      assert.match(codes[1] ?? '', /server\/unreachable/);
      assert.equal(stored, ORIGIN);
    });

    it('asks again when the stored server is away', async () => {
      BrowserWindow.unreachable = true;
      assert.deepEqual((await run(seatPc())).shown, [ADDRESS_PAGE]);
    });
  });

  describe('on the board PC', () => {
    it('starts the server, opens the seat when it answers, and waits for its end before quitting', async () => {
      const server = new PlayedServer();
      const window = await run({ kind: 'board', origin: ORIGIN, server });
      assert.deepEqual([server.did, window.shown], [['launch'], []]);
      server.isAnswering = true;
      clock.advance(KEEPER_TIMERS.startProbeMs);
      await settle();
      assert.deepEqual(window.shown, [ORIGIN]);
      app.quit();
      assert.deepEqual([server.did.at(-1), app.quits], ['terminate', 0]);
      server.end('exit code 0');
      await settle();
      assert.equal(app.quits, 1);
    });

    it('says on the desktop that the server has died', async () => {
      const server = new PlayedServer();
      await run({ kind: 'board', origin: ORIGIN, server });
      server.isAnswering = true;
      clock.advance(KEEPER_TIMERS.startProbeMs);
      await settle();
      server.end('exit code 1');
      assert.deepEqual(
        Notification.all.map(({ options }) => options.body),
        ['exit code 1'],
      );
    });

    it('has an address that no page can change', async () => {
      await run({ kind: 'board', origin: ORIGIN, server: new PlayedServer() });
      const reply = await ipcMain.request('address.write', { address: 'pc-2' }, { url: ADDRESS_URL });
      assert.match(JSON.stringify(reply), /auth\/forbidden/);
    });
  });

  describe('keeps a page in its place', () => {
    it('isolates and sandboxes it', async () => {
      const { webPreferences } = (await run(seatPc())).options;
      const { contextIsolation, sandbox, nodeIntegration, webSecurity, webviewTag } = webPreferences;
      assert.deepEqual(
        [contextIsolation, sandbox, nodeIntegration, webSecurity, webviewTag],
        [true, true, false, true, false],
      );
    });

    it('lets it go nowhere but within the origin of the server', async () => {
      const { webContents } = await run(seatPc());
      const goes = (url: string): boolean[] =>
        (['will-navigate', 'will-redirect', 'will-frame-navigate'] as const).map((kind) => webContents.goes(kind, url));
      assert.deepEqual(goes(`${ORIGIN}/bench`), [true, true, true]);
      for (const url of [
        'http://pc-1:8701/',
        'https://pc-1:8680/',
        'http://pc-1.evil.example:8680/',
        'file:///etc/passwd',
        'nonsense',
      ]) {
        assert.deepEqual(goes(url), [false, false, false], url);
      }
    });

    it('opens no window for it, not even of its own origin', async () => {
      const { webContents } = await run(seatPc());
      assert.deepEqual(webContents.openHandler?.({ url: seat.url }), { action: 'deny' });
    });

    it('grants notifications and the microphone to the server’s page, and nothing to anybody else', async () => {
      const { webContents } = await run(seatPc());
      const asked = (permission: string, url: string): boolean[] => {
        let granted = false;
        webContents.url = url;
        guards.request?.(webContents, permission, (answer) => (granted = answer));
        return [granted, guards.check?.(undefined, permission, new URL(url).origin) ?? true];
      };
      assert.deepEqual(asked('notifications', seat.url), [true, true]);
      assert.deepEqual(asked('media', seat.url), [true, true]);
      assert.deepEqual(asked('media', 'http://elsewhere.example/'), [false, false]);
      for (const permission of ['geolocation', 'clipboard-read', 'usb', 'openExternal', 'fullscreen']) {
        assert.deepEqual(asked(permission, seat.url), [false, false], permission);
      }
    });

    it('adds its own content security policy to the server’s', async () => {
      await run(seatPc());
      const policies: (readonly string[] | undefined)[] = [];
      const responseHeaders = { 'content-security-policy': [`default-src 'self'`] };
      guards.headers?.({ url: seat.url, responseHeaders }, (answer) =>
        policies.push(answer.responseHeaders?.['content-security-policy']),
      );
      assert.equal(policies[0]?.[0], `default-src 'self'`);
      assert.match(policies[0]?.[1] ?? '', /connect-src 'self' ws:\/\/pc-1:8680.*object-src 'none'/);
    });

    it('answers requests of the page that may send them, and of no other page or frame', async () => {
      await run(seatPc());
      const notify = { title: 'Call', body: 'from trunk 1' };
      const froms = [seat, { url: 'http://elsewhere.example/' }, { url: ADDRESS_URL }, { ...seat, parent: {} }];
      const replies = await Promise.all(froms.map((from) => ipcMain.request('seat.notify', notify, from)));
      assert.deepEqual(
        replies.map((reply) => JSON.stringify(reply).includes('"ok":true')),
        [true, false, false, false],
      );
      assert.equal(Notification.all.length, 1);
    });

    it('refuses parameters that do not parse', async () => {
      await run(seatPc());
      const bad = [
        ['seat.notify', { title: '' }],
        ['seat.flash', 'yes'],
        ['seat.setHotkeys', [{ action: 'answer', accelerator: 'Ctrl' }]],
      ] as const;
      for (const [name, params] of bad) {
        assert.match(JSON.stringify(await ipcMain.request(name, params, seat)), /request\/invalid/, name);
      }
    });
  });

  describe('at the desktop', () => {
    it('flashes while a call rings, and takes no focus for it', async () => {
      const window = await run(seatPc());
      await ipcMain.request('seat.flash', true, seat);
      await ipcMain.request('seat.flash', false, seat);
      assert.deepEqual(window.did, ['flash true', 'flash false']);
      const [rest, ringing, restAgain] = Tray.all[0]?.images ?? [];
      assert.notDeepEqual(ringing, rest);
      assert.deepEqual(restAgain, rest);
    });

    it('comes forward when its notification is clicked', async () => {
      const window = await run(seatPc());
      await ipcMain.request('seat.notify', { title: 'Call', body: '' }, seat);
      Notification.all[0]?.emit('click');
      assert.deepEqual(window.did, ['restore', 'show', 'focus']);
    });

    it('holds global keys only when the seat asks, tells which are taken, and gives them back', async () => {
      const window = await run(seatPc());
      assert.equal(globalShortcut.held.size, 0);
      globalShortcut.taken.add('F4');
      const keys = [
        { action: 'answer', accelerator: 'F2' },
        { action: 'hangUp', accelerator: 'F4' },
      ];
      assert.deepEqual(await ipcMain.request('seat.setHotkeys', keys, seat), { ok: true, value: { taken: ['F4'] } });
      globalShortcut.held.get('F2')?.();
      assert.deepEqual(window.webContents.sent, [{ channel: 'seat.hotkeyPressed', value: 'answer' }]);
      window.webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
      assert.equal(globalShortcut.held.size, 0);
    });

    it('hides its window when it is closed, and brings it back from the tray', async () => {
      const window = await run(seatPc());
      const event = { prevented: false, preventDefault: () => void (event.prevented = true) };
      window.emit('close', event);
      Tray.all[0]?.menu[0]?.click?.();
      assert.deepEqual([event.prevented, window.did], [true, ['hide', 'restore', 'show', 'focus']]);
    });

    it('brings the first instance forward when a second is started, which ends', async () => {
      const window = await run(seatPc());
      app.emit('second-instance', {}, []);
      assert.deepEqual(window.did, ['restore', 'show', 'focus']);
      app.isFirst = false;
      const { runShell } = await loadShell();
      await runShell({ place: seatPc(), clock, version: '1', preloadPath: 'p', addressPagePath: ADDRESS_PAGE });
      assert.deepEqual([BrowserWindow.all.length, app.quits], [1, 1]);
    });
  });
});
