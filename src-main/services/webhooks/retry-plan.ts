/** Times of delivery, in milliseconds. */
export const WEBHOOK_TIMES = {
  /** One attempt, from the name's resolution to the end of the answer. */
  deadlineMs: 5_000,
  firstPauseMs: 1_000,
  longestPauseMs: 3_600_000,
  /** From the first attempt on; then the news is given up and the next is sent. */
  giveUpAfterMs: 24 * 3_600_000,
  /** How long the secret before the present one signs beside it. */
  secretOverlapMs: 24 * 3_600_000,
  /** How long notices that everybody has had are kept for a replay. */
  keepNoticesMs: 30 * 24 * 3_600_000,
} as const;

/** A quarter more or less, so that receivers that were down are not called by all at once. */
const JITTER = 0.25;

/**
 * When to try again after the `tries`-th failure; undefined when that would be too late. Pauses double from a second to
 * an hour. Pure.
 * @param random from 0 up to, not including, 1.
 */
export function nextTryAt(
  retry: { readonly tries: number; readonly firstAt: number },
  nowMs: number,
  random: number,
): number | undefined {
  const { firstPauseMs, longestPauseMs, giveUpAfterMs } = WEBHOOK_TIMES;
  const plainMs = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(retry.tries - 1, 30));
  const pauseMs = plainMs * (1 - JITTER + 2 * JITTER * random);
  const at = Math.round(nowMs + Math.min(longestPauseMs, Math.max(firstPauseMs, pauseMs)));
  return at - retry.firstAt > giveUpAfterMs ? undefined : at;
}
