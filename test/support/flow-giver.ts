import { ok } from '../../src-main/foundation/result.ts';
import { deviceNumber, isTrunk, type CallId, type DeviceId } from '../../src-main/contract/ids.ts';
import type { ConnectionState } from '../../src-main/contract/call-model.ts';
import type { FakeCallControl } from './fake-call-control.ts';

/** A station that talks with a caller and sends him into a flow; a test moves its handset and keys by hand. */
export class FlowGiver {
  readonly #callControl: FakeCallControl;
  readonly #callId: CallId;
  readonly #stationId: DeviceId;

  constructor(callControl: FakeCallControl, callId: CallId, stationId: DeviceId) {
    this.#callControl = callControl;
    this.#callId = callId;
    this.#stationId = stationId;
    callControl.clearConnection = (_callId, deviceId) => {
      callControl.requests.push(`clearConnection ${deviceId}`);
      this.#leaves(deviceId);
      return Promise.resolve(ok());
    };
  }

  /** 转IVR; with `back` 挂起转. */
  sendsToFlow(flowId: string, back: boolean): void {
    const deviceId = this.#stationId;
    this.#put(deviceId, back ? 'held' : 'clearing');
    this.#callControl.tell({ kind: 'Diverted', ...this.#now(), deviceId, to: `flow/${flowId}`, reason: 'flow' });
    if (!back) this.#leaves(deviceId);
  }

  takesBack(): void {
    this.#put(this.#stationId, 'connected');
    this.#callControl.tell({ kind: 'Retrieved', ...this.#now(), deviceId: this.#stationId });
    const trunk = this.#connections().find((each) => isTrunk(each.deviceId));
    if (trunk !== undefined) void this.#callControl.stopMessage(this.#callId, trunk.deviceId);
  }

  hangsUp(): void {
    this.#leaves(this.#stationId);
  }

  #leaves(deviceId: DeviceId): void {
    this.#put(deviceId, 'null');
    this.#callControl.setStation(deviceNumber(deviceId), 'idle');
    this.#callControl.tell({ kind: 'ConnectionCleared', ...this.#now(), deviceId, cause: 'stationHungUp' });
  }

  #put(deviceId: DeviceId, state: ConnectionState): void {
    const call = this.#callControl.calls.get(this.#callId);
    if (call === undefined) throw new Error('the call is over');
    const connections = this.#connections().map((each) => (each.deviceId === deviceId ? { ...each, state } : each));
    this.#callControl.calls.set(this.#callId, { ...call, connections });
  }

  #connections() {
    return this.#callControl.calls.get(this.#callId)?.connections ?? [];
  }

  #now() {
    return { at: this.#callControl.calls.get(this.#callId)?.startedAt ?? 0, callId: this.#callId };
  }
}
