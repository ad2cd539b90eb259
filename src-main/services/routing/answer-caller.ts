import type { CallId, DeviceId } from '../../contract/ids.ts';
import type { Fault } from '../../foundation/errors.ts';
import { ok, type Result } from '../../foundation/result.ts';
import type { CallControl } from '../../mediator/call-control.ts';

/** Answers the caller on its trunk, unless it was answered before: a step may come after another that failed. */
export async function answerCaller(
  callControl: CallControl,
  callId: CallId,
  deviceId: DeviceId,
): Promise<Result<void, Fault>> {
  return isAnswered(callControl, callId, deviceId) ? ok() : callControl.answerCall(callId, deviceId);
}

export function isAnswered({ calls }: CallControl, callId: CallId, deviceId: DeviceId): boolean {
  const connection = calls.get(callId)?.connections.find((each) => each.deviceId === deviceId);
  return connection?.state === 'connected';
}
