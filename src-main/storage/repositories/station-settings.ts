import { z } from 'zod';
import { forwardingSchema, type StationSettings } from '../../contract/stations.ts';
import { stationNoSchema } from '../../contract/users.ts';
import type { QueryBuilder } from '../database-schema.ts';
import { flag, jsonText } from '../row-columns.ts';

const stationRow = z
  .object({ station_no: stationNoSchema, do_not_disturb: flag, forwarding_json: jsonText(forwardingSchema) })
  .transform((row): StationSettings => ({
    stationNo: row.station_no,
    doNotDisturb: row.do_not_disturb,
    forwarding: row.forwarding_json,
  }));

/** Do-not-disturb and forwarding of the stations that were ever set. */
export class StationSettingsRepository {
  readonly #query: QueryBuilder;

  constructor(query: QueryBuilder) {
    this.#query = query;
  }

  async all(): Promise<readonly StationSettings[]> {
    const rows = await this.#query.selectFrom('station_settings').selectAll().orderBy('station_no').execute();
    return rows.map((row) => stationRow.parse(row));
  }

  async save({ stationNo, doNotDisturb, forwarding }: StationSettings): Promise<void> {
    const row = { do_not_disturb: doNotDisturb ? 1 : 0, forwarding_json: JSON.stringify(forwarding) };
    await this.#query
      .insertInto('station_settings')
      .values({ station_no: stationNo, ...row })
      .onConflict((conflict) => conflict.column('station_no').doUpdateSet(row))
      .execute();
  }
}
