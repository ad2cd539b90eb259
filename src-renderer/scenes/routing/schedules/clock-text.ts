import type { Period } from '../../../../src-main/contract/schedules.ts';

export const DAY_MINUTES = 1440;

/** `8`, `830`, `8:30` and `08：30` as `08:30`; what is no time stays as it is. */
export function tidyTime(typed: string): string {
  const plain = typed.normalize('NFKC').trim();
  const [, hour = '', minute = '00'] = /^(\d{1,2})(?::?(\d{2}))?$/.exec(plain) ?? [];
  return hour === '' ? plain : `${hour.padStart(2, '0')}:${minute}`;
}

export function isBeginTime(time: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(time);
}

export function isEndTime(time: string): boolean {
  return isBeginTime(time) || time === '24:00';
}

/** Minutes since 0:00. */
export function minuteOf(time: string): number {
  const [hour = '0', minute = '0'] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}

export function isOverMidnight(period: Pick<Period, 'from' | 'to'>): boolean {
  return minuteOf(period.to) < minuteOf(period.from);
}

export function byBeginning(one: Pick<Period, 'from'>, other: Pick<Period, 'from'>): number {
  return minuteOf(one.from) - minuteOf(other.from);
}
