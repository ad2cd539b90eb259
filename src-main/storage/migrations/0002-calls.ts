import type { Migration } from './run-migrations.ts';

/** The journal of call events with the calls that it has not seen the end of, and what is derived from it. */
export const calls: Migration = {
  version: 2,
  name: 'calls',
  async apply(schema, words) {
    await schema
      .createTable('call_events')
      .addColumn('event_no', words.bigint, (column) => column.primaryKey())
      .addColumn('call_id', 'text', (column) => column.notNull())
      .addColumn('at', words.bigint, (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('event_json', 'text', (column) => column.notNull())
      .modifyEnd(words.tableEnd)
      .execute();
    await schema.createIndex('call_events_by_call').on('call_events').columns(['call_id', 'event_no']).execute();
    await schema
      .createTable('open_calls')
      .addColumn('call_id', 'text', (column) => column.primaryKey())
      .modifyEnd(words.tableEnd)
      .execute();
    await schema
      .createTable('call_records')
      .addColumn('call_id', 'text', (column) => column.primaryKey())
      .addColumn('started_at', words.bigint, (column) => column.notNull())
      .addColumn('direction', 'text', (column) => column.notNull())
      .addColumn('station_no', 'text')
      .addColumn('user_id', 'text')
      .addColumn('search_number', 'text', (column) => column.notNull())
      .addColumn('search_name', 'text', (column) => column.notNull())
      .addColumn('open', 'integer', (column) => column.notNull())
      .addColumn('record_json', 'text', (column) => column.notNull())
      .modifyEnd(words.tableEnd)
      .execute();
    for (const [index, columns] of [
      ['call_records_by_start', ['started_at', 'call_id']],
      ['call_records_by_user', ['user_id', 'started_at', 'call_id']],
      ['call_records_by_open', ['open']],
    ] as const) {
      await schema
        .createIndex(index)
        .on('call_records')
        .columns([...columns])
        .execute();
    }
    await schema
      .createTable('recordings')
      .addColumn('recording_id', 'text', (column) => column.primaryKey())
      .addColumn('call_id', 'text', (column) => column.notNull())
      .addColumn('path', 'text', (column) => column.notNull().unique())
      .addColumn('format', 'text', (column) => column.notNull())
      .addColumn('started_at', words.bigint, (column) => column.notNull())
      .addColumn('length_ms', words.bigint, (column) => column.notNull())
      .addColumn('result', 'text', (column) => column.notNull())
      .addColumn('gaps_json', 'text', (column) => column.notNull())
      .modifyEnd(words.tableEnd)
      .execute();
    await schema.createIndex('recordings_by_call').on('recordings').column('call_id').execute();
    await schema.createIndex('recordings_by_result').on('recordings').column('result').execute();
  },
};
