import { z } from 'zod';
import { deviceNumber, isTrunk, type DeviceId, type UserId } from '../../contract/ids.ts';
import type { DeviceDirectory } from '../../mediator/call-control.ts';
import type { SettingsRepository } from '../../storage/repositories/settings.ts';
import type { AgentsService } from '../agents/index.ts';

/** Name of the setting with the labels that people gave to devices: device id to label. */
export const DEVICE_LABELS_SETTING = 'device.labels';
const deviceLabelsSchema = z.record(z.string(), z.string().min(1).max(40));

/** One line of the directory: a trunk or a station, and who is there. */
export interface DirectoryEntry {
  readonly deviceId: DeviceId;
  readonly kind: 'trunk' | 'station';
  /** The number after the slash of the id. */
  readonly number: string;
  /** What people call it; the board's own label when nobody named it. */
  readonly label: string;
  readonly inService: boolean;
  /** The agent that is signed in at the station. */
  readonly userId?: UserId;
  readonly displayName?: string;
}

/** Names for the devices of the board: labels from the settings, and the people at the stations. */
export class DirectoryService {
  readonly #devices: DeviceDirectory;
  readonly #agents: AgentsService;
  readonly #settings: SettingsRepository;
  #labels: Readonly<Record<string, string>> = {};

  constructor(parts: {
    readonly devices: DeviceDirectory;
    readonly agents: AgentsService;
    readonly settings: SettingsRepository;
  }) {
    this.#devices = parts.devices;
    this.#agents = parts.agents;
    this.#settings = parts.settings;
  }

  /** Reads the labels; before it every device has the board's own. */
  async start(): Promise<void> {
    this.#labels = (await this.#settings.read(DEVICE_LABELS_SETTING, deviceLabelsSchema)) ?? {};
  }

  /** Keeps a label; an empty one gives the device back the board's own. */
  async rename(deviceId: DeviceId, label: string): Promise<void> {
    const { [deviceId]: _before, ...others } = this.#labels;
    const labels = deviceLabelsSchema.parse(label === '' ? others : { ...others, [deviceId]: label });
    await this.#settings.write(DEVICE_LABELS_SETTING, labels);
    this.#labels = labels;
  }

  /** Undefined when the board has no such device. */
  entry(deviceId: DeviceId): DirectoryEntry | undefined {
    const device = this.#devices.device(deviceId);
    if (device === undefined) return undefined;
    const number = deviceNumber(deviceId);
    const agent = isTrunk(deviceId) ? undefined : this.#agents.byStation(number);
    return {
      deviceId,
      kind: isTrunk(deviceId) ? 'trunk' : 'station',
      number,
      label: this.#labels[deviceId] ?? device.description.label,
      inService: device.channel.inService,
      ...(agent === undefined ? {} : { userId: agent.userId, displayName: agent.displayName }),
    };
  }

  /** Trunks first, each kind in the order of the board. */
  entries(): readonly DirectoryEntry[] {
    return [...this.#devices.trunks(), ...this.#devices.stations()].flatMap((device) => {
      const entry = this.entry(device.deviceId);
      return entry === undefined ? [] : [entry];
    });
  }
}
