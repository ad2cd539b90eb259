/**
 * Stands in for `electron`: it records what the shell asks of it and lets a test play the desktop and the page. What it
 * does not prove: Electron's own sandbox, windows, tray and menus.
 */
import { EventEmitter } from 'node:events';

type Listener = (...values: readonly never[]) => unknown;

class StandInApp extends EventEmitter {
  isFirst = true;
  quits = 0;
  requestSingleInstanceLock = (): boolean => this.isFirst;
  whenReady = (): Promise<void> => Promise.resolve();
  getLocale = (): string => 'zh-CN';
  /** What the system opens with this program: `tel`, and how it is started for it. */
  links = new Map<string, readonly unknown[]>();
  isDefaultProtocolClient = (protocol: string): boolean => this.links.has(protocol);
  setAsDefaultProtocolClient = (protocol: string, ...how: readonly unknown[]): boolean =>
    this.links.set(protocol, how).has(protocol);
  removeAsDefaultProtocolClient = (protocol: string): boolean => this.links.delete(protocol);
  /** As Electron does: 'before-quit' may prevent it. */
  quit = (): void => {
    const event = { prevented: false, preventDefault: () => void (event.prevented = true) };
    this.emit('before-quit', event);
    if (!event.prevented) this.quits += 1;
  };
}

export class StandInContents extends EventEmitter {
  sent: { readonly channel: string; readonly value: unknown }[] = [];
  openHandler: ((details: { url: string }) => { action: string }) | undefined;
  url = '';
  setWindowOpenHandler = (handler: (details: { url: string }) => { action: string }): void =>
    void (this.openHandler = handler);
  send = (channel: string, value: unknown): void => void this.sent.push({ channel, value });
  getURL = (): string => this.url;

  /** True when the page was let go where it wanted. */
  goes(kind: 'will-navigate' | 'will-redirect' | 'will-frame-navigate', url: string): boolean {
    const event = { url, prevented: false, preventDefault: () => void (event.prevented = true) };
    this.emit(kind, event);
    return !event.prevented;
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = [];
  static unreachable = false;
  readonly webContents = new StandInContents();
  readonly shown: string[] = [];
  readonly did: string[] = [];
  readonly options: { readonly webPreferences: Readonly<Record<string, unknown>> };

  constructor(options: { readonly webPreferences: Readonly<Record<string, unknown>> }) {
    super();
    this.options = options;
    BrowserWindow.all.push(this);
  }

  loadURL = (url: string): Promise<void> => {
    if (BrowserWindow.unreachable) return Promise.reject(new Error('ERR_CONNECTION_REFUSED'));
    this.shown.push(url);
    this.webContents.url = `${url}/`;
    return Promise.resolve();
  };
  loadFile = (path: string): Promise<void> => {
    this.shown.push(path);
    return Promise.resolve();
  };
  isMinimized = (): boolean => true;
  restore = (): void => void this.did.push('restore');
  show = (): void => void this.did.push('show');
  hide = (): void => void this.did.push('hide');
  focus = (): void => void this.did.push('focus');
  flashFrame = (on: boolean): void => void this.did.push(`flash ${on}`);
}

export class Notification extends EventEmitter {
  static readonly all: Notification[] = [];
  readonly options: { readonly title: string; readonly body: string };
  constructor(options: { readonly title: string; readonly body: string }) {
    super();
    this.options = options;
  }
  show(): void {
    Notification.all.push(this);
  }
}

interface MenuLine {
  readonly label?: string;
  readonly click?: () => void;
}

export class Tray extends EventEmitter {
  static readonly all: Tray[] = [];
  menu: readonly MenuLine[] = [];
  images: unknown[];
  constructor(image: unknown) {
    super();
    this.images = [image];
    Tray.all.push(this);
  }
  setToolTip(): void {}
  setContextMenu(menu: readonly MenuLine[]): void {
    this.menu = menu;
  }
  setImage(image: unknown): void {
    this.images.push(image);
  }
}

export const Menu = { buildFromTemplate: (lines: readonly MenuLine[]): readonly MenuLine[] => lines };
export const nativeImage = { createFromBitmap: (pixels: Uint8Array): Uint8Array => pixels };
export const app = new StandInApp();

export const ipcMain = {
  handlers: new Map<string, Listener>(),
  handle(channel: string, handler: Listener): void {
    ipcMain.handlers.set(channel, handler);
  },
  /** Sends a request as the page at `url` would; `parent` is set for a frame within a page. */
  async request(channel: string, params: unknown, from: { url: string; parent?: object }): Promise<unknown> {
    const handler = ipcMain.handlers.get(channel);
    if (handler === undefined) throw new Error(`no handler for ${channel}`);
    const frame = { url: from.url, parent: from.parent ?? null }; // oxlint-disable-line no-null -- Electron's own word
    return Reflect.apply(handler, undefined, [{ senderFrame: frame }, params]);
  },
};

export const globalShortcut = {
  taken: new Set<string>(),
  held: new Map<string, () => void>(),
  register(accelerator: string, callback: () => void): boolean {
    if (globalShortcut.taken.has(accelerator)) return false;
    globalShortcut.held.set(accelerator, callback);
    return true;
  },
  unregister(accelerator: string): void {
    globalShortcut.held.delete(accelerator);
  },
};

export const clipboard = { text: '', readText: (): Promise<string> => Promise.resolve(clipboard.text) };

export const shell = {
  opened: new Array<string>(),
  openExternal: async (address: string): Promise<void> => void shell.opened.push(address),
};

type Headers = Readonly<Record<string, readonly string[]>>;
type HeadersAnswer = { readonly responseHeaders?: Headers };

export const guards: {
  request?: (contents: StandInContents, permission: string, grant: (granted: boolean) => void) => void;
  check?: (contents: unknown, permission: string, origin: string) => boolean;
  headers?: (details: { url: string; responseHeaders: Headers }, answer: (answer: HeadersAnswer) => void) => void;
} = {};

export const session = {
  defaultSession: {
    setPermissionRequestHandler: (handler: typeof guards.request): void =>
      void Object.assign(guards, { request: handler }),
    setPermissionCheckHandler: (handler: typeof guards.check): void => void Object.assign(guards, { check: handler }),
    webRequest: {
      onHeadersReceived: (handler: typeof guards.headers): void => void Object.assign(guards, { headers: handler }),
    },
  },
};

/** As if Electron had just been started. */
export function startAfresh(): void {
  app.removeAllListeners();
  app.isFirst = true;
  app.quits = 0;
  app.links.clear();
  clipboard.text = '';
  shell.opened.length = 0;
  BrowserWindow.all.length = 0;
  BrowserWindow.unreachable = false;
  Notification.all.length = 0;
  Tray.all.length = 0;
  ipcMain.handlers.clear();
  globalShortcut.taken.clear();
  globalShortcut.held.clear();
}
