import type { Migration } from './run-migrations.ts';

/** What stations are set to, whom calls follow, and the music that was uploaded for those who wait. */
export const followMe: Migration = {
  version: 10,
  name: 'follow-me',
  async apply(schema, words) {
    await schema
      .createTable('station_settings')
      .addColumn('station_no', 'text', (column) => column.primaryKey())
      .addColumn('do_not_disturb', 'integer', (column) => column.notNull())
      .addColumn('forwarding_json', 'text', (column) => column.notNull())
      .modifyEnd(words.tableEnd)
      .execute();
    await schema
      .createTable('follow_plans')
      .addColumn('plan_id', 'text', (column) => column.primaryKey())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('plan_json', 'text', (column) => column.notNull())
      .modifyEnd(words.tableEnd)
      .execute();
    await schema
      .createTable('music_files')
      .addColumn('music_id', 'text', (column) => column.primaryKey())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('path', 'text', (column) => column.notNull())
      .addColumn('length_ms', words.bigint, (column) => column.notNull())
      .modifyEnd(words.tableEnd)
      .execute();
  },
};
