import type { StateTable } from '../foundation/state-table.ts';

/** A seat's connection, from the server's side. */
export type SeatSessionState = 'greeting' | 'live' | 'closing' | 'closed';

export type SeatSessionEvent =
  /** A hello of our protocol version. */
  | 'hello'
  /** A hello of another version. */
  | 'foreignHello'
  | 'ping'
  | 'resync'
  /** A frame that cannot be read, is too large, comes too often or before its time. */
  | 'badFrame'
  /** One bad frame too many. */
  | 'lastBadFrame'
  | 'silent'
  /** The seat does not read what it is sent. */
  | 'backlog'
  | 'expelled'
  | 'gone';

export type SeatSessionAction =
  | 'greet'
  | 'sendSnapshot'
  | 'detach'
  | 'closeProtocol'
  | 'closeBadFrames'
  | 'closeSilent'
  | 'closeTooSlow'
  | 'closeExpelled';

const drop = {
  silent: { to: 'closing', actions: ['detach', 'closeSilent'] },
  backlog: { to: 'closing', actions: ['detach', 'closeTooSlow'] },
  expelled: { to: 'closing', actions: ['detach', 'closeExpelled'] },
  lastBadFrame: { to: 'closing', actions: ['detach', 'closeBadFrames'] },
  gone: { to: 'closed', actions: ['detach'] },
} as const;

/**
 *   greeting ─hello▶ live ─silent · backlog · expelled · lastBadFrame▶ closing ─gone▶ closed
 *
 * A frame out of its place (hello twice, a command before hello) is a bad frame; what arrives while closing is dropped.
 * Commands step nothing: they run beside the machine, in state live only.
 */
export const SEAT_SESSION_TABLE = {
  greeting: {
    hello: { to: 'live', actions: ['greet', 'sendSnapshot'] },
    foreignHello: { to: 'closing', actions: ['closeProtocol'] },
    ping: { to: 'greeting' },
    badFrame: { to: 'greeting' },
    ...drop,
  },
  live: {
    ping: { to: 'live' },
    resync: { to: 'live', actions: ['sendSnapshot'] },
    badFrame: { to: 'live' },
    ...drop,
  },
  closing: {
    hello: 'ignore',
    foreignHello: 'ignore',
    ping: 'ignore',
    resync: 'ignore',
    badFrame: 'ignore',
    lastBadFrame: 'ignore',
    silent: 'ignore',
    backlog: 'ignore',
    expelled: 'ignore',
    gone: { to: 'closed' },
  },
  closed: {
    hello: 'ignore',
    foreignHello: 'ignore',
    ping: 'ignore',
    resync: 'ignore',
    badFrame: 'ignore',
    lastBadFrame: 'ignore',
    silent: 'ignore',
    backlog: 'ignore',
    expelled: 'ignore',
    gone: 'ignore',
  },
} as const satisfies StateTable<SeatSessionState, SeatSessionEvent, SeatSessionAction>;
