import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { StateChip } from '../../components/state-chip.tsx';
import { useWords } from '../../components/seat-words.ts';
import { StationMark } from '../follow/station-mark.tsx';
import { useSeat } from '../seat-context.ts';
import { BarKeys } from './bar-keys.tsx';
import { BarMenu } from './bar-menu.tsx';
import { CallSummary } from './call-summary.tsx';
import { DialBox } from './dial-box.tsx';
import { LinkNotice } from './link-notice.tsx';

/** The one line that all phone work is done on: state, caller, keys that work now. 56 px, always visible. */
export const CallBar = observer(function CallBar(): ReactElement {
  const { calls, agents, session, link } = useSeat().root;
  const { messages } = useWords();
  const { me } = agents;
  return (
    <header className={link.live ? 'bar' : 'bar bar-offline'} aria-label={messages.bar.label}>
      {link.live && me !== undefined && <StateChip state={me.state} since={me.since} pendingState={me.pendingState} />}
      <div className="bar-middle">
        {!link.live ? <LinkNotice /> : calls.current ? <CallSummary call={calls.current} /> : <DialBox />}
      </div>
      {link.live && <BarKeys />}
      <span className="bar-station">
        {session.stationNo === undefined ? messages.bar.noStation : messages.bar.station(session.stationNo)}
      </span>
      <StationMark />
      <BarMenu />
    </header>
  );
});
