import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { useWords } from '../../components/seat-words.ts';
import type { Messages } from '../../locales/messages.ts';
import { useSeat } from '../seat-context.ts';

/** What the simulated world noticed last, newest on top. */
export const NoticeList = observer(function NoticeList(): ReactElement {
  const { notices } = useSeat().root.bench;
  const { messages } = useWords();
  const words = messages.bench;
  return (
    <section className="notices" aria-label={words.notices}>
      <h2>{words.notices}</h2>
      {notices.length === 0 && <p className="faint">{words.noNotices}</p>}
      <ol>
        {notices.map((notice, index) => (
          <li key={`${notice.atMs}${notice.who}${notice.what}${index}`}>
            <span className="timer faint">{(notice.atMs / 1000).toFixed(1)}</span>
            <b>{partyName(notice.who, messages)}</b>
            <span>
              {messages.codes.benchNotices[notice.what]} {messages.codes.benchDetails[notice.detail] ?? notice.detail}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
});

/** `trunk 1` and `phone 3` in the language of the screen. */
function partyName(who: string, messages: Messages): string {
  const [kind, no] = who.split(' ');
  if (kind === 'trunk') return messages.bench.trunk(Number(no));
  return kind === 'phone' ? messages.bench.phone(Number(no)) : who;
}
