import type { CallEvent } from '../../contract/call-events.ts';
import type { CallCount } from '../../contract/call-list.ts';
import type {
  CallListFilter,
  CallListView,
  CallRecord,
  CallRecordPage,
  CallRecordQuery,
} from '../../contract/call-record.ts';
import type { CallId, UserId } from '../../contract/ids.ts';
import type { Role } from '../../contract/users.ts';
import type { Disposable } from '../../foundation/disposable.ts';
import { never } from '../../foundation/errors.ts';
import type { Log } from '../../foundation/log.ts';
import { SerialInbox } from '../../foundation/serial-inbox.ts';
import { TypedEmitter } from '../../foundation/typed-emitter.ts';
import type { CallJournal } from '../../storage/call-journal.ts';
import type { FileStore } from '../../storage/file-store.ts';
import type { CallRecordsRepository, RecordScope } from '../../storage/repositories/call-records.ts';
import { draftOf, fold, toCallRecord } from './call-record-fold.ts';
import type { StoredRecording } from '../../storage/repositories/recordings.ts';
import type { RecordDraft } from './record-draft.ts';

/** For whom a list is. */
export interface RecordViewer {
  readonly userId: UserId;
  readonly role: Role;
  readonly stationNo?: string | undefined;
}

/** Calls whose records are made anew at a time. */
const REBUILD_BATCH = 100;

/**
 * Keeps the call list true to the journal: events that reached the disk are folded into the records of their
 * calls, which are stored together with the number of the last event they contain. What a crash left out is
 * caught up at start. JS thread only.
 *
 *   journal.onWritten ──▶ fold, call by call ──▶ store records and position ──▶ onRecordChanged
 */
export class CallRecordsService implements Disposable {
  readonly #journal: CallJournal;
  readonly #repository: CallRecordsRepository;
  readonly #files: FileStore;
  readonly #changed: TypedEmitter<CallRecord>;
  readonly #inbox: SerialInbox<readonly CallEvent[]>;
  /** Drafts of calls that are up. */
  readonly #drafts = new Map<CallId, RecordDraft>();
  /** Up to this event the stored records are made. */
  #position = 0;
  #subscription: Disposable | undefined;

  constructor(parts: {
    readonly journal: CallJournal;
    readonly records: CallRecordsRepository;
    readonly files: FileStore;
    readonly log: Log;
  }) {
    this.#journal = parts.journal;
    this.#repository = parts.records;
    this.#files = parts.files;
    const { log } = parts;
    this.#changed = new TypedEmitter((error) => log.error(`a listener of records failed: ${String(error)}`));
    this.#inbox = new SerialInbox(
      (events) => this.#store(events),
      (error) =>
        log.error(
          `call records could not be stored; they are made from the journal at the next start: ${String(error)}`,
        ),
    );
  }

  /** Catches up with the journal, then follows it. */
  async start(): Promise<void> {
    this.#subscription = this.#journal.onWritten((events) => this.#inbox.post(events));
    this.#inbox.hold();
    this.#position = await this.#repository.position();
    await this.#rebuildFrom(this.#position + 1);
    this.#inbox.resume();
  }

  /** Makes every record anew from the journal. The result is the same, byte for byte, or the journal was changed. */
  async recompute(): Promise<void> {
    this.#inbox.hold();
    await this.#rebuildFrom(1);
    this.#drafts.clear();
    this.#inbox.resume();
  }

  /** Resolves when every event that the journal has written is in the stored records. */
  settled(): Promise<void> {
    return this.#inbox.idle();
  }

  /**
   * The calls of a view: an agent sees the calls that it took part in and, to call back, the missed ones; everybody
   * else all. Throws FaultError for a foreign cursor.
   */
  page(query: CallRecordQuery, viewer: RecordViewer): Promise<CallRecordPage> {
    const scope = scopeOf(query.view, viewer);
    return scope === undefined ? Promise.resolve({ records: [] }) : this.#repository.page(query, scope);
  }

  /** How many calls the view has, at most `limit`. @param pause between the parts of a long count. */
  count(query: CallListFilter, viewer: RecordViewer, limit: number, pause?: () => Promise<void>): Promise<CallCount> {
    const scope = scopeOf(query.view, viewer);
    if (scope === undefined) return Promise.resolve({ count: 0, more: false });
    return this.#repository.count(query, scope, limit, pause);
  }

  byId(callId: CallId): Promise<CallRecord | undefined> {
    return this.#repository.byId(callId);
  }

  /** After the record was stored. */
  onRecordChanged(listener: (record: CallRecord) => void): Disposable {
    return this.#changed.subscribe(listener);
  }

  dispose(): void {
    this.#subscription?.dispose();
  }

  async #store(events: readonly CallEvent[]): Promise<void> {
    const news = events.filter((event) => event.eventNo > this.#position);
    const last = news.at(-1);
    if (last === undefined) return;
    const touched = new Map<CallId, RecordDraft>();
    for (const event of news) {
      const known = touched.get(event.callId) ?? this.#drafts.get(event.callId) ?? (await this.#draftBefore(event));
      touched.set(event.callId, fold(known, event));
    }
    await this.#put([...touched.values()], last.eventNo);
    this.#position = last.eventNo;
    for (const [callId, draft] of touched) {
      if (draft.clearedBy === undefined) this.#drafts.set(callId, draft);
      else this.#drafts.delete(callId);
    }
    for (const draft of touched.values()) this.#changed.emit(toCallRecord(draft));
  }

  #put(drafts: readonly RecordDraft[], upToEventNo: number): Promise<void> {
    const recordings = drafts.flatMap((draft) => storedRecordings(draft, this.#files));
    return this.#repository.store(drafts.map(toCallRecord), recordings, upToEventNo);
  }

  /** The draft of a call that is not in memory: it was over, or it began before this process. */
  async #draftBefore(next: CallEvent): Promise<RecordDraft | undefined> {
    let draft: RecordDraft | undefined;
    for (const event of await this.#journal.ofCall(next.callId)) {
      if (event.eventNo < next.eventNo) draft = fold(draft, event);
    }
    return draft;
  }

  async #rebuildFrom(eventNo: number): Promise<void> {
    const callIds = new Set<CallId>();
    let last = eventNo - 1;
    for await (const event of this.#journal.replay(eventNo)) {
      callIds.add(event.callId);
      last = event.eventNo;
    }
    const remaining = [...callIds];
    while (remaining.length > 0) {
      const drafts: RecordDraft[] = [];
      for (const callId of remaining.splice(0, REBUILD_BATCH)) {
        const draft = draftOf((await this.#journal.ofCall(callId)).filter((event) => event.eventNo <= last));
        if (draft !== undefined) drafts.push(draft);
      }
      // The position moves with the last batch: a stop in between does the rest again.
      await this.#put(drafts, remaining.length === 0 ? last : this.#position);
      for (const draft of drafts) this.#changed.emit(toCallRecord(draft));
    }
    this.#position = Math.max(this.#position, last);
  }
}

/** Undefined for the missed calls of somebody who sits nowhere. */
function scopeOf(view: CallListView | undefined, viewer: RecordViewer): RecordScope | undefined {
  const { userId, role, stationNo } = viewer;
  switch (view) {
    case 'missed':
      return { kind: 'missed' };
    case 'missedByMe':
      return stationNo === undefined ? undefined : { kind: 'missed', stationNo };
    case 'mine':
      return { kind: 'agent', userId };
    case 'all':
    case undefined:
      return role === 'agent' ? { kind: 'agent', userId } : { kind: 'all' };
    default:
      return never(view);
  }
}

/**
 * The rows of the recordings index. One that never began has no file and no row; one that went over into another call
 * under its id has its row with that call.
 */
function storedRecordings(draft: RecordDraft, files: FileStore): readonly StoredRecording[] {
  const { callId, recordings } = draft.record;
  return recordings.flatMap((recording) => {
    const path = draft.recordingPaths[recording.recordingId];
    return path === undefined || recording.result === 'moved'
      ? []
      : [{ ...recording, callId, path: files.relativePath(path) }];
  });
}
