import assert from 'node:assert/strict';
import { stepTable, tableRows, type StateTable } from '../../../src-main/foundation/state-table.ts';

const DOOR: StateTable<'open' | 'shut', 'push' | 'knock', 'creak'> = {
  open: { push: { to: 'shut', actions: ['creak'] } },
  shut: { push: { to: 'open' }, knock: 'ignore' },
};

describe('state table', () => {
  it('moves with its actions, ignores what it names, and refuses the rest', () => {
    assert.deepEqual(stepTable(DOOR, 'open', 'push'), { kind: 'moved', to: 'shut', actions: ['creak'] });
    assert.deepEqual(stepTable(DOOR, 'shut', 'push'), { kind: 'moved', to: 'open', actions: [] });
    assert.deepEqual(stepTable(DOOR, 'shut', 'knock'), { kind: 'ignored' });
    assert.deepEqual(stepTable(DOOR, 'open', 'knock'), { kind: 'refused' });
  });

  it('lists its rows for tests and pictures', () => {
    assert.deepEqual(tableRows(DOOR), [
      { from: 'open', on: 'push', to: 'shut', actions: ['creak'] },
      { from: 'shut', on: 'push', to: 'open', actions: [] },
      { from: 'shut', on: 'knock', to: undefined, actions: [] },
    ]);
  });
});
