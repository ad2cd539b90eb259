import { numberListSchema, type ListEntry, type NumberList } from '../../src-main/contract/number-lists.ts';
import type { Clock } from '../../src-main/foundation/clock.ts';
import type { Log } from '../../src-main/foundation/log.ts';
import {
  NumberListsService,
  officeHours,
  SchedulesService,
  type NumberListsParts,
  type SchedulesParts,
} from '../../src-main/services/routing/index.ts';
import type { KeyedEntry } from '../../src-main/storage/repositories/number-list-entries.ts';
import type { StoredSchedule } from '../../src-main/storage/repositories/schedules.ts';

/** The real services of schedules and lists over shelves in memory, with the hours and the lists of a fresh house. */
export class FakeHours {
  readonly schedules: SchedulesService;
  readonly numberLists: NumberListsService;
  /** Ids that rules are said to ask. */
  readonly used = new Set<string>();
  /** What lies on the lists; read by start(). */
  readonly entries: Required<NumberListsParts['entries']>;

  constructor(clock: Clock, log: Log) {
    const isUsed = async (id: string): Promise<boolean> => this.used.has(id);
    this.schedules = new SchedulesService({ repository: new ScheduleShelf(), clock, isUsed });
    const shelf = new ListShelf();
    this.entries = shelf.entries;
    this.numberLists = new NumberListsService({
      lists: shelf,
      entries: shelf.entries,
      clock,
      wallClock: clock,
      log,
      isUsed,
    });
  }

  /** Reads what is on the shelves. */
  async start(): Promise<void> {
    await this.schedules.start();
    await this.numberLists.start();
  }
}

class ScheduleShelf implements Required<SchedulesParts['repository']> {
  #stored: readonly StoredSchedule[] = [{ schedule: officeHours('Asia/Shanghai') }];

  async all(): Promise<readonly StoredSchedule[]> {
    return this.#stored;
  }

  async save(schedule: StoredSchedule['schedule']): Promise<void> {
    const known = this.#stored.find((each) => each.schedule.scheduleId === schedule.scheduleId);
    const others = this.#stored.filter((each) => each !== known);
    this.#stored = [...others, { ...known, schedule }];
  }

  async setOverride(scheduleId: string, override: StoredSchedule['override']): Promise<void> {
    this.#stored = this.#stored.map((each) => {
      if (each.schedule.scheduleId !== scheduleId) return each;
      return override === undefined ? { schedule: each.schedule } : { schedule: each.schedule, override };
    });
  }

  async remove(scheduleId: string): Promise<void> {
    this.#stored = this.#stored.filter((each) => each.schedule.scheduleId !== scheduleId);
  }
}

class ListShelf implements Required<NumberListsParts['lists']> {
  readonly entries = new EntryShelf((entry) => this.#lists.find((list) => list.listId === entry.listId)?.kind);
  #lists: readonly NumberList[] = [
    { listId: 'black', kind: 'black', title: '黑名单' },
    { listId: 'white', kind: 'white', title: '白名单' },
    { listId: 'vip', kind: 'vip', title: 'VIP' },
  ].map((list) => numberListSchema.parse(list));

  async all(): Promise<readonly NumberList[]> {
    return this.#lists;
  }

  async counts() {
    const counts = new Map<NumberList['listId'], number>();
    for (const { listId } of await this.entries.forLookup()) counts.set(listId, (counts.get(listId) ?? 0) + 1);
    return counts;
  }

  async save(list: NumberList): Promise<void> {
    this.#lists = [...this.#lists.filter((each) => each.listId !== list.listId), list];
  }

  async remove(listId: string): Promise<void> {
    this.#lists = this.#lists.filter((each) => each.listId !== listId);
    this.entries.removeList(listId);
  }
}

class EntryShelf implements Required<NumberListsParts['entries']> {
  readonly #kindOf: (entry: ListEntry) => string | undefined;
  #stored: readonly KeyedEntry[] = [];

  constructor(kindOf: (entry: ListEntry) => string | undefined) {
    this.#kindOf = kindOf;
  }

  async forLookup() {
    return this.#stored.map(({ entry }) => entry);
  }

  async following(listId: string, after: Pick<ListEntry, 'entryId'> | undefined, limit: number) {
    const ofList = this.#stored.map(({ entry }) => entry).filter((entry) => entry.listId === listId);
    const from = ofList.findIndex((entry) => entry.entryId === after?.entryId) + 1;
    return ofList.slice(from, from + limit);
  }

  async byId(entryId: ListEntry['entryId']) {
    return this.#stored.find(({ entry }) => entry.entryId === entryId)?.entry;
  }

  async page(listId: string, query: { offset: number; limit: number; search?: string | undefined }) {
    const { offset, limit, search = '' } = query;
    const matching = this.#stored
      .map(({ entry }) => entry)
      .filter((entry) => entry.listId === listId && (entry.pattern.includes(search) || entry.reason.includes(search)))
      .reverse();
    return { entries: matching.slice(offset, offset + limit), total: matching.length };
  }

  async add(entries: readonly KeyedEntry[]) {
    const fresh = entries.filter((each) => !this.#stored.some((other) => isSame(each, other)));
    this.#stored = [...this.#stored, ...fresh];
    return new Set(fresh.map(({ entry }) => entry.entryId));
  }

  async change(changed: KeyedEntry) {
    const others = this.#stored.filter(({ entry }) => entry.entryId !== changed.entry.entryId);
    if (others.some((other) => isSame(changed, other))) return false;
    this.#stored = [...others, changed];
    return true;
  }

  async remove(entryId: ListEntry['entryId']) {
    this.#stored = this.#stored.filter(({ entry }) => entry.entryId !== entryId);
  }

  async addHits(counted: readonly { entryId: ListEntry['entryId']; hits: number; lastHitAt: number }[]) {
    this.#stored = this.#stored.map(({ entry, patternKey }) => {
      const hit = counted.find((each) => each.entryId === entry.entryId);
      if (hit === undefined) return { entry, patternKey };
      return { entry: { ...entry, hits: entry.hits + hit.hits, lastHitAt: hit.lastHitAt }, patternKey };
    });
  }

  async mostRecentlyHit(kind: string, limit: number) {
    const hit = (await this.forLookup()).filter((entry) => entry.hits > 0 && this.#kindOf(entry) === kind);
    return hit.toSorted((one, other) => (other.lastHitAt ?? 0) - (one.lastHitAt ?? 0)).slice(0, limit);
  }

  removeList(listId: string): void {
    this.#stored = this.#stored.filter(({ entry }) => entry.listId !== listId);
  }
}

function isSame(one: KeyedEntry, other: KeyedEntry): boolean {
  return one.entry.listId === other.entry.listId && one.patternKey === other.patternKey;
}
