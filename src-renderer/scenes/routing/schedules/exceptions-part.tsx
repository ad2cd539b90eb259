import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import type { DateException } from '../../../../src-main/contract/schedules.ts';
import { useWords } from '../../../components/seat-words.ts';
import { formatDay } from '../../../locales/zone-format.ts';
import { useSeat } from '../../seat-context.ts';
import { DatedDialog, DateField } from './dated-dialog.tsx';
import { DatedPart } from './dated-part.tsx';
import { DayPeriodsField, DayPeriodsText } from './day-periods.tsx';
import { periodTrouble, tidyPeriod } from './period-fields.tsx';

/** Single dates with periods of their own. */
export const ExceptionsPart = observer(function ExceptionsPart(): ReactElement {
  const { schedules, session } = useSeat().root;
  const { messages, locale } = useWords();
  const words = messages.schedules;
  return (
    <DatedPart<DateException>
      title={words.parts.exceptions}
      mayWrite={session.user?.role === 'admin'}
      hint={words.days.exceptionsHint}
      empty={words.days.noExceptions}
      all={schedules.shown?.exceptions ?? []}
      keyOf={(exception) => exception.date}
      row={({ title, date, periods }) => (
        <>
          <b className="row-name">{title}</b>
          <span className="row-dates">
            {date.slice(0, 4)} {formatDay(date, locale)}
          </span>
          <span className="row-text">
            <DayPeriodsText periods={periods} />
          </span>
        </>
      )}
      onChange={(exceptions) => schedules.change({ exceptions })}
      dialog={({ dated, others, onApply, onClose }) => (
        <ExceptionDialog exception={dated} others={others} onApply={onApply} onClose={onClose} />
      )}
    />
  );
});

function ExceptionDialog(props: {
  readonly exception: DateException | undefined;
  readonly others: readonly DateException[];
  readonly onApply: (exception: DateException) => void;
  readonly onClose: () => void;
}): ReactElement {
  const words = useWords().messages.schedules;
  const [exception, setException] = useState(props.exception ?? { title: '', date: '', periods: [] });
  const periods = exception.periods.map(tidyPeriod);
  const trouble = (): string | undefined => {
    if (exception.date === '') return words.days.noDate;
    if (props.others.some((other) => other.date === exception.date)) return words.days.twice;
    return periods.map((period) => periodTrouble(period, words)).find((each) => each !== undefined);
  };
  return (
    <DatedDialog
      title={words.parts.exceptions}
      name={exception.title}
      onName={(title) => setException({ ...exception, title })}
      trouble={trouble}
      onApply={() => props.onApply({ ...exception, periods })}
      onClose={props.onClose}
    >
      <DateField
        label={words.days.date}
        date={exception.date}
        onChange={(date) => setException({ ...exception, date })}
      />
      <DayPeriodsField
        periods={exception.periods}
        onChange={(changed) => setException({ ...exception, periods: changed })}
      />
    </DatedDialog>
  );
}
