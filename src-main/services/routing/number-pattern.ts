import { NO_NUMBER_PATTERN } from '../../contract/number-pattern.ts';
import { searchableNumbers } from '../../storage/searchable-text.ts';

/** More digits than any number has; what is behind them is not looked at. */
const MAX_DIGITS = 32;
/** An IP carrier's access code before a number, as 17909. */
const CARRIER_PREFIX = /^179\d\d(?=\d{7,})/;

/**
 * Whether a caller's number is like a pattern of contract/number-pattern.ts. Country code, trunk zero and carrier
 * prefixes do not count: +86 138…, 0138… and 138… are one number, in the pattern as on the line.
 */
export function isLikeCaller(pattern: string, number: string): boolean {
  if (pattern === NO_NUMBER_PATTERN) return number === '';
  const forms = numberForms(number);
  if (pattern.startsWith('~')) return forms.some((form) => new RegExp(pattern.slice(1)).test(form));
  const wanted = digitsOf(pattern.replace(/\*$/, ''));
  const patternForms = pattern.includes('?') || pattern.endsWith('*') ? [wanted] : numberForms(pattern);
  return patternForms.some((each) => forms.some((form) => isLikeDigits(starred(each, pattern), form)));
}

/** Whether digits, exactly as they are dialled, are like a pattern. */
export function isLikeDigits(pattern: string, digits: string): boolean {
  if (pattern === NO_NUMBER_PATTERN) return digits === '';
  if (digits === '') return false;
  if (pattern.startsWith('~')) return new RegExp(pattern.slice(1)).test(digits.slice(0, MAX_DIGITS));
  const isPrefix = pattern.endsWith('*');
  const wanted = digitsOf(isPrefix ? pattern.slice(0, -1) : pattern);
  if (isPrefix ? digits.length < wanted.length : digits.length !== wanted.length) return false;
  for (let at = 0; at < wanted.length; at += 1) {
    if (wanted[at] !== '?' && wanted[at] !== digits[at]) return false;
  }
  return true;
}

/** The digits as they arrived, and without what stands before a number and does not belong to it. */
function numberForms(number: string): readonly string[] {
  const digits = number.replace(/\D/g, '').slice(0, MAX_DIGITS);
  if (digits === '') return [];
  const bare = digits.replace(CARRIER_PREFIX, '');
  return [...new Set([digits, ...searchableNumbers(digits), ...searchableNumbers(bare)])];
}

function digitsOf(pattern: string): string {
  return pattern.replace(/[^\d?#*]/g, '');
}

function starred(digits: string, pattern: string): string {
  return pattern.endsWith('*') ? `${digits}*` : digits;
}
