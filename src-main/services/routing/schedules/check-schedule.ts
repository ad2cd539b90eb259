import type { Period, ScheduleInput } from '../../../contract/schedules.ts';
import type { Fault } from '../../../foundation/errors.ts';
import { failed, ok, type Result } from '../../../foundation/result.ts';
import { minuteOf, MINUTES_A_DAY } from './civil-date.ts';
import { isTimeZone } from './zone-time.ts';

const WEEK_MINUTES = 7 * MINUTES_A_DAY;

/** A period where it lies on a circle of days, in minutes. */
interface Placed {
  readonly period: Period;
  readonly fromMinute: number;
  readonly lengthMinutes: number;
}

/**
 * Whether a schedule can be kept. Faults: schedule/overlap names two periods of different kinds that are to be at
 * the same time; schedule/invalid an unknown zone or a date that is written down twice.
 */
export function checkSchedule(schedule: ScheduleInput): Result<void, Fault> {
  if (!isTimeZone(schedule.timeZone)) return failed(invalid('timeZone', 'its time zone is unknown'));
  for (const [place, dates] of [
    ['swap', schedule.swaps.map((swap) => swap.date)],
    ['exception', schedule.exceptions.map((exception) => exception.date)],
  ] as const) {
    const twice = dates.find((date, at) => dates.indexOf(date) !== at);
    if (twice !== undefined) return failed(invalid(place, 'a date is written down twice', twice));
  }
  const overlap = overlapOfWeek(schedule) ?? overlapOfDates(schedule);
  return overlap === undefined ? ok() : failed(overlap);
}

function overlapOfWeek({ weekly }: ScheduleInput): Fault | undefined {
  const placed = weekly.flatMap((period) =>
    period.weekdays.map((weekday) => placedOn((weekday - 1) * MINUTES_A_DAY, period)),
  );
  const pair = overlapIn(placed, WEEK_MINUTES);
  if (pair === undefined) return undefined;
  return overlapFault('weekly', Math.floor(pair.atMinute / MINUTES_A_DAY) + 1, pair);
}

function overlapOfDates({ holidays, exceptions }: ScheduleInput): Fault | undefined {
  const places = [
    ...holidays.map(({ title, periods }) => ({ place: 'holiday', day: title, periods })),
    ...exceptions.map(({ date, periods }) => ({ place: 'exception', day: date, periods })),
  ];
  for (const { place, day, periods } of places) {
    const pair = overlapIn(
      periods.map((period) => placedOn(0, period)),
      2 * MINUTES_A_DAY,
    );
    if (pair !== undefined) return overlapFault(place, day, pair);
  }
  return undefined;
}

function placedOn(dayMinute: number, period: Period): Placed {
  const from = minuteOf(period.from);
  const to = minuteOf(period.to);
  return {
    period,
    fromMinute: dayMinute + from,
    lengthMinutes: to > from ? to - from : to + MINUTES_A_DAY - from,
  };
}

interface Overlap {
  readonly first: Period;
  readonly second: Period;
  /** Where the two meet. */
  readonly atMinute: number;
}

/** The first two of different kinds that meet on a circle of so many minutes. */
function overlapIn(placed: readonly Placed[], circleMinutes: number): Overlap | undefined {
  for (const [at, one] of placed.entries()) {
    for (const other of placed.slice(at + 1)) {
      if (one.period.kind === other.period.kind) continue;
      const ahead = (other.fromMinute - one.fromMinute + circleMinutes) % circleMinutes;
      const behind = (circleMinutes - ahead) % circleMinutes;
      const found = { first: one.period, second: other.period };
      if (ahead < one.lengthMinutes) return { ...found, atMinute: other.fromMinute };
      if (behind < other.lengthMinutes) return { ...found, atMinute: one.fromMinute };
    }
  }
  return undefined;
}

function overlapFault(place: string, day: number | string, { first, second }: Overlap): Fault {
  const said = (period: Period): string => `${period.kind} ${period.from}-${period.to}`;
  return {
    kind: 'misuse',
    code: 'schedule/overlap',
    tried: 'save the schedule',
    now: `two periods of different kinds meet: ${said(first)} and ${said(second)}; nothing was stored`,
    next: 'End the one before the other begins.',
    ids: {
      place,
      day,
      firstKind: first.kind,
      firstFrom: first.from,
      firstTo: first.to,
      secondKind: second.kind,
      secondFrom: second.from,
      secondTo: second.to,
    },
  };
}

function invalid(place: string, now: string, day = ''): Fault {
  return {
    kind: 'misuse',
    code: 'schedule/invalid',
    tried: 'save the schedule',
    now: `${now}; nothing was stored`,
    next: 'Correct it and save again.',
    ids: { place, day },
  };
}
