import { makeAutoObservable, observableRef, runInAction } from 'mobx';
import { z } from 'zod';
import type { ErrorBody } from '../../src-main/contract/error-codes.ts';
import {
  scheduleListSchema,
  scheduleSchema,
  yearDaySchema,
  type HolidayCalendar,
  type OverrideInput,
  type ScheduleId,
  type ScheduleInput,
  type ScheduleView,
  type YearDay,
} from '../../src-main/contract/schedules.ts';
import type { HttpClient, HttpRequest } from '../transport/http-client.ts';
import { PATHS } from '../transport/http-paths.ts';

const anyReply = z.unknown();

/** A year of one schedule, as the server draws it. */
export interface ShownYear {
  readonly scheduleId: ScheduleId;
  readonly year: number;
  readonly days: readonly YearDay[];
}

/** The schedules as the server has them, and the one that is being changed here. Every change reads them again. */
export class SchedulesStore {
  schedules: readonly ScheduleView[] | undefined = undefined;
  calendars: readonly HolidayCalendar[] = [];
  error: ErrorBody | undefined = undefined;
  /** What was refused last; shown until the next change. */
  refused: ErrorBody | undefined = undefined;
  pending = false;
  selectedId: ScheduleId | undefined = undefined;
  /** What was changed here and is not saved. */
  draft: ScheduleInput | undefined = undefined;
  shownYear: ShownYear | undefined = undefined;
  #serverTimeZone = 'Asia/Shanghai';
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
    makeAutoObservable(this, {
      schedules: observableRef,
      calendars: observableRef,
      error: observableRef,
      refused: observableRef,
      draft: observableRef,
      shownYear: observableRef,
    });
  }

  async load(): Promise<void> {
    const reply = await this.#http.request({ method: 'GET', path: PATHS.schedules, reply: scheduleListSchema });
    runInAction(() => {
      this.error = reply.ok ? undefined : reply.error;
      if (!reply.ok) return;
      this.schedules = reply.value.schedules;
      this.calendars = reply.value.calendars;
      this.#serverTimeZone = reply.value.serverTimeZone;
    });
  }

  get selected(): ScheduleView | undefined {
    return this.schedules?.find((each) => each.scheduleId === this.selectedId) ?? this.schedules?.[0];
  }

  /** What the screen shows of the selected schedule: the draft while there is one. */
  get shown(): ScheduleInput | undefined {
    return this.draft ?? this.selected;
  }

  get overridden(): readonly ScheduleView[] {
    return this.schedules?.filter((each) => each.override !== undefined) ?? [];
  }

  /** When what is shown of now is no longer so; undefined when nothing changes. Unix milliseconds. */
  get staleAtMs(): number | undefined {
    const changes = (this.schedules ?? []).flatMap(({ moment, override }) => [
      ...(moment.next === undefined ? [] : [moment.next.atMs]),
      ...(override === undefined ? [] : [override.until]),
    ]);
    return changes.length === 0 ? undefined : Math.min(...changes);
  }

  /** Refused by the screen while there is a draft. */
  select(scheduleId: ScheduleId): void {
    this.selectedId = scheduleId;
    this.discard();
  }

  change(change: Partial<ScheduleInput>): void {
    const { shown } = this;
    if (shown === undefined) return;
    this.draft = { ...inputOf(shown), ...change };
    this.refused = undefined;
  }

  discard(): void {
    this.draft = undefined;
    this.refused = undefined;
  }

  async save(): Promise<boolean> {
    const { draft, selected } = this;
    if (draft === undefined || selected === undefined) return false;
    const path = PATHS.schedule(selected.scheduleId);
    const saved = await this.#ask({ method: 'PUT', path, body: draft, reply: anyReply });
    if (saved === undefined) return false;
    runInAction(() => (this.draft = undefined));
    await this.#readAgain();
    return true;
  }

  async create(title: string): Promise<void> {
    const body = { title, timeZone: this.#serverTimeZone, weekly: [], holidays: [], swaps: [], exceptions: [] };
    const made = await this.#ask({ method: 'POST', path: PATHS.schedules, body, reply: scheduleSchema });
    if (made === undefined) return;
    runInAction(() => (this.selectedId = made.value.scheduleId));
    await this.#readAgain();
  }

  async remove(scheduleId: ScheduleId): Promise<void> {
    await this.#change({ method: 'DELETE', path: PATHS.schedule(scheduleId), reply: anyReply });
  }

  async addCalendar(scheduleId: ScheduleId, calendarId: string): Promise<void> {
    const path = `${PATHS.schedule(scheduleId)}/calendars/${calendarId}`;
    await this.#change({ method: 'POST', path, reply: anyReply });
  }

  async setOverride(scheduleId: ScheduleId, override: OverrideInput): Promise<boolean> {
    const path = `${PATHS.schedule(scheduleId)}/override`;
    return this.#change({ method: 'PUT', path, body: override, reply: anyReply });
  }

  async clearOverride(scheduleId: ScheduleId): Promise<void> {
    await this.#change({ method: 'DELETE', path: `${PATHS.schedule(scheduleId)}/override`, reply: anyReply });
  }

  /** A year that is on its way when another is asked for is thrown away when it comes. */
  async showYear(scheduleId: ScheduleId, year: number): Promise<void> {
    const path = `${PATHS.schedule(scheduleId)}/year?year=${year}`;
    const reply = await this.#http.request({ method: 'GET', path, reply: z.array(yearDaySchema) });
    runInAction(() => {
      if (!reply.ok) this.error = reply.error;
      else if (this.selected?.scheduleId === scheduleId) this.shownYear = { scheduleId, year, days: reply.value };
    });
  }

  dismiss(): void {
    this.refused = undefined;
  }

  async #change(request: HttpRequest<unknown>): Promise<boolean> {
    const done = await this.#ask(request);
    if (done !== undefined) await this.#readAgain();
    return done !== undefined;
  }

  async #readAgain(): Promise<void> {
    await this.load();
    const { shownYear, selected } = this;
    if (shownYear !== undefined && selected !== undefined) await this.showYear(selected.scheduleId, shownYear.year);
  }

  /** The reply, in a wrapper because it may be nothing; undefined when it was refused. */
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

/** The words of the user alone, without what the server adds for the screen. */
function inputOf({ title, timeZone, weekly, holidays, swaps, exceptions }: ScheduleInput): ScheduleInput {
  return { title, timeZone, weekly, holidays, swaps, exceptions };
}
