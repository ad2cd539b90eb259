import { randomInt } from 'node:crypto';
import { pinSchema } from '../../contract/voicemail.ts';

const ROWS = '01234567890 09876543210';
const GIVEN_OUT_DIGITS = 6;

/** Whether a PIN would be among the first guesses: one digit, a row of digits, the number of the box. */
export function isWeakPin(pin: string, boxNo: string): boolean {
  if (!pinSchema.safeParse(pin).success) return true;
  return new Set(pin).size === 1 || ROWS.includes(pin) || pin === boxNo;
}

/** To be told to somebody, and changed at its first use. */
export function newPin(): string {
  return Array.from({ length: GIVEN_OUT_DIGITS }, () => String(randomInt(10))).join('');
}
