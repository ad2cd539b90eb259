import type { Explanation, PeriodKind, Schedule, ScheduleChange, YearDay } from '../../../contract/schedules.ts';
import { addDays, clockText, datesOfYear, weekdayOf, type CivilDate } from './civil-date.ts';
import { planOf } from './day-plan.ts';
import { isAlike, spansOfDay, type DaySpan } from './day-spans.ts';
import { ZoneTime } from './zone-time.ts';

/** A stretch of time with one kind for one reason, in Unix milliseconds. */
type Span = Pick<DaySpan, 'kind' | 'because' | 'title'> & { readonly fromMs: number; readonly toMs: number };

/** So far the ends of a stretch are looked for, in days: longer than any holiday, short enough for every call. */
const EXPLAINED_DAYS = 40;
/** So far the next change is looked for, in days: the same day of the next year is in it. */
const FORESEEN_DAYS = 400;

/** One schedule on the clocks of its zone, without overrides. */
export class ScheduleTimeline {
  readonly #schedule: Schedule;
  readonly #zone: ZoneTime;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
    this.#zone = new ZoneTime(schedule.timeZone);
  }

  kindAt(atMs: number): PeriodKind {
    return this.#spanAt(atMs).kind;
  }

  explainAt(atMs: number): Explanation {
    const { kind, because, title } = this.#spanAt(atMs);
    const from = this.#beginOf(atMs);
    const to = this.#endOf(atMs, EXPLAINED_DAYS, isAlike);
    return {
      kind,
      because,
      ...(title === undefined ? {} : { title }),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    };
  }

  nextChange(atMs: number): ScheduleChange | undefined {
    const changeMs = this.#endOf(atMs, FORESEEN_DAYS, (one, other) => one.kind === other.kind);
    return changeMs === undefined ? undefined : { atMs: changeMs, kind: this.kindAt(changeMs) };
  }

  yearPreview(year: number): readonly YearDay[] {
    return datesOfYear(year).map((date) => {
      const { because, title, periods } = planOf(this.#schedule, date);
      const spans = sameKindJoined(spansOfDay(this.#schedule, date));
      return {
        date,
        weekday: weekdayOf(date),
        because: because === 'weekly' && periods.length === 0 ? 'nothing' : because,
        ...(title === undefined ? {} : { title }),
        spans: spans.map(({ kind, fromMinute, toMinute }) => ({
          kind,
          from: clockText(fromMinute),
          to: clockText(toMinute),
        })),
      };
    });
  }

  #spanAt(atMs: number): Span {
    const date = this.#zone.dateAt(atMs);
    const holds = (span: Span): boolean => span.fromMs <= atMs && atMs < span.toMs;
    // Clocks put back over midnight show the date of yesterday again, when today has begun already.
    const span = this.#spansOf(date).find(holds) ?? this.#spansOf(addDays(date, 1)).find(holds);
    if (span === undefined) throw new Error('the spans of a day do not cover it');
    return span;
  }

  /** The end of the stretch that `atMs` is in, as far as neighbours are alike; undefined when it goes on beyond. */
  #endOf(atMs: number, days: number, alike: (one: Span, other: Span) => boolean): number | undefined {
    const first = this.#spanAt(atMs);
    let date = this.#zone.dateAt(atMs);
    for (let day = 0; day <= days; day += 1, date = addDays(date, 1)) {
      const other = this.#spansOf(date).find((span) => span.fromMs > atMs && !alike(first, span));
      if (other !== undefined) return other.fromMs;
    }
    return undefined;
  }

  #beginOf(atMs: number): number | undefined {
    const first = this.#spanAt(atMs);
    let date = this.#zone.dateAt(atMs);
    for (let day = 0; day <= EXPLAINED_DAYS; day += 1, date = addDays(date, -1)) {
      const other = this.#spansOf(date).findLast((span) => span.toMs <= atMs && !isAlike(first, span));
      if (other !== undefined) return other.toMs;
    }
    return undefined;
  }

  /** What a change of the clocks leaves nothing of is left out. */
  #spansOf(date: CivilDate): readonly Span[] {
    return spansOfDay(this.#schedule, date)
      .map(({ fromMinute, toMinute, ...span }) => ({
        ...span,
        fromMs: this.#zone.momentOf(date, fromMinute),
        toMs: this.#zone.momentOf(date, toMinute),
      }))
      .filter((span) => span.fromMs < span.toMs);
  }
}

function sameKindJoined(spans: readonly DaySpan[]): readonly DaySpan[] {
  const joined: DaySpan[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last?.kind === span.kind) joined[joined.length - 1] = { ...last, toMinute: span.toMinute };
    else joined.push(span);
  }
  return joined;
}
