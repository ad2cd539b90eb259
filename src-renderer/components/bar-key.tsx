import type { ReactElement } from 'react';
import { Glyph, type GlyphName } from './glyph.tsx';
import { KeyHint } from './key-hint.tsx';
import { useWords } from './seat-words.ts';

export interface BarKeyProps {
  readonly glyph: GlyphName;
  readonly word: string;
  readonly keys: string;
  readonly tone?: 'plain' | 'go' | 'stop' | 'armed';
  /** Pressed and not yet answered by the server. */
  readonly pending?: boolean;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly onPress: () => void;
}

/** One key of the bar: icon, word and the key on the keyboard that does the same. Takes no focus from typing. */
export function BarKey(props: BarKeyProps): ReactElement {
  const { messages } = useWords();
  const { glyph, word, keys, tone = 'plain', pending = false, disabled = false, pressed, onPress } = props;
  return (
    <button
      type="button"
      className={`bar-key bar-key-${tone}${pending ? ' bar-key-pending' : ''}`}
      aria-label={word}
      aria-busy={pending}
      aria-pressed={pressed}
      aria-keyshortcuts={keys === '' ? undefined : keys}
      disabled={disabled || pending}
      title={pending ? messages.bar.pending : keys === '' ? word : `${word} (${keys})`}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      <Glyph name={glyph} size={17} />
      <span className="bar-key-word">{word}</span>
      {keys !== '' && <KeyHint keys={keys} />}
    </button>
  );
}
