import type { ScreenPop } from '../../src-main/contract/screen-pop.ts';

/** Opens a page of another system; false when it was kept from opening, as pop-up blockers do. */
export type OpenPage = (address: string, how: Exclude<ScreenPop['how'], 'notice'>) => boolean;

/** The window as far as it is asked; a stand-in in the tests. */
export interface OpeningWindow {
  readonly trunkline?: unknown;
  open(address: string, target: string): { opener: unknown } | null;
}

/** The one tab that every call uses again. */
const SAME_TAB = 'trunkline-screen-pop';

/** In the shell the user's browser opens it; in a browser a tab does, which cannot reach back into the seat. */
export function pageOpener(window: OpeningWindow): OpenPage {
  const { trunkline } = window;
  const inShell: unknown =
    typeof trunkline === 'object' && trunkline !== null ? Reflect.get(trunkline, 'openAddress') : undefined;
  return (address, how) => {
    if (typeof inShell === 'function') {
      Reflect.apply(inShell, trunkline, [{ address }]);
      return true;
    }
    // Without `noopener`, which would hide whether it was blocked; the way back is cut instead.
    const opened = window.open(address, how === 'sameTab' ? SAME_TAB : '_blank');
    if (opened === null) return false;
    try {
      opened.opener = undefined;
    } catch {
      return true; // a page that was there before, of another site: it has no way back either
    }
    return true;
  };
}
