import {
  scheduleSchema,
  type Schedule,
  type ScheduleOverride,
  type WeeklyPeriod,
} from '../../src-main/contract/schedules.ts';
import { ScheduleBook } from '../../src-main/services/routing/index.ts';

/** Monday to Friday from 08:30 to 12:00 and from 13:30 to 17:30, lunch in between, in Shanghai. */
export function aSchedule(change: Partial<Schedule> = {}): Schedule {
  const weekdays = [1, 2, 3, 4, 5];
  return scheduleSchema.parse({
    scheduleId: 'office',
    title: '工作时间',
    timeZone: 'Asia/Shanghai',
    weekly: [
      { weekdays, from: '08:30', to: '12:00', kind: 'work' },
      { weekdays, from: '12:00', to: '13:30', kind: 'lunch' },
      { weekdays, from: '13:30', to: '17:30', kind: 'work' },
    ],
    holidays: [],
    swaps: [],
    exceptions: [],
    ...change,
  });
}

/** As `every([6, 7], '22:00', '06:00', 'duty')`. */
export function every(weekdays: number[], from: string, to: string, kind: WeeklyPeriod['kind']): WeeklyPeriod {
  return { weekdays, from, to, kind };
}

/** `2026-10-01 12:10` on clocks that are so far ahead of UTC. */
export function momentIn(offsetHours: number, text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}:00Z`) - offsetHours * 3_600_000;
}

/** In Shanghai. */
export function shanghai(text: string): number {
  return momentIn(8, text);
}

export function bookOf(schedule: Schedule, override?: ScheduleOverride): ScheduleBook {
  return new ScheduleBook([override === undefined ? { schedule } : { schedule, override }]);
}

/** Kinds at moments, as `work lunch off`. */
export function kindsAt(schedule: Schedule, moments: readonly number[]): string {
  const book = bookOf(schedule);
  return moments.map((atMs) => book.kindAt('office', atMs)).join(' ');
}
