import Database from 'better-sqlite3';
import { join } from 'node:path';
import { z } from 'zod';

const rowsSchema = z.array(z.object({ event_no: z.number() }));

/** The numbers of the events in a data folder whose server has ended, in order. */
export function eventNumbersIn(dataDir: string): readonly number[] {
  const file = new Database(join(dataDir, 'trunkline.db'), { readonly: true });
  const rows = rowsSchema.parse(file.prepare('select event_no from call_events order by event_no').all());
  file.close();
  return rows.map((row) => row.event_no);
}
