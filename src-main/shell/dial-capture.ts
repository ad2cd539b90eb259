import type { App, Clipboard, GlobalShortcut } from 'electron';
import { findDialableNumbers, numberOfTelAddress } from '../contract/dialable-numbers.ts';
import type { DiallingChoice, FoundNumber } from '../contract/ipc.ts';
import { setPeriodic, type Clock } from '../foundation/clock.ts';
import type { Disposable } from '../foundation/disposable.ts';

export interface DialCaptureParts {
  readonly app: Pick<App, 'isDefaultProtocolClient' | 'setAsDefaultProtocolClient' | 'removeAsDefaultProtocolClient'>;
  readonly clipboard: Pick<Clipboard, 'readText'>;
  readonly shortcuts: Pick<GlobalShortcut, 'register' | 'unregister'>;
  readonly clock: Clock;
  /** How this program is started for a `tel:` link, where it is not its own file: path of Electron, then our entry. */
  readonly launch?: { readonly path: string; readonly words: string[] };
  readonly onFound: (found: FoundNumber) => void;
}

/** How often the clipboard is looked at while a user wants it. Milliseconds. */
const LOOK_MS = 800;
/** A longer text was not copied to dial it. */
const LONGEST_TEXT = 200;
const TEL = 'tel';

/**
 * Numbers from the desktop for the seat, each way off until its user switches it on: `tel:` links of other programs, a
 * global key that takes the number in the clipboard, and watching the clipboard. Nothing is dialled here and nothing is
 * kept: the seat shows what was found, and its user confirms.
 */
export class DialCapture {
  readonly #parts: DialCaptureParts;
  #watching: Disposable | undefined;
  #hotkey: string | undefined;
  /** The page listens; before that a number waits for it. */
  #isListening = false;
  #waiting: FoundNumber | undefined;

  constructor(parts: DialCaptureParts) {
    this.#parts = parts;
  }

  /** Does what the user chose; says which of it could be had. */
  apply(choice: DiallingChoice): { readonly hotkeyTaken: boolean; readonly telLinks: boolean } {
    this.release();
    this.#isListening = true;
    if (choice.clipboard) this.#watching = this.#watch();
    const hotkeyTaken = choice.hotkey !== undefined && !this.#hold(choice.hotkey);
    const telLinks = this.#registerLinks(choice.telLinks);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting !== undefined) this.#parts.onFound(waiting);
    return { hotkeyTaken, telLinks };
  }

  /** The page is gone: it is told of nothing any more. What the system opens links with stays. */
  release(): void {
    this.#isListening = false;
    this.#watching?.dispose();
    this.#watching = undefined;
    if (this.#hotkey !== undefined) this.#parts.shortcuts.unregister(this.#hotkey);
    this.#hotkey = undefined;
  }

  /** The words of a command line, one of which may be a `tel:` address. Says whether one was. */
  takeWords(words: readonly string[]): boolean {
    const address = words.find((word) => /^tel:/i.test(word));
    const number = address === undefined ? undefined : numberOfTelAddress(address);
    if (number === undefined) return false;
    const found: FoundNumber = { number, source: 'tel' };
    if (this.#isListening) this.#parts.onFound(found);
    else this.#waiting = found;
    return true;
  }

  /** What lies in the clipboard already was copied for something else. */
  #watch(): Disposable {
    let isWatching = true;
    let before: Promise<string> = this.#copied();
    const look = async (): Promise<void> => {
      const last = before;
      before = this.#copied();
      const [was, text] = await Promise.all([last, before]);
      if (!isWatching || text === was) return;
      const numbers = text.length <= LONGEST_TEXT ? findDialableNumbers(text) : [];
      const [only] = numbers;
      if (only !== undefined && numbers.length === 1) this.#parts.onFound({ number: only.number, source: 'clipboard' });
    };
    const looking = setPeriodic(this.#parts.clock, LOOK_MS, () => void look());
    return {
      dispose: () => {
        isWatching = false;
        looking.dispose();
      },
    };
  }

  /** A clipboard that another program holds just now counts as empty. */
  async #copied(): Promise<string> {
    try {
      return await this.#parts.clipboard.readText();
    } catch {
      return '';
    }
  }

  #hold(accelerator: string): boolean {
    const got = this.#parts.shortcuts.register(accelerator, () => void this.#takeClipboard());
    if (got) this.#hotkey = accelerator;
    return got;
  }

  /** The key was pressed: the first number of the clipboard, or the whole of it when it is a short one. */
  async #takeClipboard(): Promise<void> {
    const text = (await this.#copied()).slice(0, LONGEST_TEXT);
    const number = findDialableNumbers(text)[0]?.number ?? numberOfTelAddress(text);
    if (number !== undefined) this.#parts.onFound({ number, source: 'hotkey' });
  }

  #registerLinks(wanted: boolean | undefined): boolean {
    const { app, launch } = this.#parts;
    const how: [string, string?, string[]?] = launch === undefined ? [TEL] : [TEL, launch.path, launch.words];
    const has = app.isDefaultProtocolClient(...how);
    if (wanted === undefined || wanted === has) return has;
    return wanted ? app.setAsDefaultProtocolClient(...how) : !app.removeAsDefaultProtocolClient(...how);
  }
}
