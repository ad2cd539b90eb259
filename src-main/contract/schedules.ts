import { z } from 'zod';
import { userIdSchema } from './ids.ts';

export const scheduleIdSchema = z
  .string()
  .regex(/^[\w-]{1,64}$/)
  .brand<'ScheduleId'>();
export type ScheduleId = z.infer<typeof scheduleIdSchema>;

/** What a moment is for the house: 上班, 午休, 下班, 值班. */
export const periodKindSchema = z.enum(['work', 'lunch', 'off', 'duty']);
export type PeriodKind = z.infer<typeof periodKindSchema>;

/** `2026-02-29` does not pass: the date must be in the calendar. */
export const civilDateSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(isInCalendar, 'is no date of the calendar');

/** 1 Monday to 7 Sunday. */
export const weekdaySchema = z.number().int().min(1).max(7);

const title = z.string().trim().min(1).max(60);

const periodShape = {
  from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  /** Before `from`: the period ends on the next day. `24:00` is the end of the day. */
  to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
  kind: periodKindSchema,
};
const lasts = (period: { readonly from: string; readonly to: string }): boolean => period.from !== period.to;

export const periodSchema = z.object(periodShape).refine(lasts, 'ends when it begins');
export type Period = z.infer<typeof periodSchema>;

/** A period of every week, on the days on which it begins. */
export const weeklyPeriodSchema = z
  .object({ ...periodShape, weekdays: z.array(weekdaySchema).min(1).max(7) })
  .refine(lasts, 'ends when it begins');
export type WeeklyPeriod = z.infer<typeof weeklyPeriodSchema>;

/** The first and the last day of a holiday. Without periods it is off all day. */
export const holidaySchema = z
  .object({ title, fromDate: civilDateSchema, toDate: civilDateSchema, periods: z.array(periodSchema).max(24) })
  .refine((holiday) => holiday.fromDate <= holiday.toDate, 'ends before it begins');
export type Holiday = z.infer<typeof holidaySchema>;

/** 调休: a date that follows the weekly plan of another weekday. */
export const swapSchema = z.object({ title, date: civilDateSchema, weekday: weekdaySchema });
export type Swap = z.infer<typeof swapSchema>;

/** One date with periods of its own; without any it is off all day. */
export const dateExceptionSchema = z.object({
  title,
  date: civilDateSchema,
  periods: z.array(periodSchema).max(24),
});
export type DateException = z.infer<typeof dateExceptionSchema>;

/** What a user says of a schedule. For one date an exception goes before a swap, a swap before a holiday. */
export const scheduleInputSchema = z.object({
  title,
  /** A name of the IANA database, as `Asia/Shanghai`. */
  timeZone: z.string().min(1).max(64),
  weekly: z.array(weeklyPeriodSchema).max(60),
  holidays: z.array(holidaySchema).max(200),
  swaps: z.array(swapSchema).max(200),
  exceptions: z.array(dateExceptionSchema).max(400),
});
export type ScheduleInput = z.infer<typeof scheduleInputSchema>;

export const scheduleSchema = scheduleInputSchema.extend({ scheduleId: scheduleIdSchema });
export type Schedule = z.infer<typeof scheduleSchema>;

export const overrideInputSchema = z.object({
  kind: periodKindSchema,
  /** Unix milliseconds; the override ends then by itself. */
  until: z.number().int(),
  reason: z.string().trim().max(200),
});
export type OverrideInput = z.infer<typeof overrideInputSchema>;

/** Somebody's hand on the schedule, over everything that it says. */
export const overrideSchema = overrideInputSchema.extend({ setAt: z.number().int(), byUserId: userIdSchema });
export type ScheduleOverride = z.infer<typeof overrideSchema>;

/** What decided: `nothing` when no period covers the moment, and then it is off. */
export const becauseSchema = z.enum(['override', 'exception', 'swap', 'holiday', 'weekly', 'nothing']);
export type Because = z.infer<typeof becauseSchema>;

export const explanationSchema = z.object({
  kind: periodKindSchema,
  because: becauseSchema,
  /** Of the holiday, swap or exception; of an override its reason. */
  title: z.string().optional(),
  /** When this began and when it ends, Unix milliseconds; absent when that is more than 40 days away. */
  from: z.number().int().optional(),
  to: z.number().int().optional(),
});
export type Explanation = z.infer<typeof explanationSchema>;

export const scheduleChangeSchema = z.object({ atMs: z.number().int(), kind: periodKindSchema });
export type ScheduleChange = z.infer<typeof scheduleChangeSchema>;

/** 现在 and 下次变化 of a schedule. */
export const scheduleMomentSchema = z.object({
  at: z.number().int(),
  now: explanationSchema,
  /** Absent when nothing changes within 400 days. */
  next: scheduleChangeSchema.optional(),
});
export type ScheduleMoment = z.infer<typeof scheduleMomentSchema>;

export const scheduleViewSchema = scheduleSchema.extend({
  override: overrideSchema.extend({ byName: z.string().optional() }).optional(),
  moment: scheduleMomentSchema,
});
export type ScheduleView = z.infer<typeof scheduleViewSchema>;

/** One day of the year view. The spans are in the schedule's local time and cover the day from 00:00 to 24:00. */
export const yearDaySchema = z.object({
  date: civilDateSchema,
  weekday: weekdaySchema,
  because: becauseSchema,
  title: z.string().optional(),
  spans: z.array(z.object({ kind: periodKindSchema, from: z.string(), to: z.string() })),
});
export type YearDay = z.infer<typeof yearDaySchema>;

/** Public holidays that come with the program, to be added to a schedule with one press. */
export const holidayCalendarSchema = z.object({
  calendarId: z.string(),
  title: z.string(),
  year: z.number().int(),
  holidays: z.array(holidaySchema),
  swaps: z.array(swapSchema),
});
export type HolidayCalendar = z.infer<typeof holidayCalendarSchema>;

export const scheduleListSchema = z.object({
  schedules: z.array(scheduleViewSchema),
  /** For a new schedule: the server's own. */
  serverTimeZone: z.string(),
  calendars: z.array(holidayCalendarSchema),
});
export type ScheduleList = z.infer<typeof scheduleListSchema>;

function isInCalendar(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
}
