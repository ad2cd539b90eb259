import { benchActionSchema, type BenchActionInput } from '../../src-main/contract/bench.ts';
import type { CallView } from '../../src-main/contract/call-model.ts';
import { deviceNumber, isStation, type CallId, type DeviceId } from '../../src-main/contract/ids.ts';
import type { Fault } from '../../src-main/foundation/errors.ts';
import type { Result } from '../../src-main/foundation/result.ts';
import type { SteppedProduct } from '../../board-sim/scenario/stepped-world.ts';
import type { DayTime } from './day-time.ts';

export const FIRST_STATION = 801;

/** The hands at lines and phones, and what can be seen of calls. Throws when the world refuses. */
export class DayWorld {
  readonly #product: SteppedProduct;
  readonly #time: DayTime;

  constructor(product: SteppedProduct, time: DayTime) {
    this.#product = product;
    this.#time = time;
  }

  /** Waits for a command, while time passes. */
  async done(asked: Promise<Result<unknown, Fault>>): Promise<void> {
    let isDone = false;
    void asked.then(() => (isDone = true));
    await this.#time.until('the command is done', () => isDone);
    const result = await asked;
    if (!result.ok) throw new Error(`${result.error.code}: ${result.error.tried}, ${result.error.now}`);
  }

  act(action: BenchActionInput): void {
    if (!this.mayAct(action)) throw new Error(`${action.do} was refused`);
  }

  /** Does it, when the world is in a state for it. */
  mayAct(action: BenchActionInput): boolean {
    return this.#product.simulator.act(benchActionSchema.parse(action)).ok;
  }

  lift(stationId: DeviceId): void {
    this.act({ do: 'lift', phoneNo: phoneOf(stationId) });
  }

  hangUp(stationId: DeviceId): void {
    this.act({ do: 'hangUp', phoneNo: phoneOf(stationId) });
  }

  /** The call that a device is in now. */
  callOn(deviceId: DeviceId): CallId | undefined {
    return this.#product.callControl.devices.device(deviceId)?.callId;
  }

  isIdle(deviceId: DeviceId): boolean {
    const device = this.#product.callControl.devices.device(deviceId);
    return device !== undefined && device.callId === undefined && device.channel.state === 'idle';
  }

  stationsIn(callId: CallId, state: 'alerting' | 'connected'): readonly DeviceId[] {
    return this.#connections(callId)
      .filter((each) => each.state === state && isStation(each.deviceId))
      .map((each) => each.deviceId);
  }

  /** How many hear each other. */
  talking(callId: CallId): number {
    return this.#connections(callId).filter((each) => each.state === 'connected' && each.media === 'joined').length;
  }

  #connections(callId: CallId): CallView['connections'] {
    return this.#product.callControl.calls.get(callId)?.connections ?? [];
  }
}

/** Phones are numbered from 1 in the order of the stations. */
export function phoneOf(stationId: DeviceId): number {
  return Number(deviceNumber(stationId)) - FIRST_STATION + 1;
}
