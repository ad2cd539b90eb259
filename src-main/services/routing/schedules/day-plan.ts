import type { Because, Period, Schedule } from '../../../contract/schedules.ts';
import { weekdayOf, type CivilDate } from './civil-date.ts';

/** What begins on a date, and which part of the schedule says so. */
export interface DayPlan {
  readonly because: Exclude<Because, 'override' | 'nothing'>;
  readonly title?: string;
  readonly periods: readonly Period[];
}

/** For one date an exception goes before a swap, a swap before a holiday, a holiday before the week. */
export function planOf(schedule: Schedule, date: CivilDate): DayPlan {
  const exception = schedule.exceptions.find((each) => each.date === date);
  if (exception !== undefined) {
    return { because: 'exception', title: exception.title, periods: exception.periods };
  }
  const swap = schedule.swaps.find((each) => each.date === date);
  if (swap !== undefined) return { because: 'swap', title: swap.title, periods: ofWeekday(schedule, swap.weekday) };
  const holiday = schedule.holidays.find((each) => each.fromDate <= date && date <= each.toDate);
  if (holiday !== undefined) return { because: 'holiday', title: holiday.title, periods: holiday.periods };
  return { because: 'weekly', periods: ofWeekday(schedule, weekdayOf(date)) };
}

function ofWeekday(schedule: Schedule, weekday: number): readonly Period[] {
  return schedule.weekly.filter((period) => period.weekdays.includes(weekday));
}
