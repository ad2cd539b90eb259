import type { StateTable } from '../../foundation/state-table.ts';

/** What one webhook is doing. `seekingAgain`: something happened while it looked for news, so it looks once more. */
export type LaneState = 'stopped' | 'seeking' | 'seekingAgain' | 'idle' | 'sending' | 'waiting';

export type LaneEvent =
  | 'start'
  | 'stop'
  /** The journal or the notices have grown. */
  | 'grown'
  | 'found'
  /** Found, and its next try is not due yet. */
  | 'foundEarly'
  /** Nothing in this look, and there is more of the story to look at. */
  | 'foundNothingYet'
  | 'foundNothing'
  /** Looking failed: the database did not answer. */
  | 'blind'
  /** Delivered or given up: the next one. */
  | 'settled'
  /** To be tried again. */
  | 'refused'
  | 'due';

export type LaneAction = 'seek' | 'send' | 'arm' | 'disarm' | 'abort';

/**
 *   stopped ─start▶ seeking ─found▶ sending ─settled▶ seeking ─foundNothing▶ idle ─grown▶ seeking
 *                                      └refused▶ waiting ─due▶ sending
 */
export const LANE_TABLE = {
  stopped: {
    start: { to: 'seeking', actions: ['seek'] },
    stop: 'ignore',
    grown: 'ignore',
  },
  seeking: {
    start: 'ignore',
    grown: { to: 'seekingAgain' },
    found: { to: 'sending', actions: ['send'] },
    foundEarly: { to: 'waiting', actions: ['arm'] },
    foundNothingYet: { to: 'seeking', actions: ['seek'] },
    foundNothing: { to: 'idle' },
    blind: { to: 'waiting', actions: ['arm'] },
    stop: { to: 'stopped' },
  },
  seekingAgain: {
    start: 'ignore',
    grown: 'ignore',
    found: { to: 'sending', actions: ['send'] },
    foundEarly: { to: 'waiting', actions: ['arm'] },
    foundNothingYet: { to: 'seeking', actions: ['seek'] },
    foundNothing: { to: 'seeking', actions: ['seek'] },
    blind: { to: 'waiting', actions: ['arm'] },
    stop: { to: 'stopped' },
  },
  idle: {
    start: 'ignore',
    grown: { to: 'seeking', actions: ['seek'] },
    stop: { to: 'stopped' },
  },
  sending: {
    start: 'ignore',
    grown: 'ignore',
    settled: { to: 'seeking', actions: ['seek'] },
    refused: { to: 'waiting', actions: ['arm'] },
    stop: { to: 'stopped', actions: ['abort'] },
  },
  waiting: {
    start: 'ignore',
    grown: 'ignore',
    due: { to: 'seeking', actions: ['seek'] },
    stop: { to: 'stopped', actions: ['disarm'] },
  },
} as const satisfies StateTable<LaneState, LaneEvent, LaneAction>;
