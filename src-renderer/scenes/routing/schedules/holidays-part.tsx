import { Button } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import type { Holiday, HolidayCalendar } from '../../../../src-main/contract/schedules.ts';
import { Glyph } from '../../../components/glyph.tsx';
import { useWords } from '../../../components/seat-words.ts';
import { formatDay } from '../../../locales/zone-format.ts';
import { useSeat } from '../../seat-context.ts';
import { DatedDialog, DateField } from './dated-dialog.tsx';
import { DatedPart } from './dated-part.tsx';
import { DayPeriodsField, DayPeriodsText } from './day-periods.tsx';
import { periodTrouble, tidyPeriod } from './period-fields.tsx';

const DAY_MS = 86_400_000;

/** Holidays by their first and last day; public ones with one press. */
export const HolidaysPart = observer(function HolidaysPart(): ReactElement {
  const { schedules, session } = useSeat().root;
  const words = useWords().messages.schedules;
  return (
    <DatedPart<Holiday>
      title={words.parts.holidays}
      mayWrite={session.user?.role === 'admin'}
      hint={words.days.holidaysHint}
      empty={words.days.noHolidays}
      all={schedules.shown?.holidays ?? []}
      keyOf={(holiday) => `${holiday.fromDate} ${holiday.title}`}
      row={(holiday) => <HolidayRow holiday={holiday} />}
      onChange={(holidays) => schedules.change({ holidays })}
      dialog={({ dated, onApply, onClose }) => <HolidayDialog holiday={dated} onApply={onApply} onClose={onClose} />}
      extra={schedules.calendars.map((calendar) => (
        <CalendarKey key={calendar.calendarId} calendar={calendar} />
      ))}
    />
  );
});

/** Works on what is saved, so it waits until changes are. */
const CalendarKey = observer(function CalendarKey(props: { readonly calendar: HolidayCalendar }): ReactElement {
  const { schedules } = useSeat().root;
  const words = useWords().messages.schedules;
  const { calendar } = props;
  const { selected, draft, pending } = schedules;
  const has = (date: string): boolean => selected?.holidays.some((holiday) => holiday.fromDate === date) === true;
  if (selected === undefined || calendar.holidays.every((holiday) => has(holiday.fromDate))) {
    return (
      <span className="faint">
        <Glyph name="ready" size={14} /> {words.days.calendarDone(calendar.title)}
      </span>
    );
  }
  return (
    <Button
      size="small"
      disabled={draft !== undefined}
      title={draft === undefined ? undefined : words.dirtyHint}
      loading={pending}
      onClick={() => void schedules.addCalendar(selected.scheduleId, calendar.calendarId)}
    >
      {words.days.calendar(calendar.title)}
    </Button>
  );
});

function HolidayRow(props: { readonly holiday: Holiday }): ReactElement {
  const { messages, locale } = useWords();
  const { title, fromDate, toDate, periods } = props.holiday;
  const days = (Date.parse(toDate) - Date.parse(fromDate)) / DAY_MS + 1;
  return (
    <>
      <b className="row-name">{title}</b>
      <span className="row-dates">
        {fromDate.slice(0, 4)} {formatDay(fromDate, locale)}
        {days > 1 && ` – ${formatDay(toDate, locale)}`}
      </span>
      <span className="faint">{messages.schedules.days.count(days)}</span>
      <span className="row-text">
        <DayPeriodsText periods={periods} />
      </span>
    </>
  );
}

function HolidayDialog(props: {
  readonly holiday: Holiday | undefined;
  readonly onApply: (holiday: Holiday) => void;
  readonly onClose: () => void;
}): ReactElement {
  const words = useWords().messages.schedules;
  const [holiday, setHoliday] = useState(props.holiday ?? { title: '', fromDate: '', toDate: '', periods: [] });
  const periods = holiday.periods.map(tidyPeriod);
  const { fromDate, toDate } = holiday;
  const trouble = (): string | undefined => {
    if (fromDate === '' || toDate === '') return words.days.noDate;
    if (toDate < fromDate) return words.days.badDates;
    return periods.map((period) => periodTrouble(period, words)).find((each) => each !== undefined);
  };
  return (
    <DatedDialog
      title={words.parts.holidays}
      name={holiday.title}
      onName={(title) => setHoliday({ ...holiday, title })}
      trouble={trouble}
      onApply={() => props.onApply({ ...holiday, periods })}
      onClose={props.onClose}
    >
      <div className="period-times">
        <DateField
          label={words.days.fromDate}
          date={fromDate}
          onChange={(date) => setHoliday({ ...holiday, fromDate: date, toDate: toDate < date ? date : toDate })}
        />
        <DateField
          label={words.days.toDate}
          date={toDate}
          onChange={(date) => setHoliday({ ...holiday, toDate: date })}
        />
      </div>
      <DayPeriodsField periods={holiday.periods} onChange={(changed) => setHoliday({ ...holiday, periods: changed })} />
    </DatedDialog>
  );
}
