import type { Fault } from '../foundation/errors.ts';
import type { Result } from '../foundation/result.ts';
import type { CallId, ChannelNumber, CommandId, DeviceId } from '../contract/ids.ts';
import type { ChannelCommand, ChannelCommandKind } from '../driver/channel-command.ts';
import type { AnswerEvidence, ChannelEvent, CommandResult } from '../driver/channel-event.ts';
import type { DeviceDirectory, DeviceView } from './call-control.ts';
import type { CallInput } from './call-input.ts';
import type { CallModel } from './call-model.ts';
import type { MediatorLimits } from './mediator-timers.ts';
import type { NumberPlan } from './number-plan.ts';

/**
 * What an operation wants done, as a value. An operation is pure: it looks at a Situation and returns a Plan
 * or a refusal; the runner carries the plan out and asks the steps for what comes next.
 *
 *   request ─▶ operation(situation) ─▶ Plan ─▶ inputs into the reducer, commands to the board
 *                                        ▲                                    │
 *                                        └──── step.onEnd(end, situation) ◀───┘ completion, refusal or deadline
 */
export interface Plan<Value> {
  /** First of all: commands whose completion is waited for no longer; each ends 'expired'. */
  readonly abandon?: readonly CommandId[];
  /** Then: facts for the reducer, in order. */
  readonly inputs?: readonly CallInput[];
  /** Then: commands, in order. */
  readonly steps?: readonly PlanStep<Value>[];
  /** Then: the rest of the plan, made with what the inputs have changed. */
  readonly next?: (situation: Situation) => Plan<Value>;
  /** Looked at again after a while, whatever happened meanwhile. */
  readonly waits?: readonly Wait<Value>[];
  /** The operation succeeds when this call, or this device of it, has gone. */
  readonly until?: { readonly callId: CallId; readonly deviceId?: DeviceId; readonly value: Value };
  /** The operation's result. The first one counts. */
  readonly outcome?: Result<Value, Fault>;
}

export interface Wait<Value> {
  readonly afterMs: number;
  readonly then: (situation: Situation) => Plan<Value>;
}

/** One command, with what to do on its only completion. */
export interface PlanStep<Value> {
  readonly command: ChannelCommand;
  /** Milliseconds within which the completion must come; after it the step ends 'expired'. */
  readonly deadlineMs: number;
  readonly onEnd: (end: CommandEnd, situation: Situation) => Plan<Value>;
  /** Progress of a dial, or audio of a recording that was lost. */
  readonly onNotice?: (notice: CommandNotice, situation: Situation) => Plan<Value>;
  /** Names what the command is for, where its kind and channel do not: a recording's id. */
  readonly purpose?: string;
}

export interface CommandEnd {
  /** 'notPosted': the driver did not take it. 'expired': no completion came in time. */
  readonly result: CommandResult | 'notPosted' | 'expired';
  readonly answeredBy?: AnswerEvidence;
  readonly detail: number;
  readonly digits: string;
}

export type CommandNotice = Extract<ChannelEvent, { kind: 'Progressed' | 'AudioDisturbed' }>;

/** Everything an operation may look at. */
export interface Situation {
  /** Unix milliseconds. */
  readonly nowMs: number;
  readonly model: CallModel;
  readonly devices: DeviceDirectory;
  readonly numbers: NumberPlan;
  readonly limits: MediatorLimits;
  newCallId(): CallId;
  /** An idle trunk in service that is in no call, by the strategy of the settings. */
  huntTrunk(except?: ReadonlySet<DeviceId>): DeviceView | undefined;
  /** The command of a kind that runs on a channel. */
  running(channel: ChannelNumber, kind: ChannelCommandKind, purpose?: string): CommandId | undefined;
}

/** An operation's answer: a plan, or why not. */
export type Planned<Value> = Result<Plan<Value>, Fault>;

export const NOTHING: Plan<never> = {};

/** A plan for which nobody waits: its story is told by events alone. */
export type EventPlan = Plan<unknown>;

/** A plan that only settles the operation. */
export function settle<Value>(outcome: Result<Value, Fault>): Plan<Value> {
  return { outcome };
}
