import type { LogFields } from './log.ts';

/** Fields that hold what belongs to people or opens doors. Compared without case. */
const PERSONAL_FIELDS = new Set([
  'ani',
  'aniraw',
  'callednumber',
  'caller',
  'callername',
  'callernumber',
  'dialled',
  'digits',
  'displayname',
  'dnis',
  'farname',
  'farnumber',
  'login',
  'name',
  'number',
  'password',
  'passwordhash',
  'phone',
  'secret',
  'token',
  'cookie',
]);

const TAKEN_OUT = '<personal>';

/**
 * Text without runs of digits that could be somebody's number: five or more, also with the separators people
 * write between them. Digits inside an id (call_8f3…) and figures with a unit are none.
 */
export function withoutPersonalText(text: string): string {
  return text.replace(/(?<![\w./:-])\+?\d(?:[ -]?\d){4,}(?![\w])(?! ?(?:ms|s|bytes|MiB)\b)/g, TAKEN_OUT);
}

/** Fields by their name; what is left passes as text does. */
export function withoutPersonalFields(fields: LogFields): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => {
      if (PERSONAL_FIELDS.has(key.toLowerCase())) return [key, TAKEN_OUT];
      return [key, typeof value === 'string' ? withoutPersonalText(value) : value];
    }),
  );
}
