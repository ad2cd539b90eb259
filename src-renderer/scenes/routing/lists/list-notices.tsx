import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { Glyph } from '../../../components/glyph.tsx';
import { useWords } from '../../../components/seat-words.ts';
import { useSeat } from '../../seat-context.ts';
import { refusedEntryText } from './refused-text.ts';

/** What was refused, and what was taken off a list and can be had back. */
export const ListNotices = observer(function ListNotices(): ReactElement {
  const { numberLists } = useSeat().root;
  const { messages } = useWords();
  const words = messages.lists;
  const { refused, undoable, error } = numberLists;
  const trouble = refused ?? error;
  return (
    <div role="status">
      {trouble !== undefined && (
        <p className="save-bar save-bar-refused">
          <Glyph name="warning" size={18} />
          <span>{refusedEntryText(trouble, messages)}</span>
          <button type="button" className="quiet-key" onClick={() => numberLists.dismiss()}>
            {messages.dismiss}
          </button>
        </p>
      )}
      {undoable !== undefined && (
        <p className="save-bar">
          <span>
            {undoable.kind === 'deleted'
              ? words.deleted(undoable.pattern)
              : words.moved(undoable.pattern, undoable.listTitle)}
          </span>
          <button type="button" className="quiet-key" onClick={() => void numberLists.undo()}>
            {words.undo}
          </button>
        </p>
      )}
    </div>
  );
});
