import type { Migration } from './run-migrations.ts';

/** When the house is open, and who is on which list of numbers. */
export const schedules: Migration = {
  version: 4,
  name: 'schedules',
  async apply(schema, words) {
    await schema
      .createTable('schedules')
      .addColumn('schedule_id', 'text', (column) => column.primaryKey())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('definition_json', 'text', (column) => column.notNull())
      .addColumn('override_json', 'text')
      .modifyEnd(words.tableEnd)
      .execute();
    await schema
      .createTable('number_lists')
      .addColumn('list_id', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('title', 'text', (column) => column.notNull())
      .modifyEnd(words.tableEnd)
      .execute();
    await schema
      .createTable('number_list_entries')
      .addColumn('entry_id', 'text', (column) => column.primaryKey())
      .addColumn('list_id', 'text', (column) => column.notNull().references('number_lists.list_id').onDelete('cascade'))
      .addColumn('pattern', 'text', (column) => column.notNull())
      .addColumn('pattern_key', 'text', (column) => column.notNull())
      .addColumn('expires_at', words.bigint)
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('search_reason', 'text', (column) => column.notNull())
      .addColumn('added_by', 'text', (column) => column.notNull())
      .addColumn('added_at', words.bigint, (column) => column.notNull())
      .addColumn('hits', words.bigint, (column) => column.notNull())
      .addColumn('last_hit_at', words.bigint)
      .addUniqueConstraint('number_list_entries_once', ['list_id', 'pattern_key'])
      .modifyEnd(words.tableEnd)
      .execute();
    for (const [index, columns] of [
      ['number_list_entries_by_time', ['list_id', 'added_at', 'entry_id']],
      ['number_list_entries_by_hit', ['last_hit_at']],
    ] as const) {
      await schema
        .createIndex(index)
        .on('number_list_entries')
        .columns([...columns])
        .execute();
    }
  },
};
