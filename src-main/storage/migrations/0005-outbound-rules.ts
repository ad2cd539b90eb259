import type { Migration } from './run-migrations.ts';

/** Who may call out over which trunks, and groups of phones that ring for one call. */
export const outboundRules: Migration = {
  version: 5,
  name: 'outbound rules',
  async apply(schema, words) {
    await schema
      .createTable('outbound_rules')
      .addColumn('rule_id', 'text', (column) => column.primaryKey())
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('enabled', 'integer', (column) => column.notNull())
      .addColumn('match_json', 'text', (column) => column.notNull())
      .addColumn('action_json', 'text', (column) => column.notNull())
      .modifyEnd(words.tableEnd)
      .execute();
    await schema
      .createTable('ring_groups')
      .addColumn('group_id', 'text', (column) => column.primaryKey())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('group_json', 'text', (column) => column.notNull())
      .modifyEnd(words.tableEnd)
      .execute();
  },
};
