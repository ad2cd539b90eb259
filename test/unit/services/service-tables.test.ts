import assert from 'node:assert/strict';
import { stepTable, tableRows, type StateTable } from '../../../src-main/foundation/state-table.ts';
import { agentTable } from '../../../src-main/services/agents/index.ts';
import { sessionTable } from '../../../src-main/services/ivr/index.ts';
import { recordingTable } from '../../../src-main/services/recording/index.ts';
import { mailboxTable, voicemailTable } from '../../../src-main/services/voicemail/index.ts';

const tables: readonly (readonly [string, StateTable<string, string, string>, string])[] = [
  ['agent', agentTable, 'loggedOut'],
  ['IVR session', sessionTable, 'answering'],
  ['recording', recordingTable, 'idle'],
  ['voicemail', voicemailTable, 'answering'],
  ['mailbox', mailboxTable, 'opening'],
];

for (const [name, table, start] of tables) {
  describe(`the ${name} table`, () => {
    const rows = tableRows(table);
    const events = [...new Set(rows.map((row) => row.on))];

    it('steps as each of its rows says, and refuses every other pair', () => {
      for (const state of Object.keys(table)) {
        for (const event of events) {
          const row = rows.find((each) => each.from === state && each.on === event);
          const step = stepTable(table, state, event);
          if (row === undefined) assert.deepEqual(step, { kind: 'refused' }, `${state} ${event}`);
          else if (row.to === undefined) assert.deepEqual(step, { kind: 'ignored' }, `${state} ${event}`);
          else assert.deepEqual(step, { kind: 'moved', to: row.to, actions: row.actions }, `${state} ${event}`);
        }
      }
    });

    it('reaches every state from the first', () => {
      const reached = new Set([start]);
      for (const state of reached)
        for (const row of rows) if (row.from === state && row.to !== undefined) reached.add(row.to);
      assert.deepEqual([...reached].toSorted(), Object.keys(table).toSorted());
    });
  });
}
