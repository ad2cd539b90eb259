import type { CallEvent } from '../../contract/call-events.ts';
import { isTrunk, stationDevice, type CallId, type DeviceId, type FlowId } from '../../contract/ids.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Disposable } from '../../foundation/disposable.ts';
import { never } from '../../foundation/errors.ts';
import { TypedEmitter } from '../../foundation/typed-emitter.ts';
import type { CallControl } from '../../mediator/call-control.ts';
import type { InboundRulesRepository } from '../../storage/repositories/inbound-rules.ts';
import type { Log } from '../../foundation/log.ts';
import { decideInbound, type Decision } from './decide-inbound.ts';
import type { InboundRule, NextStep, RuleMatch } from './inbound-rule.ts';

/** A call that a flow is to take over. */
export interface CallForFlow {
  readonly callId: CallId;
  /** The trunk on which the caller is. */
  readonly deviceId: DeviceId;
  readonly flowId: FlowId;
}

/**
 * Decides what happens to a call that comes in: on Delivered at a trunk it picks the rule, writes rule and
 * reason into the call's story, and starts the next step. A call without a rule goes on ringing and is noted.
 * Rules are read at start and on reload(), so a decision waits for no database. JS thread only.
 */
export class RoutingService implements Disposable {
  readonly #callControl: CallControl;
  readonly #clock: Clock;
  readonly #repository: InboundRulesRepository<RuleMatch, NextStep>;
  readonly #log: Log;
  readonly #forFlow: TypedEmitter<CallForFlow>;
  #rules: readonly InboundRule[] = [];
  #subscription: Disposable | undefined;

  constructor(parts: {
    readonly callControl: CallControl;
    readonly clock: Clock;
    readonly rules: InboundRulesRepository<RuleMatch, NextStep>;
    readonly log: Log;
  }) {
    this.#callControl = parts.callControl;
    this.#clock = parts.clock;
    this.#repository = parts.rules;
    this.#log = parts.log;
    this.#forFlow = new TypedEmitter((error) => parts.log.error(`a listener of routing failed: ${String(error)}`));
  }

  /** Reads the rules, then listens to calls. */
  async start(): Promise<void> {
    await this.reload();
    this.#subscription = this.#callControl.onCallEvent((event) => this.#onCallEvent(event));
  }

  /** Reads the rules again; calls that come from now on follow them. */
  async reload(): Promise<void> {
    this.#rules = await this.#repository.all();
  }

  /** Told when a rule sends a call to a flow. */
  onCallForFlow(listener: (call: CallForFlow) => void): Disposable {
    return this.#forFlow.subscribe(listener);
  }

  dispose(): void {
    this.#subscription?.dispose();
  }

  #onCallEvent(event: CallEvent): void {
    if (event.kind !== 'Delivered' || event.direction !== 'inbound' || !isTrunk(event.deviceId)) return;
    const decision = decideInbound(this.#rules, { trunkNo: event.trunkNo, number: event.number, at: event.at });
    this.#note(event.callId, decision);
    if (decision.kind === 'none') {
      this.#log.warn('no inbound rule fits the call; it is left ringing', { callId: event.callId });
      return;
    }
    this.#take(event.callId, event.deviceId, decision.next);
  }

  #note(callId: CallId, decision: Decision): void {
    const matched = decision.kind === 'matched';
    this.#callControl.note({
      kind: 'CallInformation',
      at: this.#clock.nowMs(),
      callId,
      ruleReason: decision.reason,
      ...(matched ? { ruleId: decision.ruleId } : {}),
      ...(matched && decision.next.kind === 'flow' ? { flowId: decision.next.flowId } : {}),
    });
  }

  #take(callId: CallId, deviceId: DeviceId, next: NextStep): void {
    switch (next.kind) {
      case 'flow':
        return this.#forFlow.emit({ callId, deviceId, flowId: next.flowId });
      case 'station':
        return void this.#toStation(callId, deviceId, stationDevice(next.stationNo));
      case 'hangUp':
        return void this.#hangUp(callId, deviceId);
      default:
        return never(next);
    }
  }

  async #toStation(callId: CallId, trunk: DeviceId, station: DeviceId): Promise<void> {
    const answered = await this.#callControl.answerCall(callId, trunk);
    if (!answered.ok) return;
    const transferred = await this.#callControl.singleStepTransfer({ callId, toId: station });
    if (transferred.ok || !this.#callControl.calls.has(callId)) return;
    this.#log.info('the station of the rule did not take the call', { callId, code: transferred.error.code });
    await this.#callControl.clearCall(callId);
  }

  /** An analog line has no other way to refuse than to answer and to hang up. */
  async #hangUp(callId: CallId, trunk: DeviceId): Promise<void> {
    const answered = await this.#callControl.answerCall(callId, trunk);
    if (answered.ok) await this.#callControl.clearCall(callId);
  }
}
