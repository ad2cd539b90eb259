import { app, clipboard, globalShortcut, ipcMain, Notification, session, shell as desktop } from 'electron';
import { pathToFileURL } from 'node:url';
import { HOTKEY_CHANNEL, NUMBER_CHANNEL } from '../contract/ipc.ts';
import type { Clock } from '../foundation/clock.ts';
import { DialCapture } from './dial-capture.ts';
import { Hotkeys } from './hotkeys.ts';
import { hostIpc, refused, type IpcHandlers } from './ipc-host.ts';
import { guardSession } from './page-guards.ts';
import { SeatWindow } from './seat-window.ts';
import { parseAddress, type AddressFile } from './server-address.ts';
import { ServerKeeper, type KeptServer } from './server-keeper.ts';
import { textsFor } from './shell-texts.ts';
import { ShellTray } from './shell-tray.ts';

/** A board PC keeps a server of its own; a seat PC is told where one is. */
export type ShellPlace =
  | { readonly kind: 'board'; readonly origin: string; readonly server: KeptServer }
  | {
      readonly kind: 'seat';
      readonly addresses: Pick<AddressFile, 'read' | 'write'>;
      readonly answers: (origin: string, limitMs: number) => Promise<boolean>;
    };

export interface ShellOptions {
  readonly place: ShellPlace;
  readonly clock: Clock;
  readonly version: string;
  readonly preloadPath: string;
  readonly addressPagePath: string;
  /** How this program is started for a `tel:` link, where it is not its own file. */
  readonly launch?: { readonly path: string; readonly words: string[] };
  /** The command line, which may hold a `tel:` address. */
  readonly words?: readonly string[];
}

const ADDRESS_LIMIT_MS = 5000;

/**
 * Electron's main process. It shows one window and watches one process; calls, accounts and texts are the server's and
 * the seat's business. Call it once; it resolves when the first page is shown.
 */
export async function runShell(options: ShellOptions): Promise<void> {
  if (!app.requestSingleInstanceLock()) return app.quit();
  await app.whenReady();
  const shell = new Shell(options);
  await shell.open();
}

class Shell {
  readonly #place: ShellPlace;
  readonly #window: SeatWindow;
  readonly #tray: ShellTray;
  readonly #hotkeys: Hotkeys;
  readonly #dialCapture: DialCapture;
  readonly #keeper: ServerKeeper | undefined;
  readonly #addressPageUrl: string;
  readonly #texts = textsFor(app.getLocale());
  #origin: string | undefined;
  #isQuitting = false;

  constructor(options: ShellOptions) {
    const { place, clock, version, preloadPath, addressPagePath } = options;
    this.#place = place;
    this.#addressPageUrl = pathToFileURL(addressPagePath).href;
    const trusted = (): string | undefined => this.#origin;
    guardSession(session.defaultSession, trusted);
    this.#window = new SeatWindow({
      preloadPath,
      addressPagePath,
      addressPageUrl: this.#addressPageUrl,
      version,
      trusted,
      keepsRunning: () => !this.#isQuitting,
    });
    this.#hotkeys = new Hotkeys(globalShortcut, (action) => this.#window.contents.send(HOTKEY_CHANNEL, action));
    this.#dialCapture = this.#makeDialCapture(options);
    this.#tray = new ShellTray(this.#texts, {
      open: () => this.#window.comeForward(),
      ...(place.kind === 'seat' ? { changeServer: () => void this.#askForAddress() } : {}),
      quit: () => app.quit(),
    });
    this.#keeper = place.kind === 'board' ? this.#keeperOf(place, clock) : undefined;
    hostIpc(
      ipcMain,
      (event) => this.#pageOf(event.senderFrame?.url, event.senderFrame?.parent !== null),
      this.#handlers(),
    );
    this.#window.contents.on('did-start-navigation', (details) => {
      if (!details.isMainFrame || details.isSameDocument) return;
      this.#hotkeys.release();
      this.#dialCapture.release();
    });
    app.on('second-instance', (_event, words) => {
      this.#dialCapture.takeWords(words);
      this.#window.comeForward();
    });
    // Where the system hands links over so, and not on the command line.
    app.on('open-url', (event, address) => {
      event.preventDefault();
      this.#dialCapture.takeWords([address]);
    });
    app.on('window-all-closed', () => app.quit());
    app.on('before-quit', (event) => this.#beforeQuit(event));
  }

  #makeDialCapture({ clock, launch, words = [] }: ShellOptions): DialCapture {
    const capture = new DialCapture({
      app,
      clipboard,
      shortcuts: globalShortcut,
      clock,
      ...(launch === undefined ? {} : { launch }),
      onFound: (found) => {
        this.#window.contents.send(NUMBER_CHANNEL, found);
        // Who pressed the key or the link looks for the seat; who copied something goes on with his work.
        if (found.source !== 'clipboard') this.#window.comeForward();
      },
    });
    capture.takeWords(words);
    return capture;
  }

  async open(): Promise<void> {
    if (this.#place.kind === 'board') return this.#keeper?.start();
    const address = this.#place.addresses.read();
    if (address === undefined) return this.#askForAddress();
    await this.#showSeat(address);
  }

  /** Until the server is up there is nothing to show; when it comes back the seat reconnects by itself. */
  #keeperOf(place: Extract<ShellPlace, { kind: 'board' }>, clock: Clock): ServerKeeper {
    return new ServerKeeper(clock, place.server, {
      onUp: () => {
        if (this.#origin === undefined) void this.#showSeat(place.origin);
      },
      onDown: (why) => new Notification({ title: this.#texts.serverDown, body: why }).show(),
    });
  }

  async #showSeat(origin: string): Promise<void> {
    this.#origin = origin;
    try {
      await this.#window.showSeat(origin);
    } catch {
      // The server is away. A seat PC may have the wrong address; on the board PC the keeper will come back to this.
      this.#origin = undefined;
      if (this.#place.kind === 'seat') await this.#askForAddress();
    }
  }

  async #askForAddress(): Promise<void> {
    this.#origin = undefined;
    await this.#window.showAddressPage();
    this.#window.comeForward();
  }

  #pageOf(url: string | undefined, isWithinPage: boolean): 'seat' | 'address' | undefined {
    if (url === undefined || isWithinPage || !URL.canParse(url)) return undefined;
    if (url === this.#addressPageUrl) return 'address';
    return this.#origin !== undefined && new URL(url).origin === this.#origin ? 'seat' : undefined;
  }

  #handlers(): IpcHandlers {
    return {
      'seat.notify': ({ title, body }) => {
        const notification = new Notification({ title, body, silent: true });
        notification.on('click', () => this.#window.comeForward());
        notification.show();
        return { ok: true, value: {} };
      },
      'seat.flash': (on) => {
        this.#window.flash(on);
        this.#tray.setRinging(on);
        return { ok: true, value: {} };
      },
      'seat.setHotkeys': (keys) => ({ ok: true, value: { taken: [...this.#hotkeys.replace(keys)] } }),
      'seat.setDialling': (choice) => ({ ok: true, value: this.#dialCapture.apply(choice) }),
      'seat.openAddress': async ({ address }) => {
        await desktop.openExternal(address);
        return { ok: true, value: {} };
      },
      'address.read': () => {
        const address = this.#place.kind === 'seat' ? this.#place.addresses.read() : undefined;
        return { ok: true, value: address === undefined ? {} : { address } };
      },
      'address.write': ({ address }) => this.#changeAddress(address),
    };
  }

  async #changeAddress(typed: string): Promise<Awaited<ReturnType<IpcHandlers['address.write']>>> {
    if (this.#place.kind === 'board') return refused('auth/forbidden', 'the board PC has a server of its own');
    const address = parseAddress(typed);
    if (!address.ok) return refused(address.error.code, address.error.next);
    if (!(await this.#place.answers(address.value, ADDRESS_LIMIT_MS))) {
      return refused('server/unreachable', `no Trunkline server answers at ${address.value}`);
    }
    this.#place.addresses.write(address.value);
    void this.#showSeat(address.value);
    return { ok: true, value: { address: address.value } };
  }

  /** The server closes its calls and seals its recordings first; the keeper bounds the wait. */
  #beforeQuit(event: { preventDefault(): void }): void {
    this.#hotkeys.release();
    this.#dialCapture.release();
    if (this.#isQuitting) return;
    this.#isQuitting = true;
    if (this.#keeper === undefined) return;
    event.preventDefault();
    void this.#keeper.stop().then(() => app.quit());
  }
}
