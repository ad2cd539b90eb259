import type { ListEntryInput, RefusedLine } from '../../../contract/number-lists.ts';
import { civilDateSchema } from '../../../contract/schedules.ts';
import { addDays } from '../schedules/civil-date.ts';
import { serverTimeZone, ZoneTime } from '../schedules/zone-time.ts';
import { parsePattern } from './list-pattern.ts';

export type ReadLine =
  | { readonly kind: 'entry'; readonly lineNo: number; readonly text: string; readonly input: ListEntryInput }
  | { readonly kind: 'refused'; readonly line: RefusedLine };

const LONGEST_LINE = 400;
const SHOWN_OF_LINE = 80;
const LONGEST_REASON = 200;
const LONGEST_PATTERN = 64;

/** Fields end at a comma; the comma in the {3,8} of an expression does not count. */
const FIELDS = /^((?:\{[^}]*\}|[^,，\t{])*)(?:[,，\t]([^,，\t]*)(?:[,，\t](.*))?)?$/;

/**
 * Reads and writes lists as text, one entry a line: `pattern[,expiry date[,reason]]`. The date is the last day on
 * which the entry counts, by the clocks of the server.
 */
export class ListText {
  readonly #zone = new ZoneTime(serverTimeZone());

  /** Undefined for a line that says nothing: empty, or a comment after #. */
  readLine(line: string, lineNo: number, nowMs: number): ReadLine | undefined {
    const text = line.trim();
    if (text === '' || text.startsWith('#')) return undefined;
    const shown = text.slice(0, SHOWN_OF_LINE);
    const refused = (refusal: Pick<RefusedLine, 'why' | 'problem'>): ReadLine => {
      return { kind: 'refused', line: { lineNo, text: shown, ...refusal } };
    };
    if (text.length > LONGEST_LINE) return refused({ why: 'tooLong' });
    const [, pattern = '', dateText = '', reason = ''] = FIELDS.exec(text)?.map((field) => field?.trim()) ?? [];
    if (pattern.length > LONGEST_PATTERN || reason.length > LONGEST_REASON) return refused({ why: 'tooLong' });
    const parsed = parsePattern(pattern);
    if (parsed.kind === 'invalid') return refused({ why: 'pattern', problem: parsed.problem });
    if (dateText === '') return { kind: 'entry', lineNo, text: shown, input: { pattern, reason } };
    const date = civilDateSchema.safeParse(dateText.replaceAll('/', '-'));
    if (!date.success) return refused({ why: 'date' });
    const expiresAt = this.#zone.momentOf(addDays(date.data, 1), 0);
    if (expiresAt <= nowMs) return refused({ why: 'past' });
    return { kind: 'entry', lineNo, text: shown, input: { pattern, expiresAt, reason } };
  }

  writeLine({ pattern, expiresAt, reason }: ListEntryInput): string {
    const date = expiresAt === undefined ? '' : this.#zone.dateAt(expiresAt - 1);
    const fields = [pattern, date, reason.replaceAll(/[\r\n]+/g, ' ')];
    while (fields.at(-1) === '') fields.pop();
    return fields.join(',');
  }
}
