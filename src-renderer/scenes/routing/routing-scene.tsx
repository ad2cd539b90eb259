import { Tabs } from 'antd';
import { reaction } from 'mobx';
import { observer } from 'mobx-react-lite';
import { useEffect, type ComponentType, type ReactElement } from 'react';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import type { Messages } from '../../locales/messages.ts';
import { useSeat } from '../seat-context.ts';
import { ExchangeTab } from './exchange-tab.tsx';
import { GroupsTab } from './groups-tab.tsx';
import { InboundTab } from './inbound-tab.tsx';
import { ListsTab } from './lists/lists-tab.tsx';
import { OutboundTab } from './outbound-tab.tsx';
import { OverrideStrips } from './schedules/override-strips.tsx';
import { SchedulesTab } from './schedules/schedules-tab.tsx';
import { TesterTab } from './tester-tab.tsx';

interface RoutingTab {
  readonly key: string;
  readonly label: (messages: Messages) => string;
  readonly Tab: ComponentType;
}

const TABS: readonly RoutingTab[] = [
  { key: 'inbound', label: ({ rules }) => rules.tabs.inbound, Tab: InboundTab },
  { key: 'outbound', label: ({ rules }) => rules.tabs.outbound, Tab: OutboundTab },
  { key: 'schedules', label: ({ schedules }) => schedules.tab, Tab: SchedulesTab },
  { key: 'lists', label: ({ lists }) => lists.tab, Tab: ListsTab },
  { key: 'tester', label: ({ rules }) => rules.tabs.tester, Tab: TesterTab },
  { key: 'groups', label: ({ rules }) => rules.tabs.groups, Tab: GroupsTab },
  { key: 'exchange', label: ({ rules }) => rules.tabs.exchange, Tab: ExchangeTab },
];

/** Where calls go: for supervisors to read and try, for administrators to change. */
export const RoutingScene = observer(function RoutingScene(): ReactElement {
  const { routing, schedules, time } = useSeat().root;
  const { messages } = useWords();
  useEffect(() => void routing.load(), [routing]);
  useEffect(() => void schedules.load(), [schedules]);
  // What a schedule says changes by itself, and an override ends by itself.
  useEffect(
    () =>
      reaction(
        () => schedules.staleAtMs !== undefined && time.nowMs >= schedules.staleAtMs,
        (stale) => stale && void schedules.load(),
      ),
    [schedules, time],
  );
  return (
    <div className="routing">
      <h1>{messages.rules.title}</h1>
      <OverrideStrips />
      <RoutingNotices />
      {routing.plan === undefined ? (
        routing.error === undefined && <p className="empty faint">{messages.rules.loading}</p>
      ) : (
        <Tabs items={TABS.map(({ key, label, Tab }) => ({ key, label: label(messages), children: <Tab /> }))} />
      )}
    </div>
  );
});

/** What could not be read or was refused, and what was deleted and can be brought back. */
const RoutingNotices = observer(function RoutingNotices(): ReactElement {
  const { routing } = useSeat().root;
  const { messages } = useWords();
  const words = messages.rules;
  const { error, refused, removed } = routing;
  return (
    <div role="status" className="routing-notices">
      {error !== undefined && (
        <p className="routing-notice routing-notice-bad">
          <Glyph name="warning" /> {messages.codes.errors[error.code]}
          <button type="button" className="quiet-key" onClick={() => void routing.load()}>
            {words.retry}
          </button>
        </p>
      )}
      {refused !== undefined && (
        <p className="routing-notice routing-notice-bad">
          <Glyph name="warning" /> {words.text.labelled(messages.refusedPrefix, messages.codes.errors[refused.code])}
          <button type="button" className="quiet-key" onClick={() => routing.dismiss()}>
            {messages.dismiss}
          </button>
        </p>
      )}
      {removed !== undefined && (
        <p className="routing-notice">
          <Glyph name="bin" /> {words.removed(removed.title)}
          <button type="button" className="quiet-key" onClick={() => void routing.undo()}>
            {words.undo}
          </button>
        </p>
      )}
    </div>
  );
});
