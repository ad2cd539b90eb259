import type { CallEvent } from '../../contract/call-events.ts';
import { isTrunk, type CallId, type DeviceId } from '../../contract/ids.ts';
import type { NextStep } from '../../contract/routing.ts';
import type { FallBackReason } from '../../contract/rule-why.ts';
import type { Disposable } from '../../foundation/disposable.ts';
import type { Decision } from './decide-inbound.ts';
import {
  NextSteps,
  type CallForFlow,
  type CallForFollowMe,
  type CallForRingGroup,
  type CallForVoicemail,
  type NextStepParts,
  type RoutedCall,
} from './next-steps.ts';
import type { DialDecision, DialRequest } from './outbound/decide-outbound.ts';
import type { ListHitCounter } from './ports.ts';

/**
 * Decides what happens to a call that comes in: on Delivered at a trunk it asks the book, writes rule, reason and
 * every step of the decision into the call's story, and starts the next step. A call without a rule goes on ringing
 * and is noted; one from the black list does too, is counted, and ends when its caller gives up. JS thread only.
 */
export class RoutingService implements Disposable {
  readonly #parts: NextStepParts & { readonly hits: ListHitCounter };
  readonly #steps: NextSteps;
  #subscription: Disposable | undefined;

  constructor(parts: NextStepParts & { readonly hits: ListHitCounter }) {
    this.#parts = parts;
    this.#steps = new NextSteps(parts);
  }

  /** Reads the rules, then listens to calls. */
  async start(): Promise<void> {
    await this.reload();
    this.#subscription = this.#parts.callControl.onCallEvent((event) => this.#onCallEvent(event));
  }

  /** Reads the rules again; calls that come from now on follow them. */
  reload(): Promise<void> {
    return this.#parts.book.reload();
  }

  /** Whether, how and where a dialled number goes out. In memory, because it is asked in the middle of a dial. */
  decideOutbound(request: DialRequest): DialDecision {
    return this.#parts.book.decideOutbound(request);
  }

  /** Told when a rule sends a call to a flow. */
  onCallForFlow(listener: (call: CallForFlow) => void): Disposable {
    return this.#steps.forFlow.subscribe(listener);
  }

  /** Told when a rule sends a call to a voicemail box; while nobody listens the default step is taken instead. */
  onCallForVoicemail(listener: (call: CallForVoicemail) => void): Disposable {
    return this.#steps.forVoicemail.subscribe(listener);
  }

  /** Told when a rule sends a call to a ring group; while nobody listens the default step is taken instead. */
  onCallForRingGroup(listener: (call: CallForRingGroup) => void): Disposable {
    return this.#steps.forRingGroup.subscribe(listener);
  }

  /** Told when a rule sends a call after somebody; while nobody listens the default step is taken instead. */
  onCallForFollowMe(listener: (call: CallForFollowMe) => void): Disposable {
    return this.#steps.forFollowMe.subscribe(listener);
  }

  /** Takes a step for a caller who was answered: what another step falls back to. */
  takeStep(callId: CallId, deviceId: DeviceId, next: NextStep): void {
    const { callControl, clock } = this.#parts;
    const call = this.#routed(callId, deviceId);
    if (call === undefined) return;
    // From here on a flow looks after the caller.
    if (next.kind === 'flow') {
      callControl.note({ kind: 'CallInformation', at: clock.nowMs(), callId, flowId: next.flowId });
    }
    this.#steps.take(call, next);
  }

  /** A step that routing has handed on cannot be taken after all: its fall-back is taken, and the story says why. */
  fellBack(callId: CallId, deviceId: DeviceId, from: NextStep, because: FallBackReason): void {
    const call = this.#routed(callId, deviceId);
    if (call !== undefined) this.#steps.fellBack(call, from, because);
  }

  dispose(): void {
    this.#subscription?.dispose();
  }

  #routed(callId: CallId, deviceId: DeviceId): RoutedCall | undefined {
    const call = this.#parts.callControl.calls.get(callId);
    if (call === undefined) return undefined;
    return { callId, deviceId, trunkNo: call.trunkNo, number: call.farNumber, dialled: call.dnis };
  }

  #onCallEvent(event: CallEvent): void {
    if (event.kind !== 'Delivered' || event.direction !== 'inbound' || !isTrunk(event.deviceId)) return;
    const { book, hits, log } = this.#parts;
    const { callId, deviceId, trunkNo, number, dnis: dialled } = event;
    const decision = book.decideInbound({ trunkNo, number, dialled, at: event.at });
    this.#note(callId, decision);
    if (decision.kind === 'blocked') {
      hits.countHit(decision.hit, event.at);
      log.info('the caller is on the black list; the call is not answered', { callId });
      return;
    }
    if (decision.kind === 'none') {
      log.warn('no inbound rule fits the call; it is left ringing', { callId });
      return;
    }
    this.#steps.take({ callId, deviceId, trunkNo, number, dialled }, decision.next, decision.kind === 'default');
  }

  #note(callId: CallId, decision: Decision): void {
    const next = 'next' in decision ? decision.next : undefined;
    this.#parts.callControl.note({
      kind: 'CallInformation',
      at: this.#parts.clock.nowMs(),
      callId,
      ruleReason: decision.reason,
      why: [...decision.why],
      ...(decision.kind === 'matched' ? { ruleId: decision.ruleId } : {}),
      ...(next?.kind === 'flow' ? { flowId: next.flowId } : {}),
      ...(decision.vip === undefined ? {} : { vip: true }),
      ...(decision.kind === 'blocked' ? { blockedBy: decision.hit.entryId } : {}),
    });
  }
}
