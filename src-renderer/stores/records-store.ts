import { makeAutoObservable, observableRef, runInAction } from 'mobx';
import { callCountSchema, type CallCount } from '../../src-main/contract/call-list.ts';
import {
  callRecordPageSchema,
  callRecordSchema,
  type CallBack,
  type CallListView,
  type CallRecord,
} from '../../src-main/contract/call-record.ts';
import { isMissed, reachedNumber } from '../../src-main/contract/call-record-filter.ts';
import type { ErrorBody } from '../../src-main/contract/error-codes.ts';
import type { CallId } from '../../src-main/contract/ids.ts';
import { bareNumber } from '../../src-main/contract/searchable-text.ts';
import type { Clock, Disposable } from '../transport/foundation.ts';
import type { HttpClient } from '../transport/http-client.ts';
import { PATHS } from '../transport/http-paths.ts';
import { belongsTo, narrowed, queryText, type RecordFilter } from './record-filter.ts';
import type { SessionStore } from './session-store.ts';

const PAGE_SIZE = 50;
const SEARCH_PAUSE_MS = 250;

export const CALL_TABS = ['mine', 'missed', 'all', 'live'] as const;
export type CallTab = (typeof CALL_TABS)[number];

/** The call list: pages from the server, newest first, with records that arrive put on top. */
export class RecordsStore {
  records: readonly CallRecord[] = [];
  /** Of the missed calls among them, those whose caller was spoken with since. */
  callBacks: Readonly<Record<string, CallBack>> = {};
  nextCursor: string | undefined = undefined;
  /** Undefined until the server has counted. */
  count: CallCount | undefined = undefined;
  filter: RecordFilter = {};
  /** Of the missed calls only those that rang here. */
  rangHere = false;
  loading = false;
  error: ErrorBody | undefined = undefined;
  /** Opened in the detail, when it is not (any more) among the listed. */
  fetched: CallRecord | undefined = undefined;
  /** Undefined shows the first that fits who sits here. */
  chosenTab: CallTab | undefined = undefined;
  #query = 0;
  #searchPause: Disposable | undefined;
  readonly #http: HttpClient;
  readonly #clock: Clock;
  readonly #session: SessionStore;

  constructor(http: HttpClient, clock: Clock, session: SessionStore) {
    this.#http = http;
    this.#clock = clock;
    this.#session = session;
    const byRef = { records: observableRef, callBacks: observableRef, filter: observableRef, error: observableRef };
    makeAutoObservable(this, { ...byRef, count: observableRef, fetched: observableRef });
  }

  /** An agent has its own calls and what is to be called back; who oversees has all. */
  get tabs(): readonly CallTab[] {
    return CALL_TABS.filter((tab) => tab !== 'all' || this.#session.oversees);
  }

  get tab(): CallTab {
    const [first = 'mine'] = this.#session.oversees ? (['all'] as const) : this.tabs;
    return this.chosenTab !== undefined && this.tabs.includes(this.chosenTab) ? this.chosenTab : first;
  }

  get view(): CallListView {
    if (this.tab === 'missed') return this.rangHere ? 'missedByMe' : 'missed';
    return this.tab === 'mine' ? 'mine' : 'all';
  }

  /** Shows other calls; what they were narrowed to stays, but for the state of call-backs, which only missed ones have. */
  showTab(tab: CallTab): Promise<void> {
    this.chosenTab = tab;
    this.records = [];
    this.nextCursor = undefined;
    return this.narrow({ callBack: tab === 'missed' ? 'open' : undefined });
  }

  setRangHere(rangHere: boolean): Promise<void> {
    this.rangHere = rangHere;
    return this.reload();
  }

  /** Starts again from the newest. A page that is still on its way is thrown away when it comes. */
  async reload(): Promise<void> {
    if (this.tab === 'live') return;
    await this.#load(undefined);
  }

  async loadMore(): Promise<void> {
    if (this.loading || this.nextCursor === undefined) return;
    await this.#load(this.nextCursor);
  }

  setSearch(search: string): void {
    this.filter = narrowed(this.filter, { search: search.trim() });
    this.#searchPause?.dispose();
    this.#searchPause = this.#clock.setTimer(SEARCH_PAUSE_MS, () => void this.reload());
  }

  /** Changes some conditions; undefined takes one away. */
  narrow(change: RecordFilter): Promise<void> {
    this.filter = narrowed(this.filter, change);
    return this.reload();
  }

  clearFilters(): Promise<void> {
    this.filter = {};
    return this.reload();
  }

  get filtered(): boolean {
    return Object.keys(this.filter).length > 0;
  }

  /** A record was made or has changed: replaced where it stands, else put where its start belongs. */
  applyEvent(record: CallRecord): void {
    if (this.fetched?.callId === record.callId) this.fetched = record;
    const others = this.records.filter((other) => other.callId !== record.callId);
    const wasListed = others.length < this.records.length;
    const { userId } = this.#session.user ?? {};
    const viewer = { userId, stationNo: this.#session.stationNo };
    if (!belongsTo(record, this.view, this.filter, viewer)) this.records = others;
    else {
      const at = others.findIndex((other) => other.startedAt <= record.startedAt);
      this.records = at < 0 ? [...others, record] : [...others.slice(0, at), record, ...others.slice(at)];
      if (!wasListed) this.#countOneMore();
    }
    this.#closeMissedBefore(record);
  }

  byId(callId: CallId): CallRecord | undefined {
    return this.records.find((record) => record.callId === callId) ?? this.#fetchedAs(callId);
  }

  /** For a detail that is opened by its id alone. */
  async fetchOne(callId: CallId): Promise<void> {
    if (this.byId(callId) !== undefined) return;
    const reply = await this.#http.request({ method: 'GET', path: PATHS.record(callId), reply: callRecordSchema });
    runInAction(() => {
      if (reply.ok) this.fetched = reply.value;
      else this.error = reply.error;
    });
  }

  /** What the list is narrowed to, in the words of the server's queries. */
  get listedFilter(): Readonly<Record<string, string>> {
    return Object.fromEntries(new URLSearchParams(queryText({ ...this.filter, view: this.view })));
  }

  /** The path under which the server gives these calls as a file. */
  exportPath(format: 'csv' | 'xlsx', exportId: string, locale: string): string {
    return `${PATHS.exportCalls}?${queryText({ ...this.filter, view: this.view, format, exportId, locale })}`;
  }

  #fetchedAs(callId: CallId): CallRecord | undefined {
    return this.fetched?.callId === callId ? this.fetched : undefined;
  }

  #countOneMore(): void {
    if (this.count !== undefined && !this.count.more) this.count = { ...this.count, count: this.count.count + 1 };
  }

  /** Somebody spoke with a number: the missed calls from it before that are no longer open. */
  #closeMissedBefore(record: CallRecord): void {
    const number = reachedNumber(record);
    if (number === '') return;
    const closes = (missed: CallRecord): boolean =>
      isMissed(missed) && bareNumber(missed.ani) === number && missed.startedAt < record.startedAt;
    const closed = this.records.filter((each) => closes(each) && this.callBacks[each.callId] === undefined);
    if (closed.length === 0) return;
    const callBack = { callId: record.callId, at: record.startedAt };
    this.callBacks = { ...this.callBacks, ...Object.fromEntries(closed.map((each) => [each.callId, callBack])) };
    if (this.filter.callBack === 'open') this.records = this.records.filter((each) => !closed.includes(each));
  }

  async #load(cursor: string | undefined): Promise<void> {
    const query = ++this.#query;
    runInAction(() => {
      this.loading = true;
      this.error = undefined;
      if (cursor === undefined) this.count = undefined;
    });
    const asked = { ...this.filter, view: this.view };
    const path = `${PATHS.records}?${queryText({ limit: PAGE_SIZE, ...asked, cursor })}`;
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
      this.callBacks = { ...(cursor === undefined ? {} : this.callBacks), ...reply.value.callBacks };
      this.nextCursor = reply.value.nextCursor;
    });
    if (reply.ok && cursor === undefined) await this.#countAll(query, queryText(asked));
  }

  /** Counted apart from the page, which is shown as soon as it is there. */
  async #countAll(query: number, asked: string): Promise<void> {
    const path = `${PATHS.countCalls}?${asked}`;
    const reply = await this.#http.request({ method: 'GET', path, reply: callCountSchema });
    if (query !== this.#query || !reply.ok) return;
    runInAction(() => (this.count = reply.value));
  }
}
