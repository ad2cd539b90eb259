import { Segmented } from 'antd';
import { observer } from 'mobx-react-lite';
import { useRef, type KeyboardEvent, type ReactElement } from 'react';
import type { MessageFilter, MessageId } from '../../../src-main/contract/voicemail.ts';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';
import { MessageRow } from './message-row.tsx';

const FILTERS = ['all', 'new', 'deleted'] as const satisfies readonly MessageFilter[];

/** One Tab stop for the whole list: arrows, Home and End open the message that they come to. */
export const MessageList = observer(function MessageList(props: {
  readonly openId: MessageId | undefined;
  readonly onOpen: (messageId: MessageId) => void;
}): ReactElement {
  const { voicemail } = useSeat().root;
  const words = useWords().messages.voicemail;
  const body = useRef<HTMLTableSectionElement>(null);
  const { messages } = voicemail;
  const stop = Math.max(
    0,
    messages.findIndex((message) => message.messageId === props.openId),
  );
  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: props.openId === undefined ? 0 : stop + 1,
      ArrowUp: stop - 1,
      Home: 0,
      End: messages.length - 1,
    };
    const row = moves[event.key];
    const message = row === undefined ? undefined : messages[Math.min(messages.length - 1, Math.max(0, row))];
    if (message === undefined) return;
    event.preventDefault();
    props.onOpen(message.messageId);
    body.current?.querySelectorAll('tr')[messages.indexOf(message)]?.focus();
    if (message === messages.at(-1)) void voicemail.loadMore();
  };
  return (
    <>
      <div className="voicemail-filters">
        <h1>{words.title}</h1>
        <Segmented<MessageFilter>
          aria-label={words.columns.state}
          value={voicemail.filter}
          options={FILTERS.map((value) => ({ value, label: words.filters[value] }))}
          onChange={(filter) => void voicemail.show(filter, voicemail.boxId)}
        />
        <span className="faint small">{words.keysHint}</span>
      </div>
      <div className="call-list">
        <table aria-label={words.title} aria-rowcount={voicemail.nextCursor === undefined ? messages.length : -1}>
          <thead>
            <tr>
              <th>{words.columns.state}</th>
              <th>{words.columns.number}</th>
              <th aria-sort="descending">
                {words.columns.at} <span aria-hidden="true">↓</span>
              </th>
              <th className="col-time">{words.columns.length}</th>
              <th>{words.columns.box}</th>
            </tr>
          </thead>
          <tbody ref={body} onKeyDown={onKeyDown}>
            {messages.map((message, row) => (
              <MessageRow
                key={message.messageId}
                message={message}
                tabStop={row === stop}
                isOpen={message.messageId === props.openId}
                onOpen={() => props.onOpen(message.messageId)}
              />
            ))}
          </tbody>
        </table>
        <MessageListFoot />
      </div>
    </>
  );
});

const MessageListFoot = observer(function MessageListFoot(): ReactElement {
  const { voicemail } = useSeat().root;
  const words = useWords().messages.voicemail;
  const { messages, boxes, loading, filter, nextCursor, error } = voicemail;
  const empty: Record<MessageFilter, string> = { all: words.empty, new: words.emptyNew, deleted: words.emptyDeleted };
  return (
    <div className="call-list-foot" role="status">
      {messages.length === 0 && !loading && error === undefined && (
        <div className="empty">
          <b>{boxes.length === 0 ? words.noBoxes : empty[filter]}</b>
          {boxes.length > 0 && filter === 'all' && <span className="faint">{words.emptyHint}</span>}
        </div>
      )}
      {loading && <span className="faint">{words.loading}</span>}
      {!loading && nextCursor !== undefined && (
        <button type="button" className="quiet-key" onClick={() => void voicemail.loadMore()}>
          {words.loadMore}
        </button>
      )}
    </div>
  );
});
