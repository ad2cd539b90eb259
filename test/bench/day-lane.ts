import { deviceNumber, stationDevice, trunkDevice, type CallId, type DeviceId } from '../../src-main/contract/ids.ts';
import { never } from '../../src-main/foundation/errors.ts';
import { FATES } from '../../board-sim/scenario/fates.ts';
import type { SteppedProduct } from '../../board-sim/scenario/stepped-world.ts';
import type { DayTime } from './day-time.ts';
import { DayWorld, phoneOf } from './day-world.ts';

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
  readonly #world: DayWorld;
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
    this.#world = new DayWorld(parts.product, parts.time);
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
    const ring = { do: 'ring', trunkNo, number, callerId } as const;
    // The exchange may still be at the end of the last call.
    await this.#time.until('the line may ring', () => this.#world.isIdle(this.#trunkId) && this.#world.mayAct(ring));
    await this.#time.until('the call arrives', () => this.#world.callOn(this.#trunkId) !== undefined);
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
    await this.#time.until('a phone rings', () => this.#world.stationsIn(callId, 'alerting').length > 0);
    const [agentId = this.#colleagueId] = this.#world.stationsIn(callId, 'alerting');
    await this.#time.pass(this.#between(200, 1_500));
    this.#world.lift(agentId);
    await this.#time.until('caller and agent talk', () => this.#world.talking(callId) === 2);
    this.#world.act({ do: 'farSpeak', trunkNo: this.#trunkNo, voice: this.#voice() });
    this.#world.act({ do: 'speak', phoneNo: phoneOf(agentId), voice: this.#voice() });
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
    this.#world.act({ do: 'farPress', trunkNo: this.#trunkNo, digits: '1' });
  }

  async #live(story: Story, callId: CallId, agentId: DeviceId): Promise<void> {
    const { callControl } = this.#product;
    switch (story) {
      case 'plain':
        return;
      case 'hold':
        await this.#world.done(callControl.holdCall(callId, agentId));
        await this.#talk();
        await this.#world.done(callControl.retrieveCall(callId, agentId));
        return this.#talk();
      case 'blind': {
        const given = callControl.singleStepTransfer({
          callId,
          fromId: agentId,
          toId: this.#colleagueId,
          kind: 'blind',
        });
        await this.#world.done(given);
        this.#world.hangUp(agentId);
        await this.#colleagueLifts(callId);
        await this.#time.until('the colleague has the caller', () => this.#world.talking(callId) === 2);
        return this.#talk();
      }
      case 'consult': {
        const merge = await this.#consult(callId, agentId);
        await this.#world.done(callControl.transferCall(merge));
        this.#world.hangUp(agentId);
        await this.#time.until('the colleague has the caller', () => this.#world.talking(callId) === 2);
        return this.#talk();
      }
      case 'conference': {
        const merge = await this.#consult(callId, agentId);
        await this.#world.done(callControl.conferenceCall(merge));
        await this.#time.until('three talk', () => this.#world.talking(callId) === 3);
        await this.#talk();
        if (this.#random() < 0.5) return;
        this.#world.hangUp(agentId);
        await this.#time.until('two go on', () => this.#world.talking(callId) === 2);
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
    await this.#world.done(consulted);
    await this.#talk();
    return { heldCallId, activeCallId, stationId };
  }

  async #colleagueLifts(callId: CallId): Promise<void> {
    await this.#time.until('the colleague rings', () =>
      this.#world.stationsIn(callId, 'alerting').includes(this.#colleagueId),
    );
    await this.#time.pass(this.#between(200, 1_500));
    this.#world.lift(this.#colleagueId);
    this.#world.act({ do: 'speak', phoneNo: phoneOf(this.#colleagueId), voice: this.#voice() });
  }

  /** By the caller or by everybody else, and waits until who took part is idle. */
  async #end(callId: CallId): Promise<void> {
    const { callControl } = this.#product;
    const stations = this.#world.stationsIn(callId, 'connected');
    const hangUp = (): void => stations.forEach((station) => this.#world.hangUp(station));
    const isByCaller = this.#random() < 0.5;
    if (isByCaller) this.#world.act({ do: 'farHangUp', trunkNo: this.#trunkNo });
    else hangUp();
    // Those who were in a conference with the caller could go on without.
    if (isByCaller) await this.#time.until('the line is let go', () => this.#world.callOn(this.#trunkId) === undefined);
    if (isByCaller) hangUp();
    await this.#time.until('the call is over', () => !callControl.calls.has(callId));
    const devices = [this.#trunkId, this.#colleagueId].concat(stations);
    await this.#time.until('line and phones are idle', () => devices.every((device) => this.#world.isIdle(device)));
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

  #callId(): CallId {
    const callId = this.#world.callOn(this.#trunkId);
    if (callId === undefined) throw new Error(`no call on ${this.#trunkId}`);
    return callId;
  }
}
