import { failed, ok } from '../../foundation/result.ts';
import { isStation, isTrunk, type CallId, type DeviceId } from '../../contract/ids.ts';
import { callUnknown, misuse } from '../call-faults.ts';
import { connectionOf, isLive, liveConnections } from '../call-model.ts';
import { endCall, releaseDevice } from '../clearing.ts';
import type { Planned, Situation } from '../plan.ts';

const TRIED = 'clear a connection';

/**
 * CSTA clearConnection: one device leaves. Where nobody is left to talk to, the whole call is taken down; a
 * station that is only rung is let go and the call goes on.
 */
export function clearConnection(callId: CallId, deviceId: DeviceId, situation: Situation): Planned<void> {
  const call = situation.model.calls.get(callId);
  if (call === undefined) return failed(callUnknown(TRIED, callId));
  const connection = connectionOf(call, deviceId);
  if (connection === undefined || !isLive(connection)) {
    return failed(misuse('call/wrongState', TRIED, 'the device is not in the call', { callId, deviceId }));
  }
  const until = { callId, deviceId, value: undefined };
  const stations = liveConnections(call).filter((each) => isStation(each.deviceId) && each.deviceId !== deviceId);
  const isOnlyRung = call.direction === 'inbound' && connection.state !== 'connected';
  if (isStation(deviceId) && (isOnlyRung || (stations.length > 0 && call.direction !== 'internal'))) {
    return ok({ ...releaseDevice(callId, deviceId, 'normal', situation), until });
  }
  const endedBy = isTrunk(deviceId) ? 'system' : 'station';
  const cause = isTrunk(deviceId) ? 'normal' : call.answeredAt === undefined ? 'cancelled' : 'stationHungUp';
  return ok({ ...endCall(callId, { cause, endedBy }, situation), until });
}
