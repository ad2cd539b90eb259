import type { StateTable } from '../foundation/state-table.ts';
import type { ConnectionState } from '../contract/call-model.ts';

/** What can happen to one device's part in a call. */
export type ConnectionEvent =
  'reserve' | 'initiate' | 'alert' | 'connect' | 'hold' | 'fail' | 'beginClearing' | 'clear';

/**
 * The connection machine of CSTA (ECMA-269, 6.1.5) with our two states: `reserved`, chosen and nothing on the
 * wire yet, and `clearing`, our hang-up is on its way. Every state but `null` has a way to `null`, so no
 * connection can be left over. A held connection that alerts is one that its station is called back for (recall).
 * `queued` is entered by services of a later version.
 */
export const CONNECTION_TABLE = {
  null: {
    reserve: { to: 'reserved' },
    initiate: { to: 'initiated' },
    alert: { to: 'alerting' },
  },
  reserved: {
    initiate: { to: 'initiated' },
    alert: { to: 'alerting' },
    connect: { to: 'connected' },
    fail: { to: 'failed' },
    beginClearing: { to: 'clearing' },
    clear: { to: 'null' },
  },
  initiated: {
    alert: { to: 'alerting' },
    connect: { to: 'connected' },
    fail: { to: 'failed' },
    beginClearing: { to: 'clearing' },
    clear: { to: 'null' },
  },
  alerting: {
    alert: 'ignore',
    connect: { to: 'connected' },
    fail: { to: 'failed' },
    beginClearing: { to: 'clearing' },
    clear: { to: 'null' },
  },
  connected: {
    // A station that is off-hook already, then gets its number: Originated after Established.
    connect: 'ignore',
    hold: { to: 'held' },
    fail: { to: 'failed' },
    beginClearing: { to: 'clearing' },
    clear: { to: 'null' },
  },
  held: {
    alert: { to: 'alerting' },
    connect: { to: 'connected' },
    fail: { to: 'failed' },
    beginClearing: { to: 'clearing' },
    clear: { to: 'null' },
  },
  queued: {
    connect: { to: 'connected' },
    fail: { to: 'failed' },
    beginClearing: { to: 'clearing' },
    clear: { to: 'null' },
  },
  failed: {
    beginClearing: { to: 'clearing' },
    clear: { to: 'null' },
  },
  clearing: {
    // Both sides hung up at once: the second one finds the work under way.
    beginClearing: 'ignore',
    clear: { to: 'null' },
  },
} as const satisfies StateTable<ConnectionState, ConnectionEvent>;

/** The same table, typed for stepping. */
export const connectionTable: StateTable<ConnectionState, ConnectionEvent> = CONNECTION_TABLE;
