import { makeAutoObservable, observableRef, runInAction } from 'mobx';
import { z } from 'zod';
import type { ErrorBody } from '../../src-main/contract/error-codes.ts';
import {
  listHitSchema,
  listImportReportSchema,
  numberListSchema,
  numberListViewSchema,
  type ListEntryInput,
  type ListEntryView,
  type ListHit,
  type ListImportReport,
  type NumberListId,
  type NumberListInput,
  type NumberListView,
} from '../../src-main/contract/number-lists.ts';
import type { Clock, Disposable } from '../transport/foundation.ts';
import type { HttpClient, HttpRequest } from '../transport/http-client.ts';
import { PATHS } from '../transport/http-paths.ts';
import { entriesOf, requestEntries } from './list-entry-page.ts';
import { importInPieces, type ImportProgress } from './list-import.ts';

const SEARCH_PAUSE_MS = 250;
const anyReply = z.unknown();

/** What was taken off a list or moved, and how to have it back. */
export interface Undoable {
  readonly kind: 'deleted' | 'moved';
  readonly pattern: string;
  readonly listTitle: string;
  readonly undo: () => Promise<boolean>;
}

/** The lists of numbers, one page of the selected one, and what blocked calls. Every change reads them again. */
export class NumberListsStore {
  lists: readonly NumberListView[] | undefined = undefined;
  error: ErrorBody | undefined = undefined;
  refused: ErrorBody | undefined = undefined;
  pending = false;
  /** `review` shows what blocked calls, of all black lists. */
  selected: NumberListId | 'review' | undefined = undefined;
  entries: readonly ListEntryView[] = [];
  total = 0;
  page = 1;
  search = '';
  loading = false;
  undoable: Undoable | undefined = undefined;
  /** Of the number that was checked last. */
  checked: { readonly number: string; readonly hits: readonly ListHit[] } | undefined = undefined;
  importing: ImportProgress | undefined = undefined;
  #query = 0;
  #pause: Disposable | undefined;
  readonly #http: HttpClient;
  readonly #clock: Clock;

  constructor(http: HttpClient, clock: Clock) {
    this.#http = http;
    this.#clock = clock;
    makeAutoObservable(this, {
      lists: observableRef,
      error: observableRef,
      refused: observableRef,
      entries: observableRef,
      undoable: observableRef,
      checked: observableRef,
      importing: observableRef,
    });
  }

  async load(): Promise<void> {
    const reply = await this.#http.request({
      method: 'GET',
      path: PATHS.numberLists,
      reply: z.array(numberListViewSchema),
    });
    runInAction(() => {
      this.error = reply.ok ? undefined : reply.error;
      if (reply.ok) this.lists = reply.value;
    });
    await this.#loadEntries();
  }

  /** The list that is shown; undefined in the review. */
  get list(): NumberListView | undefined {
    if (this.selected === 'review') return undefined;
    return this.lists?.find((list) => list.listId === this.selected) ?? this.lists?.[0];
  }

  get whiteList(): NumberListView | undefined {
    return this.lists?.find((list) => list.kind === 'white');
  }

  async select(selected: NumberListId | 'review'): Promise<void> {
    this.selected = selected;
    this.search = '';
    this.page = 1;
    this.entries = [];
    this.refused = undefined;
    await this.#loadEntries();
  }

  async showPage(page: number): Promise<void> {
    this.page = page;
    await this.#loadEntries();
  }

  setSearch(search: string): void {
    this.search = search;
    this.page = 1;
    this.#pause?.dispose();
    this.#pause = this.#clock.setTimer(SEARCH_PAUSE_MS, () => void this.#loadEntries());
  }

  async check(number: string): Promise<void> {
    const path = `${PATHS.numberLists}/check`;
    const found = await this.#ask({ method: 'POST', path, body: { number }, reply: z.array(listHitSchema) });
    if (found !== undefined) runInAction(() => (this.checked = { number, hits: found.value }));
  }

  async createList(input: NumberListInput): Promise<boolean> {
    const made = await this.#ask({ method: 'POST', path: PATHS.numberLists, body: input, reply: numberListSchema });
    if (made === undefined) return false;
    await this.select(made.value.listId);
    await this.load();
    return true;
  }

  changeList(listId: NumberListId, input: NumberListInput): Promise<boolean> {
    return this.#change({ method: 'PUT', path: PATHS.numberList(listId), body: input, reply: anyReply });
  }

  removeList(listId: NumberListId): Promise<boolean> {
    return this.#change({ method: 'DELETE', path: PATHS.numberList(listId), reply: anyReply });
  }

  addEntry(listId: NumberListId, input: ListEntryInput): Promise<boolean> {
    return this.#change({ method: 'POST', path: entriesOf(listId), body: input, reply: anyReply });
  }

  changeEntry({ listId, entryId }: ListEntryView, input: ListEntryInput): Promise<boolean> {
    return this.#change({ method: 'PUT', path: PATHS.listEntry(listId, entryId), body: input, reply: anyReply });
  }

  /** Can be undone: the entry comes back without its hits. */
  async removeEntry(entry: ListEntryView): Promise<void> {
    const { listId, entryId, pattern, expiresAt, reason } = entry;
    const done = await this.#change({ method: 'DELETE', path: PATHS.listEntry(listId, entryId), reply: anyReply });
    if (!done) return;
    const input = expiresAt === undefined ? { pattern, reason } : { pattern, reason, expiresAt };
    const listTitle = this.#titleOf(listId);
    this.#offer({ kind: 'deleted', pattern, listTitle, undo: () => this.addEntry(listId, input) });
  }

  /** Can be undone: the entry goes back. */
  async moveToWhite(entry: ListEntryView): Promise<void> {
    const white = this.whiteList;
    if (white === undefined || !(await this.#move(entry, white.listId))) return;
    const undo = () => this.#move({ ...entry, listId: white.listId }, entry.listId);
    this.#offer({ kind: 'moved', pattern: entry.pattern, listTitle: white.title, undo });
  }

  async undo(): Promise<void> {
    const { undoable } = this;
    this.undoable = undefined;
    await undoable?.undo();
  }

  dismiss(): void {
    this.error = undefined;
    this.refused = undefined;
    this.undoable = undefined;
  }

  /** Sends the text in pieces, so that no request lasts long and the screen can tell how far it is. */
  async importText(listId: NumberListId, text: string): Promise<ListImportReport | undefined> {
    const report = await importInPieces(text, {
      send: async (piece) => {
        const path = `${PATHS.numberList(listId)}/import`;
        return (await this.#ask({ method: 'POST', path, body: { text: piece }, reply: listImportReportSchema }))?.value;
      },
      onProgress: (progress) => runInAction(() => (this.importing = progress)),
    });
    runInAction(() => (this.importing = undefined));
    await this.load();
    return report;
  }

  #offer(undoable: Undoable): void {
    runInAction(() => (this.undoable = undoable));
  }

  #titleOf(listId: NumberListId): string {
    return this.lists?.find((list) => list.listId === listId)?.title ?? '';
  }

  #move({ listId, entryId }: ListEntryView, toListId: NumberListId): Promise<boolean> {
    const path = `${PATHS.listEntry(listId, entryId)}/move`;
    return this.#change({ method: 'POST', path, body: { toListId }, reply: anyReply });
  }

  /** Only the last page that was asked for is shown. */
  async #loadEntries(): Promise<void> {
    const query = ++this.#query;
    runInAction(() => (this.loading = true));
    const { list, page, search } = this;
    const reply = await requestEntries(this.#http, { listId: list?.listId, page, search });
    if (query !== this.#query) return;
    runInAction(() => {
      this.loading = false;
      if (!reply.ok) {
        this.error = reply.error;
        return;
      }
      this.entries = reply.value.entries;
      this.total = reply.value.total;
    });
    // What was the only entry of the last page is gone.
    if (reply.ok && reply.value.entries.length === 0 && page > 1) await this.showPage(page - 1);
  }

  async #change(request: HttpRequest<unknown>): Promise<boolean> {
    const done = await this.#ask(request);
    if (done === undefined) return false;
    runInAction(() => (this.undoable = undefined));
    await this.load();
    return true;
  }

  async #ask<Value>(request: HttpRequest<Value>): Promise<{ readonly value: Value } | undefined> {
    runInAction(() => {
      this.pending = true;
      this.refused = undefined;
    });
    const reply = await this.#http.request(request);
    runInAction(() => {
      this.pending = false;
      if (!reply.ok) this.refused = reply.error;
    });
    return reply.ok ? { value: reply.value } : undefined;
  }
}
