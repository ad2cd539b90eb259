import type { Migration } from './run-migrations.ts';

/** Where calls go: rules, flows, and the prompts that flows play. */
export const routing: Migration = {
  version: 3,
  name: 'routing',
  async apply(schema, words) {
    await schema
      .createTable('inbound_rules')
      .addColumn('rule_id', 'text', (column) => column.primaryKey())
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('enabled', 'integer', (column) => column.notNull())
      .addColumn('match_json', 'text', (column) => column.notNull())
      .addColumn('next_json', 'text', (column) => column.notNull())
      .modifyEnd(words.tableEnd)
      .execute();
    await schema
      .createTable('flows')
      .addColumn('flow_id', 'text', (column) => column.primaryKey())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('definition_json', 'text', (column) => column.notNull())
      .modifyEnd(words.tableEnd)
      .execute();
    await schema
      .createTable('prompts')
      .addColumn('prompt_id', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('path', 'text', (column) => column.notNull())
      .addColumn('length_ms', words.bigint, (column) => column.notNull())
      .addPrimaryKeyConstraint('prompts_key', ['prompt_id', 'language'])
      .modifyEnd(words.tableEnd)
      .execute();
  },
};
