/** Numbers are at most 32 digits; with these limits the most hostile expression takes well under a millisecond. */
const MAX_OPEN_QUANTIFIERS = 2;
const MAX_OPTIONAL = 4;
const MAX_ALTERNATIVES = 8;
const MAX_REPEAT = 32;

/**
 * Whether a regular expression is short work for every number. Allowed are digits, classes of digits, groups,
 * alternatives and repetition. Refused is what catastrophic backtracking is made of: a group that is repeated (a
 * quantifier within a quantifier), look-around, back references, and more open quantifiers than a few.
 */
export function isSafeExpression(source: string): boolean {
  const plain = source.replaceAll(/\[\^?(?:\d(?:-\d)?|\\d)+\]/g, 'd').replaceAll('\\d', 'd');
  if (!/^[\dd^$.*+?{},|():]+$/.test(plain)) return false;
  if (/\((?!\?:|[^?])/.test(plain) || /\)[*+{]/.test(plain) || /[*+?}][*+?{]/.test(plain)) return false;
  if (count(plain, /[*+]|\{\d*,\d*\}/g) > MAX_OPEN_QUANTIFIERS) return false;
  if (count(plain, /(?<!\()\?/g) > MAX_OPTIONAL || count(plain, /\|/g) > MAX_ALTERNATIVES) return false;
  if ((plain.match(/\d+(?=[},])/g) ?? []).some((repeat) => Number(repeat) > MAX_REPEAT)) return false;
  try {
    return new RegExp(source).source !== '';
  } catch {
    return false;
  }
}

function count(text: string, part: RegExp): number {
  return (text.match(part) ?? []).length;
}
