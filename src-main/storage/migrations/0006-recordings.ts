import type { SchemaModule } from 'kysely';
import type { DialectWords } from '../database-engine.ts';
import type { Migration } from './run-migrations.ts';

/** What becomes of a recording after its call: sealing and its chain, holds, marks, and who listened. */
export const recordings: Migration = {
  version: 6,
  name: 'recordings',
  async apply(schema, words) {
    await schema
      .createTable('recording_seals')
      .addColumn('recording_id', 'text', (column) => column.primaryKey())
      .addColumn('call_id', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('plan_json', 'text', (column) => column.notNull())
      .addColumn('source_path', 'text', (column) => column.notNull())
      .addColumn('path', 'text')
      .addColumn('key_id', 'text')
      .addColumn('size_bytes', words.bigint)
      .addColumn('sha256', 'text')
      .addColumn('started_at', words.bigint, (column) => column.notNull())
      .addColumn('sealed_at', words.bigint)
      .addColumn('tries', 'integer', (column) => column.notNull())
      .addColumn('next_try_at', words.bigint, (column) => column.notNull())
      .addColumn('trouble', 'text')
      .modifyEnd(words.tableEnd)
      .execute();
    await schema
      .createIndex('recording_seals_by_state')
      .on('recording_seals')
      .columns(['state', 'next_try_at'])
      .execute();
    await schema.createIndex('recording_seals_by_sealing').on('recording_seals').column('sealed_at').execute();
    await schema
      .createTable('recording_chain')
      .addColumn('no', words.bigint, (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('recording_id', 'text', (column) => column.notNull())
      .addColumn('file_sha256', 'text', (column) => column.notNull())
      .addColumn('at', words.bigint, (column) => column.notNull())
      .addColumn('why', 'text', (column) => column.notNull())
      .addColumn('policy_id', 'text')
      .addColumn('previous_hash', 'text', (column) => column.notNull())
      .addColumn('chain_hash', 'text', (column) => column.notNull())
      .addUniqueConstraint('recording_chain_once', ['recording_id', 'kind'])
      .modifyEnd(words.tableEnd)
      .execute();
    await noteTables(schema, words);
  },
};

async function noteTables(schema: SchemaModule, words: DialectWords): Promise<void> {
  await schema
    .createTable('recording_holds')
    .addColumn('hold_id', 'text', (column) => column.primaryKey())
    .addColumn('recording_id', 'text', (column) => column.notNull())
    .addColumn('set_at', words.bigint, (column) => column.notNull())
    .addColumn('set_by', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('cleared_at', words.bigint)
    .addColumn('cleared_by', 'text')
    .addColumn('clear_reason', 'text')
    .modifyEnd(words.tableEnd)
    .execute();
  await schema.createIndex('recording_holds_by_recording').on('recording_holds').column('recording_id').execute();
  await schema
    .createTable('recording_listenings')
    .addColumn('listening_id', 'text', (column) => column.primaryKey())
    .addColumn('recording_id', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('at', words.bigint, (column) => column.notNull())
    .addColumn('how', 'text', (column) => column.notNull())
    .addColumn('from_ms', words.bigint, (column) => column.notNull())
    .addColumn('to_ms', words.bigint, (column) => column.notNull())
    .modifyEnd(words.tableEnd)
    .execute();
  await schema
    .createIndex('recording_listenings_by_recording')
    .on('recording_listenings')
    .columns(['recording_id', 'at'])
    .execute();
  await schema
    .createTable('recording_marks')
    .addColumn('mark_id', 'text', (column) => column.primaryKey())
    .addColumn('recording_id', 'text', (column) => column.notNull())
    .addColumn('at_ms', words.bigint, (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('made_at', words.bigint, (column) => column.notNull())
    .modifyEnd(words.tableEnd)
    .execute();
  await schema.createIndex('recording_marks_by_recording').on('recording_marks').column('recording_id').execute();
}
