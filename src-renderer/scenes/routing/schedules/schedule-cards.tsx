import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { Glyph } from '../../../components/glyph.tsx';
import { useWords } from '../../../components/seat-words.ts';
import { formatInZone } from '../../../locales/zone-format.ts';
import { useSeat } from '../../seat-context.ts';
import { KindChip } from './kind-chip.tsx';

/** Every schedule with what it says now and next; choosing another waits until changes are saved or discarded. */
export const ScheduleCards = observer(function ScheduleCards(): ReactElement {
  const { schedules, session, time } = useSeat().root;
  const { messages, locale } = useWords();
  const words = messages.schedules;
  const blocked = schedules.draft !== undefined || schedules.pending;
  return (
    <nav className="pane-side" aria-label={words.tab}>
      {schedules.schedules?.length === 0 && (
        <div className="empty">
          <b>{words.empty}</b>
          <span className="faint">{words.emptyHint}</span>
        </div>
      )}
      {schedules.schedules?.map(({ scheduleId, title, timeZone, moment, override }) => {
        const chosen = scheduleId === schedules.selected?.scheduleId;
        const near = { nowMs: time.nowMs, timeZone, locale };
        return (
          <button
            key={scheduleId}
            type="button"
            className="side-card"
            aria-current={chosen ? 'true' : undefined}
            disabled={blocked && !chosen}
            title={blocked && !chosen ? words.dirtyHint : undefined}
            onClick={() => chosen || schedules.select(scheduleId)}
          >
            <b>{title}</b>
            <KindChip kind={moment.now.kind} />
            <span className="faint small">
              {moment.next === undefined
                ? words.noNext
                : words.next(formatInZone(moment.next.atMs, near), words.kinds[moment.next.kind])}
            </span>
            {override !== undefined && (
              <span className="small override-mark">
                <Glyph name="clock" size={14} /> {words.because.override}{' '}
                {words.until(formatInZone(override.until, near))}
              </span>
            )}
          </button>
        );
      })}
      {session.user?.role === 'admin' && (
        <button
          type="button"
          className="quiet-key"
          disabled={blocked}
          onClick={() => void schedules.create(words.newTitle)}
        >
          <Glyph name="plus" size={14} /> {words.create}
        </button>
      )}
    </nav>
  );
});
