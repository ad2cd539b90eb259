import { addDays, MINUTES_A_DAY, type CivilDate } from './civil-date.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The zone of the machine that the server runs on. */
export function serverTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/**
 * What clocks on the wall of a zone show, and when. Where they are put forward, a time that they never show is the
 * moment of putting forward; where they are put back, a time that they show twice is its first showing. So each
 * minute of a date has one moment, and later minutes never come earlier: no period is counted twice or backwards.
 */
export class ZoneTime {
  readonly #format: Intl.DateTimeFormat;

  /** @param timeZone a name for which `isTimeZone` holds. */
  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  dateAt(atMs: number): CivilDate {
    return new Date(atMs + this.offsetMs(atMs)).toISOString().slice(0, 10);
  }

  /** How far the zone's clocks are ahead of UTC. */
  offsetMs(atMs: number): number {
    const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = (
      this.#format.format(atMs).match(/\d+/g) ?? []
    ).map(Number);
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(atMs / 1000) * 1000;
  }

  /** The moment of a minute of the day; 1440 is the beginning of the next. Unix milliseconds. */
  momentOf(date: CivilDate, minute: number): number {
    if (minute === MINUTES_A_DAY) return this.momentOf(addDays(date, 1), 0);
    const shown = Date.parse(`${date}T00:00:00Z`) + minute * MINUTE_MS;
    const before = this.offsetMs(shown - DAY_MS);
    const after = this.offsetMs(shown + DAY_MS);
    if (before === after) return shown - before;
    const showings = [shown - before, shown - after].filter((at) => at + this.offsetMs(at) === shown);
    return showings.length > 0 ? Math.min(...showings) : this.#changeBetween(shown - DAY_MS, shown + DAY_MS);
  }

  /** The moment at which the offset changes between two others; clocks are changed at whole minutes. */
  #changeBetween(fromMs: number, toMs: number): number {
    const before = this.offsetMs(fromMs);
    let low = Math.floor(fromMs / MINUTE_MS);
    let high = Math.ceil(toMs / MINUTE_MS);
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.offsetMs(middle * MINUTE_MS) === before) low = middle;
      else high = middle;
    }
    return high * MINUTE_MS;
  }
}
