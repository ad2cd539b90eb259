import { sql } from 'kysely';
import { z } from 'zod';
import {
  overrideSchema,
  scheduleIdSchema,
  scheduleInputSchema,
  type Schedule,
  type ScheduleId,
  type ScheduleOverride,
} from '../../contract/schedules.ts';
import type { QueryBuilder } from '../database-schema.ts';
import { absentWhenNull, jsonText } from '../row-columns.ts';

export interface StoredSchedule {
  readonly schedule: Schedule;
  /** The last one that was set; it may have ended. */
  readonly override?: ScheduleOverride;
}

const scheduleRow = z
  .object({
    schedule_id: scheduleIdSchema,
    title: z.string(),
    definition_json: jsonText(scheduleInputSchema.omit({ title: true })),
    override_json: absentWhenNull(jsonText(overrideSchema)),
  })
  .transform((row): StoredSchedule => {
    const schedule = { scheduleId: row.schedule_id, title: row.title, ...row.definition_json };
    return row.override_json === undefined ? { schedule } : { schedule, override: row.override_json };
  });

/** The schedules; an override is kept beside the definition, so that saving the one leaves the other. */
export class SchedulesRepository {
  readonly #query: QueryBuilder;

  constructor(query: QueryBuilder) {
    this.#query = query;
  }

  /** By title. */
  async all(): Promise<readonly StoredSchedule[]> {
    const rows = await this.#query
      .selectFrom('schedules')
      .selectAll()
      .orderBy('title')
      .orderBy('schedule_id')
      .execute();
    return rows.map((row) => scheduleRow.parse(row));
  }

  /** Adds the schedule or puts it in the place of the one with its id. */
  async save(schedule: Schedule): Promise<void> {
    const { scheduleId, title, ...definition } = schedule;
    const row = { title, definition_json: JSON.stringify(definition) };
    await this.#query
      .insertInto('schedules')
      .values({ schedule_id: scheduleId, ...row })
      .onConflict((conflict) => conflict.column('schedule_id').doUpdateSet(row))
      .execute();
  }

  async setOverride(scheduleId: ScheduleId, override: ScheduleOverride | undefined): Promise<void> {
    await this.#query
      .updateTable('schedules')
      .set({ override_json: override === undefined ? sql<string>`null` : JSON.stringify(override) })
      .where('schedule_id', '=', scheduleId)
      .execute();
  }

  async remove(scheduleId: ScheduleId): Promise<void> {
    await this.#query.deleteFrom('schedules').where('schedule_id', '=', scheduleId).execute();
  }
}
