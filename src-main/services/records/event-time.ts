import type { CallEvent } from '../../contract/call-events.ts';

/** The clock of one call: it may be set back while the call is up, and the record has no negative times. */
export interface EventTime {
  /** The latest moment of the call so far, Unix milliseconds. */
  readonly latestAt: number;
  /** What is added to the machine's clock since it was set back. */
  readonly aheadMs: number;
}

/** Less than this back is two sources that disagree; more, and somebody set the clock. */
const SET_BACK_MS = 1_000;

/**
 * The clock after one more event. After a set-back the call goes on by its own time: what lies between two later events
 * stays right, only the step itself counts as no time.
 */
export function timeAfter(time: EventTime, event: CallEvent): EventTime {
  // A recording that was cut is ended by its length, long after: it says nothing of the clock.
  if (isOfRecording(event)) return time;
  const told = event.at + time.aheadMs;
  if (told >= time.latestAt) return { ...time, latestAt: told };
  const backMs = time.latestAt - told;
  return backMs < SET_BACK_MS ? time : { latestAt: time.latestAt, aheadMs: time.aheadMs + backMs };
}

/** The event at the call's own time. */
export function atCallTime(time: EventTime, event: CallEvent): CallEvent {
  return { ...event, at: isOfRecording(event) ? event.at + time.aheadMs : time.latestAt };
}

function isOfRecording(event: CallEvent): boolean {
  return event.kind.startsWith('Recording');
}
