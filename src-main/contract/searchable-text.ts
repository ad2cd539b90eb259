/** What stands before a number and does not belong to it: exit digit, country code, trunk zero. */
const PREFIXES = [/^9(?=0?1[3-9]\d{9}$)/, /^(?:00)?86(?=[1-9]\d)/, /^0(?=[1-9]\d)/];

/**
 * The forms of a number that the search compares: its digits as they stand, and without the prefixes when that
 * differs; so '+86 139-0000-1234', '013900001234' and '9,13900001234' have one form in common. A stored number
 * matches when one of its forms contains one of the sought ones. None when the text holds letters or no digit:
 * then it is a name.
 */
export function searchableNumbers(text: string): readonly string[] {
  const plain = text.normalize('NFKC');
  const digits = plain.replaceAll(/\D/g, '');
  if (digits === '' || /\p{L}/u.test(plain)) return [];
  const bare = PREFIXES.reduce((rest, prefix) => rest.replace(prefix, ''), digits);
  return bare === digits ? [digits] : [digits, bare];
}

/** A name as the search compares it: lower case, letters and digits alone. */
export function searchableName(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** The shortest form of a number: two numbers are of the same person when theirs are equal. Empty for none. */
export function bareNumber(text: string): string {
  return searchableNumbers(text).at(-1) ?? '';
}
