import { sql } from 'kysely';
import { termIndexStatements } from '../term-index.ts';
import type { Migration } from './run-migrations.ts';

/**
 * The call list for a million calls: rows in the order of the list, found by words. The records themselves follow from
 * the journal, so the old table is dropped and they are made again at the next start, with all that they hold now.
 */
export const callList: Migration = {
  version: 9,
  name: 'call list',
  async apply(schema, words, query) {
    await schema.dropTable('call_records').execute();
    await schema
      .createTable('call_records')
      .addColumn('list_no', words.bigint, (column) => column.primaryKey())
      .addColumn('call_id', 'text', (column) => column.notNull().unique())
      .addColumn('started_at', words.bigint, (column) => column.notNull())
      .addColumn('search_number', 'text', (column) => column.notNull())
      .addColumn('search_name', 'text', (column) => column.notNull())
      .addColumn('number_key', 'text', (column) => column.notNull())
      .addColumn('reached_key', 'text', (column) => column.notNull())
      .addColumn('talk_ms', words.bigint, (column) => column.notNull())
      .addColumn('open', 'integer', (column) => column.notNull())
      .addColumn('terms', 'text', (column) => column.notNull())
      .addColumn('record_json', 'text', (column) => column.notNull())
      .modifyEnd(words.tableEnd)
      .execute();
    await schema
      .createIndex('call_records_by_reached')
      .on('call_records')
      .columns(['reached_key', 'list_no'])
      .execute();
    for (const statement of termIndexStatements()) await statement.execute(query);
    await sql`delete from settings where name = 'records.upToEventNo'`.execute(query);
  },
};
