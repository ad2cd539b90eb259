import { stationDevice, type DeviceId } from '../contract/ids.ts';
import { STATION_CODE } from '../contract/stations.ts';

/** What a number that somebody at a station dials means. */
export type Destination =
  | { readonly kind: 'outside'; readonly digits: string; readonly emergency: boolean }
  | { readonly kind: 'internal'; readonly deviceId: DeviceId }
  /** A service of the house: `*97` listens to messages. */
  | { readonly kind: 'feature'; readonly feature: Feature; readonly argument: string }
  | { readonly kind: 'notPermitted' };

/** What a code that begins with * asks for. */
export type Feature = 'voicemail' | 'stationSetting' | 'pickupGroup' | 'pickup' | 'retrieveParked';

/** Feature codes of desk phones; `argument` of the last two is what follows. */
export const FEATURE_CODES: readonly { readonly code: RegExp; readonly feature: Feature }[] = [
  { code: /^\*97()$/, feature: 'voicemail' },
  { code: STATION_CODE, feature: 'stationSetting' },
  { code: /^\*8()$/, feature: 'pickupGroup' },
  { code: /^\*8(\d{2,6})$/, feature: 'pickup' },
  { code: /^\*5(\d{1,2})$/, feature: 'retrieveParked' },
];

export interface NumberPlanSettings {
  /** 出局号: what comes before an outside number; empty for none (OUT-5). */
  readonly outsidePrefix: string;
  /** Lengths of extension numbers. */
  readonly extensionLengths: readonly number[];
  /** Numbers that always pass, with and without prefix. */
  readonly emergencyNumbers: readonly string[];
}

/** China's emergency services: police, fire, ambulance, traffic accidents. */
export const EMERGENCY_NUMBERS = ['110', '119', '120', '122'] as const;

export const DEFAULT_NUMBER_PLAN: NumberPlanSettings = {
  outsidePrefix: '9',
  extensionLengths: [3],
  emergencyNumbers: EMERGENCY_NUMBERS,
};

/**
 * Tells extension, outside and emergency numbers apart. Pure. A number dialled on a phone carries the outside
 * prefix; one from the screen, hard = false, may carry it and need not.
 */
export class NumberPlan {
  readonly #settings: NumberPlanSettings;
  readonly #stations: ReadonlySet<string>;

  constructor(settings: NumberPlanSettings, stations: readonly string[]) {
    this.#settings = settings;
    this.#stations = new Set(stations);
  }

  /** `number` as typed: spaces, dashes and a leading + are left out. */
  resolve(number: string, dialling: 'soft' | 'hard'): Destination {
    const digits = number.replace(/[^0-9*#A-D]/g, '');
    const { outsidePrefix, extensionLengths, emergencyNumbers } = this.#settings;
    const bare =
      outsidePrefix !== '' && digits.startsWith(outsidePrefix) ? digits.slice(outsidePrefix.length) : undefined;
    for (const { code, feature } of FEATURE_CODES) {
      const found = code.exec(digits);
      if (found !== null) return { kind: 'feature', feature, argument: found[1] ?? '' };
    }
    const emergency = emergencyNumbers.find((known) => known === digits || known === bare);
    if (emergency !== undefined) return { kind: 'outside', digits: emergency, emergency: true };
    if (this.#stations.has(digits)) return { kind: 'internal', deviceId: stationDevice(digits) };
    if (extensionLengths.includes(digits.length) && outsidePrefix !== '') return { kind: 'notPermitted' };
    const outside = outsidePrefix === '' ? digits : (bare ?? (dialling === 'soft' ? digits : ''));
    return outside === '' || outside.length > MAX_DIGITS
      ? { kind: 'notPermitted' }
      : { kind: 'outside', digits: outside, emergency: false };
  }
}

/** The most that one dial command takes. */
const MAX_DIGITS = 64;
