import { Button } from 'antd';
import type { ReactElement } from 'react';
import type { Period } from '../../../../src-main/contract/schedules.ts';
import { Glyph } from '../../../components/glyph.tsx';
import { useWords } from '../../../components/seat-words.ts';
import { KindChip } from './kind-chip.tsx';
import { PeriodFields } from './period-fields.tsx';

const FRESH: Period = { kind: 'work', from: '09:00', to: '12:00' };

/** The periods of a holiday or of one date; without any it is off all day. */
export function DayPeriodsField(props: {
  readonly periods: readonly Period[];
  readonly onChange: (periods: Period[]) => void;
}): ReactElement {
  const words = useWords().messages.schedules;
  const { periods, onChange } = props;
  const put = (at: number, period: Period): void =>
    onChange(periods.map((each, index) => (index === at ? period : each)));
  return (
    <div className="day-periods">
      {periods.length === 0 && (
        <p>
          <KindChip kind="off" /> {words.days.allDayOff}
        </p>
      )}
      {periods.map((period, at) => (
        <div key={at} className="day-period">
          <PeriodFields period={period} onChange={(changed) => put(at, changed)} />
          <button
            type="button"
            className="quiet-key"
            onClick={() => onChange(periods.filter((_, index) => index !== at))}
          >
            <Glyph name="bin" size={14} /> {words.days.remove}
          </button>
        </div>
      ))}
      <Button size="small" icon={<Glyph name="plus" size={14} />} onClick={() => onChange([...periods, FRESH])}>
        {words.days.addPeriod}
      </Button>
    </div>
  );
}

/** The same in one line, for lists. */
export function DayPeriodsText(props: { readonly periods: readonly Period[] }): ReactElement {
  const words = useWords().messages.schedules;
  if (props.periods.length === 0) return <KindChip kind="off" />;
  return (
    <span className="row-periods">
      {props.periods.map((period) => (
        <span key={`${period.from}${period.kind}`} title={words.days.ownPeriods}>
          <KindChip kind={period.kind} /> {period.from}–{period.to}
        </span>
      ))}
    </span>
  );
}
