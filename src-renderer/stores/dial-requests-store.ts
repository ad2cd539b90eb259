import { makeAutoObservable, observableRef, runInAction } from 'mobx';
import { numberOfTelAddress } from '../../src-main/contract/dialable-numbers.ts';
import type { FoundNumber } from '../../src-main/contract/ipc.ts';
import type { DesktopDialling, DiallingOutcome } from '../host/desktop-dialling.ts';
import type { DiallingPreference } from '../host/preferences.ts';
import type { SessionStore } from './session-store.ts';
import type { UiStore } from './ui-store.ts';

/** A number that came from outside of the page and waits for its user: nothing dials by itself. */
export interface DialRequest {
  readonly number: string;
  readonly source: FoundNumber['source'] | 'link';
}

const NOTHING: DiallingPreference = { clipboard: false, hotkey: '', telLinks: false };

/** Numbers from links, the clipboard and the desktop, and what the user wants of those on this machine. */
export class DialRequestsStore {
  request: DialRequest | undefined = undefined;
  /** What the desktop could give of the last choice. */
  outcome: DiallingOutcome | undefined = undefined;
  readonly desktop: DesktopDialling;
  readonly #ui: UiStore;
  readonly #session: SessionStore;

  constructor(desktop: DesktopDialling, ui: UiStore, session: SessionStore) {
    this.desktop = desktop;
    this.#ui = ui;
    this.#session = session;
    makeAutoObservable(this, { desktop: false, request: observableRef, outcome: observableRef });
    desktop.onNumber((found) => this.take(found));
  }

  take(request: DialRequest): void {
    this.request = request;
    this.#ui.setDialText(request.number);
  }

  /** The address of the page, when it is one that asks to dial: `/dial?number=tel:139…`. */
  takeLink(search: string): void {
    const number = numberOfTelAddress(new URLSearchParams(search).get('number') ?? '');
    if (number !== undefined) this.take({ number, source: 'link' });
  }

  dismiss(): void {
    this.request = undefined;
  }

  /** This user's own choice on this machine; nothing until he makes one. */
  get choice(): DiallingPreference {
    const { user } = this.#session;
    return user === undefined ? NOTHING : (this.#ui.preferences.dialling[user.userId] ?? NOTHING);
  }

  /** Keeps the choice for this user; the reaction hands it to the desktop. */
  choose(change: Partial<DiallingPreference>): void {
    const { user } = this.#session;
    if (user === undefined) return;
    const dialling = { ...this.#ui.preferences.dialling, [user.userId]: { ...this.choice, ...change } };
    this.#ui.prefer({ dialling });
  }

  /** @param isSignedIn nobody here wants nothing; what opens the system's links stays as it is. */
  async apply(choice: DiallingPreference, isSignedIn: boolean): Promise<void> {
    const { clipboard, hotkey, telLinks } = choice;
    const key = hotkey === '' ? {} : { hotkey };
    const outcome = await this.desktop.choose(isSignedIn ? { clipboard, ...key, telLinks } : { clipboard: false });
    runInAction(() => (this.outcome = outcome));
  }
}
