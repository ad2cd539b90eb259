import type { Because, PeriodKind, Schedule } from '../../../contract/schedules.ts';
import { addDays, minuteOf, MINUTES_A_DAY, type CivilDate } from './civil-date.ts';
import { planOf, type DayPlan } from './day-plan.ts';

/** A stretch of one date in minutes of the day; `toMinute` is the first that no longer belongs to it. */
export interface DaySpan {
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly kind: PeriodKind;
  readonly because: Because;
  readonly title?: string;
}

/**
 * A date from 0:00 to 24:00 without gaps. What began the day before goes on over midnight, whatever this day is,
 * until a period of this day's own begins; what nothing covers is off.
 */
export function spansOfDay(schedule: Schedule, date: CivilDate): readonly DaySpan[] {
  const own = planOf(schedule, date);
  const layers = [uncovered(own), ...overMidnight(planOf(schedule, addDays(date, -1))), ...begunToday(own)];
  const edges = [...new Set(layers.flatMap((layer) => [layer.fromMinute, layer.toMinute]))].sort((a, b) => a - b);
  const spans: DaySpan[] = [];
  for (const [at, fromMinute] of edges.entries()) {
    const toMinute = edges[at + 1];
    const top = layers.findLast((layer) => layer.fromMinute <= fromMinute && fromMinute < layer.toMinute);
    if (toMinute === undefined || top === undefined) continue;
    const last = spans.at(-1);
    if (last !== undefined && isAlike(last, top)) spans[spans.length - 1] = { ...last, toMinute };
    else spans.push({ ...top, fromMinute, toMinute });
  }
  return spans;
}

/** Whether two stretches say the same for the same reason. */
export function isAlike(
  one: Pick<DaySpan, 'kind' | 'because' | 'title'>,
  other: Pick<DaySpan, 'kind' | 'because' | 'title'>,
): boolean {
  return one.kind === other.kind && one.because === other.because && one.title === other.title;
}

/** An exception or a holiday says of its whole day that it is off; the week says nothing of what it leaves out. */
function uncovered(plan: DayPlan): DaySpan {
  const because = plan.because === 'weekly' || plan.because === 'swap' ? 'nothing' : plan.because;
  const off = { fromMinute: 0, toMinute: MINUTES_A_DAY, kind: 'off', because } as const;
  return because === 'nothing' || plan.title === undefined ? off : { ...off, title: plan.title };
}

function overMidnight(plan: DayPlan): readonly DaySpan[] {
  return plan.periods.flatMap((period) =>
    minuteOf(period.to) < minuteOf(period.from)
      ? [{ fromMinute: 0, toMinute: minuteOf(period.to), kind: period.kind, ...reasonOf(plan) }]
      : [],
  );
}

function begunToday(plan: DayPlan): readonly DaySpan[] {
  return plan.periods.map((period) => {
    const fromMinute = minuteOf(period.from);
    const toMinute = minuteOf(period.to) < fromMinute ? MINUTES_A_DAY : minuteOf(period.to);
    return { fromMinute, toMinute, kind: period.kind, ...reasonOf(plan) };
  });
}

function reasonOf(plan: DayPlan): Pick<DaySpan, 'because' | 'title'> {
  return plan.title === undefined ? { because: plan.because } : { because: plan.because, title: plan.title };
}
