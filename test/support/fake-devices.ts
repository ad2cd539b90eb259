import { channelNumberSchema, deviceNumber, isTrunk, type CallId, type DeviceId } from '../../src-main/contract/ids.ts';
import type { ChannelState } from '../../src-main/driver/channel-event.ts';
import type { DeviceDirectory, DeviceView } from '../../src-main/mediator/call-control.ts';

/** Devices without a board: each is what the test says. */
export class FakeDevices implements DeviceDirectory {
  readonly #views = new Map<DeviceId, DeviceView>();

  constructor(deviceIds: readonly DeviceId[], since: number) {
    deviceIds.forEach((deviceId, index) => this.#add(deviceId, index, since));
  }

  device(deviceId: DeviceId): DeviceView | undefined {
    return this.#views.get(deviceId);
  }

  all(): readonly DeviceView[] {
    return [...this.#views.values()];
  }

  trunks(): readonly DeviceView[] {
    return this.all().filter((each) => isTrunk(each.deviceId));
  }

  stations(): readonly DeviceView[] {
    return this.all().filter((each) => !isTrunk(each.deviceId));
  }

  /** The device after the change; undefined when there is none of that id. */
  set(deviceId: DeviceId, state: ChannelState, callId: CallId | undefined, since: number): DeviceView | undefined {
    const before = this.#views.get(deviceId);
    if (before === undefined) return undefined;
    const { description, channel } = before;
    const call = callId === undefined ? {} : { callId };
    const view: DeviceView = { deviceId, description, since, heldCallIds: [], channel: { ...channel, state }, ...call };
    this.#views.set(deviceId, view);
    return view;
  }

  #add(deviceId: DeviceId, index: number, since: number): void {
    const channel = channelNumberSchema.parse(index);
    const kind = isTrunk(deviceId) ? 'trunk' : 'station';
    this.#views.set(deviceId, {
      deviceId,
      description: { channel, kind, label: `${kind} ${deviceNumber(deviceId)}`, capabilities: [] },
      since,
      heldCallIds: [],
      channel: {
        channel,
        kind,
        state: 'idle',
        label: { inbound: 1, outbound: 1 },
        sinceUs: 0,
        inService: true,
        offHook: false,
        callerNumber: '',
        callerName: '',
        callerIdQuality: 'unknown',
        running: [],
        linkedTo: [],
        conference: -1,
      },
    });
  }
}
