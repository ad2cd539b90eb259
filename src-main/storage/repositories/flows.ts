import { z } from 'zod';
import { flowIdSchema, type FlowId } from '../../contract/ids.ts';
import type { QueryBuilder } from '../database-schema.ts';
import { jsonText } from '../row-columns.ts';

export interface StoredFlow<Definition> {
  readonly flowId: FlowId;
  readonly title: string;
  readonly definition: Definition;
}

/** The voice flows, each definition parsed with the schema of the service that runs them. */
export class FlowsRepository<Definition> {
  readonly #query: QueryBuilder;
  readonly #row: z.ZodType<StoredFlow<Definition>>;

  constructor(query: QueryBuilder, definitionSchema: z.ZodType<Definition>) {
    this.#query = query;
    this.#row = z
      .object({ flow_id: flowIdSchema, title: z.string(), definition_json: jsonText(definitionSchema) })
      .transform((row) => ({ flowId: row.flow_id, title: row.title, definition: row.definition_json }));
  }

  async byId(flowId: FlowId): Promise<StoredFlow<Definition> | undefined> {
    const row = await this.#query.selectFrom('flows').selectAll().where('flow_id', '=', flowId).executeTakeFirst();
    return row === undefined ? undefined : this.#row.parse(row);
  }

  async all(): Promise<readonly StoredFlow<Definition>[]> {
    const rows = await this.#query.selectFrom('flows').selectAll().orderBy('flow_id').execute();
    return rows.map((row) => this.#row.parse(row));
  }

  /** Adds the flow or puts it in the place of the one with its id. */
  async save(flow: StoredFlow<Definition>): Promise<void> {
    const row = { title: flow.title, definition_json: JSON.stringify(flow.definition) };
    await this.#query
      .insertInto('flows')
      .values({ flow_id: flow.flowId, ...row })
      .onConflict((conflict) => conflict.column('flow_id').doUpdateSet(row))
      .execute();
  }
}
