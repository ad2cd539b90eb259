import { randomUUID } from 'node:crypto';
import type { UserId } from '../../../contract/ids.ts';
import {
  listEntryIdSchema,
  numberListIdSchema,
  type ListEntry,
  type ListEntryId,
  type ListEntryInput,
  type ListEntryQuery,
  type ListHit,
  type ListImportReport,
  type NumberList,
  type NumberListId,
  type NumberListInput,
  type NumberListView,
} from '../../../contract/number-lists.ts';
import type { Clock } from '../../../foundation/clock.ts';
import type { Fault } from '../../../foundation/errors.ts';
import type { Log } from '../../../foundation/log.ts';
import { failed, ok, type Result } from '../../../foundation/result.ts';
import type { EntryPage, NumberListEntriesRepository } from '../../../storage/repositories/number-list-entries.ts';
import type { NumberListsRepository } from '../../../storage/repositories/number-lists.ts';
import { HitCounter } from './hit-counter.ts';
import { importLines, ROOM } from './import-lines.ts';
import { entryDuplicate, entryUnknown, listInUse, listsFull, listUnknown, patternInvalid } from './list-faults.ts';
import { parsePattern } from './list-pattern.ts';
import { ListText } from './list-text.ts';
import { NumberLists } from './number-lists.ts';

/** Entries that are read at a time for an export, and those of the false-block review. */
const [EXPORTED_AT_ONCE, REVIEWED] = [500, 200];

export interface NumberListsParts {
  readonly lists: Pick<NumberListsRepository, 'all' | 'counts' | 'save' | 'remove'>;
  readonly entries: Pick<
    NumberListEntriesRepository,
    'forLookup' | 'following' | 'page' | 'byId' | 'add' | 'change' | 'remove' | 'addHits' | 'mostRecentlyHit'
  >;
  /** The clock that calls follow. */
  readonly clock: Clock;
  /** For the writing of hits. */
  readonly wallClock: Clock;
  readonly log: Log;
  /** Whether a rule would be left without its list. */
  readonly isUsed: (listId: NumberListId) => Promise<boolean>;
}

/**
 * The lists of numbers of the house: kept in the database, looked up in memory. What a call asks is `lookup`; it
 * shows a change as soon as the change is stored. Hits are told by countHit() and written a little later.
 */
export class NumberListsService {
  readonly lookup = new NumberLists();
  readonly #parts: NumberListsParts;
  readonly #hits: HitCounter;
  readonly #text = new ListText();
  #lists: readonly NumberList[] = [];

  constructor(parts: NumberListsParts) {
    this.#parts = parts;
    this.#hits = new HitCounter({
      clock: parts.wallClock,
      write: (hits) => parts.entries.addHits(hits),
      onFailure: (error) => parts.log.error(`hits of number lists could not be written: ${String(error)}`),
    });
  }

  async start(): Promise<void> {
    this.#lists = await this.#parts.lists.all();
    this.lookup.load(this.#lists, await this.#parts.entries.forLookup());
  }

  /** Writes the hits that are still in memory. */
  async stop(): Promise<void> {
    await this.#hits.flush();
    this.#hits.dispose();
  }

  /** A call was settled by this entry. */
  countHit(hit: { readonly entryId: string }, atMs: number): void {
    this.#hits.count(listEntryIdSchema.parse(hit.entryId), atMs);
  }

  /** Which lists a number is on now; '' is a call without a number. */
  check(number: string): readonly ListHit[] {
    return this.lookup.matchAll(number, this.#parts.clock.nowMs());
  }

  async all(): Promise<readonly NumberListView[]> {
    const counts = await this.#parts.lists.counts();
    return this.#lists.map((list) => ({ ...list, entryCount: counts.get(list.listId) ?? 0 }));
  }

  async createList(input: NumberListInput): Promise<NumberList> {
    return this.#storeList({ ...input, listId: numberListIdSchema.parse(`list_${randomUUID()}`) });
  }

  /** Fault: request/notFound. */
  async changeList(listId: NumberListId, input: NumberListInput): Promise<Result<NumberList, Fault>> {
    if (!this.#has(listId)) return failed(listUnknown(listId));
    return ok(await this.#storeList({ ...input, listId }));
  }

  /** Deletes the list with its entries. Faults: request/notFound, list/inUse. */
  async removeList(listId: NumberListId): Promise<Result<void, Fault>> {
    if (!this.#has(listId)) return failed(listUnknown(listId));
    if (await this.#parts.isUsed(listId)) return failed(listInUse(listId));
    await this.#parts.lists.remove(listId);
    this.#lists = await this.#parts.lists.all();
    this.lookup.removeList(listId);
    return ok();
  }

  /** Fault: request/notFound. */
  async page(listId: NumberListId, query: ListEntryQuery): Promise<Result<EntryPage, Fault>> {
    if (!this.#has(listId)) return failed(listUnknown(listId));
    await this.#hits.flush();
    return ok(await this.#parts.entries.page(listId, query));
  }

  /** Faults: request/notFound, list/patternInvalid, list/duplicate, list/full. */
  async addEntry(listId: NumberListId, input: ListEntryInput, by: UserId): Promise<Result<ListEntry, Fault>> {
    const refusal = this.#refusalOf(listId, input);
    if (refusal !== undefined) return failed(refusal);
    if (this.lookup.size >= ROOM.entries) return failed(listsFull(this.lookup.size));
    const entry = this.#entryOf(listId, input, by);
    const added = await this.#parts.entries.add([keyed(entry)]);
    if (!added.has(entry.entryId)) return failed(entryDuplicate(listId));
    this.lookup.put(entry);
    return ok(entry);
  }

  /** What is not said anew stays: who added it, and its hits. Faults: as addEntry. */
  async changeEntry(
    listId: NumberListId,
    entryId: ListEntryId,
    input: ListEntryInput,
  ): Promise<Result<ListEntry, Fault>> {
    const refusal = this.#refusalOf(listId, input);
    if (refusal !== undefined) return failed(refusal);
    const known = await this.#entryOn(listId, entryId);
    if (!known.ok) return known;
    const { expiresAt: _, ...kept } = known.value;
    return this.#storeChange({ ...kept, ...input });
  }

  /** Puts an entry on another list, as from black to white; on a list that has it already it is merged. */
  async moveEntry(
    listId: NumberListId,
    entryId: ListEntryId,
    toListId: NumberListId,
  ): Promise<Result<ListEntry, Fault>> {
    if (!this.#has(toListId)) return failed(listUnknown(toListId));
    const known = await this.#entryOn(listId, entryId);
    if (!known.ok) return known;
    const moved = { ...known.value, listId: toListId };
    const stored = await this.#storeChange(moved);
    if (stored.ok || stored.error.code !== 'list/duplicate') return stored;
    await this.#remove(entryId);
    return ok(moved);
  }

  /** Fault: request/notFound. */
  async removeEntry(listId: NumberListId, entryId: ListEntryId): Promise<Result<void, Fault>> {
    const known = await this.#entryOn(listId, entryId);
    if (!known.ok) return known;
    await this.#remove(entryId);
    return ok();
  }

  /** The black entries that blocked calls, the last first: for finding those that should not have. */
  async falseBlockReview(): Promise<readonly ListEntry[]> {
    await this.#hits.flush();
    return this.#parts.entries.mostRecentlyHit('black', REVIEWED);
  }

  /** Adds what can be added and tells of every other line why not. Fault: request/notFound. */
  async importText(listId: NumberListId, text: string, by: UserId): Promise<Result<ListImportReport, Fault>> {
    if (!this.#has(listId)) return failed(listUnknown(listId));
    const report = await importLines(text.split(/\r\n|\r|\n/), {
      lookup: this.lookup,
      read: (line, lineNo) => this.#text.readLine(line, lineNo, this.#parts.clock.nowMs()),
      makeEntry: (input) => this.#entryOf(listId, input, by),
      add: (entries) => this.#parts.entries.add(entries.map(keyed)),
    });
    return ok(report);
  }

  /** The whole list as importText reads it. Fault: request/notFound. */
  async exportText(listId: NumberListId): Promise<Result<string, Fault>> {
    if (!this.#has(listId)) return failed(listUnknown(listId));
    const lines: string[] = [];
    for (let last: ListEntry | undefined, more = true; more; more = last !== undefined) {
      const entries = await this.#parts.entries.following(listId, last, EXPORTED_AT_ONCE);
      for (const entry of entries) lines.push(`${this.#text.writeLine(entry)}\n`);
      last = entries.at(-1);
      // Calls and seats are served in between.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return ok(lines.join(''));
  }

  async #storeList(list: NumberList): Promise<NumberList> {
    await this.#parts.lists.save(list);
    this.#lists = await this.#parts.lists.all();
    this.lookup.putList(list);
    return list;
  }

  async #storeChange(entry: ListEntry): Promise<Result<ListEntry, Fault>> {
    const changed = await this.#parts.entries.change(keyed(entry));
    if (changed) this.lookup.put(entry);
    return changed ? ok(entry) : failed(entryDuplicate(entry.listId));
  }

  async #remove(entryId: ListEntryId): Promise<void> {
    await this.#parts.entries.remove(entryId);
    this.lookup.remove(entryId);
  }

  async #entryOn(listId: NumberListId, entryId: ListEntryId): Promise<Result<ListEntry, Fault>> {
    await this.#hits.flush();
    const entry = await this.#parts.entries.byId(entryId);
    return entry === undefined || entry.listId !== listId ? failed(entryUnknown(entryId)) : ok(entry);
  }

  #refusalOf(listId: NumberListId, { pattern }: ListEntryInput): Fault | undefined {
    if (!this.#has(listId)) return listUnknown(listId);
    const parsed = parsePattern(pattern);
    if (parsed.kind === 'invalid') return patternInvalid(parsed.problem);
    const isFull = parsed.kind === 'expression' && this.lookup.expressionCount >= ROOM.expressions;
    return isFull ? patternInvalid('tooManyExpressions') : undefined;
  }

  #entryOf(listId: NumberListId, input: ListEntryInput, by: UserId): ListEntry {
    const [entryId, addedAt] = [listEntryIdSchema.parse(`entry_${randomUUID()}`), this.#parts.clock.nowMs()];
    return { ...input, entryId, listId, addedBy: by, addedAt, hits: 0 };
  }

  #has(listId: NumberListId): boolean {
    return this.#lists.some((list) => list.listId === listId);
  }
}

/** With what the pattern stands for, by which the database finds an entry that is there already. */
function keyed(entry: ListEntry) {
  const pattern = parsePattern(entry.pattern);
  return { entry, patternKey: pattern.kind === 'invalid' ? entry.pattern : pattern.key };
}
