import type { Cell } from './call-rows.ts';

/** Says to a spreadsheet that the text is UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

/**
 * One line as RFC 4180 has it, with CR LF. A text that a spreadsheet would take for a formula gets an apostrophe before
 * it, because names and numbers of callers come from outside (CWE-1236).
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvField).join(',')}\r\n`;
}

function csvField(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const text = typeof cell === 'string' ? withoutFormula(cell) : isoWithOffset(cell.momentMs);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function withoutFormula(text: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
}

/** `2026-11-20T14:03:22+08:00`, by the server's time zone. */
export function isoWithOffset(momentMs: number): string {
  const offsetMinutes = -new Date(momentMs).getTimezoneOffset();
  const local = new Date(momentMs + offsetMinutes * 60_000).toISOString().slice(0, 19);
  const [hours, minutes] = [Math.floor(Math.abs(offsetMinutes) / 60), Math.abs(offsetMinutes) % 60];
  return `${local}${offsetMinutes < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
