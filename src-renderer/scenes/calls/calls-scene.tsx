import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { useSeat } from '../seat-context.ts';
import { CallDetail } from './call-detail.tsx';
import { CallFilters } from './call-filters.tsx';
import { CallList } from './call-list.tsx';
import { CALL_PANEL_ID, CallTabs } from './call-tabs.tsx';
import { LiveList } from './live-list.tsx';

/** The calls of a tab, and beside them the detail of the one that is open. */
export const CallsScene = observer(function CallsScene(): ReactElement {
  const { ui, records } = useSeat().root;
  const open = ui.openCallId === undefined ? undefined : records.byId(ui.openCallId);
  const isLive = records.tab === 'live';
  return (
    <div className={open === undefined ? 'calls' : 'calls calls-with-detail'}>
      <section className="calls-main">
        <CallTabs />
        <div id={CALL_PANEL_ID} className="call-panel" role="tabpanel">
          {!isLive && <CallFilters />}
          {isLive ? <LiveList /> : <CallList />}
        </div>
      </section>
      {open !== undefined && <CallDetail key={open.callId} record={open} />}
    </div>
  );
});
