import type { CallId, DeviceId } from '../contract/ids.ts';
import type { CallView, Cause } from '../contract/call-model.ts';
import type { UnnumberedCallEvent } from '../contract/call-events.ts';

export type EndedBy = Extract<UnnumberedCallEvent, { kind: 'CallCleared' }>['endedBy'];

/**
 * What the reducer takes: a fact in the shape of the event that will tell it, or one of two steps that are
 * nobody's event. CallCleared is no input: it follows when the last connection has left.
 */
export type CallInput = Exclude<UnnumberedCallEvent, { kind: 'CallCleared' }> | Reserved | EndingBegan;

/** A device was picked for the call; nothing is on the wire yet. */
export interface Reserved {
  readonly kind: 'Reserved';
  readonly at: number;
  readonly callId: CallId;
  readonly deviceId: DeviceId;
}

/** The call is being taken down: every connection is clearing. The first reason counts. */
export interface EndingBegan {
  readonly kind: 'EndingBegan';
  readonly at: number;
  readonly callId: CallId;
  readonly cause: Cause;
  readonly endedBy: EndedBy;
}

/** An event with the state of its call after it. */
export interface CallStep {
  readonly event: UnnumberedCallEvent;
  readonly call: CallView;
}
