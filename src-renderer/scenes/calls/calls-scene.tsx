import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { useSeat } from '../seat-context.ts';
import { CallDetail } from './call-detail.tsx';
import { CallFilters } from './call-filters.tsx';
import { CallList } from './call-list.tsx';

/** The call list, and beside it the detail of the one that is open. */
export const CallsScene = observer(function CallsScene(): ReactElement {
  const { ui, records } = useSeat().root;
  const open = ui.openCallId === undefined ? undefined : records.byId(ui.openCallId);
  return (
    <div className={open === undefined ? 'calls' : 'calls calls-with-detail'}>
      <section className="calls-main">
        <CallFilters />
        <CallList />
      </section>
      {open !== undefined && <CallDetail key={open.callId} record={open} />}
    </div>
  );
});
