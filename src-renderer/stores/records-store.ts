import { makeAutoObservable, observableRef, runInAction } from 'mobx';
import type { Direction } from '../../src-main/contract/call-model.ts';
import { callRecordPageSchema, callRecordSchema, type CallRecord } from '../../src-main/contract/call-record.ts';
import type { ErrorBody } from '../../src-main/contract/error-codes.ts';
import type { CallId } from '../../src-main/contract/ids.ts';
import type { Clock, Disposable } from '../transport/foundation.ts';
import type { HttpClient } from '../transport/http-client.ts';
import { PATHS } from '../transport/http-paths.ts';
import { matchesFilter, type RecordFilter } from './record-filter.ts';

const PAGE_SIZE = 50;
const SEARCH_PAUSE_MS = 250;

/** The call list: pages from the server, newest first, with records that arrive put on top. */
export class RecordsStore {
  records: readonly CallRecord[] = [];
  nextCursor: string | undefined = undefined;
  filter: RecordFilter = {};
  loading = false;
  error: ErrorBody | undefined = undefined;
  /** Opened in the detail, when it is not (any more) among the listed. */
  #fetched: CallRecord | undefined = undefined;
  #query = 0;
  #searchPause: Disposable | undefined;
  readonly #http: HttpClient;
  readonly #clock: Clock;

  constructor(http: HttpClient, clock: Clock) {
    this.#http = http;
    this.#clock = clock;
    makeAutoObservable(this, { records: observableRef, filter: observableRef, error: observableRef });
  }

  /** Starts again from the newest. A page that is still on its way is thrown away when it comes. */
  async reload(): Promise<void> {
    await this.#load(undefined);
  }

  async loadMore(): Promise<void> {
    if (this.loading || this.nextCursor === undefined) return;
    await this.#load(this.nextCursor);
  }

  setSearch(search: string): void {
    this.filter = withText(this.filter, 'search', search);
    this.#searchPause?.dispose();
    this.#searchPause = this.#clock.setTimer(SEARCH_PAUSE_MS, () => void this.reload());
  }

  setDirection(direction: Direction | undefined): Promise<void> {
    const { direction: _, ...rest } = this.filter;
    return this.#setFilter(direction === undefined ? rest : { ...rest, direction });
  }

  setPeriod(from: number | undefined): Promise<void> {
    const { from: _, ...rest } = this.filter;
    return this.#setFilter(from === undefined ? rest : { ...rest, from });
  }

  setStation(stationNo: string): Promise<void> {
    return this.#setFilter(withText(this.filter, 'stationNo', stationNo));
  }

  clearFilters(): Promise<void> {
    return this.#setFilter({});
  }

  get filtered(): boolean {
    return Object.keys(this.filter).length > 0;
  }

  /** A record was made or has changed: replaced where it stands, else put where its start belongs. */
  applyEvent(record: CallRecord): void {
    if (this.#fetched?.callId === record.callId) this.#fetched = record;
    const others = this.records.filter((other) => other.callId !== record.callId);
    if (!matchesFilter(record, this.filter)) {
      this.records = others;
      return;
    }
    const at = others.findIndex((other) => other.startedAt <= record.startedAt);
    this.records = at < 0 ? [...others, record] : [...others.slice(0, at), record, ...others.slice(at)];
  }

  byId(callId: CallId): CallRecord | undefined {
    return this.records.find((record) => record.callId === callId) ?? this.#fetchedAs(callId);
  }

  /** For a detail that is opened by its id alone. */
  async fetchOne(callId: CallId): Promise<void> {
    if (this.byId(callId) !== undefined) return;
    const reply = await this.#http.request({ method: 'GET', path: PATHS.record(callId), reply: callRecordSchema });
    runInAction(() => {
      if (reply.ok) this.#fetched = reply.value;
      else this.error = reply.error;
    });
  }

  #fetchedAs(callId: CallId): CallRecord | undefined {
    return this.#fetched?.callId === callId ? this.#fetched : undefined;
  }

  #setFilter(filter: RecordFilter): Promise<void> {
    this.filter = filter;
    return this.reload();
  }

  async #load(cursor: string | undefined): Promise<void> {
    const query = ++this.#query;
    runInAction(() => {
      this.loading = true;
      this.error = undefined;
    });
    const path = `${PATHS.records}?${queryText(this.filter, cursor)}`;
    const reply = await this.#http.request({ method: 'GET', path, reply: callRecordPageSchema });
    if (query !== this.#query) return;
    runInAction(() => {
      this.loading = false;
      if (!reply.ok) {
        this.error = reply.error;
        return;
      }
      const fresh = reply.value.records;
      const known = new Set(fresh.map((record) => record.callId));
      const kept = cursor === undefined ? [] : this.records.filter((record) => !known.has(record.callId));
      this.records = [...kept, ...fresh];
      this.nextCursor = reply.value.nextCursor;
    });
  }
}

function withText(filter: RecordFilter, key: 'search' | 'stationNo', text: string): RecordFilter {
  const { [key]: _, ...rest } = filter;
  return text.trim() === '' ? rest : { ...rest, [key]: text.trim() };
}

function queryText(filter: RecordFilter, cursor: string | undefined): string {
  const query = new URLSearchParams({ limit: String(PAGE_SIZE) });
  for (const [name, value] of Object.entries({ ...filter, cursor })) {
    if (value !== undefined) query.set(name, String(value));
  }
  return query.toString();
}
