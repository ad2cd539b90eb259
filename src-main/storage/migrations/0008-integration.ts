import type { Migration } from './run-migrations.ts';

/** Webhooks with their places in the journal, the notices they are told, what was tried; tokens of click-to-dial. */
export const integration: Migration = {
  version: 8,
  name: 'integration',
  async apply(schema, words) {
    await schema
      .createTable('webhooks')
      .addColumn('webhook_id', 'text', (column) => column.primaryKey())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('address', 'text', (column) => column.notNull())
      .addColumn('kinds_json', 'text', (column) => column.notNull())
      .addColumn('enabled', 'integer', (column) => column.notNull())
      .addColumn('secret', 'text', (column) => column.notNull())
      .addColumn('previous_secret', 'text')
      .addColumn('previous_secret_until', words.bigint)
      .addColumn('created_by', 'text', (column) => column.notNull())
      .addColumn('created_at', words.bigint, (column) => column.notNull())
      .addColumn('event_no', words.bigint, (column) => column.notNull())
      .addColumn('notice_no', words.bigint, (column) => column.notNull())
      .addColumn('reached_event_no', words.bigint, (column) => column.notNull())
      .addColumn('reached_notice_no', words.bigint, (column) => column.notNull())
      .addColumn('tries', 'integer', (column) => column.notNull())
      .addColumn('first_tried_at', words.bigint, (column) => column.notNull())
      .addColumn('next_try_at', words.bigint, (column) => column.notNull())
      .modifyEnd(words.tableEnd)
      .execute();
    await schema
      .createTable('webhook_notices')
      .addColumn('notice_no', words.bigint, (column) => column.primaryKey())
      .addColumn('after_event_no', words.bigint, (column) => column.notNull())
      .addColumn('at', words.bigint, (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('payload_json', 'text', (column) => column.notNull())
      .modifyEnd(words.tableEnd)
      .execute();
    await schema
      .createTable('webhook_attempts')
      .addColumn('webhook_id', 'text', (column) =>
        column.notNull().references('webhooks.webhook_id').onDelete('cascade'),
      )
      .addColumn('attempt_no', words.bigint, (column) => column.notNull())
      .addColumn('attempt_json', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('webhook_attempts_key', ['webhook_id', 'attempt_no'])
      .modifyEnd(words.tableEnd)
      .execute();
    await schema
      .createTable('dial_tokens')
      .addColumn('token_id', 'text', (column) => column.primaryKey())
      .addColumn('token_hash', 'text', (column) => column.notNull().unique())
      .addColumn('user_id', 'text', (column) => column.notNull().references('accounts.user_id').onDelete('cascade'))
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('created_at', words.bigint, (column) => column.notNull())
      .addColumn('used_at', words.bigint)
      .modifyEnd(words.tableEnd)
      .execute();
    await schema.createIndex('dial_tokens_by_user').on('dial_tokens').column('user_id').execute();
  },
};
