/** The last day on which an entry counts, as `2026-12-31` by this machine's calendar; empty when it counts for good. */
export function dateOfExpiry(expiresAt: number | undefined): string {
  if (expiresAt === undefined) return '';
  const last = new Date(expiresAt - 1);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${last.getFullYear()}-${two(last.getMonth() + 1)}-${two(last.getDate())}`;
}

/** The end of that day; undefined when there is none. */
export function expiryOfDate(date: string): number | undefined {
  const [year, month, day] = date.split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  return new Date(year, month - 1, day + 1).getTime();
}
