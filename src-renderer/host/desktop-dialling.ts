import type { DiallingChoice, FoundNumber } from '../../src-main/contract/ipc.ts';
import { foundNumberSchema, ipcValueSchemas } from '../../src-main/contract/ipc.ts';

/** What could be had of a choice; undefined in a plain browser, where there is no desktop to ask. */
export interface DiallingOutcome {
  readonly hotkeyTaken: boolean;
  readonly telLinks: boolean;
}

/** Numbers from outside of the page: the shell's, and the browser's own `tel:` links. */
export interface DesktopDialling {
  /** Whether a shell is there that can watch the clipboard and hold a key. */
  readonly hasShell: boolean;
  /** Whether the browser can be asked to open `tel:` links here: it must be https or this machine itself. */
  readonly mayRegisterLinks: boolean;
  choose(choice: DiallingChoice): Promise<DiallingOutcome | undefined>;
  onNumber(listener: (found: FoundNumber) => void): void;
  /** Asks the browser, which asks its user, whether `tel:` links are to be opened by this page. */
  registerLinks(): boolean;
}

/** The part of the window that is asked; a stand-in in the tests. */
export interface DiallingWindow {
  readonly trunkline?: unknown;
  readonly isSecureContext: boolean;
  readonly location: { readonly origin: string };
  readonly navigator: { registerProtocolHandler?: (scheme: string, address: string) => void };
}

export const DIAL_PATH = '/dial';

/** What the window offers, read with care: a plain browser has none of the shell's. */
export function desktopDialling(window: DiallingWindow): DesktopDialling {
  const { trunkline, navigator, isSecureContext, location } = window;
  const offered = typeof trunkline === 'object' && trunkline !== null ? trunkline : {};
  const method = (name: string): ((value: unknown) => unknown) | undefined => {
    const member: unknown = Reflect.get(offered, name);
    return typeof member === 'function' ? (value) => Reflect.apply(member, offered, [value]) : undefined;
  };
  const ask = method('setDialling');
  return {
    hasShell: ask !== undefined,
    mayRegisterLinks: ask === undefined && isSecureContext && navigator.registerProtocolHandler !== undefined,
    choose: async (choice) => {
      const reply: unknown = await ask?.(choice);
      const value: unknown = typeof reply === 'object' && reply !== null ? Reflect.get(reply, 'value') : undefined;
      return ipcValueSchemas['seat.setDialling'].safeParse(value).data;
    },
    onNumber: (listener) =>
      void method('onNumber')?.((found: unknown) => {
        const parsed = foundNumberSchema.safeParse(found);
        if (parsed.success) listener(parsed.data);
      }),
    registerLinks: () => {
      try {
        navigator.registerProtocolHandler?.('tel', `${location.origin}${DIAL_PATH}?number=%s`);
        return navigator.registerProtocolHandler !== undefined;
      } catch {
        return false; // the browser does not let this address open links
      }
    },
  };
}
