/** A date of the calendar without time or zone, as `2026-10-01`; the order of the texts is that of the days. */
export type CivilDate = string;

const DAY_MS = 86_400_000;

export function civilDate(year: number, month: number, day: number): CivilDate {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** Days since 1 January 1970. */
export function dayNumber(date: CivilDate): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

export function dateOfDay(day: number): CivilDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return dateOfDay(dayNumber(date) + days);
}

/** 1 Monday to 7 Sunday. */
export function weekdayOf(date: CivilDate): number {
  // Day 0 was a Thursday.
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

/** 365 or 366 dates. */
export function datesOfYear(year: number): readonly CivilDate[] {
  const first = dayNumber(civilDate(year, 1, 1));
  const count = dayNumber(civilDate(year + 1, 1, 1)) - first;
  return Array.from({ length: count }, (_, at) => dateOfDay(first + at));
}

export const MINUTES_A_DAY = 1440;

/** Of `08:30` 510, of `24:00` 1440. */
export function minuteOf(time: string): number {
  const [hour = '0', minute = '0'] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}

/** Of 510 `08:30`, of 1440 `24:00`. */
export function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
