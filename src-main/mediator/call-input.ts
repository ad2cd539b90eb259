import type { CallId, DeviceId } from '../contract/ids.ts';
import type { CallView, Cause, Participation } from '../contract/call-model.ts';
import type { UnnumberedCallEvent } from '../contract/call-events.ts';

export type EndedBy = Extract<UnnumberedCallEvent, { kind: 'CallCleared' }>['endedBy'];
export type DivertReason = Extract<UnnumberedCallEvent, { kind: 'Diverted' }>['reason'];

/**
 * What the reducer takes: a fact in the shape of the event that will tell it, or a step that is nobody's event.
 * CallCleared is no input: it follows when the last connection has left.
 */
export type CallInput =
  | Exclude<UnnumberedCallEvent, { kind: 'CallCleared' }>
  | Reserved
  | Leaving
  | Adopted
  | Diverting
  | RecallChosen
  | EndingBegan;

interface OfCall {
  readonly at: number;
  readonly callId: CallId;
}

/** A device was picked for the call; nothing is on the wire yet. */
export interface Reserved extends OfCall {
  readonly kind: 'Reserved';
  readonly deviceId: DeviceId;
  /** Absent for a party. */
  readonly participation?: Participation;
}

/** One device is being let go while the call may go on. */
export interface Leaving extends OfCall {
  readonly kind: 'Leaving';
  readonly deviceId: DeviceId;
}

/** A device goes over into this call, as it is, from the call that merges into it. */
export interface Adopted extends OfCall {
  readonly kind: 'Adopted';
  readonly fromCallId: CallId;
  readonly deviceId: DeviceId;
}

/** The ringing of a device is to end at another destination; its own ring finds this when it is cancelled. */
export interface Diverting extends OfCall {
  readonly kind: 'Diverting';
  readonly deviceId: DeviceId;
  /** A number as dialled, or a device. */
  readonly to: string;
  readonly reason: DivertReason;
}

/** Who gets the call back when nobody takes it; undefined forgets. */
export interface RecallChosen extends OfCall {
  readonly kind: 'RecallChosen';
  readonly recallId: DeviceId | undefined;
}

/** The call is being taken down: every connection is clearing. The first reason counts. */
export interface EndingBegan extends OfCall {
  readonly kind: 'EndingBegan';
  readonly cause: Cause;
  readonly endedBy: EndedBy;
}

/** An event with the state of its call after it. */
export interface CallStep {
  readonly event: UnnumberedCallEvent;
  readonly call: CallView;
}
