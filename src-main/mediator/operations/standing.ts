import type { Fault } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import type { CallId, DeviceId } from '../../contract/ids.ts';
import type { CallView, ConnectionState, ConnectionView } from '../../contract/call-model.ts';
import type { DeviceView } from '../call-control.ts';
import { callEnding, callUnknown, deviceUnknown, misuse } from '../call-faults.ts';
import { connectionOf } from '../call-model.ts';
import type { Situation } from '../plan.ts';

/** A device in a call, in a state in which it can be asked for something. */
export interface Standing {
  readonly call: CallView;
  readonly connection: ConnectionView;
  readonly device: DeviceView;
}

export interface StandingRequest {
  readonly tried: string;
  readonly callId: CallId;
  readonly deviceId: DeviceId;
  /** States of the connection that allow it. */
  readonly states: readonly ConnectionState[];
}

/** Faults: call/notFound, call/ended, call/deviceUnknown, call/wrongState. */
export function standingOf(request: StandingRequest, situation: Situation): Result<Standing, Fault> {
  const { tried, callId, deviceId, states } = request;
  const call = situation.model.calls.get(callId);
  if (call === undefined) return failed(callUnknown(tried, callId));
  if (situation.model.endings.has(callId)) return failed(callEnding(tried, callId));
  const device = situation.devices.device(deviceId);
  if (device === undefined) return failed(deviceUnknown(tried, deviceId));
  const connection = connectionOf(call, deviceId);
  if (connection === undefined || !states.includes(connection.state)) {
    const now = `the device is '${connection?.state ?? 'null'}', not ${states.join(' or ')}`;
    return failed(misuse('call/wrongState', tried, now, { callId, deviceId }));
  }
  return ok({ call, connection, device });
}

/** A call that is up and not ending. Faults: call/notFound, call/ended. */
export function standingCall(tried: string, callId: CallId, situation: Situation): Result<CallView, Fault> {
  const call = situation.model.calls.get(callId);
  if (call === undefined) return failed(callUnknown(tried, callId));
  return situation.model.endings.has(callId) ? failed(callEnding(tried, callId)) : ok(call);
}

export function wrongState(tried: string, now: string, ids: Readonly<Record<string, string>>): Fault {
  return misuse('call/wrongState', tried, now, ids);
}
