import type { VoicemailMessage } from '../../../src-main/contract/voicemail.ts';

export type MessageKey = 'play' | 'delete' | 'undo' | 'callBack' | 'close';

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly target: EventTarget;
}

const ELSEWHERE = 'input, textarea, select, button, a, .player, [role="dialog"], [role="listbox"]';

/** What a key means in the panel: none where something is typed or pressed, but Ctrl+Z and Esc on buttons too. */
export function messageKey({ key, ctrlKey, altKey, metaKey, target }: Pressed): MessageKey | undefined {
  if (altKey || metaKey || !(target instanceof Element)) return undefined;
  const isTyping = target.closest('input, textarea, select, [role="dialog"]') !== null;
  if (ctrlKey) return key.toLowerCase() === 'z' && !isTyping ? 'undo' : undefined;
  if (key === 'Escape') return isTyping ? undefined : 'close';
  if (target.closest(ELSEWHERE) !== null) return undefined;
  const meanings: Readonly<Record<string, MessageKey>> = { ' ': 'play', Delete: 'delete', Enter: 'callBack' };
  return meanings[key];
}

/** A call back needs a number and a phone to ring. */
export function mayCallBack(message: VoicemailMessage, stationNo: string | undefined): boolean {
  return stationNo !== undefined && message.callerNumber !== '';
}
