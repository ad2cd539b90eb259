import type { CallId, DeviceId } from '../contract/ids.ts';
import type { CallView, Cause, ConnectionView } from '../contract/call-model.ts';
import type { EndedBy } from './call-input.ts';

/**
 * All calls that have not been cleared, as one value. Only the reducer makes a new one. A connection that
 * has left stays in its call's list in state `null` with its cause until the call is cleared, so that whoever
 * is told of the end still sees who took part.
 */
export interface CallModel {
  readonly calls: ReadonlyMap<CallId, CallView>;
  /** The call in which a device has a connection that is not `null`; at most one. */
  readonly callOf: ReadonlyMap<DeviceId, CallId>;
  /** Calls that are being ended, with the first reason that was given. */
  readonly endings: ReadonlyMap<CallId, Ending>;
}

export interface Ending {
  readonly cause: Cause;
  readonly endedBy: EndedBy;
}

export const EMPTY_MODEL: CallModel = { calls: new Map(), callOf: new Map(), endings: new Map() };

export function connectionOf(call: CallView, deviceId: DeviceId): ConnectionView | undefined {
  return call.connections.find((connection) => connection.deviceId === deviceId);
}

export function isLive(connection: ConnectionView): boolean {
  return connection.state !== 'null';
}

export function liveConnections(call: CallView): readonly ConnectionView[] {
  return call.connections.filter(isLive);
}

/** The call that a device is in now. */
export function callOfDevice(model: CallModel, deviceId: DeviceId): CallView | undefined {
  const callId = model.callOf.get(deviceId);
  return callId === undefined ? undefined : model.calls.get(callId);
}
