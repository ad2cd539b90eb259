import type { CallView } from '../../src-main/contract/call-model.ts';
import type { CallId, DeviceId, FlowId } from '../../src-main/contract/ids.ts';
import type { SeatCommandName, SeatCommandParams } from '../../src-main/contract/seat-protocol.ts';
import type { RootStore } from './root-store.ts';

/** How a call reaches somebody: asked first, at once, or when he answers. */
export type Way = 'consult' | 'blind' | 'onAnswer' | 'invite';
/** Commands that need nothing but the call. */
type NameAlone =
  | 'call.completeTransfer'
  | 'call.completeConference'
  | 'call.alternate'
  | 'call.clear'
  | 'call.startRecording'
  | 'call.stopRecording';
export type JoinMode = SeatCommandParams<'call.join'>['mode'];

/**
 * What the keys do with calls that are up: hold, consult, transfer, conference, park, pick up, join. Each asks the
 * server; a key whose command is not allowed now does nothing.
 */
export class CallActions {
  readonly #root: RootStore;

  constructor(root: RootStore) {
    this.#root = root;
  }

  /** The first call of this seat on which a command would be accepted now. */
  callFor(name: SeatCommandName): CallView | undefined {
    const { calls, commands } = this.#root;
    return calls.own.find((own) => commands.mayCall(name, own.callId));
  }

  /** 保持, or 接回 of what is held. */
  holdOrRetrieve(): void {
    const { commands } = this.#root;
    for (const name of ['call.reconnect', 'call.retrieve', 'call.hold'] as const) {
      const call = this.callFor(name);
      if (call !== undefined) return void commands.ask(name, { callId: call.callId }, call.callId);
    }
  }

  /** 转移: opens the choice of a destination, or completes. */
  transfer(): void {
    const held = this.callFor('call.completeTransfer');
    if (held !== undefined) return this.#on('call.completeTransfer', held.callId);
    if (this.callFor('call.transfer') !== undefined) this.#root.ui.togglePicker('transfer');
  }

  /** 会议: opens the choice of a destination, or completes. */
  conference(): void {
    const held = this.callFor('call.completeConference');
    if (held !== undefined) return this.#on('call.completeConference', held.callId);
    if (this.callFor('call.invite') !== undefined) this.#root.ui.togglePicker('conference');
  }

  /** Sends the present call, or an invitation, to a number. */
  reach(way: Way, number: string): void {
    const { commands, ui } = this.#root;
    const to = number.trim();
    const call = this.callFor(way === 'consult' ? 'call.consult' : way === 'invite' ? 'call.invite' : 'call.transfer');
    if (call === undefined || to === '') return;
    const { callId } = call;
    ui.togglePicker(undefined);
    if (way === 'consult') return void commands.ask('call.consult', { callId, number: to }, callId);
    if (way === 'invite') return void commands.ask('call.invite', { callId, number: to }, callId);
    void commands.ask('call.transfer', { callId, number: to, kind: way }, callId);
  }

  /** 转IVR, or 挂起转 with `back`: sends the caller into a flow. */
  sendToFlow(flowId: FlowId, back: boolean): void {
    const { commands, ui } = this.#root;
    const call = this.callFor('call.toFlow');
    if (call === undefined) return;
    ui.togglePicker(undefined);
    void commands.ask('call.toFlow', { callId: call.callId, flowId, back }, call.callId);
  }

  deflect(callId: CallId, number: string): void {
    void this.#root.commands.ask('call.deflect', { callId, number }, callId);
  }

  alternate(callId: CallId): void {
    this.#on('call.alternate', callId);
  }

  park(): void {
    const call = this.callFor('call.park');
    if (call !== undefined) void this.#root.commands.ask('call.park', { callId: call.callId }, call.callId);
  }

  retrieveParked(slot: string): void {
    void this.#root.commands.ask('call.retrieveParked', { slot }, undefined);
  }

  pickUp(): void {
    if (this.#root.commands.mayAgent('call.pickup')) void this.#root.commands.ask('call.pickup', {}, undefined);
  }

  startRecording(): void {
    const call = this.callFor('call.startRecording');
    if (call !== undefined) this.#on('call.startRecording', call.callId);
  }

  stopRecording(): void {
    const call = this.callFor('call.stopRecording');
    if (call !== undefined) this.#on('call.stopRecording', call.callId);
  }

  /** Marks this moment; what was meant is written to it later. */
  markRecording(): void {
    const call = this.callFor('call.markRecording');
    const { commands } = this.#root;
    if (call !== undefined) void commands.ask('call.markRecording', { callId: call.callId, text: '' }, call.callId);
  }

  /** While it is on, the recording holds silence: for card numbers. */
  maskRecording(masked: boolean): void {
    const call = this.callFor('call.maskRecording');
    if (call !== undefined)
      void this.#root.commands.ask('call.maskRecording', { callId: call.callId, masked }, call.callId);
  }

  dropParty(callId: CallId, deviceId: DeviceId): void {
    void this.#root.commands.ask('call.dropParty', { callId, deviceId }, callId);
  }

  join(callId: CallId, mode: JoinMode): void {
    void this.#root.commands.ask('call.join', { callId, mode }, callId);
  }

  clear(callId: CallId): void {
    this.#on('call.clear', callId);
  }

  #on(name: NameAlone, callId: CallId): void {
    void this.#root.commands.ask(name, { callId }, callId);
  }
}
