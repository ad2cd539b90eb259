import type {
  Explanation,
  PeriodKind,
  Schedule,
  ScheduleChange,
  ScheduleOverride,
  YearDay,
} from '../../../contract/schedules.ts';
import { ScheduleTimeline } from './schedule-timeline.ts';

export interface LoadedSchedule {
  readonly schedule: Schedule;
  readonly override?: ScheduleOverride;
}

/**
 * What all schedules say at any moment. It holds what was loaded last, so a decision about a call waits for no
 * database. Every answer is undefined for a schedule that is not in it.
 */
export class ScheduleBook {
  readonly #pages = new Map<string, { readonly timeline: ScheduleTimeline; readonly override?: ScheduleOverride }>();

  constructor(loaded: readonly LoadedSchedule[] = []) {
    this.load(loaded);
  }

  /** Takes the place of everything that was loaded before. */
  load(loaded: readonly LoadedSchedule[]): void {
    this.#pages.clear();
    for (const { schedule, override } of loaded) {
      const timeline = new ScheduleTimeline(schedule);
      this.#pages.set(schedule.scheduleId, override === undefined ? { timeline } : { timeline, override });
    }
  }

  kindAt(scheduleId: string, atMs: number): PeriodKind | undefined {
    const page = this.#pages.get(scheduleId);
    return overrideAt(page?.override, atMs)?.kind ?? page?.timeline.kindAt(atMs);
  }

  explainAt(scheduleId: string, atMs: number): Explanation | undefined {
    const page = this.#pages.get(scheduleId);
    const override = overrideAt(page?.override, atMs);
    if (override === undefined) return page?.timeline.explainAt(atMs);
    const { kind, reason, setAt, until } = override;
    return { kind, because: 'override', ...(reason === '' ? {} : { title: reason }), from: setAt, to: until };
  }

  /** The next moment at which another kind begins. An override that ends into its own kind changes nothing. */
  nextChange(scheduleId: string, atMs: number): ScheduleChange | undefined {
    const page = this.#pages.get(scheduleId);
    const override = overrideAt(page?.override, atMs);
    if (override === undefined) return page?.timeline.nextChange(atMs);
    const after = page?.timeline.kindAt(override.until);
    if (after === undefined || after === override.kind) return page?.timeline.nextChange(override.until);
    return { atMs: override.until, kind: after };
  }

  yearPreview(scheduleId: string, year: number): readonly YearDay[] | undefined {
    return this.#pages.get(scheduleId)?.timeline.yearPreview(year);
  }
}

/** The override, while it holds. */
export function overrideAt(override: ScheduleOverride | undefined, atMs: number): ScheduleOverride | undefined {
  return override !== undefined && override.setAt <= atMs && atMs < override.until ? override : undefined;
}
