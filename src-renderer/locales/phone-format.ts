/**
 * Phone numbers for the eye: mobile 3-4-4, landline with its area code, 400 and 800 numbers grouped, short
 * codes and extensions bare. What is stored is never changed.
 */
export function formatPhone(number: string): string {
  const plain = number.replace(/[\s\-()]/g, '');
  const national = plain.replace(/^(\+86|0086|86(?=1[3-9]\d{9}$))/, '').replace(/^0(?=1[3-9]\d{9}$)/, '');
  return formatNational(national) ?? plain;
}

/** Digits only, without the prefixes that sorting and searching pass over (0, 86). */
export function searchableDigits(number: string): string {
  return number.replace(/\D/g, '').replace(/^(0086|86(?=\d{9,})|0)/, '');
}

function formatNational(number: string): string | undefined {
  if (/^1[3-9]\d{9}$/.test(number)) return group(number, [3, 4, 4], ' ');
  if (/^[48]00\d{7}$/.test(number)) return group(number, [3, 3, 4], ' ');
  const landline = /^(0(?:10|2\d|[3-9]\d{2}))(\d{7,8})$/.exec(number);
  if (landline) return `${landline[1] ?? ''}-${formatLocal(landline[2] ?? '')}`;
  if (/^[2-8]\d{6,7}$/.test(number)) return formatLocal(number);
  return undefined;
}

function formatLocal(number: string): string {
  return number.length === 8 ? group(number, [4, 4], ' ') : group(number, [3, 4], ' ');
}

function group(digits: string, sizes: readonly number[], separator: string): string {
  const parts: string[] = [];
  let from = 0;
  for (const size of sizes) {
    parts.push(digits.slice(from, from + size));
    from += size;
  }
  return parts.join(separator);
}
