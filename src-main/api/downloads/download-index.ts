import { PassThrough, type Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import type { ErrorCode } from '../../contract/error-codes.ts';
import type { Locale } from '../../contract/users.ts';

/** One line of the index: a recording that is in the archive, or why it is not. */
export interface IndexLine {
  readonly number: string;
  readonly name: string;
  readonly agent: string;
  readonly direction: 'inbound' | 'outbound' | 'internal';
  /** Unix milliseconds. */
  readonly startedAt: number;
  readonly lengthMs: number;
  readonly callId: string;
  readonly recordingId: string;
  readonly outcome:
    | { readonly kind: 'there'; readonly file: string; readonly sha256: string }
    | { readonly kind: 'unreadable'; readonly code: ErrorCode };
}

const WORDS = {
  'zh-CN': {
    there: '录音',
    unreadable: '未能读取',
    columns: ['号码', '姓名', '坐席', '方向', '开始时间', '时长（秒）', '文件', 'SHA-256', '通话编号'],
    troubleColumns: ['号码', '姓名', '坐席', '方向', '开始时间', '时长（秒）', '录音编号', '原因', '通话编号'],
    directions: { inbound: '呼入', outbound: '呼出', internal: '内部' },
  },
  en: {
    there: 'Recordings',
    unreadable: 'Not readable',
    columns: ['Number', 'Name', 'Agent', 'Direction', 'Started', 'Seconds', 'File', 'SHA-256', 'Call'],
    troubleColumns: ['Number', 'Name', 'Agent', 'Direction', 'Started', 'Seconds', 'Recording', 'Reason', 'Call'],
    directions: { inbound: 'Inbound', outbound: 'Outbound', internal: 'Internal' },
  },
} as const satisfies Record<Locale, unknown>;

const WIDTHS = [18, 16, 16, 10, 20, 10, 44, 66, 26];
/** Rows that are written before others get their turn. */
const ROWS_A_TURN = 50;

/** The index sheet of an archive, as it is written: what is there, and what could not be read. */
export function indexSheet(lines: readonly IndexLine[], locale: Locale): Readable {
  const stream = new PassThrough();
  writeIndex(stream, lines, locale).catch((error: unknown) =>
    stream.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return stream;
}

async function writeIndex(stream: PassThrough, lines: readonly IndexLine[], locale: Locale): Promise<void> {
  const words = WORDS[locale];
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true });
  const there = sheetOf(book, words.there, words.columns);
  const unreadable = sheetOf(book, words.unreadable, words.troubleColumns);
  for (const [at, line] of lines.entries()) {
    const { number, name, agent, direction, startedAt, lengthMs, callId, recordingId, outcome } = line;
    const seconds = Math.round(lengthMs / 1000);
    const facts = [number, name, agent, words.directions[direction], localTime(startedAt), seconds];
    if (outcome.kind === 'there') there.addRow([...facts, outcome.file, outcome.sha256, callId]).commit();
    else unreadable.addRow([...facts, recordingId, outcome.code, callId]).commit();
    if (at % ROWS_A_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  there.commit();
  unreadable.commit();
  await book.commit();
}

function sheetOf(
  book: ExcelJS.stream.xlsx.WorkbookWriter,
  title: string,
  columns: readonly string[],
): ExcelJS.Worksheet {
  const sheet = book.addWorksheet(title, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = WIDTHS.map((width) => ({ width }));
  const head = sheet.addRow([...columns]);
  head.font = { bold: true };
  head.commit();
  return sheet;
}

/** `2026-01-05 18:00:00` where the server is. */
export function localTime(atMs: number): string {
  const at = new Date(atMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}
