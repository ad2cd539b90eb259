import { Pagination } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import type { ListEntryView } from '../../../../src-main/contract/number-lists.ts';
import { Glyph } from '../../../components/glyph.tsx';
import { useWords } from '../../../components/seat-words.ts';
import { formatShort } from '../../../locales/time-format.ts';
import { ENTRY_PAGE_SIZE } from '../../../stores/list-entry-page.ts';
import { useSeat } from '../../seat-context.ts';
import { EntryDialog } from './entry-dialog.tsx';
import { dateOfExpiry } from './expiry.ts';
import { PatternText } from './pattern-text.tsx';

/** A page of entries, the newest first; in the review the last hit first, with the list of each. */
export const EntryTable = observer(function EntryTable(): ReactElement {
  const { numberLists } = useSeat().root;
  const words = useWords().messages.lists;
  const [editing, setEditing] = useState<ListEntryView>();
  const { entries, total, page, list } = numberLists;
  if (entries.length === 0) return <NoEntries />;
  return (
    <>
      <table className="entry-table">
        <thead>
          <tr>
            <th>{words.pattern}</th>
            {list === undefined && <th>{words.list}</th>}
            <th>{words.expires}</th>
            <th>{words.reason}</th>
            <th>{words.added}</th>
            <th className="col-number">{words.hits}</th>
            <th>{words.lastHit}</th>
            <th>
              <span className="only-heard">{words.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <EntryRow key={entry.entryId} entry={entry} onEdit={() => setEditing(entry)} />
          ))}
        </tbody>
      </table>
      {list !== undefined && (
        <Pagination
          current={page}
          pageSize={ENTRY_PAGE_SIZE}
          total={total}
          showSizeChanger={false}
          hideOnSinglePage
          showTotal={(count) => words.count(count)}
          onChange={(next) => void numberLists.showPage(next)}
        />
      )}
      {editing !== undefined && (
        <EntryDialog listId={editing.listId} entry={editing} onClose={() => setEditing(undefined)} />
      )}
    </>
  );
});

const NoEntries = observer(function NoEntries(): ReactElement {
  const { numberLists } = useSeat().root;
  const words = useWords().messages.lists;
  const { loading, search, list } = numberLists;
  if (loading) return <p className="empty faint">{words.loading}</p>;
  if (list === undefined) return <p className="empty faint">{words.reviewEmpty}</p>;
  if (search !== '') return <p className="empty faint">{words.noMatch}</p>;
  return (
    <div className="empty">
      <b>{words.noEntries}</b>
      <span className="faint">{words.noEntriesHint}</span>
    </div>
  );
});

const EntryRow = observer(function EntryRow(props: {
  readonly entry: ListEntryView;
  readonly onEdit: () => void;
}): ReactElement {
  const { numberLists, time } = useSeat().root;
  const { messages, locale } = useWords();
  const words = messages.lists;
  const { entry } = props;
  const { expiresAt, lastHitAt } = entry;
  const ofList = numberLists.lists?.find((list) => list.listId === entry.listId);
  const isOver = expiresAt !== undefined && expiresAt <= time.nowMs;
  return (
    <tr className={isOver ? 'entry-over' : undefined}>
      <td>
        <PatternText pattern={entry.pattern} />
      </td>
      {numberLists.list === undefined && <td>{ofList?.title}</td>}
      <td className={expiresAt === undefined ? 'faint' : undefined}>
        {expiresAt === undefined ? words.forever : dateOfExpiry(expiresAt)}
        {isOver && <span className="pill pill-bad">{words.expired}</span>}
      </td>
      <td className="col-reason" title={entry.reason}>
        {entry.reason}
      </td>
      <td className="faint">
        {formatShort(entry.addedAt, time.nowMs, locale)} {entry.addedByName}
      </td>
      <td className="col-number">{entry.hits}</td>
      <td className="faint">{lastHitAt === undefined ? words.never : formatShort(lastHitAt, time.nowMs, locale)}</td>
      <EntryKeys entry={entry} isBlack={ofList?.kind === 'black'} onEdit={props.onEdit} />
    </tr>
  );
});

const EntryKeys = observer(function EntryKeys(props: {
  readonly entry: ListEntryView;
  readonly isBlack: boolean;
  readonly onEdit: () => void;
}): ReactElement {
  const { numberLists, session } = useSeat().root;
  const words = useWords().messages.lists;
  const { entry, isBlack, onEdit } = props;
  const { whiteList, pending } = numberLists;
  if (session.user?.role !== 'admin') return <td />;
  return (
    <td>
      <div className="entry-keys">
        {isBlack && (
          <button
            type="button"
            className="quiet-key"
            disabled={pending || whiteList === undefined}
            title={whiteList === undefined ? words.noWhite : undefined}
            onClick={() => void numberLists.moveToWhite(entry)}
          >
            {words.toWhite}
          </button>
        )}
        <button type="button" className="icon-key" title={words.edit} aria-label={words.edit} onClick={onEdit}>
          <Glyph name="edit" />
        </button>
        <button
          type="button"
          className="icon-key"
          title={words.delete}
          aria-label={words.delete}
          disabled={pending}
          onClick={() => void numberLists.removeEntry(entry)}
        >
          <Glyph name="bin" />
        </button>
      </div>
    </td>
  );
});
