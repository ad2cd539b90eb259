import type { Locale } from '../../src-main/contract/users.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `0:42`, `12:05`, `1:02:07`; whole seconds, never negative. */
export function formatDuration(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const seconds = two(total % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${seconds}` : `${minutes}:${seconds}`;
}

/** `14:03:22` in this machine's time zone. */
export function formatClockTime(unixMs: number): string {
  const at = new Date(unixMs);
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** `2026-11-20 14:03:22` in Chinese, `20 Nov 2026, 14:03:22` in English. */
export function formatDateTime(unixMs: number, locale: Locale): string {
  const at = new Date(unixMs);
  const time = formatClockTime(unixMs);
  if (locale === 'zh-CN') return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${time}`;
  return `${at.getDate()} ${MONTHS[at.getMonth()] ?? ''} ${at.getFullYear()}, ${time}`;
}

/** `今天 14:03`, `昨天 14:03`, then the date without the seconds; `nowMs` decides what today is. */
export function formatShort(unixMs: number, nowMs: number, locale: Locale): string {
  const at = new Date(unixMs);
  const time = `${two(at.getHours())}:${two(at.getMinutes())}`;
  const days = dayNumber(nowMs) - dayNumber(unixMs);
  if (days === 0) return `${locale === 'zh-CN' ? '今天' : 'Today'} ${time}`;
  if (days === 1) return `${locale === 'zh-CN' ? '昨天' : 'Yesterday'} ${time}`;
  if (locale === 'zh-CN') return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${time}`;
  return `${at.getDate()} ${MONTHS[at.getMonth()] ?? ''} ${at.getFullYear()} ${time}`;
}

/** Days since 1970 by the calendar of this machine's time zone. */
function dayNumber(unixMs: number): number {
  const at = new Date(unixMs);
  return Math.floor(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / 86_400_000);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
