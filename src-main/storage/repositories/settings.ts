import { z } from 'zod';
import type { QueryBuilder } from '../database-schema.ts';
import { jsonText } from '../row-columns.ts';

/** Values that the server keeps under a name, each parsed by the schema of who asks. */
export class SettingsRepository {
  readonly #query: QueryBuilder;

  constructor(query: QueryBuilder) {
    this.#query = query;
  }

  /** Undefined when nothing was stored under the name. Throws when what was stored is not of the schema. */
  async read<Value>(name: string, schema: z.ZodType<Value>): Promise<Value | undefined> {
    const row = await this.#query
      .selectFrom('settings')
      .select('value_json')
      .where('name', '=', name)
      .executeTakeFirst();
    return row === undefined ? undefined : jsonText(schema).parse(row.value_json);
  }

  /** @param value anything that JSON can hold. */
  async write(name: string, value: unknown): Promise<void> {
    const valueJson = JSON.stringify(value);
    await this.#query
      .insertInto('settings')
      .values({ name, value_json: valueJson })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value_json: valueJson }))
      .execute();
  }
}
