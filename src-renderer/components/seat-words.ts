import { createContext, useContext } from 'react';
import type { Locale } from '../../src-main/contract/users.ts';
import { messagesFor, type Messages } from '../locales/messages.ts';

/** The language of the window, and the server's time, for every component without passing them hand to hand. */
export interface SeatWords {
  readonly locale: Locale;
  readonly messages: Messages;
}

export const SeatWordsContext = createContext<SeatWords>({ locale: 'zh-CN', messages: messagesFor('zh-CN') });

export function useWords(): SeatWords {
  return useContext(SeatWordsContext);
}

/** Observable: whoever reads `nowMs` in an observer renders once a second. Unix milliseconds of the server. */
export interface Now {
  readonly nowMs: number;
}

export const NowContext = createContext<Now>({ nowMs: 0 });

export function useNow(): Now {
  return useContext(NowContext);
}
