import { PANELS, type Panel } from './ui-store.ts';

/** The part of a keyboard event that decides. */
export interface KeyPress {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
  readonly isComposing: boolean;
  readonly repeat: boolean;
  /** The focus is where text is typed. */
  readonly inText: boolean;
}

export type KeyIntent =
  | { readonly kind: 'answer' }
  | { readonly kind: 'focusDial' }
  | { readonly kind: 'hangUp' }
  | { readonly kind: 'holdOrRetrieve' }
  | { readonly kind: 'transfer' }
  | { readonly kind: 'conference' }
  | { readonly kind: 'toggleReady' }
  | { readonly kind: 'toggleKeypad' }
  | { readonly kind: 'toggleKeys' }
  | { readonly kind: 'showPanel'; readonly panel: Panel };

const FUNCTION_KEYS: Readonly<Record<string, KeyIntent>> = {
  F2: { kind: 'answer' },
  F3: { kind: 'focusDial' },
  F4: { kind: 'hangUp' },
  F6: { kind: 'holdOrRetrieve' },
  F7: { kind: 'transfer' },
  F8: { kind: 'conference' },
  F9: { kind: 'toggleReady' },
  F10: { kind: 'toggleKeypad' },
};

/**
 * What a key means anywhere on the page. Only plain function keys act on calls: with Chinese input methods
 * Ctrl+Shift and Ctrl+Space are taken, and Enter belongs to whoever is typing. F1, F5, F11, F12 and Esc
 * keep their system meaning.
 */
export function keyIntent(press: KeyPress): KeyIntent | undefined {
  if (press.isComposing || press.repeat || press.ctrlKey || press.metaKey) return undefined;
  if (press.altKey) return panelIntent(press);
  if (press.key === '?' && !press.inText) return { kind: 'toggleKeys' };
  if (press.shiftKey) return undefined;
  return FUNCTION_KEYS[press.key];
}

function panelIntent(press: KeyPress): KeyIntent | undefined {
  if (!/^[1-9]$/.test(press.key)) return undefined;
  const panel = PANELS[Number(press.key) - 1];
  return panel === undefined ? undefined : { kind: 'showPanel', panel };
}
