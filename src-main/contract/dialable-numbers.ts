/**
 * Numbers that can be dialled, found in text: of the clipboard, of a `tel:` address, of somebody's web page. The finding
 * stands on nothing but its own functions, because the script for web pages is made of them too.
 */

export interface DialableNumber {
  /** As it stands in the text. */
  readonly text: string;
  /** As it is dialled: digits alone, another country's with 00, the country's own code left out. */
  readonly number: string;
  /** Asked for after the answer, where the text names one: 010-8888 8888 转 801. */
  readonly extension?: string;
  /** Place in the text, from 0. */
  readonly at: number;
}

/**
 * Mobile (with 0, 86 or +86), landline with area code, 400 and 800, other countries with + or 00, and short numbers that
 * a word such as 分机, 电话 or ext. announces. Between the digits there may be spaces, hyphens, dots and brackets, in full
 * width too. What touches another digit, letter or decimal point is none: bank cards, order numbers, prices. Pure.
 */
export function findDialableNumbers(text: string): DialableNumber[] {
  const plain = halfWidth(text);
  const found = longNumbers(text, plain);
  for (const short of shortNumbers(text, plain)) {
    const end = short.at + short.text.length;
    if (!found.some((long) => short.at < long.at + long.text.length && long.at < end)) found.push(short);
  }
  return found.sort((one, other) => one.at - other.at);
}

/** The number of a `tel:` address (RFC 3966) or of plain digits; undefined when it is none that can be dialled. Pure. */
export function numberOfTelAddress(address: string): string | undefined {
  const text = halfWidth(decoded(address.trim()).replace(/^tel:(\/\/)?/i, '')).replace(/;.*$/, '');
  const plain = text.replace(/[\s\-.()/]/g, '');
  if (!/^\+?[\d*#]{2,32}$/.test(plain)) return undefined;
  return dialled(plain) ?? plain.replace(/^\+/, '00');
}

function longNumbers(text: string, plain: string): DialableNumber[] {
  const found: DialableNumber[] = [];
  const candidates = /\+?\(?\+?\d(?:[ \-.()]{0,2}\d){6,22}/g;
  for (let match = candidates.exec(plain); match !== null; match = candidates.exec(plain)) {
    const at = match.index;
    const accepted = acceptedPart(plain, at, match[0]);
    // After one that is none, the next group of digits may begin another.
    candidates.lastIndex = at + (accepted?.text.length ?? /^\+?\(?\+?\d+/.exec(match[0])?.[0].length ?? 1);
    if (accepted !== undefined) found.push({ ...accepted, text: text.slice(at, at + accepted.text.length), at });
  }
  return found;
}

/** The longest part of a run of digits and signs, cut between groups only, that is a number on its own. */
function acceptedPart(plain: string, at: number, run: string): Omit<DialableNumber, 'at'> | undefined {
  if (/[\w.]$|\d[-:]$|[¥$€£]\s?$/.test(plain.slice(0, at))) return undefined;
  for (let part = run; part !== ''; part = part.replace(/[^\d]*\d+$/, '')) {
    const number = dialled(part);
    if (number === undefined) continue;
    const after = plain.slice(at + part.length);
    const named = /^\s*(?:-|#|转|分机|ext\.?)\s*:?\s*(\d{1,6})(?!\d)/i.exec(after);
    const mayHaveExtension = /^0[1-9]|^[48]00/.test(number) && !number.startsWith('00');
    if (named?.[1] !== undefined && mayHaveExtension) {
      return { text: `${part}${named[0]}`, number, extension: named[1] };
    }
    return /^(?:[A-Za-z_\d]|[.\-:,]\d|%)/.test(after) ? undefined : { text: part, number };
  }
  return undefined;
}

function shortNumbers(text: string, plain: string): DialableNumber[] {
  const announced = /(?:分机|内线|短号|电话|拨打?|ext\.?|extension|call|dial)[号\s:]{0,3}(\d{3,6})(?![\d\-.])/gi;
  return [...plain.matchAll(announced)].map((match) => {
    const number = match[1] ?? '';
    const at = match.index + match[0].length - number.length;
    return { text: text.slice(at, at + number.length), number, at };
  });
}

/** Full-width digits and signs as the plain ones, sign for sign, so that places stay the same. */
function halfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0\u2002-\u200a]/g, ' ')
    .replace(/[\u2010-\u2015\u2212]/g, '-');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** As it is dialled, when it is a whole number of a form that is known. */
function dialled(text: string): string | undefined {
  const digits = text.replace(/\D/g, '');
  if (/^[(\s]*\+(?!\(?86)/.test(text) || /^00(?!86)/.test(digits)) {
    const abroad = digits.replace(/^00/, '');
    return /^[1-9]\d{6,14}$/.test(abroad) ? `00${abroad}` : undefined;
  }
  const national = digits.replace(/^(?:00)?86(?=0?1[3-9]\d{9}$|0?[1-9]\d{8,10}$)/, '');
  if (/^0?1[3-9]\d{9}$/.test(national)) return national.replace(/^0/, '');
  if (/^[48]00\d{7}$/.test(national)) return national;
  if (/^0(?:10|2\d|[3-9]\d{2})[2-8]\d{6,7}$/.test(national)) return national;
  const isWithoutZero = national !== digits && /^(?:10|2\d|[3-9]\d{2})[2-8]\d{6,7}$/.test(national);
  return isWithoutZero ? `0${national}` : undefined;
}

/** All functions of this file, of which the script for web pages is made: their text, with the types gone. */
export const DIALABLE_NUMBER_FUNCTIONS: readonly ((...values: never[]) => unknown)[] = [
  findDialableNumbers,
  longNumbers,
  acceptedPart,
  shortNumbers,
  halfWidth,
  dialled,
];
