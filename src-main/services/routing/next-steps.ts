import { answeredStepSchema, type NextStep, type RingGroup } from '../../contract/routing.ts';
import { flowIdSchema, stationDevice, type CallId, type DeviceId, type FlowId } from '../../contract/ids.ts';
import type { FallBackReason } from '../../contract/rule-why.ts';
import type { Clock } from '../../foundation/clock.ts';
import { never } from '../../foundation/errors.ts';
import type { Log } from '../../foundation/log.ts';
import { TypedEmitter } from '../../foundation/typed-emitter.ts';
import type { CallControl, PromptFile } from '../../mediator/call-control.ts';
import type { AskAddress } from './ask-address.ts';
import type { SeatedAgents } from './ports.ts';
import type { RoutingBook } from './routing-book.ts';

/** A call whose next step is to be taken. */
export interface RoutedCall {
  readonly callId: CallId;
  /** The trunk on which the caller is. */
  readonly deviceId: DeviceId;
  readonly trunkNo: number | undefined;
  readonly number: string;
  readonly dialled: string;
}

/** A call that a flow is to take over. */
export interface CallForFlow {
  readonly callId: CallId;
  readonly deviceId: DeviceId;
  readonly flowId: FlowId;
  /** The queue for which the flow stands in. */
  readonly queueId?: string;
}

export interface CallForVoicemail {
  readonly callId: CallId;
  readonly deviceId: DeviceId;
  readonly boxId: string;
}

export interface CallForRingGroup {
  readonly callId: CallId;
  readonly deviceId: DeviceId;
  readonly group: RingGroup;
}

export interface CallForFollowMe {
  readonly callId: CallId;
  readonly deviceId: DeviceId;
  readonly planId: string;
}

/** Serves queues until there are any: the flow that rings the agents one after the other. */
export const QUEUE_FLOW_ID = flowIdSchema.parse('queue');

export const NEXT_STEP_TIMERS = {
  /** A custom address that has not answered by then is passed over; the caller hears ringing meanwhile. */
  customAnswerMs: 2_000,
} as const;

/** Rounds of the busy tone before the line is let go; each is 0.7 s. */
const BUSY_ROUNDS = 8;

export interface NextStepParts {
  readonly callControl: CallControl;
  readonly clock: Clock;
  readonly log: Log;
  readonly book: RoutingBook;
  readonly agents: SeatedAgents;
  readonly askAddress: AskAddress;
  /** Played to a caller who is to hear busy; without it the call is answered and ended. */
  readonly busyTone?: PromptFile;
}

/**
 * Carries out next steps. What other services do (flows, voicemail, ring groups, follow-me) is told to who listens;
 * a step that cannot be taken falls back, to its own fall-back or to the default step, and the call's story says why.
 */
export class NextSteps {
  readonly forFlow: TypedEmitter<CallForFlow>;
  readonly forVoicemail: TypedEmitter<CallForVoicemail>;
  readonly forRingGroup: TypedEmitter<CallForRingGroup>;
  readonly forFollowMe: TypedEmitter<CallForFollowMe>;
  readonly #parts: NextStepParts;

  constructor(parts: NextStepParts) {
    this.#parts = parts;
    const onError = (error: unknown): void => parts.log.error(`a listener of routing failed: ${String(error)}`);
    this.forFlow = new TypedEmitter(onError);
    this.forVoicemail = new TypedEmitter(onError);
    this.forRingGroup = new TypedEmitter(onError);
    this.forFollowMe = new TypedEmitter(onError);
  }

  /** @param isDefault the step is the default step itself, which has nothing to fall back to. */
  take(call: RoutedCall, next: NextStep, isDefault = false): void {
    const { callId, deviceId } = call;
    const orElse = (because: FallBackReason): void => this.#fallBack(call, next, because, isDefault);
    switch (next.kind) {
      case 'flow':
        return this.forFlow.emit({ callId, deviceId, flowId: next.flowId });
      case 'queue':
        return this.forFlow.emit({ callId, deviceId, flowId: QUEUE_FLOW_ID, queueId: next.queueId });
      case 'agent':
        return this.#toAgent(call, next, orElse);
      case 'voicemail':
        if (!this.forVoicemail.hasListeners) return orElse('nobodyListens');
        return this.forVoicemail.emit({ callId, deviceId, boxId: next.boxId });
      case 'followMe':
        if (!this.forFollowMe.hasListeners) return orElse('nobodyListens');
        return this.forFollowMe.emit({ callId, deviceId, planId: next.planId });
      case 'ringGroup':
        return this.#toRingGroup(call, next.groupId, orElse);
      case 'fax':
        return orElse('noFaxPort');
      case 'custom':
        return void this.#askCustom(call, next, { orElse, isDefault });
      case 'hangUp':
        return void this.#hangUp(call, next.how);
      default:
        return never(next);
    }
  }

  /** A step that was taken turned out to lead nowhere. */
  fellBack(call: RoutedCall, from: NextStep, because: FallBackReason): void {
    this.#fallBack(call, from, because, false);
  }

  #fallBack(call: RoutedCall, from: NextStep, because: FallBackReason, isDefault: boolean): void {
    const { callControl, clock, book, log } = this.#parts;
    const { callId } = call;
    callControl.note({
      kind: 'CallInformation',
      at: clock.nowMs(),
      callId,
      why: [{ kind: 'fellBack', from: from.kind, because }],
    });
    const own = 'fallback' in from ? from.fallback : undefined;
    const { defaultStep } = book.plan.settings;
    if (own !== undefined) return this.take(call, own, isDefault);
    if (!isDefault && defaultStep !== undefined) return this.take(call, defaultStep, true);
    if (isAnswered(callControl, callId, call.deviceId)) return void callControl.clearCall(callId);
    log.warn('the next step cannot be taken and there is no other; the call is left ringing', { callId, because });
  }

  #toAgent(
    { callId, deviceId }: RoutedCall,
    { stationNo, userId }: Extract<NextStep, { kind: 'agent' }>,
    orElse: (because: FallBackReason) => void,
  ): void {
    const seat = stationNo ?? (userId === undefined ? undefined : this.#parts.agents.stationOf(userId));
    if (seat === undefined) return orElse('notSignedIn');
    void this.#toStation(callId, deviceId, stationDevice(seat));
  }

  #toRingGroup({ callId, deviceId }: RoutedCall, groupId: string, orElse: (because: FallBackReason) => void): void {
    const group = this.#parts.book.ringGroup(groupId);
    if (group === undefined) return orElse('unknownTarget');
    if (!this.forRingGroup.hasListeners) return orElse('nobodyListens');
    this.forRingGroup.emit({ callId, deviceId, group });
  }

  async #toStation(callId: CallId, trunk: DeviceId, station: DeviceId): Promise<void> {
    const { callControl, log } = this.#parts;
    const answered = await callControl.answerCall(callId, trunk);
    if (!answered.ok) return;
    const transferred = await callControl.singleStepTransfer({ callId, toId: station });
    if (transferred.ok || !callControl.calls.has(callId)) return;
    log.info('the station of the rule did not take the call', { callId, code: transferred.error.code });
    await callControl.clearCall(callId);
  }

  async #askCustom(
    call: RoutedCall,
    { address }: Extract<NextStep, { kind: 'custom' }>,
    { orElse, isDefault }: { readonly orElse: (because: FallBackReason) => void; readonly isDefault: boolean },
  ): Promise<void> {
    const { book, callControl } = this.#parts;
    if (!book.plan.settings.customAddresses.includes(address)) return orElse('addressNotAllowed');
    const answer = await this.#answerOf(address, call);
    if (!callControl.calls.has(call.callId)) return;
    if (answer.kind === 'none') return orElse('noAnswerInTime');
    const step = answeredStepSchema.safeParse(answer.said);
    if (!step.success) return orElse('answerNotUnderstood');
    this.take(call, step.data, isDefault);
  }

  /** Never rejects; the question is withdrawn at the deadline. */
  async #answerOf(
    address: string,
    { callId, number, dialled, trunkNo }: RoutedCall,
  ): Promise<{ readonly kind: 'said'; readonly said: unknown } | { readonly kind: 'none' }> {
    const { askAddress, clock, log } = this.#parts;
    const abort = new AbortController();
    const expired = new Promise<never>((_resolve, reject) => {
      abort.signal.addEventListener('abort', () => reject(new Error('no answer in time')));
    });
    const timer = clock.setTimer(NEXT_STEP_TIMERS.customAnswerMs, () => abort.abort());
    try {
      const asked = askAddress(address, { callId, number, dialled, trunkNo }, abort.signal);
      return { kind: 'said', said: await Promise.race([asked, expired]) };
    } catch {
      log.warn('the address of a rule gave no answer', { callId });
      return { kind: 'none' };
    } finally {
      timer.dispose();
    }
  }

  /** An analog line has no other way to refuse before answering than to let it ring. */
  async #hangUp({ callId, deviceId }: RoutedCall, how: Extract<NextStep, { kind: 'hangUp' }>['how']): Promise<void> {
    const { callControl, busyTone } = this.#parts;
    if (how === 'reject' && !isAnswered(callControl, callId, deviceId)) return;
    const answered = await callControl.answerCall(callId, deviceId);
    if (!answered.ok) return;
    if (how === 'busyTone' && busyTone !== undefined) {
      await callControl.playMessage({ callId, deviceId, prompts: [busyTone], stopDigits: [], repeat: BUSY_ROUNDS });
    }
    if (callControl.calls.has(callId)) await callControl.clearCall(callId);
  }
}

/** A caller who hears us must not be left in silence. */
function isAnswered({ calls }: CallControl, callId: CallId, deviceId: DeviceId): boolean {
  return calls.get(callId)?.connections.find((each) => each.deviceId === deviceId)?.state === 'connected';
}
