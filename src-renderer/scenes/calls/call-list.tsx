import { observer } from 'mobx-react-lite';
import { useRef, type KeyboardEvent, type ReactElement } from 'react';
import type { CallRecord } from '../../../src-main/contract/call-record.ts';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';
import { mayCallBack } from './call-back-key.tsx';
import { CallRow } from './call-row.tsx';
import { nextRow } from './row-keys.ts';

/** One Tab stop for the whole list: arrows, Home and End move in it, Enter opens, Esc closes the detail. */
export const CallList = observer(function CallList(): ReactElement {
  const { root } = useSeat();
  const { records, ui } = root;
  const { messages } = useWords();
  const words = messages.calls;
  const body = useRef<HTMLTableSectionElement>(null);
  const focused = records.records.findIndex((record) => record.callId === ui.focusedCallId);
  const stop = Math.max(0, focused);
  const callBack = (record: CallRecord | undefined): void => {
    if (record !== undefined && mayCallBack(root, record)) void root.commands.makeCall(record.ani);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // A key of a row that has the focus itself means the key, not the row.
    if (event.target instanceof HTMLButtonElement) return;
    if (event.key === 'Escape') return ui.open(undefined);
    if (event.key === 'c' && !event.ctrlKey && !event.altKey && !event.metaKey) return callBack(records.records[stop]);
    const row = nextRow(event.key, stop, records.records.length);
    if (row === undefined) return;
    event.preventDefault();
    const record = records.records[row];
    if (record === undefined) return;
    ui.focus(record.callId);
    if (event.key === 'Enter') ui.open(record.callId);
    body.current?.querySelectorAll('tr')[row]?.focus();
    if (row === records.records.length - 1) void records.loadMore();
  };
  return (
    <div className="call-list">
      <table aria-label={words.title} aria-rowcount={records.nextCursor === undefined ? records.records.length : -1}>
        <CallListHead />
        <tbody ref={body} onKeyDown={onKeyDown}>
          {records.records.map((record: CallRecord, row) => (
            <CallRow key={record.callId} record={record} tabStop={row === stop} />
          ))}
        </tbody>
      </table>
      <CallListFoot />
    </div>
  );
});

const CallListHead = observer(function CallListHead(): ReactElement {
  const { records } = useSeat().root;
  const { messages } = useWords();
  const words = messages.calls;
  const { direction, number, start, ring, talk, path, who, end, recording } = words.columns;
  const isMissed = records.tab === 'missed';
  return (
    <thead>
      <tr>
        {!isMissed && <th className="col-direction">{direction}</th>}
        <th>{number}</th>
        <th aria-sort="descending" title={words.newestFirst}>
          {start} <span aria-hidden="true">↓</span>
        </th>
        {isMissed ? (
          <th className="col-time">{messages.callList.waited}</th>
        ) : (
          <>
            <th className="col-time">{ring}</th>
            <th className="col-time">{talk}</th>
          </>
        )}
        <th className="col-path">{path}</th>
        <th className="col-who">{who}</th>
        <th>{end}</th>
        {isMissed ? <th>{messages.callList.state}</th> : <th className="col-recording">{recording}</th>}
      </tr>
    </thead>
  );
});

const CallListFoot = observer(function CallListFoot(): ReactElement {
  const { records } = useSeat().root;
  const { messages } = useWords();
  const words = messages.calls;
  const onlyOpen = records.filter.callBack === 'open' && Object.keys(records.filter).length === 1;
  const nothing = records.records.length === 0 && !records.loading;
  return (
    <div className="call-list-foot" role="status">
      {records.error !== undefined && <p className="error-line">{messages.codes.errors[records.error.code]}</p>}
      {nothing && records.error === undefined && (
        <div className="empty">
          <b>{onlyOpen ? messages.callList.nobodyWaits : records.filtered ? words.emptyFiltered : words.empty}</b>
          {!records.filtered && <span className="faint">{words.emptyHint}</span>}
        </div>
      )}
      {records.loading && <span className="faint">{words.loading}</span>}
      {!records.loading && records.nextCursor !== undefined && (
        <button type="button" className="quiet-key" onClick={() => void records.loadMore()}>
          {words.loadMore}
        </button>
      )}
    </div>
  );
});
