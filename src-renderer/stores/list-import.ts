import type { ListImportReport, RefusedLine } from '../../src-main/contract/number-lists.ts';

export interface ImportProgress {
  readonly doneLines: number;
  readonly totalLines: number;
}

const LINES_A_PIECE = 5_000;
const SHOWN_REFUSALS = 200;

/**
 * Sends a text of lines piece by piece and joins the reports; the lines are counted over the whole text. Ends at the
 * first piece that is refused as a whole and reports what was added before; undefined when that is nothing.
 */
export async function importInPieces(
  text: string,
  parts: {
    readonly send: (piece: string) => Promise<ListImportReport | undefined>;
    readonly onProgress: (progress: ImportProgress) => void;
  },
): Promise<ListImportReport | undefined> {
  const lines = text.split(/\r\n|\r|\n/);
  let added = 0;
  let refusedCount = 0;
  const refused: RefusedLine[] = [];
  for (let from = 0; from < lines.length; from += LINES_A_PIECE) {
    parts.onProgress({ doneLines: from, totalLines: lines.length });
    const report = await parts.send(lines.slice(from, from + LINES_A_PIECE).join('\n'));
    if (report === undefined) return from === 0 ? undefined : { added, refusedCount, refused };
    added += report.added;
    refusedCount += report.refusedCount;
    const room = SHOWN_REFUSALS - refused.length;
    refused.push(...report.refused.slice(0, room).map((line) => ({ ...line, lineNo: line.lineNo + from })));
  }
  return { added, refusedCount, refused };
}
