import assert from 'node:assert/strict';
import { SteppedClock } from '../../src-main/foundation/clock.ts';
import { foundNumberSchema, type DiallingChoice, type FoundNumber } from '../../src-main/contract/ipc.ts';
import { settle } from './support/kept-server.ts';
import { loadShell } from './support/load-shell.ts';
import {
  app,
  BrowserWindow,
  clipboard,
  globalShortcut,
  ipcMain,
  shell,
  startAfresh,
} from './support/stand-in-electron.ts';

const ORIGIN = 'http://pc-1:8680';
const seat = { url: `${ORIGIN}/` };
const LOOK_MS = 800;

describe('dialling from the desktop', () => {
  let clock: SteppedClock;
  let window: BrowserWindow;

  beforeEach(() => {
    startAfresh();
    clock = new SteppedClock(0);
  });

  async function run(words: readonly string[] = []): Promise<void> {
    const { runShell } = await loadShell();
    const place = {
      kind: 'seat',
      addresses: { read: () => ORIGIN, write: () => undefined },
      answers: () => Promise.resolve(true),
    } as const;
    await runShell({ place, clock, version: '1', preloadPath: 'p', addressPagePath: '/a.html', words });
    const [opened] = BrowserWindow.all;
    assert.ok(opened !== undefined);
    window = opened;
  }

  const choose = (choice: DiallingChoice): Promise<unknown> => ipcMain.request('seat.setDialling', choice, seat);
  const told = (): readonly FoundNumber[] =>
    window.webContents.sent
      .filter(({ channel }) => channel === 'seat.numberFound')
      .map(({ value }) => foundNumberSchema.parse(value));
  /** Time passes, look by look. */
  const look = async (times = 1): Promise<void> => {
    for (let time = 0; time < times; time += 1) {
      clock.advance(LOOK_MS);
      await settle();
    }
  };
  const copy = (text: string): Promise<void> => {
    clipboard.text = text;
    return look();
  };

  it('takes nothing until the user has switched something on', async () => {
    await run();
    await copy('13900001234');
    assert.deepEqual([told(), globalShortcut.held.size, app.links.size], [[], 0, 0]);
    await choose({ clipboard: false });
    await copy('13900001235');
    assert.deepEqual([told(), globalShortcut.held.size, app.links.size], [[], 0, 0]);
  });

  it('watches the clipboard for one number that is copied, and takes no focus for it', async () => {
    clipboard.text = '13800000000';
    await run();
    await choose({ clipboard: true });
    await look(3);
    assert.deepEqual(told(), []);
    await copy('客户 +86 139 0000 1234');
    await look(5);
    assert.deepEqual(told(), [{ number: '13900001234', source: 'clipboard' }]);
    assert.ok(!window.did.includes('focus'));
  });

  it('leaves alone what is no number, several numbers, and long texts', async () => {
    await run();
    await choose({ clipboard: true });
    for (const text of ['hello', '801', '13900001234 13800001234', `13900001234${' '.repeat(300)}`, ''])
      await copy(text);
    assert.deepEqual(told(), []);
  });

  it('takes the number in the clipboard by a global key, short ones too, and comes forward', async () => {
    await run();
    assert.deepEqual(await choose({ clipboard: false, hotkey: 'CommandOrControl+Alt+D' }), {
      ok: true,
      value: { hotkeyTaken: false, telLinks: false },
    });
    for (const text of ['电话：010-88888888', '801', 'nothing']) {
      clipboard.text = text;
      globalShortcut.held.get('CommandOrControl+Alt+D')?.();
      await settle();
    }
    assert.deepEqual(told(), [
      { number: '01088888888', source: 'hotkey' },
      { number: '801', source: 'hotkey' },
    ]);
    assert.ok(window.did.includes('focus'));
  });

  it('says when another program holds the key, and gives it back with the next choice', async () => {
    await run();
    globalShortcut.taken.add('F8');
    assert.match(JSON.stringify(await choose({ clipboard: false, hotkey: 'F8' })), /"hotkeyTaken":true/);
    await choose({ clipboard: false, hotkey: 'F7' });
    await choose({ clipboard: false });
    assert.equal(globalShortcut.held.size, 0);
  });

  it('becomes what the system opens tel links with only when told to, and gives that back', async () => {
    await run();
    const links = async (telLinks?: boolean): Promise<readonly [boolean, number]> => {
      const reply = JSON.stringify(await choose({ clipboard: false, ...(telLinks === undefined ? {} : { telLinks }) }));
      return [reply.includes('"telLinks":true'), app.links.size];
    };
    assert.deepEqual(
      [await links(), await links(true), await links(), await links(false)],
      [
        [false, 0],
        [true, 1],
        [true, 1],
        [false, 0],
      ],
    );
  });

  it('hands over the number of a link that a second start brings', async () => {
    await run();
    await choose({ clipboard: false });
    app.emit('second-instance', {}, ['electron', 'main.mjs', 'tel:+86-139-0000-1234']);
    app.emit('second-instance', {}, ['electron', 'main.mjs', 'tel:javascript']);
    app.emit('open-url', { preventDefault: () => undefined }, 'tel:110');
    assert.deepEqual(told(), [
      { number: '13900001234', source: 'tel' },
      { number: '110', source: 'tel' },
    ]);
  });

  it('keeps the number of the link that started it until the seat listens', async () => {
    await run(['main.mjs', 'tel:10086']);
    await settle();
    assert.deepEqual(told(), []);
    await choose({ clipboard: false });
    await choose({ clipboard: false });
    assert.deepEqual(told(), [{ number: '10086', source: 'tel' }]);
  });

  it('forgets what a page wanted when the page goes', async () => {
    await run();
    await choose({ clipboard: true, hotkey: 'F7' });
    window.webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
    await copy('13900001234');
    assert.deepEqual([told(), globalShortcut.held.size], [[], 0]);
  });

  it('opens pages of other systems in the user’s browser, and nothing but web pages', async () => {
    await run();
    const open = (address: string): Promise<unknown> => ipcMain.request('seat.openAddress', { address }, seat);
    await open('https://crm.example/?phone=1');
    for (const address of ['file:///etc/passwd', 'javascript:alert(1)', 'tel:110', 'smb://x/']) {
      assert.match(JSON.stringify(await open(address)), /request\/invalid/, address);
    }
    assert.deepEqual(shell.opened, ['https://crm.example/?phone=1']);
  });
});
