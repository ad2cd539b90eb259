import type { Locale } from '../../src-main/contract/users.ts';

const MINUTE_MS = 60_000;
const WEEK_MS = 7 * 86_400_000;
const LANGUAGES: Record<Locale, string> = { 'zh-CN': 'zh-CN', en: 'en-GB' };

/** `今天 12:00`, within a week `周一 08:30`, else `2月24日 08:30`, by the clocks of a zone. */
export function formatInZone(
  unixMs: number,
  near: { readonly nowMs: number; readonly timeZone: string; readonly locale: Locale },
): string {
  const { nowMs, timeZone, locale } = near;
  const language = LANGUAGES[locale];
  const part = (atMs: number, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(language, { timeZone, ...options }).format(atMs);
  const time = part(unixMs, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const full = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
  if (part(unixMs, full) === part(nowMs, full)) return `${locale === 'zh-CN' ? '今天' : 'today'} ${time}`;
  if (Math.abs(unixMs - nowMs) < WEEK_MS) return `${part(unixMs, { weekday: 'short' })} ${time}`;
  return `${part(unixMs, { month: 'short', day: 'numeric' })} ${time}`;
}

/** `2026-10-01` as `10月1日 周四` or `Thu 1 Oct`. */
export function formatDay(date: string, locale: Locale): string {
  const options = { timeZone: 'UTC', month: 'short', day: 'numeric', weekday: 'short' } as const;
  return new Intl.DateTimeFormat(LANGUAGES[locale], options).format(Date.parse(`${date}T00:00:00Z`));
}

/** The date on the wall of a zone, as `2026-10-01`. */
export function dateInZone(unixMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    unixMs,
  );
}

/** The next midnight on the wall of a zone. Unix milliseconds. */
export function endOfDayInZone(unixMs: number, timeZone: string): number {
  const today = dateInZone(unixMs, timeZone);
  // A day is at most 25 hours long and its end is at a whole minute: between these two it is found by halving.
  let low = Math.floor(unixMs / MINUTE_MS);
  let high = low + 26 * 60;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (dateInZone(middle * MINUTE_MS, timeZone) <= today) low = middle;
    else high = middle;
  }
  return high * MINUTE_MS;
}
