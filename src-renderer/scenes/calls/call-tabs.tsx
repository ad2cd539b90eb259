import { observer } from 'mobx-react-lite';
import { useRef, type KeyboardEvent, type ReactElement } from 'react';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';

export const CALL_PANEL_ID = 'call-panel';

/** Which calls: one Tab stop, arrows go from one to the next. */
export const CallTabs = observer(function CallTabs(): ReactElement {
  const { records, calls } = useSeat().root;
  const { messages } = useWords();
  const words = messages.callList;
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const { tabs } = records;
    const at = (tabs.indexOf(records.tab) + step + tabs.length) % tabs.length;
    const tab = tabs[at];
    if (tab === undefined) return;
    void records.showTab(tab);
    list.current?.querySelectorAll('button')[at]?.focus();
  };
  return (
    <div ref={list} className="call-tabs" role="tablist" aria-label={words.tabsLabel} onKeyDown={onKeyDown}>
      <h1 className="only-heard">{messages.calls.title}</h1>
      {records.tabs.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          aria-selected={records.tab === tab}
          aria-controls={CALL_PANEL_ID}
          tabIndex={records.tab === tab ? 0 : -1}
          onClick={() => void records.showTab(tab)}
        >
          {words.tabs[tab]}
          {tab === 'live' && calls.calls.size > 0 && <span className="tab-count">{calls.calls.size}</span>}
        </button>
      ))}
    </div>
  );
});
