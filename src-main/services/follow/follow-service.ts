import type { CallEvent } from '../../contract/call-events.ts';
import type { FollowPlan } from '../../contract/follow.ts';
import { stationDevice, type CallId, type DeviceId } from '../../contract/ids.ts';
import { DisposableStack, type Disposable } from '../../foundation/disposable.ts';
import type { Fault } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import type { PromptFile, SummonRequest, SummonTarget } from '../../mediator/call-control.ts';
import type { CallForFollowMe } from '../routing/index.ts';
import { calledNow } from './called-now.ts';
import { followFaults } from './follow-faults.ts';
import type { FollowParts } from './ports.ts';
import { lineOf, summonTelling, tellWhy } from './summon-call.ts';

/** How often whom is called hears that it shall press the key. */
const CONFIRM_ROUNDS = 3;

/** A call that is on its way to somebody of a plan. */
interface Following {
  readonly callId: CallId;
  /** The line of the outside party. */
  readonly deviceId: DeviceId;
  readonly plan: FollowPlan;
  readonly targets: readonly SummonTarget[];
  /** The station that holds the caller, by hand. */
  readonly holderId?: DeviceId;
}

/**
 * 电话跟随呼叫: a call goes after the wanted person, to a mobile or a duty phone.
 *
 *   by rule   answer ─▶ notice ─▶ summon ─▶ taken, or the plan's own step
 *   by hand   hold ─▶ summon ─▶ taken: the agent is let go; or the agent has the caller again, by retrieving it too
 *
 * Each use is told as Diverted with the reason followMe, which reports count. JS thread only.
 */
export class FollowService implements Disposable {
  readonly #parts: FollowParts & { readonly plan: (planId: string) => FollowPlan | undefined };
  readonly #owned = new DisposableStack();
  /** Plans by which a call has come: a second time is a loop. */
  readonly #seen = new Map<CallId, Set<string>>();
  /** Calls that agents have sent on their way. */
  readonly #byHand = new Set<CallId>();

  constructor(parts: FollowParts & { readonly plan: (planId: string) => FollowPlan | undefined }) {
    this.#parts = parts;
  }

  start(): void {
    const { routing, callControl } = this.#parts;
    this.#owned.own(routing.onCallForFollowMe((call) => void this.#byRule(call)));
    this.#owned.own(callControl.onCallEvent((event) => this.#onCallEvent(event)));
  }

  dispose(): void {
    this.#owned.dispose();
  }

  /**
   * Sends the talk of a station after somebody; done when the caller is held and the first of them is being called.
   * Faults: request/notFound, follow/nobodyToCall, call/wrongState, and those of holding.
   */
  async followByHand(callId: CallId, stationId: DeviceId, planId: string): Promise<Result<void, Fault>> {
    const { callControl } = this.#parts;
    const plan = this.#parts.plan(planId);
    if (plan === undefined || !plan.enabled) return failed(followFaults.unknown());
    const deviceId = lineOf(callControl, callId);
    if (deviceId === undefined) return failed(followFaults.wrongState(callId, 'no outside line is in it'));
    if (this.#byHand.has(callId)) return failed(followFaults.wrongState(callId, 'it is on its way already'));
    const targets = this.#targetsOf(callId, plan);
    if (targets.length === 0) return failed(followFaults.nobodyToCall(callId));
    this.#byHand.add(callId);
    const held = await callControl.holdCall(callId, stationId);
    if (!held.ok) {
      this.#byHand.delete(callId);
      return held;
    }
    void this.#goByHand({ callId, deviceId, plan, targets, holderId: stationId });
    return ok();
  }

  async #byRule({ callId, deviceId, planId }: CallForFollowMe): Promise<void> {
    const { callControl, routing, log } = this.#parts;
    const step = { kind: 'followMe', planId } as const;
    if (this.#isSeen(callId, planId)) {
      log.warn('follow-me led back to the same plan; the call is ended', { callId, planId });
      tellWhy(this.#parts, callId, [{ kind: 'fellBack', from: 'followMe', because: 'loop' }]);
      return void callControl.clearCall(callId);
    }
    const plan = this.#parts.plan(planId);
    if (plan === undefined || !plan.enabled) return routing.fellBack(callId, deviceId, step, 'unknownTarget');
    const answered = await callControl.answerCall(callId, deviceId);
    if (!answered.ok) return log.info('the call could not be answered', { callId, code: answered.error.code });
    const targets = this.#targetsOf(callId, plan);
    if (targets.length === 0) {
      tellWhy(this.#parts, callId, [{ kind: 'fellBack', from: 'followMe', because: 'nobodyToCall' }]);
      return routing.takeStep(callId, deviceId, plan.whenNobody);
    }
    await this.#parts.greeted(callId);
    await this.#playNotice(callId, deviceId, plan);
    if (!callControl.calls.has(callId)) return;
    const taken = await this.#go({ callId, deviceId, plan, targets }, 'rule');
    if (!taken && callControl.calls.has(callId)) routing.takeStep(callId, deviceId, plan.whenNobody);
  }

  async #goByHand(following: Following & { readonly holderId: DeviceId }): Promise<void> {
    const { callId, deviceId, plan, holderId } = following;
    const { callControl, routing } = this.#parts;
    const taken = await this.#go(following, 'hand');
    this.#byHand.delete(callId);
    if (taken) return;
    const holder = callControl.calls.get(callId)?.connections.find((each) => each.deviceId === holderId);
    if (holder === undefined || holder.state === 'connected' || holder.state === 'alerting') return;
    if (holder.state === 'held') return void callControl.retrieveCall(callId, holderId);
    // The agent has hung up: its phone is rung once more, else the caller goes where the plan says.
    const rung = await callControl.singleStepTransfer({ callId, toId: holderId });
    if (!rung.ok && callControl.calls.has(callId)) routing.takeStep(callId, deviceId, plan.whenNobody);
  }

  /** Whether somebody has taken the call. */
  async #go({ callId, deviceId, plan, targets, holderId }: Following, by: 'rule' | 'hand'): Promise<boolean> {
    const { callControl, clock, music } = this.#parts;
    const { planId, title, how, hears } = plan;
    tellWhy(this.#parts, callId, [{ kind: 'followMe', planId, title, by }]);
    if (!callControl.calls.has(callId)) return false;
    const to = `followMe/${planId}`;
    callControl.note({ kind: 'Diverted', at: clock.nowMs(), callId, deviceId, to, reason: 'followMe' });
    const chosen = hears === undefined ? undefined : music.choose(callId, hears);
    const payerId = this.#payerOf(plan) ?? holderId;
    const taken = await summonTelling(this.#parts, {
      callId,
      targets,
      how,
      ...this.#confirmOf(plan),
      ...(payerId === undefined ? {} : { byId: payerId }),
      ...(holderId === undefined ? {} : { fromId: holderId }),
    });
    chosen?.dispose();
    return taken.ok;
  }

  #targetsOf(callId: CallId, plan: FollowPlan): readonly SummonTarget[] {
    const { callControl, clock } = this.#parts;
    const farNumber = callControl.calls.get(callId)?.farNumber ?? '';
    const { targets, skipped } = calledNow(plan, { farNumber, atMs: clock.nowMs() }, this.#parts);
    tellWhy(this.#parts, callId, skipped);
    return targets;
  }

  /** Whose outbound rules count. */
  #payerOf({ stationNo, ownerUserId }: FollowPlan): DeviceId | undefined {
    const { people } = this.#parts;
    const no = stationNo ?? (ownerUserId === undefined ? undefined : people.stationOf(ownerUserId));
    return no === undefined ? undefined : stationDevice(no);
  }

  /** Without a text nobody knows that a key is wanted: then nobody is asked. */
  #confirmOf({ confirmDigit, confirmPromptIds }: FollowPlan): Pick<SummonRequest, 'confirm'> {
    const prompts = this.#promptsOf(confirmPromptIds);
    return prompts.length === 0 ? {} : { confirm: { prompts, digit: confirmDigit, repeat: CONFIRM_ROUNDS } };
  }

  async #playNotice(callId: CallId, deviceId: DeviceId, { noticePromptIds }: FollowPlan): Promise<void> {
    const prompts = this.#promptsOf(noticePromptIds);
    if (prompts.length === 0) return;
    const played = await this.#parts.callControl.playMessage({ callId, deviceId, prompts, stopDigits: [], repeat: 1 });
    if (!played.ok) this.#parts.log.info('the notice could not be played', { callId, code: played.error.code });
  }

  #promptsOf(promptIds: FollowPlan['noticePromptIds']): readonly PromptFile[] {
    return promptIds.flatMap((promptId) => {
      const prompt = this.#parts.prompt(promptId);
      if (prompt === undefined) this.#parts.log.error('a prompt of follow-me is missing', { promptId });
      return prompt === undefined ? [] : [prompt];
    });
  }

  #isSeen(callId: CallId, planId: string): boolean {
    const seen = this.#seen.get(callId) ?? new Set();
    const before = seen.has(planId);
    this.#seen.set(callId, seen.add(planId));
    return before;
  }

  #onCallEvent(event: CallEvent): void {
    if (event.kind !== 'CallCleared') return;
    this.#seen.delete(event.callId);
    this.#byHand.delete(event.callId);
  }
}
