import { Button } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import type { WeeklyPeriod } from '../../../../src-main/contract/schedules.ts';
import { Glyph } from '../../../components/glyph.tsx';
import { useWords } from '../../../components/seat-words.ts';
import { useSeat } from '../../seat-context.ts';
import { byBeginning, isOverMidnight } from './clock-text.ts';
import { KindChip } from './kind-chip.tsx';
import { useDaysText } from './use-days-text.ts';
import { WeeklyPeriodDialog } from './weekly-period-dialog.tsx';
import { WeekPicture } from './week-picture.tsx';

const FRESH: WeeklyPeriod = { kind: 'work', from: '08:30', to: '12:00', weekdays: [1, 2, 3, 4, 5] };

/** The week as a picture whose stretches can be chosen, and the same periods as a list. */
export const WeekPart = observer(function WeekPart(): ReactElement {
  const { schedules, session } = useSeat().root;
  const words = useWords().messages.schedules;
  const weekly = schedules.shown?.weekly ?? [];
  const mayWrite = session.user?.role === 'admin';
  /** The place of the period that is being changed; the one after the last is a new one. */
  const [editing, setEditing] = useState<number>();
  const put = (at: number, period: WeeklyPeriod | undefined): void => {
    const others = weekly.filter((_, index) => index !== at);
    schedules.change({ weekly: period === undefined ? others : [...others, period].toSorted(byBeginning) });
    setEditing(undefined);
  };
  return (
    <div className="part">
      <WeekPicture weekly={weekly} onChoose={mayWrite ? setEditing : undefined} />
      {mayWrite && <p className="faint">{words.week.hint}</p>}
      <div className="part-head">
        <h2>{words.week.periods}</h2>
        {mayWrite && (
          <Button size="small" icon={<Glyph name="plus" size={14} />} onClick={() => setEditing(weekly.length)}>
            {words.week.add}
          </Button>
        )}
      </div>
      {weekly.length === 0 && <p className="faint">{words.week.none}</p>}
      <ul className="plain-rows">
        {weekly.map((period, at) => (
          <PeriodRow
            // Periods have no id; the list is short and redrawn as a whole.
            key={`${at} ${period.from} ${period.kind}`}
            period={period}
            {...(mayWrite ? { onEdit: () => setEditing(at), onRemove: () => put(at, undefined) } : {})}
          />
        ))}
      </ul>
      {editing !== undefined && (
        <WeeklyPeriodDialog
          period={weekly[editing] ?? FRESH}
          isNew={editing === weekly.length}
          onClose={() => setEditing(undefined)}
          onApply={(period) => put(editing, period)}
          onRemove={() => put(editing, undefined)}
        />
      )}
    </div>
  );
});

function PeriodRow(props: {
  readonly period: WeeklyPeriod;
  readonly onEdit?: () => void;
  readonly onRemove?: () => void;
}): ReactElement {
  const words = useWords().messages.schedules;
  const daysText = useDaysText();
  const { period, onEdit, onRemove } = props;
  return (
    <li>
      <KindChip kind={period.kind} />
      <b className="row-times">
        {period.from}–{period.to}
        {isOverMidnight(period) && <small className="faint"> {words.week.nextDay}</small>}
      </b>
      <span className="row-text">{daysText(period.weekdays)}</span>
      {onEdit !== undefined && (
        <button type="button" className="quiet-key" onClick={onEdit}>
          <Glyph name="edit" size={14} /> {words.days.edit}
        </button>
      )}
      {onRemove !== undefined && (
        <button type="button" className="quiet-key" onClick={onRemove}>
          <Glyph name="bin" size={14} /> {words.days.remove}
        </button>
      )}
    </li>
  );
}
