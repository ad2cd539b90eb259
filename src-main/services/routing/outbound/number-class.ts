import type { NumberClass } from '../../../contract/routing.ts';

/** An IP carrier's access code, behind which the number itself comes: nobody gets past a bar by dialling one. */
const CARRIER_PREFIX = /^179\d\d(?=\d{7,})/;

/** What each class is, by what a number looks like without a carrier's prefix. */
const CLASSES = {
  international: (digits) => digits.startsWith('00'),
  longDistance: (digits) => /^0[1-9]/.test(digits),
  mobile: (digits) => /^0?1[3-9]\d{9}$/.test(digits),
  premium: (digits, premiumPrefixes) => premiumPrefixes.some((prefix) => digits.startsWith(prefix)),
  local: (digits) => /^[2-8]\d{6,7}$/.test(digits),
} as const satisfies Record<NumberClass, (digits: string, premiumPrefixes: readonly string[]) => boolean>;

export function isOfClass(wanted: NumberClass, digits: string, premiumPrefixes: readonly string[]): boolean {
  return CLASSES[wanted](digits.replace(CARRIER_PREFIX, ''), premiumPrefixes);
}
