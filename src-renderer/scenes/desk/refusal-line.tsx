import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';

/** What the server would not do, and what to do about it; stays until it is read or the next command works. */
export const RefusalLine = observer(function RefusalLine(): ReactElement {
  const { commands } = useSeat().root;
  const { messages } = useWords();
  const { refusal } = commands;
  return (
    <div role="alert">
      {refusal !== undefined && (
        <p className="refusal">
          <Glyph name="warning" size={18} />
          <span>
            <b>{messages.refusedPrefix}</b> {messages.codes.errors[refusal.error.code]}
          </span>
          <button type="button" className="quiet-key" onClick={() => commands.dismissRefusal()}>
            {messages.dismiss}
          </button>
        </p>
      )}
    </div>
  );
});
