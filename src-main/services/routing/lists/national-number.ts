/** Longer than any number; what is behind is not looked at. */
const MAX_DIGITS = 32;

/** What stands before a number and does not belong to it, in the order of dialling: exit digit, carrier, zero. */
const EXIT_DIGIT = /^9(?=0?1[3-9]\d{9}$|0\d{9,11}$|179\d{9,})/;
const CARRIER = /^179\d\d(?=\d{7,})/;
const COUNTRY = /^(?:0086|86(?=1[3-9]\d{9}$|[1-9]\d{9,10}$))/;
const MOBILE_ZERO = /^0(?=1[3-9]\d{9}$)/;

const MOBILE = /^1[3-9]\d{9}$/;
const NATIONWIDE = /^[48]00\d{7}$/;

/**
 * A number as it is written in the country itself: `+86 139-0000-1234`, `013900001234`, `9,13900001234` and
 * `17909 13900001234` are 13900001234, `+86 10 8888 8888` is 01088888888. Numbers of other countries begin with 00.
 * Empty when there is no digit.
 */
export function nationalNumber(text: string): string {
  return withAreaZero(
    dialledDigits(text).replace(EXIT_DIGIT, '').replace(CARRIER, '').replace(COUNTRY, '').replace(MOBILE_ZERO, ''),
  );
}

/**
 * The beginning of numbers, as far as it can be written like them: `+86138` and `0138` are 138. A carrier or a country
 * alone stays as it is dialled: nothing is left of it otherwise, and nothing is the beginning of every number.
 */
export function nationalPrefix(text: string): string {
  const digits = dialledDigits(text).replace(/^179\d\d(?=\d{3})/, '');
  const bare = digits.replace(/^0086(?=\d)/, '').replace(/^0(?=1[3-9])/, '');
  const isAreaCode = /^0086\d/.test(digits) && !/^(?:0|1[3-9]|[48]00)/.test(bare);
  return isAreaCode ? `0${bare}` : bare;
}

/** The digits alone; a plus is the 00 that it stands for. */
export function dialledDigits(text: string): string {
  const plain = text.normalize('NFKC').trim();
  const digits = plain.replaceAll(/\D/g, '').slice(0, MAX_DIGITS);
  return plain.startsWith('+') ? `00${digits}` : digits;
}

/** Ten or eleven digits that are no mobile and no nationwide number begin with an area code. */
function withAreaZero(digits: string): string {
  const isComplete = digits.length === 10 || digits.length === 11;
  return isComplete && !digits.startsWith('0') && !MOBILE.test(digits) && !NATIONWIDE.test(digits)
    ? `0${digits}`
    : digits;
}
