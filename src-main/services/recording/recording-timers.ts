/** Timers of recordings. */
export const RECORDING_TIMERS = {
  /** A mask that nobody took off ends then: a card number takes less, a forgotten pause must not lose the call. */
  maskLimit: { name: 'maskLimit', defaultMs: 180_000, leastMs: 10_000, mostMs: 1_800_000, source: 'ours' },
  /** A consent prompt that has not ended by then no longer holds the recording back. */
  consentLimit: { name: 'consentLimit', defaultMs: 30_000, leastMs: 3_000, mostMs: 120_000, source: 'ours' },
  /** Before a recording that could not be sealed is tried again; doubles with each try. */
  sealRetry: { name: 'sealRetry', defaultMs: 30_000, leastMs: 1_000, mostMs: 1_800_000, source: 'ours' },
  /** Longest work on one file: an hour of speech is coded in under a minute. */
  sealWork: { name: 'sealWork', defaultMs: 900_000, leastMs: 60_000, mostMs: 3_600_000, source: 'ours' },
  /** Between two looks at how long the disk will do. */
  capacityCheck: { name: 'capacityCheck', defaultMs: 3_600_000, leastMs: 60_000, mostMs: 86_400_000, source: 'ours' },
} as const;
