import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { RecordingId } from '../../contract/ids.ts';
import type { DownloadRequest, DownloadView } from '../../contract/recordings.ts';
import type { UserView } from '../../contract/users.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Disposable } from '../../foundation/disposable.ts';
import type { Fault } from '../../foundation/errors.ts';
import type { Log } from '../../foundation/log.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import { refusal } from '../http-fault.ts';
import { mayViewRecord } from '../policies/seat-policies.ts';
import type { AgentsPort, CallRecordsPort, RecordingsPort } from '../ports.ts';
import type { RecordingWorkPort } from '../recording-ports.ts';
import { recordingArchive, type ArchiveEntry } from './recording-archive.ts';

/** Recordings of one archive. */
export const DOWNLOAD_LIMIT = 2000;
/** Archives that one person may have under way. */
const DOWNLOADS_EACH = 3;
/** A download is forgotten after this, fetched or not. */
const FORGET_AFTER_MS = 3_600_000;
const PAGE = 200;

interface Download {
  readonly view: DownloadView;
  readonly user: UserView;
  readonly entries: readonly ArchiveEntry[];
  readonly output: Readable | undefined;
}

export interface DownloadParts {
  readonly recordings: RecordingsPort;
  readonly records: CallRecordsPort;
  readonly recordingWork: RecordingWorkPort;
  readonly agents: AgentsPort;
  readonly wallClock: Clock;
  readonly log: Log;
}

/**
 * Batch downloads: chosen first, then fetched as one stream by the browser itself, with a view of how far it is and a
 * way to break it off. Only who chose may fetch.
 */
export class RecordingDownloads {
  readonly #parts: DownloadParts;
  readonly #timers = new Set<Disposable>();
  readonly #downloads = new Map<string, Download>();

  constructor(parts: DownloadParts) {
    this.#parts = parts;
  }

  /** Faults: recording/tooMany, recording/missing when nothing matches, request/conflict for too many under way. */
  async prepare(user: UserView, request: DownloadRequest): Promise<Result<DownloadView, Fault>> {
    const own = [...this.#downloads.values()].filter((each) => each.user.userId === user.userId);
    if (own.filter(({ view }) => view.state === 'running').length >= DOWNLOADS_EACH) return failed(busy());
    const entries =
      'recordingIds' in request
        ? await this.#chosen(user, request.recordingIds)
        : await this.#matching(user, request.filter);
    if (entries.length > DOWNLOAD_LIMIT) return failed(tooMany());
    if (entries.length === 0) return failed(nothing());
    const downloadId = randomUUID();
    const { length: recordings } = entries;
    const view = { downloadId, state: 'ready', recordings, doneCount: 0, unreadable: 0, percent: 0 } as const;
    this.#downloads.set(downloadId, { view, user, entries, output: undefined });
    const timer = this.#parts.wallClock.setTimer(FORGET_AFTER_MS, () => {
      this.#timers.delete(timer);
      this.#downloads.delete(downloadId);
    });
    this.#timers.add(timer);
    return ok(view);
  }

  /** Forgets them all: the server ends. */
  dispose(): void {
    for (const timer of this.#timers) timer.dispose();
    this.#timers.clear();
    this.#downloads.clear();
  }

  /** Undefined when this user has none of that id. */
  viewOf(user: UserView, downloadId: string): DownloadView | undefined {
    return this.#own(user, downloadId)?.view;
  }

  /** The archive; can be fetched once. Undefined when there is none, or it was fetched. */
  fetch(user: UserView, downloadId: string): Readable | undefined {
    const download = this.#own(user, downloadId);
    if (download?.view.state !== 'ready') return undefined;
    const { recordings, recordingWork, agents, log } = this.#parts;
    const output = recordingArchive(download.entries, {
      recordings,
      coderPath: recordingWork.coderPath,
      agentName: (userId) => (userId === undefined ? '' : (agents.byUser(userId)?.displayName ?? '')),
      locale: user.locale,
      onTaken: ({ recording: { recordingId, lengthMs } }) =>
        recordingWork.noteListening(recordingId, { userId: user.userId, how: 'downloaded', fromMs: 0, toMs: lengthMs }),
      onDone: (isReadable) => this.#count(downloadId, isReadable),
      isCancelled: () => this.#downloads.get(downloadId)?.view.state === 'cancelled',
      log,
    });
    this.#downloads.set(downloadId, { ...download, output, view: { ...download.view, state: 'running' } });
    output.once('end', () => this.#move(downloadId, 'done'));
    output.once('close', () => this.#move(downloadId, 'cancelled'));
    return output;
  }

  /** @returns whether there was one. */
  cancel(user: UserView, downloadId: string): boolean {
    const download = this.#own(user, downloadId);
    if (download === undefined) return false;
    this.#move(downloadId, 'cancelled');
    download.output?.destroy(new Error('cancelled'));
    return true;
  }

  /** The first outcome counts. */
  #move(downloadId: string, state: 'done' | 'cancelled'): void {
    const download = this.#downloads.get(downloadId);
    if (download === undefined || download.view.state === 'done' || download.view.state === 'cancelled') return;
    const percent = state === 'done' ? 100 : download.view.percent;
    this.#downloads.set(downloadId, { ...download, view: { ...download.view, state, percent } });
  }

  #count(downloadId: string, isReadable: boolean): void {
    const download = this.#downloads.get(downloadId);
    if (download === undefined) return;
    const { view } = download;
    const doneCount = view.doneCount + 1;
    const unreadable = view.unreadable + (isReadable ? 0 : 1);
    // The index is still to be written: all is done at 100.
    const percent = Math.min(99, Math.floor((doneCount * 100) / view.recordings));
    this.#downloads.set(downloadId, { ...download, view: { ...view, doneCount, unreadable, percent } });
  }

  #own(user: UserView, downloadId: string): Download | undefined {
    const download = this.#downloads.get(downloadId);
    return download?.user.userId === user.userId ? download : undefined;
  }

  async #chosen(user: UserView, recordingIds: readonly RecordingId[]): Promise<readonly ArchiveEntry[]> {
    const entries: ArchiveEntry[] = [];
    for (const recordingId of new Set(recordingIds)) {
      const callId = await this.#parts.recordings.callOf(recordingId);
      const record = callId === undefined ? undefined : await this.#parts.records.byId(callId);
      const recording = record?.recordings.find((each) => each.recordingId === recordingId);
      if (record !== undefined && recording !== undefined && mayViewRecord(user, record))
        entries.push({ record, recording });
    }
    return entries;
  }

  /** One more than the limit says that there are too many. */
  async #matching(
    user: UserView,
    filter: Extract<DownloadRequest, { filter: unknown }>['filter'],
  ): Promise<readonly ArchiveEntry[]> {
    const entries: ArchiveEntry[] = [];
    for (let cursor: string | undefined; entries.length <= DOWNLOAD_LIMIT;) {
      const from = cursor === undefined ? {} : { cursor };
      const page = await this.#parts.records.page({ ...filter, ...from, limit: PAGE }, user);
      for (const record of page.records) {
        const ended = record.recordings.filter((recording) => recording.result !== 'running');
        entries.push(...ended.map((recording) => ({ record, recording })));
      }
      cursor = page.nextCursor;
      if (cursor === undefined) break;
    }
    return entries;
  }
}

function tooMany(): Fault {
  const next = `Narrow the filter to ${DOWNLOAD_LIMIT} recordings, by day for instance.`;
  return refusal('recording/tooMany', 'download recordings', `there are more than ${DOWNLOAD_LIMIT}`, next);
}

function nothing(): Fault {
  return refusal('recording/missing', 'download recordings', 'no call of these has a recording', 'Widen the filter.');
}

function busy(): Fault {
  const next = 'Wait until one has ended, or break one off.';
  return refusal('request/conflict', 'download recordings', `${DOWNLOADS_EACH} downloads are under way`, next);
}
