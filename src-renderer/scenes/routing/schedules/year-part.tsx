import { observer } from 'mobx-react-lite';
import { useEffect, useState, type ReactElement } from 'react';
import { periodKindSchema, type YearDay } from '../../../../src-main/contract/schedules.ts';
import { useWords } from '../../../components/seat-words.ts';
import { dateInZone, formatDay } from '../../../locales/zone-format.ts';
import { useSeat } from '../../seat-context.ts';
import { KindChip } from './kind-chip.tsx';
import { MonthPicture } from './month-picture.tsx';

/** Twelve months as the saved schedule has them, and the day that is chosen in words. */
export const YearPart = observer(function YearPart(): ReactElement {
  const { schedules, time } = useSeat().root;
  const words = useWords().messages.schedules;
  const { selected, shownYear } = schedules;
  const today = selected === undefined ? '' : dateInZone(time.nowMs, selected.timeZone);
  const thisYear = Number(today.slice(0, 4));
  const [year, setYear] = useState(thisYear);
  const [chosen, setChosen] = useState(today);
  const scheduleId = selected?.scheduleId;
  useEffect(() => {
    if (scheduleId !== undefined) void schedules.showYear(scheduleId, year);
  }, [schedules, scheduleId, year]);
  const days = shownYear?.scheduleId === scheduleId && shownYear?.year === year ? shownYear.days : [];
  return (
    <div className="part">
      <div className="part-head">
        <button type="button" className="icon-key" aria-label={words.year.previous} onClick={() => setYear(year - 1)}>
          ‹
        </button>
        <h2>{words.year.title(year)}</h2>
        <button type="button" className="icon-key" aria-label={words.year.following} onClick={() => setYear(year + 1)}>
          ›
        </button>
        <Legend />
      </div>
      {schedules.draft !== undefined && <p className="faint">{words.year.unsaved}</p>}
      <ChosenDay day={days.find((day) => day.date === chosen)} />
      <div className="year">
        {words.year.months.map((name, index) => {
          const month = String(index + 1).padStart(2, '0');
          return (
            <MonthPicture
              key={name}
              name={name}
              days={days.filter((day) => day.date.slice(5, 7) === month)}
              today={today}
              chosen={chosen}
              onChoose={setChosen}
            />
          );
        })}
      </div>
    </div>
  );
});

function Legend(): ReactElement {
  const words = useWords().messages.schedules;
  return (
    <div className="year-legend">
      {periodKindSchema.options.map((kind) => (
        <KindChip key={kind} kind={kind} />
      ))}
      {(['holiday', 'swap', 'exception'] as const).map((because) => (
        <span key={because}>
          <b className={`day-mark mark-${because}`}>{words.year.marks[because]}</b> {words.because[because]}
        </span>
      ))}
    </div>
  );
}

function ChosenDay(props: { readonly day: YearDay | undefined }): ReactElement {
  const { messages, locale } = useWords();
  const words = messages.schedules;
  const { day } = props;
  if (day === undefined) return <p className="chosen-day faint">{words.year.choose}</p>;
  return (
    <p className="chosen-day" role="status">
      <b>{formatDay(day.date, locale)}</b>
      <span className="faint">
        {words.because[day.because]}
        {day.title !== undefined && ` · ${day.title}`}
      </span>
      {day.spans.map((span) => (
        <span key={span.from}>
          <KindChip kind={span.kind} /> {span.from}–{span.to}
        </span>
      ))}
    </p>
  );
}
