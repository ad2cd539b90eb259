import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import { listKindSchema } from '../../../../src-main/contract/number-lists.ts';
import { Glyph } from '../../../components/glyph.tsx';
import { useWords } from '../../../components/seat-words.ts';
import { useSeat } from '../../seat-context.ts';
import { ListDialog } from './list-dialog.tsx';
import { ListName } from './list-kind.tsx';

/** Lists in the order in which they decide, how many numbers are on each, and the false-block review. */
export const ListCards = observer(function ListCards(): ReactElement {
  const { numberLists, session } = useSeat().root;
  const words = useWords().messages.lists;
  const [creating, setCreating] = useState(false);
  const { lists = [], list, selected } = numberLists;
  const inOrder = listKindSchema.options.flatMap((kind) => lists.filter((each) => each.kind === kind));
  return (
    <nav className="pane-side" aria-label={words.tab}>
      {lists.length === 0 && <p className="empty faint">{words.empty}</p>}
      {inOrder.map(({ listId, title, kind, entryCount }) => (
        <button
          key={listId}
          type="button"
          className="side-card"
          aria-current={listId === list?.listId ? 'true' : undefined}
          onClick={() => void numberLists.select(listId)}
        >
          <ListName title={title} kind={kind} />
          <span className="faint small">{words.count(entryCount)}</span>
        </button>
      ))}
      <button
        type="button"
        className="side-card"
        aria-current={selected === 'review' ? 'true' : undefined}
        onClick={() => void numberLists.select('review')}
      >
        <b>
          <Glyph name="search" size={14} /> {words.review}
        </b>
      </button>
      {session.user?.role === 'admin' && (
        <button type="button" className="quiet-key" onClick={() => setCreating(true)}>
          <Glyph name="plus" size={14} /> {words.create}
        </button>
      )}
      {creating && (
        <ListDialog
          onClose={() => setCreating(false)}
          onApply={(input) => numberLists.createList(input)}
          heading={words.create}
        />
      )}
    </nav>
  );
});
