import { deviceNumber, type DeviceId } from '../contract/ids.ts';
import type { DeviceView } from './call-control.ts';

/** How the next trunk is picked (OUT-4): 随机, 先后顺序, 记忆循环. Random is the source design's choice. */
export const HUNT_STRATEGIES = {
  random: (free, _last, random) => free[Math.floor(random() * free.length)],
  inOrder: (free) => free[0],
  roundRobin: (free, last) => {
    const round = free.toSorted((one, other) => one.description.channel - other.description.channel);
    return round.find((trunk) => trunk.description.channel > last) ?? round[0];
  },
} as const satisfies Readonly<Record<string, Pick>>;

export type HuntStrategy = keyof typeof HUNT_STRATEGIES;

/** Which trunks may be picked, and how; what is absent is as the settings say. */
export interface TrunkChoice {
  readonly trunkNos?: readonly number[];
  readonly strategy?: HuntStrategy;
}

/** `free` is not empty and in the order of the choice, else of channels; `last` is the channel picked before, -1 at first. */
type Pick = (free: readonly DeviceView[], last: number, random: () => number) => DeviceView | undefined;

/** Picks a trunk for an outbound call. `random` yields numbers from 0 up to, not including, 1. */
export class TrunkHunt {
  readonly #strategy: HuntStrategy;
  readonly #random: () => number;
  /** The channel that each set of trunks gave last: one rule's round is not moved on by another's. */
  readonly #last = new Map<string, number>();

  constructor(strategy: HuntStrategy, random: () => number) {
    this.#strategy = strategy;
    this.#random = random;
  }

  /** An idle trunk in service that is in no call and not among `except`; undefined when there is none. */
  next(
    trunks: readonly DeviceView[],
    except: ReadonlySet<DeviceId> = new Set(),
    choice: TrunkChoice = {},
  ): DeviceView | undefined {
    const free = freeTrunks(trunks, choice).filter((trunk) => !except.has(trunk.deviceId));
    if (free.length === 0) return undefined;
    const round = choice.trunkNos?.join(',') ?? '';
    const pick: Pick = HUNT_STRATEGIES[choice.strategy ?? this.#strategy];
    const trunk = pick(free, this.#last.get(round) ?? -1, this.#random);
    if (trunk !== undefined) this.#last.set(round, trunk.description.channel);
    return trunk;
  }
}

/** The free trunks of a choice, in the order in which the choice names them. */
export function freeTrunks(trunks: readonly DeviceView[], { trunkNos }: TrunkChoice): readonly DeviceView[] {
  const free = trunks.filter(isFree);
  if (trunkNos === undefined) return free;
  return trunkNos
    .map((trunkNo) => free.find((trunk) => Number(deviceNumber(trunk.deviceId)) === trunkNo))
    .filter((trunk) => trunk !== undefined);
}

/** Idle, in service, and in no call. */
export function isFree(device: DeviceView): boolean {
  return (
    device.channel.state === 'idle' &&
    device.channel.inService &&
    device.callId === undefined &&
    device.heldCallIds.length === 0
  );
}
