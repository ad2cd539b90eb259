import type { Migration } from './run-migrations.ts';

/** Who may sign in, their sessions, and the settings that the server keeps. */
export const accounts: Migration = {
  version: 1,
  name: 'accounts',
  async apply(schema, words) {
    await schema
      .createTable('accounts')
      .addColumn('user_id', 'text', (column) => column.primaryKey())
      .addColumn('login', 'text', (column) => column.notNull())
      .addColumn('login_key', 'text', (column) => column.notNull().unique())
      .addColumn('display_name', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('locale', 'text', (column) => column.notNull())
      .addColumn('password_hash', 'text', (column) => column.notNull())
      .addColumn('must_change_password', 'integer', (column) => column.notNull())
      .addColumn('disabled', 'integer', (column) => column.notNull())
      .addColumn('last_station_no', 'text')
      .modifyEnd(words.tableEnd)
      .execute();
    await schema
      .createTable('sessions')
      .addColumn('session_id', 'text', (column) => column.primaryKey())
      .addColumn('token_hash', 'text', (column) => column.notNull().unique())
      .addColumn('user_id', 'text', (column) => column.notNull().references('accounts.user_id').onDelete('cascade'))
      .addColumn('station_no', 'text')
      .addColumn('created_at', words.bigint, (column) => column.notNull())
      .addColumn('expires_at', words.bigint, (column) => column.notNull())
      .addColumn('revoked', 'integer', (column) => column.notNull())
      .addColumn('remote_address', 'text', (column) => column.notNull())
      .modifyEnd(words.tableEnd)
      .execute();
    await schema.createIndex('sessions_by_user').on('sessions').column('user_id').execute();
    await schema
      .createTable('settings')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('value_json', 'text', (column) => column.notNull())
      .modifyEnd(words.tableEnd)
      .execute();
  },
};
