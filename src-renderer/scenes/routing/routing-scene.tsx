import { Tabs } from 'antd';
import { reaction } from 'mobx';
import { observer } from 'mobx-react-lite';
import { useEffect, type ComponentType, type ReactElement } from 'react';
import { useWords } from '../../components/seat-words.ts';
import type { Messages } from '../../locales/messages.ts';
import { useSeat } from '../seat-context.ts';
import { ListsTab } from './lists/lists-tab.tsx';
import { OverrideStrips } from './schedules/override-strips.tsx';
import { SchedulesTab } from './schedules/schedules-tab.tsx';

interface RoutingTab {
  readonly key: string;
  readonly label: (messages: Messages) => string;
  readonly Tab: ComponentType;
}

const TABS: readonly RoutingTab[] = [
  { key: 'schedules', label: ({ schedules }) => schedules.tab, Tab: SchedulesTab },
  { key: 'lists', label: ({ lists }) => lists.tab, Tab: ListsTab },
];

/** Where calls go, and when: for supervisors to read, for administrators to change. */
export const RoutingScene = observer(function RoutingScene(): ReactElement {
  const { schedules, time } = useSeat().root;
  const { messages } = useWords();
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
      <h1>{messages.nav.routing}</h1>
      <OverrideStrips />
      <Tabs
        destroyOnHidden
        items={TABS.map(({ key, label, Tab }) => ({ key, label: label(messages), children: <Tab /> }))}
      />
    </div>
  );
});
