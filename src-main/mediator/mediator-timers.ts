/**
 * Every time limit of the mediator. The line machines have their own limits (native/line); those here are
 * longer: they catch a completion that never comes.
 */
export interface TimerRow {
  readonly defaultMs: number;
  readonly minMs: number;
  readonly maxMs: number;
  /** Where the number is from. */
  readonly source: string;
}

export const MEDIATOR_TIMERS = {
  /** A command that the line does at once: connect, cancel, release … */
  commandMs: { defaultMs: 5_000, minMs: 1_000, maxMs: 60_000, source: 'a line machine answers within 1 s' },
  /** Ring and wait for off-hook. */
  ringMs: { defaultMs: 45_000, minMs: 1_000, maxMs: 300_000, source: 'DRV-8, LE002 3' },
  /** From seizing a trunk to the far end's answer. */
  dialMs: { defaultMs: 60_000, minMs: 5_000, maxMs: 180_000, source: 'channel-command: answerTimeoutMs' },
  /** Dial tone and digits come before the answer time-out starts: 64 digits and their pauses. */
  dialGraceMs: {
    defaultMs: 40_000,
    minMs: 5_000,
    maxMs: 120_000,
    source: '64 digits at 200 ms, 10 s dial tone, pauses',
  },
  /** How much longer than the line machine's own limit we wait for its completion. */
  graceMs: { defaultMs: 5_000, minMs: 1_000, maxMs: 60_000, source: 'one command time-out' },
  /** From the first hang-up of a call until every channel must be idle; then it is cleared by force. */
  clearingMs: { defaultMs: 10_000, minMs: 2_000, maxMs: 60_000, source: 'line: on-hook guard time is under 3 s' },
  /** How long the last seconds of a playback or recording may take to be reported after the hang-up. */
  sealMs: { defaultMs: 3_000, minMs: 500, maxMs: 30_000, source: 'file thread: at most 1 s behind' },
  /** After a channel went out of service: what tells whether its pair or the whole board is gone. */
  lineVerdictMs: {
    defaultMs: 100,
    minMs: 10,
    maxMs: 5_000,
    source: 'chosen: both are reported in one burst of events',
  },
  /** Refusal tone to a phone that dialled what is not permitted, before it gets busy tone. */
  refusalToneMs: { defaultMs: 5_000, minMs: 1_000, maxMs: 30_000, source: 'chosen: ten beats of congestion tone' },
  /** A parked caller waits so long before the station that parked it is called back. */
  parkMs: { defaultMs: 120_000, minMs: 5_000, maxMs: 3_600_000, source: 'chosen: two minutes; Asterisk has 45 s' },
  /** From then on a parked caller is ended when nobody takes it. */
  parkLongestMs: { defaultMs: 1_800_000, minMs: 60_000, maxMs: 14_400_000, source: 'chosen: half an hour' },
  /** Two lines joined without anybody of the house in the call. */
  trunkToTrunkMs: { defaultMs: 7_200_000, minMs: 10_000, maxMs: 86_400_000, source: 'chosen: two hours' },
  /** A playback or recording that has no end of its own. */
  longestCallMs: { defaultMs: 86_400_000, minMs: 60_000, maxMs: 604_800_000, source: 'chosen: one day' },
} as const satisfies Readonly<Record<string, TimerRow>>;

export type MediatorTimer = keyof typeof MEDIATOR_TIMERS;

/** Limits in milliseconds, each as given or by default, never outside the row's range. */
export type MediatorLimits = Readonly<Record<MediatorTimer, number>>;

export function mediatorLimits(chosen: Partial<MediatorLimits> = {}): MediatorLimits {
  const limit = (timer: MediatorTimer): number => {
    const row: TimerRow = MEDIATOR_TIMERS[timer];
    return Math.min(row.maxMs, Math.max(row.minMs, chosen[timer] ?? row.defaultMs));
  };
  return {
    commandMs: limit('commandMs'),
    ringMs: limit('ringMs'),
    dialMs: limit('dialMs'),
    dialGraceMs: limit('dialGraceMs'),
    graceMs: limit('graceMs'),
    clearingMs: limit('clearingMs'),
    sealMs: limit('sealMs'),
    lineVerdictMs: limit('lineVerdictMs'),
    refusalToneMs: limit('refusalToneMs'),
    parkMs: limit('parkMs'),
    parkLongestMs: limit('parkLongestMs'),
    trunkToTrunkMs: limit('trunkToTrunkMs'),
    longestCallMs: limit('longestCallMs'),
  };
}
