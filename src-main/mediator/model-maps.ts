import type { CallId, DeviceId } from '../contract/ids.ts';
import type { CallView, ConnectionView } from '../contract/call-model.ts';
import type { CallModel } from './call-model.ts';

/** The model with this call as it is now. */
export function withCall(model: CallModel, call: CallView): CallModel {
  return { ...model, calls: new Map(model.calls).set(call.callId, call) };
}

/** The model with the call, and its device found where this connection says: active in it, or holding it. */
export function placed(model: CallModel, call: CallView, connection: ConnectionView): CallModel {
  const { callId } = call;
  const { deviceId, state } = connection;
  const calls = new Map(model.calls).set(callId, call);
  if (state !== 'held' && isOnlyActiveIn(model, callId, deviceId)) return { ...model, calls };
  const rest = removed(model, callId, deviceId);
  if (state !== 'held') return { ...rest, calls, callOf: new Map(rest.callOf).set(deviceId, callId) };
  const heldBy = new Map(rest.heldBy).set(deviceId, [...(rest.heldBy.get(deviceId) ?? []), callId]);
  return { ...rest, calls, heldBy };
}

/** The device is found where most events leave it: nothing has to move. */
function isOnlyActiveIn(model: CallModel, callId: CallId, deviceId: DeviceId): boolean {
  if (model.callOf.get(deviceId) !== callId || model.diversions.has(deviceId)) return false;
  return model.heldBy.get(deviceId)?.includes(callId) !== true;
}

/** The model in which the device is no more to be found by this call; the call itself is not touched. */
export function removed(model: CallModel, callId: CallId, deviceId: DeviceId): CallModel {
  const isActive = model.callOf.get(deviceId) === callId;
  const held = model.heldBy.get(deviceId);
  const left = held?.filter((each) => each !== callId);
  return {
    ...model,
    callOf: isActive ? without(model.callOf, deviceId) : model.callOf,
    heldBy:
      held === undefined || left === undefined || left.length === held.length
        ? model.heldBy
        : left.length === 0
          ? without(model.heldBy, deviceId)
          : new Map(model.heldBy).set(deviceId, left),
    diversions: isActive ? without(model.diversions, deviceId) : model.diversions,
  };
}

export function without<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): ReadonlyMap<Key, Value> {
  if (!map.has(key)) return map;
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}
