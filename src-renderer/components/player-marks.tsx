import { useState, type FormEvent, type ReactElement } from 'react';
import { formatDuration } from '../locales/time-format.ts';
import { Glyph } from './glyph.tsx';
import { useWords } from './seat-words.ts';

export interface PlayerMark {
  /** Absent for a mark of the call itself, which stays. */
  readonly markId?: string;
  readonly atMs: number;
  readonly text: string;
  /** Who made it, as shown. */
  readonly by: string;
  readonly mayRemove: boolean;
}

/** Marks of a recording: go there, take one away. */
export function MarkList(props: {
  readonly marks: readonly PlayerMark[];
  readonly onJump: (ms: number) => void;
  readonly onRemove: (markId: string) => void;
}): ReactElement {
  const words = useWords().messages.recordings;
  return (
    <ul className="mark-list" aria-label={words.marks}>
      {props.marks.map(({ markId, atMs, text, by, mayRemove }) => (
        <li key={markId ?? `call-${atMs}-${text}`}>
          <button
            type="button"
            className="mark-jump timer"
            aria-label={words.jumpTo(formatDuration(atMs))}
            onClick={() => props.onJump(atMs)}
          >
            {formatDuration(atMs)}
          </button>
          <span className={text === '' ? 'faint' : undefined}>{text === '' ? words.unnamedMark : text}</span>
          <small className="faint">{markId === undefined ? [by, words.inCall].filter(Boolean).join(' · ') : by}</small>
          {markId !== undefined && mayRemove && (
            <button
              type="button"
              className="icon-key"
              aria-label={`${words.removeMark} ${formatDuration(atMs)}`}
              title={words.removeMark}
              onClick={() => props.onRemove(markId)}
            >
              <Glyph name="close" size={14} />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The text of a mark at a moment that was held fast; Enter saves, Esc leaves. */
export function MarkForm(props: {
  readonly atMs: number;
  readonly pending: boolean;
  readonly onSave: (text: string) => void;
  readonly onCancel: () => void;
}): ReactElement {
  const words = useWords().messages.recordings;
  const [text, setText] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    props.onSave(text);
  };
  return (
    <form
      className="mark-form"
      onSubmit={submit}
      onKeyDown={(event) => {
        // Esc would close the detail, and Space would play.
        event.stopPropagation();
        if (event.key === 'Escape') props.onCancel();
      }}
    >
      <span className="timer">{words.markAt(formatDuration(props.atMs))}</span>
      <input
        autoFocus
        className="mark-text"
        aria-label={words.markText}
        placeholder={words.markText}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="quiet-key" disabled={props.pending}>
        {words.save}
      </button>
      <button type="button" className="quiet-key" onClick={props.onCancel}>
        {words.cancel}
      </button>
    </form>
  );
}
