import assert from 'node:assert/strict';
import { desktopDialling, type DiallingWindow } from '../../../src-renderer/host/desktop-dialling.ts';
import { pageOpener } from '../../../src-renderer/host/page-opener.ts';
import { startReactions } from '../../../src-renderer/stores/reactions.ts';
import type { Disposable } from '../../../src-renderer/transport/foundation.ts';
import { someTopics } from '../support/builders.ts';
import { settled } from '../support/fake-http.ts';
import { SeatWorld } from '../support/seat-world.ts';

const attention = { begin: () => undefined, end: () => undefined };

describe('numbers from elsewhere', () => {
  let world: SeatWorld;
  let reactions: Disposable;
  beforeEach(() => {
    world = new SeatWorld();
    reactions = startReactions({ root: world.root, attention });
  });
  afterEach(() => reactions.dispose());

  const dialled = (): readonly unknown[] =>
    world.wires.last.sent.filter((frame) => frame.kind === 'command').map((frame) => frame.params);

  it('fill the number box and wait: nothing is dialled before F3', async () => {
    await world.live();
    world.desktop.finds({ number: '13900001234', source: 'clipboard' });
    await settled();
    const { dialRequests, ui } = world.root;
    assert.deepEqual([dialRequests.request?.number, ui.dialText, dialled()], ['13900001234', '13900001234', []]);
    world.actions.perform({ kind: 'focusDial' });
    assert.deepEqual([dialled(), dialRequests.request, ui.dialText], [[{ number: '13900001234' }], undefined, '']);
  });

  it('leave F3 to the number box when there is none, or when it was put aside', async () => {
    await world.live();
    world.desktop.finds({ number: '110', source: 'tel' });
    world.root.dialRequests.dismiss();
    world.actions.perform({ kind: 'focusDial' });
    assert.deepEqual([world.dialFocused, dialled()], [1, []]);
  });

  it('are not dialled while the seat may not dial, and stay for later', async () => {
    await world.live(someTopics({ allowed: { agent: [], calls: {} } }));
    world.desktop.finds({ number: '110', source: 'hotkey' });
    world.actions.perform({ kind: 'focusDial' });
    assert.deepEqual([dialled(), world.root.dialRequests.request?.number], [[], '110']);
  });

  it('come from the address of the page too, and only as numbers', () => {
    const { dialRequests } = world.root;
    for (const search of ['', '?number=', '?number=javascript:alert(1)', '?other=110']) dialRequests.takeLink(search);
    assert.equal(dialRequests.request, undefined);
    dialRequests.takeLink('?number=tel%3A%2B86-139-0000-1234');
    assert.deepEqual(dialRequests.request, { number: '13900001234', source: 'link' });
  });

  it('are wanted by nobody until a user says so, and by each user for himself', async () => {
    await world.live();
    await settled();
    const { dialRequests, session } = world.root;
    dialRequests.choose({ clipboard: true, hotkey: 'F8' });
    await settled();
    session.forget();
    await settled();
    assert.deepEqual(world.desktop.choices, [
      { clipboard: false, telLinks: false },
      { clipboard: true, hotkey: 'F8', telLinks: false },
      { clipboard: false },
    ]);
    assert.match(world.shelf.text ?? '', /"user_chen":\{"clipboard":true/);
  });
});

describe('the desktop', () => {
  const windowWith = (change: Partial<DiallingWindow>): DiallingWindow => ({
    isSecureContext: true,
    location: { origin: 'http://localhost:8680' },
    navigator: {},
    ...change,
  });

  it('is asked through the shell’s bridge, and its answers are read with care', async () => {
    const asked: unknown[] = [];
    const numbers: unknown[] = [];
    let told: (found: unknown) => void = () => undefined;
    const desktop = desktopDialling(
      windowWith({
        trunkline: {
          setDialling: async (choice: unknown) => {
            asked.push(choice);
            return { ok: true, value: { hotkeyTaken: true, telLinks: false } };
          },
          onNumber: (listener: typeof told) => (told = listener),
        },
      }),
    );
    desktop.onNumber((found) => numbers.push(found));
    told({ number: '110', source: 'tel' });
    told({ number: 'javascript:', source: 'tel' });
    assert.deepEqual(await desktop.choose({ clipboard: true }), { hotkeyTaken: true, telLinks: false });
    assert.deepEqual([asked, numbers], [[{ clipboard: true }], [{ number: '110', source: 'tel' }]]);
  });

  it('is a browser without it: links by the browser’s own way where it allows them', async () => {
    const registered: string[] = [];
    const navigator = { registerProtocolHandler: (...words: string[]) => void registered.push(words.join(' ')) };
    const browser = desktopDialling(windowWith({ navigator }));
    assert.deepEqual(
      [browser.hasShell, browser.mayRegisterLinks, await browser.choose({ clipboard: true })],
      [false, true, undefined],
    );
    assert.ok(browser.registerLinks());
    assert.deepEqual(registered, ['tel http://localhost:8680/dial?number=%s']);
    assert.equal(desktopDialling(windowWith({ navigator, isSecureContext: false })).mayRegisterLinks, false);
  });
});

describe('pages of other systems', () => {
  it('open in a tab that has no way back, in one tab for all, or in the shell’s browser', () => {
    const opened: unknown[] = [];
    const tab: { opener: unknown } = { opener: 'the seat' };
    const open = (address: string, target: string) => {
      opened.push([address, target]);
      return tab;
    };
    const inBrowser = pageOpener({ open });
    assert.ok(inBrowser('https://a.example/', 'newTab') && inBrowser('https://b.example/', 'sameTab'));
    assert.equal(tab.opener, undefined);
    const inShell = pageOpener({ open, trunkline: { openAddress: (params: unknown) => void opened.push(params) } });
    assert.ok(inShell('https://c.example/', 'newTab'));
    assert.deepEqual(opened, [
      ['https://a.example/', '_blank'],
      ['https://b.example/', 'trunkline-screen-pop'],
      { address: 'https://c.example/' },
    ]);
  });

  it('tell when they were blocked', () => {
    const open = (): null => null; // oxlint-disable-line no-null -- what a browser answers
    assert.equal(pageOpener({ open })('https://a.example/', 'newTab'), false);
  });
});
