/**
 * The seat's connection as a table: state × event → next state, actions. A pair that is not listed is
 * ignored, because a socket may still report what happened before it was told to close.
 *
 *   idle ─start▶ connecting ─opened▶ greeting ─hello▶ syncing ─snapshot▶ live
 *                    ▲  └──────────── closed / silent ───────────┘  ▲     │gap
 *                    └─retryDue── waiting ◀──────────┘              └─────┘ (syncing again)
 */
export const LINK_STATES = ['idle', 'connecting', 'greeting', 'syncing', 'live', 'waiting', 'ended'] as const;
export type LinkState = (typeof LINK_STATES)[number];

export type LinkEvent =
  'start' | 'opened' | 'hello' | 'snapshot' | 'gap' | 'closed' | 'silent' | 'retryDue' | 'expelled' | 'stop';

export type LinkAction =
  'open' | 'greet' | 'watchAnswer' | 'startHeartbeat' | 'resync' | 'scheduleRetry' | 'forgetAttempts' | 'drop';

export interface LinkStep {
  readonly next: LinkState;
  readonly actions: readonly LinkAction[];
}

const dropAndWait: LinkStep = { next: 'waiting', actions: ['drop', 'scheduleRetry'] };
const dropAndEnd: LinkStep = { next: 'ended', actions: ['drop'] };
const dropAndRest: LinkStep = { next: 'idle', actions: ['drop'] };
const lost = { closed: dropAndWait, silent: dropAndWait, expelled: dropAndEnd, stop: dropAndRest };
const begin: LinkStep = { next: 'connecting', actions: ['open', 'watchAnswer'] };

export const LINK_TABLE = {
  idle: { start: begin },
  connecting: { opened: { next: 'greeting', actions: ['greet', 'watchAnswer'] }, ...lost },
  greeting: { hello: { next: 'syncing', actions: ['startHeartbeat', 'watchAnswer'] }, ...lost },
  syncing: { snapshot: { next: 'live', actions: ['forgetAttempts'] }, ...lost },
  live: {
    gap: { next: 'syncing', actions: ['resync', 'watchAnswer'] },
    snapshot: { next: 'live', actions: [] },
    ...lost,
  },
  waiting: { retryDue: begin, start: begin, stop: dropAndRest },
  ended: { start: begin, stop: dropAndRest },
} as const satisfies Record<LinkState, Partial<Record<LinkEvent, LinkStep>>>;

/** Pure: the step of the table, or undefined where the pair is ignored. */
export function stepLink(state: LinkState, event: LinkEvent): LinkStep | undefined {
  const row: Partial<Record<LinkEvent, LinkStep>> = LINK_TABLE[state];
  return row[event];
}

/** Every time-out of the connection: default, unit milliseconds unless named, and where it comes from. */
export const LINK_TIMERS = {
  /** Protocol: a ping every 3 s. */
  heartbeatMs: 3000,
  /** Protocol: three without an answer mean that the line is dead. */
  missedPongs: 3,
  /** Opening, hello and snapshot must each be answered in this time, on a LAN. */
  answerMs: 5000,
  retryFirstMs: 500,
  retryMaxMs: 15_000,
  /** Part of the delay that is random, so that fifty seats do not return in the same instant. */
  retryJitter: 0.2,
  /** A dialled call may ring 45 s at the station and 60 s far away before the line knows its end. */
  commandMs: 150_000,
} as const;

/** Delay before attempt number `attempt` (from 1); `random` is in [0, 1). */
export function retryDelayMs(attempt: number, random: number): number {
  const plain = Math.min(LINK_TIMERS.retryMaxMs, LINK_TIMERS.retryFirstMs * 2 ** Math.max(0, attempt - 1));
  return Math.round(plain * (1 - LINK_TIMERS.retryJitter + 2 * LINK_TIMERS.retryJitter * random));
}
