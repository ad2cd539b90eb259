import { z } from 'zod';
import { listKindSchema, numberListIdSchema, type NumberList, type NumberListId } from '../../contract/number-lists.ts';
import type { QueryBuilder } from '../database-schema.ts';

const listRow = z
  .object({ list_id: numberListIdSchema, kind: listKindSchema, title: z.string() })
  .transform((row): NumberList => ({ listId: row.list_id, kind: row.kind, title: row.title }));

const countRow = z.object({ list_id: numberListIdSchema, count: z.coerce.number() });

/** The lists of numbers without their entries. */
export class NumberListsRepository {
  readonly #query: QueryBuilder;

  constructor(query: QueryBuilder) {
    this.#query = query;
  }

  /** By title. */
  async all(): Promise<readonly NumberList[]> {
    const rows = await this.#query.selectFrom('number_lists').selectAll().orderBy('title').orderBy('list_id').execute();
    return rows.map((row) => listRow.parse(row));
  }

  /** How many entries each list has that has any. */
  async counts(): Promise<ReadonlyMap<NumberListId, number>> {
    const rows = await this.#query
      .selectFrom('number_list_entries')
      .select(({ fn }) => ['list_id', fn.countAll().as('count')])
      .groupBy('list_id')
      .execute();
    return new Map(rows.map((row) => countRow.parse(row)).map((row) => [row.list_id, row.count]));
  }

  /** Adds the list or puts it in the place of the one with its id. */
  async save({ listId, kind, title }: NumberList): Promise<void> {
    await this.#query
      .insertInto('number_lists')
      .values({ list_id: listId, kind, title })
      .onConflict((conflict) => conflict.column('list_id').doUpdateSet({ kind, title }))
      .execute();
  }

  /** With its entries. */
  async remove(listId: NumberListId): Promise<void> {
    await this.#query.deleteFrom('number_lists').where('list_id', '=', listId).execute();
  }
}
