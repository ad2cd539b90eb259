import type { Locale } from '../../contract/users.ts';

const DAY_MS = 86_400_000;
/** What is more is said as many. */
const MOST_COUNTED = 99;

/** Names of the prompts that say a number as a count, from 0 to 99. */
export function spokenNumber(count: number, language: Locale): readonly string[] {
  if (count > MOST_COUNTED) return ['num-many'];
  const tens = Math.floor(count / 10);
  const ones = count % 10;
  const rest = ones === 0 ? [] : [`num-${ones}`];
  if (language === 'en') return count <= 20 ? [`num-${count}`] : [`num-${tens * 10}`, ...rest];
  if (count <= 10) return [`num-${count}`];
  return tens === 1 ? ['num-10', ...rest] : [`num-${tens}`, 'num-10', ...rest];
}

/** 您有两条新留言: a count of things takes 两 for two. */
export function spokenNewMessages(count: number, language: Locale): readonly string[] {
  if (language === 'en') {
    return count === 1
      ? ['vm-you-have', 'vm-one-new-message']
      : ['vm-you-have', ...spokenNumber(count, language), 'vm-new-messages'];
  }
  const number = count === 2 ? ['num-liang'] : spokenNumber(count, language);
  return ['vm-you-have', ...number, 'vm-new-messages'];
}

/** Digit by digit; in Chinese 一 of a number is 幺. Signs that are no digit are passed over. */
export function spokenDigits(number: string, language: Locale): readonly string[] {
  const digits = number.replaceAll(/\D/g, '');
  return Array.from(digits, (digit) => (digit === '1' && language === 'zh-CN' ? 'num-yao' : `num-${digit}`));
}

/** Day and time of the day by this machine's time zone, as `now` sees it. */
export function spokenTime(at: number, now: number, language: Locale): readonly string[] {
  const moment = new Date(at);
  const hours = moment.getHours();
  const minutes = moment.getMinutes();
  const day = spokenDay(moment, new Date(now), language);
  if (language === 'en') {
    const past =
      minutes === 0 ? ['word-oclock'] : minutes < 10 ? ['word-oh', `num-${minutes}`] : spokenNumber(minutes, language);
    return [...day, 'word-at', ...spokenNumber(hours, language), ...past];
  }
  const hour = hours === 2 ? ['num-liang'] : spokenNumber(hours, language);
  const zero = minutes < 10 ? ['num-0'] : [];
  const past = minutes === 0 ? ['word-sharp'] : [...zero, ...spokenNumber(minutes, language), 'word-minute'];
  return [...day, ...hour, 'word-hour', ...past];
}

function spokenDay(moment: Date, now: Date, language: Locale): readonly string[] {
  const days = Math.round((midnight(now) - midnight(moment)) / DAY_MS);
  if (days === 0) return ['word-today'];
  if (days === 1) return ['word-yesterday'];
  const month = moment.getMonth() + 1;
  const day = spokenNumber(moment.getDate(), language);
  if (language === 'en') return [`month-${month}`, ...day];
  return [...spokenNumber(month, language), 'word-month', ...day, 'word-day'];
}

function midnight(day: Date): number {
  return Date.UTC(day.getFullYear(), day.getMonth(), day.getDate());
}
