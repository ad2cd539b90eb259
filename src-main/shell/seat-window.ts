import { BrowserWindow, type WebContents } from 'electron';
import { guardContents, type TrustedOrigin } from './page-guards.ts';

export interface SeatWindowOptions {
  readonly preloadPath: string;
  /** The shell's own page that asks for the server's address. */
  readonly addressPagePath: string;
  readonly addressPageUrl: string;
  readonly version: string;
  readonly trusted: TrustedOrigin;
  /** Asked when the window is closed: true hides it, and the tray brings it back. */
  readonly keepsRunning: () => boolean;
}

/** The one window. It shows the seat, which the server serves, or the shell's page for the address. */
export class SeatWindow {
  readonly #window: BrowserWindow;
  readonly #options: SeatWindowOptions;

  constructor(options: SeatWindowOptions) {
    this.#options = options;
    this.#window = new BrowserWindow({
      width: 1366,
      height: 768,
      minWidth: 500,
      minHeight: 400,
      show: false,
      autoHideMenuBar: true,
      webPreferences: {
        preload: options.preloadPath,
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        spellcheck: false,
        // Timers and the ringing of a seat that is behind other windows must go on.
        backgroundThrottling: false,
        additionalArguments: [`--trunkline-version=${options.version}`],
      },
    });
    guardContents(this.#window.webContents, options.trusted, options.addressPageUrl);
    this.#window.once('ready-to-show', () => this.#window.show());
    this.#window.on('close', (event) => {
      if (!options.keepsRunning()) return;
      event.preventDefault();
      this.#window.hide();
    });
  }

  get contents(): WebContents {
    return this.#window.webContents;
  }

  showSeat(origin: string): Promise<void> {
    return this.#window.loadURL(origin);
  }

  showAddressPage(): Promise<void> {
    return this.#window.loadFile(this.#options.addressPagePath);
  }

  /** Brings it forward because a person asked: the tray, a second start, a click on a notification. */
  comeForward(): void {
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  }

  flash(on: boolean): void {
    this.#window.flashFrame(on);
  }
}
