import type { ReactElement } from 'react';
import type { PeriodKind, WeeklyPeriod } from '../../../../src-main/contract/schedules.ts';
import { useWords } from '../../../components/seat-words.ts';
import { DAY_MINUTES, isOverMidnight, minuteOf } from './clock-text.ts';

const HOURS = [0, 3, 6, 9, 12, 15, 18, 21, 24];

/** A stretch of one weekday; `at` is the place of its period in the list. */
interface DrawnSpan {
  readonly at: number;
  readonly kind: PeriodKind;
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly text: string;
}

/** Seven days of 24 hours side by side with a scale; a period over midnight goes on at the beginning of the next day. */
export function WeekPicture(props: {
  readonly weekly: readonly WeeklyPeriod[];
  /** Absent when nothing may be changed. */
  readonly onChoose?: ((at: number) => void) | undefined;
}): ReactElement {
  const words = useWords().messages.schedules;
  const { weekly, onChoose } = props;
  return (
    <div className="week" role="group" aria-label={words.week.picture}>
      <span />
      <div className="week-scale" aria-hidden="true">
        {HOURS.map((hour) => (
          <span key={hour} style={{ insetInlineStart: `${(hour / 24) * 100}%` }}>
            {hour}
          </span>
        ))}
      </div>
      {words.weekdays.map((name, index) => (
        <WeekRow key={name} name={name} spans={spansOf(weekly, index + 1)} onChoose={onChoose} />
      ))}
    </div>
  );
}

function WeekRow(props: {
  readonly name: string;
  readonly spans: readonly DrawnSpan[];
  readonly onChoose: ((at: number) => void) | undefined;
}): ReactElement {
  const words = useWords().messages.schedules;
  const { name, spans, onChoose } = props;
  return (
    <>
      <span className="week-day">{name}</span>
      <div className="week-bar">
        {spans.map(({ at, kind, fromMinute, toMinute, text }) => {
          const style = {
            insetInlineStart: `${(fromMinute / DAY_MINUTES) * 100}%`,
            width: `${((toMinute - fromMinute) / DAY_MINUTES) * 100}%`,
          };
          const label = `${name} ${words.kinds[kind]} ${text}`;
          const className = `week-span kind-${kind}`;
          const word = <span>{words.kinds[kind]}</span>;
          return onChoose === undefined ? (
            <span key={`${at} ${fromMinute}`} className={className} style={style} title={label}>
              {word}
            </span>
          ) : (
            <button
              key={`${at} ${fromMinute}`}
              type="button"
              className={className}
              style={style}
              title={label}
              aria-label={label}
              onClick={() => onChoose(at)}
            >
              {word}
            </button>
          );
        })}
      </div>
    </>
  );
}

function spansOf(weekly: readonly WeeklyPeriod[], weekday: number): readonly DrawnSpan[] {
  const yesterday = weekday === 1 ? 7 : weekday - 1;
  return weekly.flatMap((period, at) => {
    const { kind, from, to, weekdays } = period;
    const span = { at, kind, text: `${from}–${to}` };
    const overMidnight = isOverMidnight(period);
    const today = weekdays.includes(weekday)
      ? [{ ...span, fromMinute: minuteOf(from), toMinute: overMidnight ? DAY_MINUTES : minuteOf(to) }]
      : [];
    const carried =
      overMidnight && weekdays.includes(yesterday) ? [{ ...span, fromMinute: 0, toMinute: minuteOf(to) }] : [];
    return [...carried, ...today];
  });
}
