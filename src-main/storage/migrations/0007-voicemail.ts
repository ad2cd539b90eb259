import type { Migration } from './run-migrations.ts';

/** Boxes, and the messages that callers left in them. */
export const voicemail: Migration = {
  version: 7,
  name: 'voicemail',
  async apply(schema, words) {
    await schema
      .createTable('voicemail_boxes')
      .addColumn('box_id', 'text', (column) => column.primaryKey())
      .addColumn('box_no', 'text', (column) => column.notNull().unique())
      .addColumn('pin_hash', 'text', (column) => column.notNull())
      .addColumn('box_json', 'text', (column) => column.notNull())
      .modifyEnd(words.tableEnd)
      .execute();
    await schema
      .createTable('voicemail_messages')
      .addColumn('message_id', 'text', (column) => column.primaryKey())
      .addColumn('box_id', 'text', (column) =>
        column.notNull().references('voicemail_boxes.box_id').onDelete('cascade'),
      )
      .addColumn('call_id', 'text', (column) => column.notNull())
      .addColumn('recording_id', 'text', (column) => column.notNull())
      .addColumn('caller_number', 'text', (column) => column.notNull())
      .addColumn('caller_name', 'text', (column) => column.notNull())
      .addColumn('at', words.bigint, (column) => column.notNull())
      .addColumn('length_ms', words.bigint, (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('heard_by', 'text')
      .addColumn('heard_at', words.bigint)
      .addColumn('deleted_at', words.bigint)
      .addColumn('forwarded_from', 'text')
      .modifyEnd(words.tableEnd)
      .execute();
    for (const [index, columns] of [
      ['voicemail_messages_by_box', ['box_id', 'at', 'message_id']],
      ['voicemail_messages_by_recording', ['recording_id']],
      ['voicemail_messages_by_deletion', ['deleted_at']],
    ] as const) {
      await schema
        .createIndex(index)
        .on('voicemail_messages')
        .columns([...columns])
        .execute();
    }
  },
};
