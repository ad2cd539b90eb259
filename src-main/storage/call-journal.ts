import { z } from 'zod';
import { callEventSchema, withoutSecrets, type CallEvent, type UnnumberedCallEvent } from '../contract/call-events.ts';
import { callIdSchema, type CallId } from '../contract/ids.ts';
import type { Clock } from '../foundation/clock.ts';
import type { Disposable } from '../foundation/disposable.ts';
import type { Fault } from '../foundation/errors.ts';
import { failed, ok, type Result } from '../foundation/result.ts';
import { TypedEmitter } from '../foundation/typed-emitter.ts';
import type { Database } from './database.ts';
import { jsonText } from './row-columns.ts';

/** Timers and limits of the journal. */
export const JOURNAL_LIMITS = {
  /** How long an event may wait for company before it is written. */
  flushAfterMs: 50,
  /** A batch of this size is written at once. */
  flushAtEvents: 200,
  /** At most so many go into one transaction: what came in while the disk was busy goes together. */
  batchEvents: 1_000,
  /** Between two tries to write a batch that the database refused. */
  retryAfterMs: 1_000,
  /** Events read at a time by replay. */
  pageEvents: 500,
} as const;

const OPENING_KINDS: ReadonlySet<string> = new Set(['ServiceInitiated', 'Delivered', 'Originated']);
const eventRow = z.object({ event_json: jsonText(callEventSchema) }).transform((row) => row.event_json);

/**
 * The append-only story of all calls, from which records, statistics and the live view are derived.
 *
 *   append ──▶ number, at once ──▶ pending ──(50 ms or 200 events)──▶ one transaction ──▶ flushed ──▶ onWritten
 *
 * Numbers grow by one and batches are written whole and in order, so what is on the disk after a crash is the
 * story up to some event, without a gap; at most the events of the last 50 ms are missing, and their numbers
 * are given again. "Written" means on the disk itself: a batch is told of when the transaction was committed and the
 * disk has confirmed it, so a power cut takes nothing that a record was made of. The flush waits on another thread
 * (`DatabaseEngine.sync`), the call model goes on meanwhile. A batch that the database or the disk refuses is kept,
 * reported and tried again: no event is dropped while the process lives. JS thread only.
 */
export class CallJournal {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #onFault: (fault: Fault) => void;
  readonly #written: TypedEmitter<readonly CallEvent[]>;
  #pending: CallEvent[] = [];
  #lastEventNo: number;
  #timer: Disposable | undefined;
  #writing: Promise<Result<void, Fault>> | undefined;
  /** The last batch was refused: the next try comes by the timer, not by size. */
  #refused = false;
  /** The first batch is committed, and the disk has not confirmed it. */
  #committed: readonly CallEvent[] | undefined;
  #closed = false;

  private constructor(
    database: Database,
    clock: Clock,
    lastEventNo: number,
    reports: { readonly onFault: (fault: Fault) => void; readonly onListenerError: (error: unknown) => void },
  ) {
    this.#database = database;
    this.#clock = clock;
    this.#lastEventNo = lastEventNo;
    this.#onFault = reports.onFault;
    this.#written = new TypedEmitter(reports.onListenerError);
  }

  /**
   * Continues the journal of an open database.
   * @param reports.onFault told of every batch that could not be written; the batch is tried again.
   */
  static async open(
    database: Database,
    clock: Clock,
    reports: { readonly onFault: (fault: Fault) => void; readonly onListenerError: (error: unknown) => void },
  ): Promise<CallJournal> {
    const found = await database.query
      .selectFrom('call_events')
      .select((each) => each.fn.max('event_no').as('last'))
      .executeTakeFirst();
    const last = z.number().int().nullish().parse(found?.last) ?? 0;
    return new CallJournal(database, clock, last, reports);
  }

  /** Number of the newest event, 0 when there is none. */
  get lastEventNo(): number {
    return this.#lastEventNo;
  }

  /** Events that have a number and are not yet on the disk. */
  get pendingCount(): number {
    return this.#pending.length;
  }

  /** Gives the event its number at once; it reaches the disk within 50 ms. */
  append(event: UnnumberedCallEvent): CallEvent {
    this.#lastEventNo += 1;
    const numbered: CallEvent = { ...event, eventNo: this.#lastEventNo };
    this.#pending.push(numbered);
    if (this.#pending.length >= JOURNAL_LIMITS.flushAtEvents && !this.#refused) void this.flush();
    else this.#writeAfter(JOURNAL_LIMITS.flushAfterMs);
    return numbered;
  }

  /** Resolves when everything appended before is on the disk, or with the fault of the first batch that is not. */
  async flush(): Promise<Result<void, Fault>> {
    const upTo = this.#lastEventNo;
    for (let first = this.#pending[0]; first !== undefined && first.eventNo <= upTo; first = this.#pending[0]) {
      this.#writing ??= this.#writeBatch();
      const written = await this.#writing;
      if (!written.ok) return written;
    }
    return ok();
  }

  /** After a batch has reached the disk; the events in order, batches in order. */
  onWritten(listener: (events: readonly CallEvent[]) => void): Disposable {
    return this.#written.subscribe(listener);
  }

  /** Written events in order, from a number on, a page at a time. */
  async *replay(fromEventNo = 1): AsyncGenerator<CallEvent, void, undefined> {
    for (let next = fromEventNo; ;) {
      const rows = await this.#database.query
        .selectFrom('call_events')
        .select('event_json')
        .where('event_no', '>=', next)
        .orderBy('event_no')
        .limit(JOURNAL_LIMITS.pageEvents)
        .execute();
      for (const row of rows) {
        const event = eventRow.parse(row);
        yield event;
        next = event.eventNo + 1;
      }
      if (rows.length < JOURNAL_LIMITS.pageEvents) return;
    }
  }

  /** Written events of one call, in order. */
  async ofCall(callId: CallId): Promise<readonly CallEvent[]> {
    const rows = await this.#database.query
      .selectFrom('call_events')
      .select('event_json')
      .where('call_id', '=', callId)
      .orderBy('event_no')
      .execute();
    return rows.map((row) => eventRow.parse(row));
  }

  /** Calls whose beginning is on the disk and whose CallCleared is not. */
  async openCalls(): Promise<readonly CallId[]> {
    const rows = await this.#database.query.selectFrom('open_calls').select('call_id').orderBy('call_id').execute();
    return rows.map((row) => callIdSchema.parse(row.call_id));
  }

  /** Writes what waits and ends the timers. Events that still cannot be written are lost with the fault. */
  async close(): Promise<Result<void, Fault>> {
    this.#closed = true;
    this.#timer?.dispose();
    this.#timer = undefined;
    return this.flush();
  }

  #writeAfter(delayMs: number): void {
    if (this.#closed || this.#timer !== undefined) return;
    this.#timer = this.#clock.setTimer(delayMs, () => {
      this.#timer = undefined;
      void this.flush();
    });
  }

  async #writeBatch(): Promise<Result<void, Fault>> {
    const batch = this.#committed ?? this.#pending.slice(0, JOURNAL_LIMITS.batchEvents);
    this.#timer?.dispose();
    this.#timer = undefined;
    try {
      if (this.#committed === undefined) await this.#insert(batch);
      this.#committed = batch;
      await this.#database.engine.sync();
    } catch (error) {
      const fault = this.#database.engine.faultOf(error, `write ${batch.length} events to the journal`);
      this.#writing = undefined;
      this.#refused = true;
      this.#writeAfter(JOURNAL_LIMITS.retryAfterMs);
      this.#onFault(fault);
      return failed(fault);
    }
    this.#committed = undefined;
    this.#pending.splice(0, batch.length);
    this.#writing = undefined;
    this.#refused = false;
    this.#written.emit(batch);
    if (this.#pending.length >= JOURNAL_LIMITS.flushAtEvents) void this.flush();
    else if (this.#pending.length > 0) this.#writeAfter(JOURNAL_LIMITS.flushAfterMs);
    return ok();
  }

  async #insert(batch: readonly CallEvent[]): Promise<void> {
    const opened = batch.filter((event) => OPENING_KINDS.has(event.kind)).map((event) => event.callId);
    const cleared = batch.filter((event) => event.kind === 'CallCleared').map((event) => event.callId);
    await this.#database.query.transaction().execute(async (transaction) => {
      await transaction.insertInto('call_events').values(batch.map(toRow)).execute();
      if (opened.length > 0) {
        await transaction
          .insertInto('open_calls')
          .values([...new Set(opened)].map((callId) => ({ call_id: callId })))
          .onConflict((conflict) => conflict.column('call_id').doNothing())
          .execute();
      }
      if (cleared.length > 0) await transaction.deleteFrom('open_calls').where('call_id', 'in', cleared).execute();
    });
  }
}

function toRow(event: CallEvent) {
  return {
    event_no: event.eventNo,
    call_id: event.callId,
    at: event.at,
    kind: event.kind,
    event_json: JSON.stringify(withoutSecrets(event)),
  };
}
