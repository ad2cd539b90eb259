import { observer } from 'mobx-react-lite';
import { useEffect, type ReactElement } from 'react';
import { useWords } from '../../../components/seat-words.ts';
import { useSeat } from '../../seat-context.ts';
import { EntryTable } from './entry-table.tsx';
import { ListCards } from './list-cards.tsx';
import { ListHead } from './list-head.tsx';
import { ListNotices } from './list-notices.tsx';
import { NumberCheck } from './number-check.tsx';

/** All lists, the numbers of the one that is chosen, and what blocked calls. */
export const ListsTab = observer(function ListsTab(): ReactElement {
  const { numberLists } = useSeat().root;
  const { messages } = useWords();
  const words = messages.lists;
  useEffect(() => void numberLists.load(), [numberLists]);
  if (numberLists.lists === undefined) {
    return numberLists.error === undefined ? (
      <p className="empty faint">{words.loading}</p>
    ) : (
      <p className="empty error-line">
        {messages.codes.errors[numberLists.error.code]}
        <button type="button" className="quiet-key" onClick={() => void numberLists.load()}>
          {words.retry}
        </button>
      </p>
    );
  }
  const { list } = numberLists;
  const isReview = numberLists.selected === 'review';
  return (
    <div className="two-panes">
      <ListCards />
      <section className="pane-main" aria-label={list?.title ?? words.review}>
        <NumberCheck />
        <ListNotices />
        {list !== undefined && <ListHead key={list.listId} list={list} />}
        {isReview && (
          <header>
            <h2>{words.review}</h2>
            <p className="faint">{words.reviewLead}</p>
          </header>
        )}
        {(list !== undefined || isReview) && <EntryTable />}
      </section>
    </div>
  );
});
