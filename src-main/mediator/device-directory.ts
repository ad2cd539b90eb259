import { stationDevice, trunkDevice, type CallId, type ChannelNumber, type DeviceId } from '../contract/ids.ts';
import type { BoardDescription, BoardSnapshot, ChannelDescription, ChannelSnapshot } from '../driver/board-driver.ts';
import type { ChannelEvent } from '../driver/channel-event.ts';
import type { DeviceDirectory, DeviceView } from './call-control.ts';

/** `stations[n]` is the extension number of the board's n-th station channel; or they count up from a first one. */
export type StationNumbers = readonly string[] | { readonly first: number };

interface Entry {
  readonly deviceId: DeviceId;
  readonly description: ChannelDescription;
  channel: ChannelSnapshot;
  since: number;
  /** As it was last seen; good while nothing of it has changed. */
  view: DeviceView | undefined;
}

/** The calls of a device, as the call model has them. */
export interface DeviceCalls {
  active(deviceId: DeviceId): CallId | undefined;
  held(deviceId: DeviceId): readonly CallId[];
}

/**
 * The board's channels as devices: trunk/1 … in order of their channels, station/801 … by settings. Follows the
 * line machines' steps. A station channel without a number, and channels of other kinds, are no devices.
 */
export class ChannelDirectory implements DeviceDirectory {
  readonly #byId = new Map<DeviceId, Entry>();
  readonly #byChannel = new Map<ChannelNumber, Entry>();
  readonly #calls: DeviceCalls;

  constructor(calls: DeviceCalls) {
    this.#calls = calls;
  }

  /** Takes the channels of a board that has just started. */
  load(board: BoardDescription, snapshot: BoardSnapshot, stations: StationNumbers, nowMs: number): void {
    this.#byId.clear();
    this.#byChannel.clear();
    let trunks = 0;
    let phones = 0;
    for (const description of board.channels) {
      const channel = snapshot.channels.find((each) => each.channel === description.channel);
      if (channel === undefined) continue;
      const deviceId =
        description.kind === 'trunk'
          ? trunkDevice(++trunks)
          : description.kind === 'station'
            ? stationAt(stations, phones++)
            : undefined;
      if (deviceId === undefined) continue;
      const entry: Entry = { deviceId, description, channel, since: nowMs, view: undefined };
      this.#byId.set(deviceId, entry);
      this.#byChannel.set(description.channel, entry);
    }
  }

  /** Follows one event; true when what the console shows of the device has changed. */
  apply(event: ChannelEvent, nowMs: number): DeviceView | undefined {
    if (event.kind === 'BoardChanged') return undefined;
    const entry = this.#byChannel.get(event.channel);
    if (entry === undefined) return undefined;
    const channel = afterEvent(entry.channel, event);
    if (channel === entry.channel) return undefined;
    if (channel.state !== entry.channel.state) entry.since = nowMs;
    entry.channel = channel;
    return this.#view(entry);
  }

  /** Takes the states of a snapshot; yields the devices that have changed. */
  reload(snapshot: BoardSnapshot, nowMs: number): readonly DeviceView[] {
    return snapshot.channels.flatMap((channel) => {
      const entry = this.#byChannel.get(channel.channel);
      if (entry === undefined) return [];
      const changed = entry.channel.state !== channel.state || entry.channel.inService !== channel.inService;
      if (changed) entry.since = nowMs;
      entry.channel = channel;
      return changed ? [this.#view(entry)] : [];
    });
  }

  at(channel: ChannelNumber): DeviceView | undefined {
    const entry = this.#byChannel.get(channel);
    return entry && this.#view(entry);
  }

  device(deviceId: DeviceId): DeviceView | undefined {
    const entry = this.#byId.get(deviceId);
    return entry && this.#view(entry);
  }

  all(): readonly DeviceView[] {
    return [...this.#byId.values()].map((entry) => this.#view(entry));
  }

  trunks(): readonly DeviceView[] {
    return this.all().filter((device) => device.description.kind === 'trunk');
  }

  stations(): readonly DeviceView[] {
    return this.all().filter((device) => device.description.kind === 'station');
  }

  #view(entry: Entry): DeviceView {
    const { deviceId, description, channel, since, view } = entry;
    const callId = this.#calls.active(deviceId);
    const heldCallIds = this.#calls.held(deviceId);
    const isGood = view !== undefined && view.channel === channel && view.since === since;
    if (isGood && view.callId === callId && view.heldCallIds === heldCallIds) return view;
    const fresh: DeviceView = { deviceId, description, channel, since, heldCallIds };
    entry.view = callId === undefined ? fresh : { ...fresh, callId };
    return entry.view;
  }
}

/** The extension numbers of a board with `count` station channels. */
export function stationNumbers(stations: StationNumbers, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => numberAt(stations, index)).filter(
    (number) => number !== undefined,
  );
}

function numberAt(stations: StationNumbers, index: number): string | undefined {
  return 'first' in stations ? String(stations.first + index) : stations[index];
}

function stationAt(stations: StationNumbers, index: number): DeviceId | undefined {
  const number = numberAt(stations, index);
  return number === undefined ? undefined : stationDevice(number);
}

function afterEvent(channel: ChannelSnapshot, event: ChannelEvent): ChannelSnapshot {
  switch (event.kind) {
    case 'StateChanged':
      return {
        ...channel,
        state: event.state,
        label: event.label,
        sinceUs: event.state === channel.state ? channel.sinceUs : event.timeUs,
        ...(event.state === 'idle' && {
          callerNumber: '',
          callerName: '',
          callerIdQuality: 'unknown' as const,
          linkedTo: [],
          conference: -1,
        }),
      };
    case 'HookChanged':
      return { ...channel, offHook: event.offHook };
    case 'LineChanged':
      return { ...channel, inService: event.inService };
    case 'CallerIdReceived':
    case 'CallOffered':
      return { ...channel, callerNumber: event.number, callerName: event.name, callerIdQuality: event.quality };
    default:
      return channel;
  }
}
