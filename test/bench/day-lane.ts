import { benchActionSchema, type BenchActionInput } from '../../src-main/contract/bench.ts';
import type { CallView } from '../../src-main/contract/call-model.ts';
import {
  deviceNumber,
  isStation,
  stationDevice,
  trunkDevice,
  type CallId,
  type DeviceId,
} from '../../src-main/contract/ids.ts';
import { never, type Fault } from '../../src-main/foundation/errors.ts';
import type { Result } from '../../src-main/foundation/result.ts';
import { FATES } from '../../board-sim/scenario/fates.ts';
import type { SteppedProduct } from '../../board-sim/scenario/stepped-world.ts';
import type { DayTime } from './day-time.ts';

export const FIRST_STATION = 801;

const STORIES = ['plain', 'hold', 'blind', 'consult', 'conference'] as const;
export type Story = (typeof STORIES)[number];
/** Six calls of ten are plain. */
const PLAIN_SHARE = 0.6;
/** Of a lane that has a phone of its own: calls that this phone makes. */
const OUTBOUND_SHARE = 0.25;

/**
 * One outside line with its calls, one after the other: a caller is answered at the phone that rings, or the lane's own
 * phone calls somebody; then the call goes through one story with the lane's own colleague, and is ended from either
 * side. A lane without a phone of its own is answered by the flow: its callers press 1 first.
 */
export class DayLane {
  readonly #product: SteppedProduct;
  readonly #time: DayTime;
  readonly #random: () => number;
  readonly #trunkNo: number;
  readonly #trunkId: DeviceId;
  readonly #colleagueId: DeviceId;
  readonly #ownId: DeviceId | undefined;

  constructor(parts: {
    readonly product: SteppedProduct;
    readonly time: DayTime;
    readonly random: () => number;
    readonly trunkNo: number;
    readonly colleagueNo: string;
    /** Whom callers of this line reach by a rule; absent when the flow answers. */
    readonly ownNo?: string;
  }) {
    this.#product = parts.product;
    this.#time = parts.time;
    this.#random = parts.random;
    this.#trunkNo = parts.trunkNo;
    this.#trunkId = trunkDevice(parts.trunkNo);
    this.#colleagueId = stationDevice(parts.colleagueNo);
    this.#ownId = parts.ownNo === undefined ? undefined : stationDevice(parts.ownNo);
  }

  /** One call from its first ring until line and phones are idle again. */
  async call(): Promise<Story> {
    const story = this.#story();
    const isOutbound = this.#ownId !== undefined && this.#random() < OUTBOUND_SHARE;
    const callId = isOutbound ? await this.#dialled(this.#ownId) : await this.#rung();
    try {
      const agentId = await this.#answered(callId);
      await this.#talk();
      await this.#live(story, callId, agentId);
      await this.#end(callId);
    } catch (error) {
      const call = this.#product.callControl.calls.get(callId);
      throw new Error(`${story} on ${this.#trunkId}: ${JSON.stringify(call)}`, { cause: error });
    }
    return story;
  }

  async #rung(): Promise<CallId> {
    const trunkNo = this.#trunkNo;
    const number = `1390000${String(1000 + Math.floor(this.#random() * 9000))}`;
    const callerId = this.#random() < 0.5 ? 'fsk' : 'dtmf';
    const ring = benchActionSchema.parse({ do: 'ring', trunkNo, number, callerId });
    // The exchange may still be at the end of the last call.
    await this.#time.until(
      'the line may ring',
      () => this.#isIdle(this.#trunkId) && this.#product.simulator.act(ring).ok,
    );
    await this.#time.until('the call arrives', () => this.#deviceCallId() !== undefined);
    return this.#callId();
  }

  /** The phone rings first, and dials when it is lifted. */
  async #dialled(stationId: DeviceId): Promise<CallId> {
    let callId: CallId | undefined;
    void this.#product.callControl.makeCall({
      stationId,
      number: FATES.answersSoon,
      onCall: (made) => (callId = made),
    });
    await this.#time.until('the call begins', () => callId !== undefined);
    return callId ?? this.#callId();
  }

  /** The phone at which the call was answered. */
  async #answered(callId: CallId): Promise<DeviceId> {
    if (this.#ownId === undefined) await this.#chooseAgent(callId);
    await this.#time.until('a phone rings', () => this.#stationsIn(callId, 'alerting').length > 0);
    const [agentId = this.#colleagueId] = this.#stationsIn(callId, 'alerting');
    await this.#time.pass(this.#between(200, 1_500));
    this.#act({ do: 'lift', phoneNo: phoneOf(agentId) });
    await this.#time.until('caller and agent talk', () => this.#talking(callId) === 2);
    this.#act({ do: 'farSpeak', trunkNo: this.#trunkNo, voice: this.#voice() });
    this.#act({ do: 'speak', phoneNo: phoneOf(agentId), voice: this.#voice() });
    return agentId;
  }

  async #chooseAgent(callId: CallId): Promise<void> {
    let isAtMenu = false;
    const heard = this.#product.callControl.onCallEvent((event) => {
      if (event.callId === callId && event.kind === 'FlowStepped' && event.node === 'menu') isAtMenu = true;
    });
    await this.#time.until('the flow asks for a key', () => isAtMenu);
    heard.dispose();
    await this.#time.pass(this.#between(300, 800));
    this.#act({ do: 'farPress', trunkNo: this.#trunkNo, digits: '1' });
  }

  async #live(story: Story, callId: CallId, agentId: DeviceId): Promise<void> {
    const { callControl } = this.#product;
    switch (story) {
      case 'plain':
        return;
      case 'hold':
        await this.#done(callControl.holdCall(callId, agentId));
        await this.#talk();
        await this.#done(callControl.retrieveCall(callId, agentId));
        return this.#talk();
      case 'blind': {
        const given = callControl.singleStepTransfer({
          callId,
          fromId: agentId,
          toId: this.#colleagueId,
          kind: 'blind',
        });
        await this.#done(given);
        this.#act({ do: 'hangUp', phoneNo: phoneOf(agentId) });
        await this.#colleagueLifts(callId);
        await this.#time.until('the colleague has the caller', () => this.#talking(callId) === 2);
        return this.#talk();
      }
      case 'consult': {
        const merge = await this.#consult(callId, agentId);
        await this.#done(callControl.transferCall(merge));
        this.#act({ do: 'hangUp', phoneNo: phoneOf(agentId) });
        await this.#time.until('the colleague has the caller', () => this.#talking(callId) === 2);
        return this.#talk();
      }
      case 'conference': {
        const merge = await this.#consult(callId, agentId);
        await this.#done(callControl.conferenceCall(merge));
        await this.#time.until('three talk', () => this.#talking(callId) === 3);
        await this.#talk();
        if (this.#random() < 0.5) return;
        this.#act({ do: 'hangUp', phoneNo: phoneOf(agentId) });
        await this.#time.until('two go on', () => this.#talking(callId) === 2);
        return this.#talk();
      }
      default:
        return never(story);
    }
  }

  async #consult(heldCallId: CallId, stationId: DeviceId) {
    let activeCallId = heldCallId;
    const consulted = this.#product.callControl.consultationCall({
      heldCallId,
      stationId,
      number: deviceNumber(this.#colleagueId),
      onCall: (callId) => (activeCallId = callId),
    });
    await this.#time.until('the consultation begins', () => activeCallId !== heldCallId);
    await this.#colleagueLifts(activeCallId);
    await this.#done(consulted);
    await this.#talk();
    return { heldCallId, activeCallId, stationId };
  }

  async #colleagueLifts(callId: CallId): Promise<void> {
    await this.#time.until('the colleague rings', () =>
      this.#stationsIn(callId, 'alerting').includes(this.#colleagueId),
    );
    await this.#time.pass(this.#between(200, 1_500));
    this.#act({ do: 'lift', phoneNo: phoneOf(this.#colleagueId) });
    this.#act({ do: 'speak', phoneNo: phoneOf(this.#colleagueId), voice: this.#voice() });
  }

  /** By the caller or by everybody else, and waits until who took part is idle. */
  async #end(callId: CallId): Promise<void> {
    const { callControl } = this.#product;
    const stations = this.#stationsIn(callId, 'connected');
    const hangUp = (): void => stations.forEach((station) => this.#act({ do: 'hangUp', phoneNo: phoneOf(station) }));
    const isByCaller = this.#random() < 0.5;
    if (isByCaller) this.#act({ do: 'farHangUp', trunkNo: this.#trunkNo });
    else hangUp();
    // Those who were in a conference with the caller could go on without.
    if (isByCaller) await this.#time.until('the line is let go', () => this.#deviceCallId() === undefined);
    if (isByCaller) hangUp();
    await this.#time.until('the call is over', () => !callControl.calls.has(callId));
    const devices = [this.#trunkId, this.#colleagueId].concat(stations);
    await this.#time.until('line and phones are idle', () => devices.every((device) => this.#isIdle(device)));
  }

  #story(): Story {
    if (this.#random() < PLAIN_SHARE) return 'plain';
    return STORIES[1 + Math.floor(this.#random() * (STORIES.length - 1))] ?? 'plain';
  }

  #talk(): Promise<void> {
    return this.#time.pass(this.#between(1_000, 4_000));
  }

  #between(leastMs: number, mostMs: number): number {
    return leastMs + Math.floor(this.#random() * (mostMs - leastMs));
  }

  #voice() {
    return { kind: 'speech', seed: Math.floor(this.#random() * 1_000_000), levelDbm0: -18 } as const;
  }

  /** Waits for a command, while time passes. */
  async #done(asked: Promise<Result<unknown, Fault>>): Promise<void> {
    let outcome: Result<unknown, Fault> | undefined;
    void asked.then((result) => (outcome = result));
    await this.#time.until('the command is done', () => outcome !== undefined);
    const result = await asked;
    if (!result.ok) throw new Error(`${result.error.code}: ${result.error.tried}, ${result.error.now}`);
  }

  #act(action: BenchActionInput): void {
    const done = this.#product.simulator.act(benchActionSchema.parse(action));
    if (!done.ok) throw new Error(`${action.do}: ${done.error.now}`);
  }

  #deviceCallId(): CallId | undefined {
    return this.#product.callControl.devices.device(this.#trunkId)?.callId;
  }

  #callId(): CallId {
    const callId = this.#deviceCallId();
    if (callId === undefined) throw new Error(`no call on ${this.#trunkId}`);
    return callId;
  }

  #isIdle(deviceId: DeviceId): boolean {
    const device = this.#product.callControl.devices.device(deviceId);
    return device !== undefined && device.callId === undefined && device.channel.state === 'idle';
  }

  #stationsIn(callId: CallId, state: 'alerting' | 'connected'): readonly DeviceId[] {
    return this.#connections(callId)
      .filter((each) => each.state === state && isStation(each.deviceId))
      .map((each) => each.deviceId);
  }

  /** How many hear each other. */
  #talking(callId: CallId): number {
    return this.#connections(callId).filter((each) => each.state === 'connected' && each.media === 'joined').length;
  }

  #connections(callId: CallId): CallView['connections'] {
    return this.#product.callControl.calls.get(callId)?.connections ?? [];
  }
}

/** Phones are numbered from 1 in the order of the stations. */
function phoneOf(station: DeviceId): number {
  return Number(deviceNumber(station)) - FIRST_STATION + 1;
}
