import { randomUUID } from 'node:crypto';
import type { UserId } from '../../../contract/ids.ts';
import {
  scheduleIdSchema,
  type OverrideInput,
  type Schedule,
  type ScheduleId,
  type ScheduleInput,
  type ScheduleMoment,
  type ScheduleOverride,
  type YearDay,
} from '../../../contract/schedules.ts';
import type { Clock } from '../../../foundation/clock.ts';
import type { Fault } from '../../../foundation/errors.ts';
import { failed, ok, type Result } from '../../../foundation/result.ts';
import type { SchedulesRepository } from '../../../storage/repositories/schedules.ts';
import { checkSchedule } from './check-schedule.ts';
import { HOLIDAY_CALENDARS } from './public-holidays.ts';
import { overrideAt, ScheduleBook, type LoadedSchedule } from './schedule-book.ts';
import { calendarUnknown, overrideEnded, scheduleInUse, scheduleUnknown } from './schedule-faults.ts';

/** An override is for the exceptional: what lasts longer belongs into the schedule itself. */
const LONGEST_OVERRIDE_MS = 31 * 86_400_000;

export interface SchedulesParts {
  readonly repository: Pick<SchedulesRepository, 'all' | 'save' | 'setOverride' | 'remove'>;
  /** The clock that calls follow. */
  readonly clock: Clock;
  /** Whether a rule would be left without its schedule. */
  readonly isUsed: (scheduleId: ScheduleId) => Promise<boolean>;
}

/**
 * The schedules of the house: kept in the database, answered from the book. What a call asks is in `book`; it shows
 * a change as soon as the change is stored.
 */
export class SchedulesService {
  readonly book = new ScheduleBook();
  readonly #parts: SchedulesParts;
  #loaded: readonly LoadedSchedule[] = [];

  constructor(parts: SchedulesParts) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    this.#loaded = await this.#parts.repository.all();
    this.book.load(this.#loaded);
  }

  /** Every schedule, with its override while that holds. */
  all(): readonly LoadedSchedule[] {
    const nowMs = this.#parts.clock.nowMs();
    return this.#loaded.map(({ schedule, override }) => {
      const holding = overrideAt(override, nowMs);
      return holding === undefined ? { schedule } : { schedule, override: holding };
    });
  }

  /** What the schedule says now, and when it says something else. */
  momentOf(scheduleId: ScheduleId, atMs = this.#parts.clock.nowMs()): Result<ScheduleMoment, Fault> {
    const now = this.book.explainAt(scheduleId, atMs);
    if (now === undefined) return failed(scheduleUnknown(scheduleId));
    const next = this.book.nextChange(scheduleId, atMs);
    return ok(next === undefined ? { at: atMs, now } : { at: atMs, now, next });
  }

  yearPreview(scheduleId: ScheduleId, year: number): Result<readonly YearDay[], Fault> {
    const days = this.book.yearPreview(scheduleId, year);
    return days === undefined ? failed(scheduleUnknown(scheduleId)) : ok(days);
  }

  /** Faults: schedule/overlap, schedule/invalid; nothing was stored then. */
  async create(input: ScheduleInput): Promise<Result<Schedule, Fault>> {
    return this.#store({ ...input, scheduleId: scheduleIdSchema.parse(`schedule_${randomUUID()}`) });
  }

  /** Puts the schedule in the place of the one with its id; its override stays. Faults: as create, request/notFound. */
  async replace(scheduleId: ScheduleId, input: ScheduleInput): Promise<Result<Schedule, Fault>> {
    if (this.#find(scheduleId) === undefined) return failed(scheduleUnknown(scheduleId));
    return this.#store({ ...input, scheduleId });
  }

  /** Faults: request/notFound, schedule/inUse. */
  async remove(scheduleId: ScheduleId): Promise<Result<void, Fault>> {
    if (this.#find(scheduleId) === undefined) return failed(scheduleUnknown(scheduleId));
    if (await this.#parts.isUsed(scheduleId)) return failed(scheduleInUse(scheduleId));
    await this.#parts.repository.remove(scheduleId);
    await this.start();
    return ok();
  }

  /** From now until its end, over everything that the schedule says. Faults: request/notFound, schedule/invalid. */
  async setOverride(
    scheduleId: ScheduleId,
    input: OverrideInput,
    by: UserId,
  ): Promise<Result<ScheduleOverride, Fault>> {
    if (this.#find(scheduleId) === undefined) return failed(scheduleUnknown(scheduleId));
    const nowMs = this.#parts.clock.nowMs();
    if (input.until <= nowMs || input.until > nowMs + LONGEST_OVERRIDE_MS) return failed(overrideEnded(scheduleId));
    const override = { ...input, setAt: nowMs, byUserId: by };
    await this.#parts.repository.setOverride(scheduleId, override);
    await this.start();
    return ok(override);
  }

  /** Ends the override now; there may be none. Fault: request/notFound. */
  async clearOverride(scheduleId: ScheduleId): Promise<Result<void, Fault>> {
    if (this.#find(scheduleId) === undefined) return failed(scheduleUnknown(scheduleId));
    await this.#parts.repository.setOverride(scheduleId, undefined);
    await this.start();
    return ok();
  }

  /** Adds public holidays; dates that the schedule has already stay as they are. Faults: request/notFound. */
  async addCalendar(scheduleId: ScheduleId, calendarId: string): Promise<Result<Schedule, Fault>> {
    const schedule = this.#find(scheduleId);
    if (schedule === undefined) return failed(scheduleUnknown(scheduleId));
    const calendar = HOLIDAY_CALENDARS.find((each) => each.calendarId === calendarId);
    if (calendar === undefined) return failed(calendarUnknown(calendarId));
    const { holidays, swaps } = schedule;
    const freshHolidays = calendar.holidays.filter((each) => !holidays.some((has) => has.fromDate === each.fromDate));
    const freshSwaps = calendar.swaps.filter((each) => !swaps.some((has) => has.date === each.date));
    return this.#store({
      ...schedule,
      holidays: [...holidays, ...freshHolidays].toSorted((one, other) => (one.fromDate < other.fromDate ? -1 : 1)),
      swaps: [...swaps, ...freshSwaps].toSorted((one, other) => (one.date < other.date ? -1 : 1)),
    });
  }

  #find(scheduleId: ScheduleId): Schedule | undefined {
    return this.#loaded.find(({ schedule }) => schedule.scheduleId === scheduleId)?.schedule;
  }

  async #store(schedule: Schedule): Promise<Result<Schedule, Fault>> {
    const checked = checkSchedule(schedule);
    if (!checked.ok) return checked;
    await this.#parts.repository.save(schedule);
    await this.start();
    return ok(schedule);
  }
}
