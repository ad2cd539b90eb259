import type { DeviceId } from '../contract/ids.ts';
import type { DeviceView } from './call-control.ts';

/** How the next trunk is picked (OUT-4): 随机, 先后顺序, 记忆循环. Random is the source design's choice. */
export const HUNT_STRATEGIES = {
  random: (free, _last, random) => free[Math.floor(random() * free.length)],
  inOrder: (free) => free[0],
  roundRobin: (free, last) => free.find((trunk) => trunk.description.channel > last) ?? free[0],
} as const satisfies Readonly<Record<string, Pick>>;

export type HuntStrategy = keyof typeof HUNT_STRATEGIES;

/** `free` is not empty and in order of channels; `last` is the channel picked before, -1 at first. */
type Pick = (free: readonly DeviceView[], last: number, random: () => number) => DeviceView | undefined;

/** Picks a trunk for an outbound call. `random` yields numbers from 0 up to, not including, 1. */
export class TrunkHunt {
  readonly #pick: Pick;
  readonly #random: () => number;
  #last = -1;

  constructor(strategy: HuntStrategy, random: () => number) {
    this.#pick = HUNT_STRATEGIES[strategy];
    this.#random = random;
  }

  /** An idle trunk in service that is in no call and not among `except`; undefined when there is none. */
  next(trunks: readonly DeviceView[], except: ReadonlySet<DeviceId> = new Set()): DeviceView | undefined {
    const free = trunks.filter((trunk) => isFree(trunk) && !except.has(trunk.deviceId));
    if (free.length === 0) return undefined;
    const trunk = this.#pick(free, this.#last, this.#random);
    if (trunk !== undefined) this.#last = trunk.description.channel;
    return trunk;
  }
}

/** Idle, in service, and not promised to a call. */
export function isFree(device: DeviceView): boolean {
  return device.channel.state === 'idle' && device.channel.inService && device.callId === undefined;
}
