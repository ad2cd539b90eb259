import { makeAutoObservable, observableRef } from 'mobx';
import type { CallId } from '../../src-main/contract/ids.ts';
import type { Locale } from '../../src-main/contract/users.ts';
import type { PreferenceFile, Preferences } from '../host/preferences.ts';
import { messagesFor, type Messages } from '../locales/messages.ts';
import type { SessionStore } from './session-store.ts';

export const PANELS = ['calls', 'board', 'bench', 'routing', 'voicemail', 'integration', 'follow'] as const;
export type Panel = (typeof PANELS)[number];

export type Picker = 'transfer' | 'conference';

export const BAR_PATH = '/bar';
const PANEL_PATHS: Record<Panel, string> = {
  calls: '/',
  board: '/board',
  bench: '/bench',
  routing: '/routing',
  voicemail: '/voicemail',
  follow: '/follow',
  integration: '/integration',
};

/** What this window shows and what this machine prefers. Nothing of it is known to the server. */
export class UiStore {
  panel: Panel = 'calls';
  /** The bar lives alone, on top of other programs. */
  barAlone = false;
  openCallId: CallId | undefined = undefined;
  /** The row of the list that the arrows stand on. */
  focusedCallId: CallId | undefined = undefined;
  keypadOpen = false;
  /** The choice of a destination that is open. */
  picker: Picker | undefined = undefined;
  keysOpen = false;
  changingPassword = false;
  choosingDialling = false;
  dialText = '';
  preferences: Preferences;
  readonly #file: PreferenceFile;
  readonly #session: SessionStore;

  constructor(file: PreferenceFile, session: SessionStore) {
    this.#file = file;
    this.#session = session;
    this.preferences = file.load();
    makeAutoObservable(this, { preferences: observableRef });
  }

  /** Takes the panel from the page's path; unknown paths are the call list. */
  goTo(path: string): void {
    this.barAlone = path === BAR_PATH;
    this.panel = PANELS.find((panel) => PANEL_PATHS[panel] === path) ?? 'calls';
  }

  show(panel: Panel): void {
    this.panel = panel;
  }

  get path(): string {
    return this.barAlone ? BAR_PATH : PANEL_PATHS[this.panel];
  }

  /** This window's own choice, else the user's, else Chinese. */
  get locale(): Locale {
    return this.preferences.locale ?? this.#session.user?.locale ?? 'zh-CN';
  }

  get messages(): Messages {
    return messagesFor(this.locale);
  }

  prefer(change: Partial<Preferences>): void {
    this.preferences = { ...this.preferences, ...change };
    this.#file.save(this.preferences);
  }

  open(callId: CallId | undefined): void {
    this.openCallId = callId;
  }

  focus(callId: CallId): void {
    this.focusedCallId = callId;
  }

  setKeypadOpen(open: boolean): void {
    this.keypadOpen = open;
  }

  /** Opens the choice, or closes it when it is open; undefined closes any. */
  togglePicker(picker: Picker | undefined): void {
    this.picker = this.picker === picker ? undefined : picker;
  }

  setKeysOpen(open: boolean): void {
    this.keysOpen = open;
  }

  setChangingPassword(changing: boolean): void {
    this.changingPassword = changing;
  }

  setChoosingDialling(choosing: boolean): void {
    this.choosingDialling = choosing;
  }

  setDialText(text: string): void {
    this.dialText = text;
  }
}
