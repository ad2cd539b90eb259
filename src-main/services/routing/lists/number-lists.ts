import type { ListEntryId, ListHit, ListKind, NumberList, NumberListId } from '../../../contract/number-lists.ts';
import type { LookupEntry } from '../../../storage/repositories/number-list-entries.ts';
import { parsePattern, type ListPattern } from './list-pattern.ts';
import { PatternIndex } from './pattern-index.ts';

interface Indexed {
  readonly entry: LookupEntry;
  readonly pattern: ListPattern;
}

/** A white number is let in whatever else it is; a black one is no VIP. */
const RANKS: Record<ListKind, number> = { white: 0, black: 1, vip: 2, custom: 3 };

/**
 * All lists of numbers in memory, so that a decision about a call waits for no database. An entry whose time is over
 * is passed over; nothing is counted here.
 */
export class NumberLists {
  readonly #kinds = new Map<NumberListId, ListKind>();
  readonly #entries = new Map<ListEntryId, Indexed>();
  #index = new PatternIndex<Indexed>();

  /** Takes the place of everything that was loaded before. */
  load(lists: readonly NumberList[], entries: readonly LookupEntry[]): void {
    this.#kinds.clear();
    this.#entries.clear();
    this.#index = new PatternIndex();
    for (const list of lists) this.putList(list);
    for (const entry of entries) this.put(entry);
  }

  get size(): number {
    return this.#entries.size;
  }

  get expressionCount(): number {
    return this.#index.expressionCount;
  }

  putList(list: NumberList): void {
    this.#kinds.set(list.listId, list.kind);
  }

  removeList(listId: NumberListId): void {
    this.#kinds.delete(listId);
    for (const { entry } of this.#entries.values()) {
      if (entry.listId === listId) this.remove(entry.entryId);
    }
  }

  /** Adds the entry or puts it in the place of the one with its id. */
  put(entry: LookupEntry): void {
    this.remove(entry.entryId);
    const indexed = { entry, pattern: parsePattern(entry.pattern) };
    this.#entries.set(entry.entryId, indexed);
    this.#index.add(indexed.pattern, indexed);
  }

  remove(entryId: ListEntryId): void {
    const indexed = this.#entries.get(entryId);
    if (indexed === undefined) return;
    this.#entries.delete(entryId);
    this.#index.remove(indexed.pattern, indexed);
  }

  /** What decides: of all hits the first. */
  match(number: string, atMs: number): ListHit | undefined {
    return this.matchAll(number, atMs)[0];
  }

  /** Every entry that the number meets: white before black before VIP before the others. '' is a call without number. */
  matchAll(number: string, atMs: number): readonly ListHit[] {
    const hits: ListHit[] = [];
    for (const { entry } of this.#index.find(number)) {
      const kind = this.#kinds.get(entry.listId);
      if (kind === undefined || (entry.expiresAt !== undefined && entry.expiresAt <= atMs)) continue;
      const { listId, entryId, pattern, reason } = entry;
      hits.push({ listId, kind, entryId, pattern, reason });
    }
    return hits.length < 2 ? hits : hits.sort((one, other) => RANKS[one.kind] - RANKS[other.kind]);
  }
}
