import { useRef, type KeyboardEvent, type ReactElement } from 'react';
import type { PeriodKind, YearDay } from '../../../../src-main/contract/schedules.ts';
import { useWords } from '../../../components/seat-words.ts';
import { formatDay } from '../../../locales/zone-format.ts';
import { DAY_MINUTES, minuteOf } from './clock-text.ts';

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const COLOURS: Record<PeriodKind, string> = {
  work: 'var(--kind-work)',
  lunch: 'var(--kind-lunch)',
  off: 'var(--kind-off)',
  duty: 'var(--kind-duty)',
};

/** A month as a sheet of a calendar: under each date its 24 hours in colours. One Tab stop, arrows move in it. */
export function MonthPicture(props: {
  readonly name: string;
  readonly days: readonly YearDay[];
  readonly today: string;
  readonly chosen: string;
  readonly onChoose: (date: string) => void;
}): ReactElement {
  const words = useWords().messages.schedules;
  const sheet = useRef<HTMLDivElement>(null);
  const { name, days, today, chosen, onChoose } = props;
  const stop = Math.max(
    0,
    days.findIndex((day) => day.date === chosen),
  );
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    const next = step === undefined ? undefined : days[stop + step];
    if (step === undefined || next === undefined) return;
    event.preventDefault();
    onChoose(next.date);
    sheet.current?.querySelectorAll('button')[stop + step]?.focus();
  };
  return (
    <section className="month" aria-label={name}>
      <h3>{name}</h3>
      <div className="month-sheet" ref={sheet} onKeyDown={onKeyDown}>
        {words.weekdaysShort.map((short, index) => (
          <span key={words.weekdays[index]} className="month-weekday" aria-hidden="true">
            {short}
          </span>
        ))}
        {days.map((day, index) => (
          <DayCell
            key={day.date}
            day={day}
            isFirst={index === 0}
            isToday={day.date === today}
            isChosen={day.date === chosen}
            isTabStop={index === stop}
            onChoose={onChoose}
          />
        ))}
      </div>
    </section>
  );
}

function DayCell(props: {
  readonly day: YearDay;
  readonly isFirst: boolean;
  readonly isToday: boolean;
  readonly isChosen: boolean;
  readonly isTabStop: boolean;
  readonly onChoose: (date: string) => void;
}): ReactElement {
  const { messages, locale } = useWords();
  const words = messages.schedules;
  const { day, isFirst, isToday, isChosen } = props;
  const mark = markOf(day);
  const label = [
    formatDay(day.date, locale),
    isToday ? words.year.today : '',
    day.title ?? words.because[day.because],
    ...day.spans.map((span) => `${words.kinds[span.kind]} ${span.from}–${span.to}`),
  ];
  const classes = ['day-cell', isToday ? 'day-today' : '', isChosen ? 'day-chosen' : ''];
  return (
    <button
      type="button"
      className={classes.filter((each) => each !== '').join(' ')}
      style={isFirst ? { gridColumnStart: day.weekday } : undefined}
      title={label.filter((part) => part !== '').join('\n')}
      aria-label={label.filter((part) => part !== '').join(', ')}
      aria-pressed={isChosen}
      tabIndex={props.isTabStop ? 0 : -1}
      onClick={() => props.onChoose(day.date)}
    >
      <span>{Number(day.date.slice(8))}</span>
      {mark !== undefined && <b className={`day-mark mark-${mark}`}>{words.year.marks[mark]}</b>}
      <i className="day-hours" style={{ background: hoursOf(day) }} />
    </button>
  );
}

function markOf({ because }: YearDay): 'holiday' | 'swap' | 'exception' | undefined {
  return because === 'holiday' || because === 'swap' || because === 'exception' ? because : undefined;
}

/** The hours of a day from left to right as one gradient with hard edges. */
function hoursOf({ spans }: YearDay): string {
  const stops = spans.map(({ kind, from, to }) => {
    const percent = (time: string): string => `${((minuteOf(time) / DAY_MINUTES) * 100).toFixed(2)}%`;
    return `${COLOURS[kind]} ${percent(from)} ${percent(to)}`;
  });
  return `linear-gradient(90deg, ${stops.join(', ')})`;
}
