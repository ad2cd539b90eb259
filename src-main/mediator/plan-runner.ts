import type { Disposable } from '../foundation/disposable.ts';
import { FaultError, never, type Fault } from '../foundation/errors.ts';
import { failed, ok, type Result } from '../foundation/result.ts';
import type { CallEvent, UnnumberedCallEvent } from '../contract/call-events.ts';
import type { CallView } from '../contract/call-model.ts';
import type { CallId, DeviceId } from '../contract/ids.ts';
import { EMPTY_MODEL, connectionOf, isLive, type CallModel } from './call-model.ts';
import type { CallInput } from './call-input.ts';
import { reduceInto } from './call-reducer.ts';
import { ModelWriter } from './model-writer.ts';
import type { PendingOperations } from './pending-operations.ts';
import type { FollowUp, Plan, PlanStep, Situation, Wait } from './plan.ts';
import { PresentSituation, type SituationParts } from './present-situation.ts';
import { recallHolder } from './recall.ts';
import { rewire } from './rewire.ts';
import type { Wiring } from './wiring.ts';

/** Gives an event its number and keeps it; synchronous, so that the number is known before anybody is told. */
export interface CallJournal {
  append(event: UnnumberedCallEvent): CallEvent;
}

export interface PlanRunnerParts extends SituationParts {
  readonly journal: CallJournal;
  readonly pending: PendingOperations;
  readonly wiring: Wiring;
  /** Puts the work of a timer into the mediator's inbox. */
  readonly enqueue: (work: () => void) => void;
  readonly onRefusedInput: (input: CallInput, reason: string) => void;
  readonly onDefect: (error: unknown) => void;
}

interface Told {
  readonly event: CallEvent;
  readonly call: CallView;
}

interface Move {
  readonly deviceId: DeviceId;
  readonly before: CallId | undefined;
}

/** One request under way: how many ends it still waits for, and whom to tell. */
interface Operation<Value> {
  readonly settle: (result: Result<Value, Fault>) => void;
  /** Nothing is under way any more. */
  readonly giveUp: () => void;
  open: number;
}

interface Waiter {
  readonly callId: CallId;
  readonly deviceId?: DeviceId;
  readonly done: () => void;
}

/**
 * Carries out plans: feeds the reducer, posts commands, asks the steps what comes next. Holds the call model;
 * works only inside the mediator's inbox.
 */
export class PlanRunner {
  readonly #parts: PlanRunnerParts;
  readonly #model = new ModelWriter(EMPTY_MODEL, (deviceId, before) => this.#moved(deviceId, before));
  /** Devices that went from call to call since the last look, with the call in which they were then. */
  #moves: Move[] = [];
  #told: Told[] = [];
  #waiters: Waiter[] = [];
  readonly #timers = new Set<Disposable>();

  constructor(parts: PlanRunnerParts) {
    this.#parts = parts;
  }

  get model(): CallModel {
    return this.#model;
  }

  situation(): Situation {
    return new PresentSituation(this.#parts, this.#model);
  }

  /** Runs a plan whose result somebody waits for; `settle` is called exactly once. */
  start<Value>(plan: Plan<Value>, settle: (result: Result<Value, Fault>) => void): void {
    let isSettled = false;
    const once = (result: Result<Value, Fault>): void => {
      if (isSettled) return;
      isSettled = true;
      settle(result);
    };
    // A plan that ends without an outcome would leave its caller waiting for ever.
    const giveUp = (): void => {
      if (isSettled) return;
      this.#parts.onDefect(new FaultError(NO_OUTCOME));
      once(failed(NO_OUTCOME));
    };
    this.#carryOut(plan, { settle: once, giveUp, open: 0 });
  }

  /** Runs a plan that follows from an event. */
  run(plan: Plan<unknown>): void {
    this.#carryOut(plan, { settle: () => undefined, giveUp: () => undefined, open: 0 });
  }

  /** Work for the inbox in `afterMs` milliseconds. */
  later(afterMs: number, work: () => void): void {
    const timer = this.#parts.clock.setTimer(afterMs, () => {
      this.#timers.delete(timer);
      this.#parts.enqueue(work);
    });
    this.#timers.add(timer);
  }

  /** What happened since the last call, in order; to be told when the work in hand is done. */
  takeTold(): readonly Told[] {
    if (this.#told.length === 0) return NOTHING_TOLD;
    const told = this.#told;
    this.#told = [];
    return told;
  }

  /** The devices that are active in another call than at the last look, or in none. */
  takeMoved(): readonly DeviceId[] {
    if (this.#moves.length === 0) return NOBODY;
    const moves = this.#moves.filter(({ deviceId, before }) => this.#model.callOf.get(deviceId) !== before);
    this.#moves = [];
    return moves.map(({ deviceId }) => deviceId);
  }

  /** Drops the timers of plans; what they would have looked after is over. */
  dispose(): void {
    for (const timer of this.#timers) timer.dispose();
    this.#timers.clear();
  }

  get timerCount(): number {
    return this.#timers.size;
  }

  #carryOut<Value>(plan: Plan<Value>, operation: Operation<Value>): void {
    operation.open += 1;
    const { abandon, inputs, outcome, until, steps, waits, follow, next } = plan;
    if (abandon !== undefined) for (const commandId of abandon) this.#parts.pending.abandon(commandId);
    if (inputs !== undefined) for (const input of inputs) this.#apply(input);
    if (outcome !== undefined) operation.settle(outcome);
    if (until !== undefined) this.#waitFor(until, operation);
    if (steps !== undefined) for (const step of steps) this.#post(step, operation);
    if (waits !== undefined) for (const wait of waits) this.#arm(wait, operation);
    if (follow !== undefined) for (const each of follow) this.run(followUp(each, this.situation()));
    if (next !== undefined) this.#carryOut(next(this.situation()), operation);
    this.#close(operation);
  }

  #apply(input: CallInput): void {
    const { steps, refused } = reduceInto(this.#model, input);
    if (refused !== undefined) this.#parts.onRefusedInput(input, refused);
    for (const { event, call } of steps) {
      try {
        this.#told.push({ event: this.#parts.journal.append(event), call });
      } catch (error) {
        // The call goes on without this entry; the journal's owner has to mend it.
        this.#parts.onDefect(error);
      }
    }
    if (this.#waiters.length > 0 && steps.some(({ event }) => event.kind === 'ConnectionCleared'))
      this.#settleWaiters();
  }

  #moved(deviceId: DeviceId, before: CallId | undefined): void {
    if (!this.#moves.some((move) => move.deviceId === deviceId)) this.#moves.push({ deviceId, before });
  }

  #post<Value>(step: PlanStep<Value>, operation: Operation<Value>): void {
    operation.open += 1;
    const { command, deadlineMs, onNotice, purpose } = step;
    this.#parts.wiring.commanded(command);
    this.#parts.pending.post({
      command,
      deadlineMs,
      ...(purpose !== undefined && { purpose }),
      onEnd: (end) => {
        if (end.result !== 'ok') this.#parts.wiring.failed(command);
        this.#carryOut(step.onEnd(end, this.situation()), operation);
        this.#close(operation);
      },
      ...(onNotice !== undefined && {
        onNotice: (notice) => this.#carryOut(onNotice(notice, this.situation()), operation),
      }),
    });
  }

  #arm<Value>(wait: Wait<Value>, operation: Operation<Value>): void {
    operation.open += 1;
    this.later(wait.afterMs, () => {
      this.#carryOut(wait.then(this.situation()), operation);
      this.#close(operation);
    });
  }

  #waitFor<Value>(until: NonNullable<Plan<Value>['until']>, operation: Operation<Value>): void {
    operation.open += 1;
    const { callId, deviceId, value } = until;
    const done = (): void => {
      operation.settle(ok(value));
      this.#close(operation);
    };
    this.#waiters.push({ callId, ...(deviceId !== undefined && { deviceId }), done });
    this.#settleWaiters();
  }

  #settleWaiters(): void {
    const gone = this.#waiters.filter((waiter) => this.#isGone(waiter));
    this.#waiters = this.#waiters.filter((waiter) => !gone.includes(waiter));
    for (const waiter of gone) waiter.done();
  }

  #isGone({ callId, deviceId }: Waiter): boolean {
    const call = this.#model.calls.get(callId);
    if (call === undefined || deviceId === undefined) return call === undefined;
    const connection = connectionOf(call, deviceId);
    return connection === undefined || !isLive(connection);
  }

  #close<Value>(operation: Operation<Value>): void {
    operation.open -= 1;
    if (operation.open === 0) operation.giveUp();
  }
}

function followUp(follow: FollowUp, situation: Situation): Plan<never> {
  switch (follow.kind) {
    case 'rewire':
      return rewire(follow.callId, situation);
    case 'recall':
      return recallHolder(follow.callId, follow.deviceId, situation);
    default:
      return never(follow);
  }
}

const NOTHING_TOLD: readonly never[] = [];
const NOBODY: readonly never[] = [];

const NO_OUTCOME: Fault = {
  kind: 'defect',
  code: 'server/defect',
  tried: 'carry out a call operation',
  now: 'every step has ended and none told the result',
  next: 'report this with the log',
};
