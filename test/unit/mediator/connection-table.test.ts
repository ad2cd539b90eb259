import assert from 'node:assert/strict';
import { connectionStateSchema } from '../../../src-main/contract/call-model.ts';
import { stepTable, tableRows } from '../../../src-main/foundation/state-table.ts';
import {
  CONNECTION_TABLE,
  connectionTable,
  type ConnectionEvent,
} from '../../../src-main/mediator/connection-table.ts';

const EVENTS: readonly ConnectionEvent[] = [
  'reserve',
  'initiate',
  'alert',
  'connect',
  'hold',
  'fail',
  'beginClearing',
  'clear',
];
const STATES = connectionStateSchema.options;

describe('connection table', () => {
  it('takes each state through each event as the book says', () => {
    const walked = STATES.map((state) => [
      state,
      EVENTS.map((event) => {
        const step = stepTable(connectionTable, state, event);
        return step.kind === 'moved' ? step.to : step.kind;
      }).join(' '),
    ]);
    //                reserve  initiate  alert    connect   hold    fail    beginClearing clear
    assert.deepEqual(walked, [
      ['null', 'reserved initiated alerting refused refused refused refused refused'],
      ['reserved', 'refused initiated alerting connected refused failed clearing null'],
      ['initiated', 'refused refused alerting connected refused failed clearing null'],
      ['alerting', 'refused refused ignored connected refused failed clearing null'],
      ['connected', 'refused refused refused ignored held failed clearing null'],
      ['held', 'refused refused alerting connected refused failed clearing null'],
      ['queued', 'refused refused refused connected refused failed clearing null'],
      ['failed', 'refused refused refused refused refused refused clearing null'],
      ['clearing', 'refused refused refused refused refused refused ignored null'],
    ]);
  });

  it('has a way to null from everywhere', () => {
    const rows = tableRows(CONNECTION_TABLE);
    for (const state of STATES.filter((each) => each !== 'null')) {
      assert.equal(
        rows.some(({ from, to }) => from === state && to === 'null'),
        true,
        state,
      );
    }
  });
});
