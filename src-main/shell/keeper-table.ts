import type { StateTable } from '../foundation/state-table.ts';

/**
 * How the shell keeps the server of its own PC alive.
 *
 *   idle ─▶ starting ─▶ up ─▶ ending ─▶ pausing ─▶ starting …      up ─▶ stopping ─▶ stopped
 */
export type KeeperState = 'idle' | 'starting' | 'up' | 'ending' | 'pausing' | 'stopping' | 'stopped';

/** `silent`: as many heartbeats in a row as are allowed were not answered. `overdue`: the state's own limit passed. */
export type KeeperEvent = 'start' | 'answered' | 'silent' | 'exited' | 'overdue' | 'stop';

export type KeeperAction =
  'launch' | 'probeOften' | 'probeSteadily' | 'announceUp' | 'announceDown' | 'terminate' | 'kill' | 'pause';

export const KEEPER_TABLE = {
  idle: {
    start: { to: 'starting', actions: ['launch', 'probeOften'] },
    stop: { to: 'stopped' },
  },
  starting: {
    answered: { to: 'up', actions: ['announceUp', 'probeSteadily'] },
    exited: { to: 'pausing', actions: ['pause'] },
    overdue: { to: 'ending', actions: ['kill'] },
    stop: { to: 'stopping', actions: ['terminate'] },
    silent: 'ignore',
  },
  up: {
    answered: 'ignore',
    silent: { to: 'ending', actions: ['announceDown', 'kill'] },
    exited: { to: 'pausing', actions: ['announceDown', 'pause'] },
    stop: { to: 'stopping', actions: ['terminate'] },
  },
  ending: {
    exited: { to: 'pausing', actions: ['pause'] },
    answered: 'ignore',
    silent: 'ignore',
    stop: { to: 'stopping' },
  },
  pausing: {
    overdue: { to: 'starting', actions: ['launch', 'probeOften'] },
    answered: 'ignore',
    silent: 'ignore',
    stop: { to: 'stopped' },
  },
  stopping: {
    exited: { to: 'stopped' },
    overdue: { to: 'stopping', actions: ['kill'] },
    answered: 'ignore',
    silent: 'ignore',
    stop: 'ignore',
  },
  stopped: {
    answered: 'ignore',
    silent: 'ignore',
    stop: 'ignore',
  },
} as const satisfies StateTable<KeeperState, KeeperEvent, KeeperAction>;

/** Milliseconds; each by the state or the work that it bounds. */
export const KEEPER_TIMERS = {
  /** From launch to the first answer: a database of some years is checked in this time. */
  startLimitMs: 30_000,
  startProbeMs: 250,
  heartbeatMs: 3000,
  heartbeatsMissed: 3,
  /** A server that is asked to stop closes its calls and seals its recordings in this time. */
  stopLimitMs: 10_000,
  firstPauseMs: 1000,
  longestPauseMs: 60_000,
  /** Up for this long, the next failure begins with the first pause again. */
  steadyMs: 60_000,
} as const;
