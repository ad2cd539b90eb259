import type {
  ListEntry,
  ListEntryId,
  ListEntryInput,
  ListImportReport,
  RefusedLine,
} from '../../../contract/number-lists.ts';
import type { ReadLine } from './list-text.ts';
import type { NumberLists } from './number-lists.ts';

/** What all lists together may hold; expressions are tried one by one at every call. */
export const ROOM = { entries: 200_000, expressions: 200 } as const;

/** So many lines are read and stored at a time, in about 5 ms; calls and seats are served in between. */
const LINES_AT_ONCE = 200;
const SHOWN_REFUSALS = 200;

export interface ImportParts {
  readonly lookup: NumberLists;
  readonly read: (line: string, lineNo: number) => ReadLine | undefined;
  readonly makeEntry: (input: ListEntryInput) => ListEntry;
  /** Stores those that are new on the list; the ids that were. */
  readonly add: (entries: readonly ListEntry[]) => Promise<ReadonlySet<ListEntryId>>;
}

interface NewEntry {
  readonly entry: ListEntry;
  readonly lineNo: number;
  readonly text: string;
}

/** Takes every line for itself: a bad one is reported and the others go on the list. */
export async function importLines(lines: readonly string[], parts: ImportParts): Promise<ListImportReport> {
  let added = 0;
  const refused: RefusedLine[] = [];
  for (let from = 0; from < lines.length; from += LINES_AT_ONCE) {
    const batch = lines.slice(from, from + LINES_AT_ONCE);
    const fresh: NewEntry[] = [];
    let freshExpressions = 0;
    for (const [at, line] of batch.entries()) {
      const read = parts.read(line, from + at + 1);
      if (read === undefined) continue;
      if (read.kind === 'refused') {
        refused.push(read.line);
        continue;
      }
      const { lineNo, text, input } = read;
      const isExpression = input.pattern.startsWith('~');
      if (parts.lookup.size + fresh.length >= ROOM.entries) refused.push({ lineNo, text, why: 'full' });
      else if (isExpression && parts.lookup.expressionCount + freshExpressions >= ROOM.expressions) {
        refused.push({ lineNo, text, why: 'pattern', problem: 'tooManyExpressions' });
      } else {
        freshExpressions += isExpression ? 1 : 0;
        fresh.push({ entry: parts.makeEntry(input), lineNo, text });
      }
    }
    const stored = await parts.add(fresh.map(({ entry }) => entry));
    for (const { entry, lineNo, text } of fresh) {
      if (stored.has(entry.entryId)) parts.lookup.put(entry);
      else refused.push({ lineNo, text, why: 'duplicate' });
    }
    added += stored.size;
    await new Promise((resolve) => setImmediate(resolve));
  }
  refused.sort((one, other) => one.lineNo - other.lineNo);
  return { added, refusedCount: refused.length, refused: refused.slice(0, SHOWN_REFUSALS) };
}
