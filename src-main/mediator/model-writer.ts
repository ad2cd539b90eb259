import type { CallId, DeviceId } from '../contract/ids.ts';
import type { CallView, ConnectionView } from '../contract/call-model.ts';
import type { CallModel, Diversion, Ending } from './call-model.ts';

/** Told of every device that becomes active in another call, or in none, with the call that it was in before. */
export type OnMove = (deviceId: DeviceId, before: CallId | undefined) => void;

/**
 * What the reducer writes into. It begins with the maps of a model, copies each before its first change, and changes
 * its own copy in place from then on: whoever holds the model from which it began sees nothing of it. One writer for
 * one input is a pure step; one for the life of a board, as the plan runner has it, copies nothing.
 */
export class ModelWriter implements CallModel {
  readonly #calls: OwnedMap<CallId, CallView>;
  readonly #callOf: OwnedMap<DeviceId, CallId>;
  readonly #heldBy: OwnedMap<DeviceId, readonly CallId[]>;
  readonly #endings: OwnedMap<CallId, Ending>;
  readonly #diversions: OwnedMap<DeviceId, Diversion>;
  readonly #onMove: OnMove | undefined;

  constructor({ calls, callOf, heldBy, endings, diversions }: CallModel, onMove?: OnMove) {
    this.#calls = new OwnedMap(calls);
    this.#callOf = new OwnedMap(callOf);
    this.#heldBy = new OwnedMap(heldBy);
    this.#endings = new OwnedMap(endings);
    this.#diversions = new OwnedMap(diversions);
    this.#onMove = onMove;
  }

  get calls(): ReadonlyMap<CallId, CallView> {
    return this.#calls.now;
  }

  get callOf(): ReadonlyMap<DeviceId, CallId> {
    return this.#callOf.now;
  }

  get heldBy(): ReadonlyMap<DeviceId, readonly CallId[]> {
    return this.#heldBy.now;
  }

  get endings(): ReadonlyMap<CallId, Ending> {
    return this.#endings.now;
  }

  get diversions(): ReadonlyMap<DeviceId, Diversion> {
    return this.#diversions.now;
  }

  /** The call as it is now. */
  keep(call: CallView): void {
    this.#calls.set(call.callId, call);
  }

  /** The call, and its device found where this connection says: active in it, or holding it. */
  place(call: CallView, { deviceId, state }: ConnectionView): void {
    const { callId } = call;
    this.keep(call);
    if (state !== 'held' && this.#isOnlyActiveIn(callId, deviceId)) return;
    this.remove(callId, deviceId);
    if (state === 'held') this.#heldBy.set(deviceId, [...(this.heldBy.get(deviceId) ?? []), callId]);
    else this.activate(deviceId, callId);
  }

  /** The device is active in this call. */
  activate(deviceId: DeviceId, callId: CallId): void {
    this.#onMove?.(deviceId, this.callOf.get(deviceId));
    this.#callOf.set(deviceId, callId);
  }

  /** The device is no more to be found by this call; the call itself is not touched. */
  remove(callId: CallId, deviceId: DeviceId): void {
    if (this.callOf.get(deviceId) === callId) {
      this.#onMove?.(deviceId, callId);
      this.#callOf.delete(deviceId);
      this.#diversions.delete(deviceId);
    }
    const held = this.heldBy.get(deviceId);
    if (held?.includes(callId) !== true) return;
    const left = held.filter((each) => each !== callId);
    if (left.length === 0) this.#heldBy.delete(deviceId);
    else this.#heldBy.set(deviceId, left);
  }

  divert(deviceId: DeviceId, diversion: Diversion): void {
    this.#diversions.set(deviceId, diversion);
  }

  end(callId: CallId, ending: Ending): void {
    this.#endings.set(callId, ending);
  }

  /** The call is over. */
  forget(callId: CallId): void {
    this.#calls.delete(callId);
    this.#endings.delete(callId);
  }

  /** The device is found where most events leave it: nothing has to move. */
  #isOnlyActiveIn(callId: CallId, deviceId: DeviceId): boolean {
    if (this.callOf.get(deviceId) !== callId || this.diversions.has(deviceId)) return false;
    return this.heldBy.get(deviceId)?.includes(callId) !== true;
  }
}

/** A map of which nobody else sees the changes. */
class OwnedMap<Key, Value> {
  readonly #shared: ReadonlyMap<Key, Value>;
  #own: Map<Key, Value> | undefined;

  constructor(shared: ReadonlyMap<Key, Value>) {
    this.#shared = shared;
  }

  get now(): ReadonlyMap<Key, Value> {
    return this.#own ?? this.#shared;
  }

  set(key: Key, value: Value): void {
    this.#own ??= new Map(this.#shared);
    this.#own.set(key, value);
  }

  delete(key: Key): void {
    if (!this.now.has(key)) return;
    this.#own ??= new Map(this.#shared);
    this.#own.delete(key);
  }
}
