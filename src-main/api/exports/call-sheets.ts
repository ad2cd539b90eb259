import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import type { CallRecord } from '../../contract/call-record.ts';
import type { Locale } from '../../contract/users.ts';
import type { Cell, RowMaker } from './call-rows.ts';
import { EXPORT_WORDS } from './export-words.ts';

const MOMENT_FORMAT = 'yyyy-mm-dd hh:mm:ss';

export interface SheetParts {
  readonly rows: RowMaker;
  readonly locale: Locale;
  /** The calls a page at a time, newest first; asked once for each sheet, because a sheet is written in one go. */
  readonly pages: () => AsyncIterable<readonly CallRecord[]>;
  readonly onRow: () => void;
}

/**
 * An XLSX workbook of two sheets, calls and their legs, as it is made: never whole in memory, and no faster than it is
 * read. Texts are text cells, so nothing in them is a formula. Destroy the stream to stop.
 */
export function callSheets(parts: SheetParts): Readable {
  const out = new PassThrough();
  writeWorkbook(out, parts).catch((error: unknown) => {
    out.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return out;
}

async function writeWorkbook(out: PassThrough, { rows, locale, pages, onRow }: SheetParts): Promise<void> {
  const words = EXPORT_WORDS[locale];
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useSharedStrings: false, useStyles: true });
  const calls = addSheet(workbook, words.calls, rows.callHeads);
  for await (const page of pages()) {
    for (const record of page) {
      addRow(calls, rows.callRow(record));
      onRow();
    }
    if (!(await taken(out))) return;
  }
  calls.commit();
  const legs = addSheet(workbook, words.legs, rows.legHeads);
  for await (const page of pages()) {
    for (const record of page) {
      for (const row of rows.legRows(record)) addRow(legs, row);
    }
    if (!(await taken(out))) return;
  }
  legs.commit();
  await workbook.commit();
}

function addSheet(workbook: ExcelJS.stream.xlsx.WorkbookWriter, name: string, heads: readonly string[]) {
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = heads.map((header) => ({ header, width: Math.max(12, header.length * 2) }));
  return sheet;
}

function addRow(sheet: ExcelJS.Worksheet, cells: readonly Cell[]): void {
  const row = sheet.addRow(cells.map(sheetCell));
  for (const [index, cell] of cells.entries()) {
    if (typeof cell === 'object') row.getCell(index + 1).numFmt = MOMENT_FORMAT;
  }
  row.commit();
}

/** A moment is a date cell that shows the server's local time: the format knows no time zone. */
function sheetCell(cell: Cell): string | number | Date | undefined {
  if (typeof cell !== 'object') return cell;
  return new Date(cell.momentMs - new Date(cell.momentMs).getTimezoneOffset() * 60_000);
}

/** Waits until the reader has taken what was written; false when it has gone. */
async function taken(out: PassThrough): Promise<boolean> {
  if (out.writableNeedDrain && !out.destroyed) {
    const gone = new AbortController();
    const stop = (): void => gone.abort();
    out.once('close', stop);
    await once(out, 'drain', { signal: gone.signal }).catch(() => undefined);
    out.off('close', stop);
  }
  return !out.destroyed;
}
