import { Readable } from 'node:stream';
import { EXPORT_LIMIT_ROWS, type CallExportProgress, type CallExportQuery } from '../../contract/call-list.ts';
import type { CallListFilter, CallRecord } from '../../contract/call-record.ts';
import type { UserId } from '../../contract/ids.ts';
import type { Locale } from '../../contract/users.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Fault } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import { refusal, withIds } from '../http-fault.ts';
import type { AccountsPort, CallRecordsPort, RecordViewer } from '../ports.ts';
import { callSheets } from './call-sheets.ts';
import { BYTE_ORDER_MARK, csvLine } from './csv.ts';
import { RowMaker } from './call-rows.ts';

/** Rows read at a time: about five milliseconds of the thread on which calls are switched. */
const PAGE_ROWS = 50;
/** Files that are made at once; each takes its share of that thread. */
const FILES_AT_ONCE = 2;

export interface ExportDeskParts {
  readonly records: CallRecordsPort;
  readonly accounts: AccountsPort;
  /** Time of the calls: a file holds what has begun when it is asked for. */
  readonly callClock: Clock;
  readonly wallClock: Clock;
}

interface RunningExport {
  readonly owner: UserId;
  total: number;
  rows: number;
}

/**
 * Makes files of call lists while they are read: nothing is written on the server's disk. Between pages other work of
 * the thread goes first. A reader that goes away ends its file.
 */
export class ExportDesk {
  readonly #parts: ExportDeskParts;
  readonly #running = new Map<string, RunningExport>();
  #lastNo = 0;

  constructor(parts: ExportDeskParts) {
    this.#parts = parts;
  }

  /**
   * @param locale language of headers and words.
   * Faults: export/tooManyRows, export/busy, request/conflict for an id that is in use.
   */
  async open(query: CallExportQuery, viewer: RecordViewer, locale: Locale): Promise<Result<Readable, Fault>> {
    const { format, exportId = `own ${++this.#lastNo}`, locale: _, ...asked } = query;
    if (this.#running.size >= FILES_AT_ONCE) return failed(tooMany());
    if (this.#running.has(exportId)) return failed(idInUse());
    const nowMs = this.#parts.callClock.nowMs();
    const filter: CallListFilter = { ...asked, to: Math.min(asked.to ?? nowMs, nowMs) };
    const running: RunningExport = { owner: viewer.userId, total: 0, rows: 0 };
    this.#running.set(exportId, running);
    try {
      const { records, accounts } = this.#parts;
      const counted = await records.count(filter, viewer, EXPORT_LIMIT_ROWS, () => this.#pause());
      if (counted.more) return this.#refused(exportId, tooManyRows());
      running.total = counted.count;
      const names = new Map((await accounts.all()).map((user) => [user.userId, user.displayName]));
      const rows = new RowMaker(locale, (userId) => names.get(userId));
      const pages = () => this.#pages(filter, viewer);
      const onRow = (): void => void (running.rows += 1);
      const stream =
        format === 'csv' ? Readable.from(csvText(rows, pages(), onRow)) : callSheets({ rows, locale, pages, onRow });
      stream.once('close', () => this.#running.delete(exportId));
      return ok(stream);
    } catch (error) {
      this.#running.delete(exportId);
      throw error;
    }
  }

  /** How far a file is; undefined when it is done, or somebody else's. */
  progress(exportId: string, userId: UserId): CallExportProgress | undefined {
    const running = this.#running.get(exportId);
    return running?.owner === userId ? { rows: running.rows, total: running.total } : undefined;
  }

  #refused(exportId: string, fault: Fault): Result<never, Fault> {
    this.#running.delete(exportId);
    return failed(fault);
  }

  async *#pages(filter: CallListFilter, viewer: RecordViewer): AsyncGenerator<readonly CallRecord[], void, undefined> {
    for (let cursor: string | undefined; ;) {
      const at = cursor === undefined ? {} : { cursor };
      const page = await this.#parts.records.page({ ...filter, ...at, limit: PAGE_ROWS }, viewer);
      yield page.records;
      cursor = page.nextCursor;
      if (cursor === undefined) return;
      await this.#pause();
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => void this.#parts.wallClock.setTimer(0, resolve));
  }
}

async function* csvText(
  rows: RowMaker,
  pages: AsyncIterable<readonly CallRecord[]>,
  onRow: () => void,
): AsyncGenerator<string, void, undefined> {
  yield BYTE_ORDER_MARK + csvLine(rows.callHeads);
  for await (const page of pages) {
    const lines = page.map((record) => csvLine(rows.callRow(record)));
    for (const _ of lines) onRow();
    if (lines.length > 0) yield lines.join('');
  }
}

function tooManyRows(): Fault {
  const now = `more than ${EXPORT_LIMIT_ROWS} calls match`;
  const fault = refusal('export/tooManyRows', 'write the calls to a file', now, 'Narrow the filter, by days say.');
  return withIds(fault, { limit: EXPORT_LIMIT_ROWS });
}

function tooMany(): Fault {
  const now = 'as many files as allowed are being written';
  return refusal('export/busy', 'write the calls to a file', now, 'Wait until one is done.');
}

function idInUse(): Fault {
  return refusal(
    'request/conflict',
    'write the calls to a file',
    'a file of that id is being written',
    'Choose another id.',
  );
}
