import type { DeviceId } from '../contract/ids.ts';

/** Where calls for a station go instead. Numbers as dialled from a station. */
export interface Forwarding {
  readonly always?: string;
  readonly busy?: string;
  readonly noAnswer?: { readonly number: string; readonly afterMs: number };
}

/** CSTA's logical device features of a station: do-not-disturb and forwarding. */
export interface StationFeatures {
  readonly doNotDisturb: boolean;
  readonly forwarding: Forwarding;
}

export const NO_FEATURES: StationFeatures = { doNotDisturb: false, forwarding: {} };

/** The features of all stations; a call that rings already is not touched by a change. JS thread only. */
export class FeatureBook {
  readonly #features = new Map<DeviceId, StationFeatures>();

  of(deviceId: DeviceId): StationFeatures {
    return this.#features.get(deviceId) ?? NO_FEATURES;
  }

  set(deviceId: DeviceId, features: StationFeatures): void {
    this.#features.set(deviceId, features);
  }
}
