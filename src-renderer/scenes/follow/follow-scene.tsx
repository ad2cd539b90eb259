import { Tabs } from 'antd';
import { observer } from 'mobx-react-lite';
import { useEffect, type ComponentType, type ReactElement } from 'react';
import { useWords } from '../../components/seat-words.ts';
import type { FollowWords } from '../../locales/zh-CN-follow.ts';
import { useSeat } from '../seat-context.ts';
import { MusicTab } from './music-tab.tsx';
import { OwnStationTab } from './own-station-tab.tsx';
import { PlansTab } from './plans-tab.tsx';
import { StationsTab } from './stations-tab.tsx';

interface FollowTab {
  readonly key: keyof FollowWords['tabs'];
  /** Only for who oversees. */
  readonly overseers: boolean;
  readonly Tab: ComponentType;
}

const TABS: readonly FollowTab[] = [
  { key: 'own', overseers: false, Tab: OwnStationTab },
  { key: 'plans', overseers: false, Tab: PlansTab },
  { key: 'stations', overseers: true, Tab: StationsTab },
  { key: 'music', overseers: false, Tab: MusicTab },
];

/** Where calls go besides: the own phone, follow-me, other phones, and what callers hear meanwhile. */
export const FollowScene = observer(function FollowScene(): ReactElement {
  const { follow, music, routing, session } = useSeat().root;
  const words = useWords().messages.follow;
  useEffect(() => {
    void follow.load();
    void music.load();
    // Who may not read the rules still chooses among what they lead to.
    void (session.oversees ? routing.load() : routing.loadChoices());
  }, [follow, music, routing, session.oversees]);
  const offered = TABS.filter((tab) => session.oversees || !tab.overseers);
  return (
    <div className="routing follow">
      <h1>{words.title}</h1>
      <Tabs items={offered.map(({ key, Tab }) => ({ key, label: words.tabs[key], children: <Tab /> }))} />
    </div>
  );
});
