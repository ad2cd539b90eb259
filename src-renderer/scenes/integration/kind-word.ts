import type { Messages } from '../../locales/messages.ts';

/** `Delivered 振铃`: the field's own name, with a word beside it where the language has one. */
export function kindWord(kind: string, messages: Messages): string {
  const words: Readonly<Record<string, string>> = messages.integration.kindWords;
  const word = words[kind];
  return word === undefined ? kind : `${kind} ${word}`;
}
