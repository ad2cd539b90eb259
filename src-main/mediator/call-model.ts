import type { CallId, DeviceId } from '../contract/ids.ts';
import type { CallView, Cause, ConnectionView } from '../contract/call-model.ts';
import type { DivertReason, EndedBy } from './call-input.ts';

/**
 * All calls that have not been cleared, as one value. Only the reducer makes a new one. A connection that
 * has left stays in its call's list in state `null` with its cause until the call is cleared, so that whoever
 * is told of the end still sees who took part.
 */
export interface CallModel {
  readonly calls: ReadonlyMap<CallId, CallView>;
  /** The call in which a device has a connection that is neither `null` nor `held`; at most one. */
  readonly callOf: ReadonlyMap<DeviceId, CallId>;
  /** The calls that a device holds, the oldest first. */
  readonly heldBy: ReadonlyMap<DeviceId, readonly CallId[]>;
  /** Calls that are being ended, with the first reason that was given. */
  readonly endings: ReadonlyMap<CallId, Ending>;
  /** Where a device that rings is to be diverted when its ringing has been stopped. */
  readonly diversions: ReadonlyMap<DeviceId, Diversion>;
}

export interface Ending {
  readonly cause: Cause;
  readonly endedBy: EndedBy;
}

export interface Diversion {
  readonly to: string;
  readonly reason: DivertReason;
}

export const EMPTY_MODEL: CallModel = {
  calls: new Map(),
  callOf: new Map(),
  heldBy: new Map(),
  endings: new Map(),
  diversions: new Map(),
};

export function connectionOf(call: CallView, deviceId: DeviceId): ConnectionView | undefined {
  return call.connections.find((connection) => connection.deviceId === deviceId);
}

export function isLive(connection: ConnectionView): boolean {
  return connection.state !== 'null';
}

export function liveConnections(call: CallView): readonly ConnectionView[] {
  return call.connections.filter(isLive);
}

/** Whether a device takes part as one of those who talk, not as one who listens. */
export function isParty(connection: ConnectionView): boolean {
  return connection.participation === undefined;
}

/** Those who talk with each other, or would if there were two. */
export function connectedParties(call: CallView): readonly ConnectionView[] {
  return call.connections.filter((connection) => connection.state === 'connected' && isParty(connection));
}

/** Chosen, being called, or asked whether it takes the call. */
export function isComing({ state, participation }: ConnectionView): boolean {
  const isCalled = state === 'reserved' || state === 'initiated' || state === 'alerting';
  return isCalled || (participation === 'pending' && state === 'connected');
}

/** The call that a device is in now and does not hold. */
export function callOfDevice(model: CallModel, deviceId: DeviceId): CallView | undefined {
  const callId = model.callOf.get(deviceId);
  return callId === undefined ? undefined : model.calls.get(callId);
}

/** The calls that a device holds. */
export function callsHeldBy(model: CallModel, deviceId: DeviceId): readonly CallView[] {
  const held = model.heldBy.get(deviceId) ?? [];
  return held.map((callId) => model.calls.get(callId)).filter((call) => call !== undefined);
}

/** Whether a device is in any call but this one. */
export function isInOtherCall(model: CallModel, deviceId: DeviceId, callId: CallId): boolean {
  const active = model.callOf.get(deviceId);
  if (active !== undefined && active !== callId) return true;
  return (model.heldBy.get(deviceId) ?? []).some((held) => held !== callId);
}
