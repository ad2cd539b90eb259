import type { Fault } from '../foundation/errors.ts';
import type { Result } from '../foundation/result.ts';
import type { CallId, ChannelNumber, CommandId, DeviceId } from '../contract/ids.ts';
import type { CallView } from '../contract/call-model.ts';
import type { ChannelCommand, ChannelCommandKind } from '../driver/channel-command.ts';
import type { AnswerEvidence, ChannelEvent, CommandResult } from '../driver/channel-event.ts';
import type { DeviceDirectory, DeviceView, PromptFile } from './call-control.ts';
import type { CallInput } from './call-input.ts';
import type { CallModel } from './call-model.ts';
import type { DialDecision, DialRequest } from './dial-decision.ts';
import type { MediatorLimits } from './mediator-timers.ts';
import type { NumberPlan } from './number-plan.ts';
import type { StationFeatures } from './station-features.ts';
import type { TrunkChoice } from './trunk-hunt.ts';
import type { WiringView } from './wiring.ts';

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
  /** After the rest: what every change of a call may bring with it, each by its own module. */
  readonly follow?: readonly FollowUp[];
  /** Looked at again after a while, whatever happened meanwhile. */
  readonly waits?: readonly Wait<Value>[];
  /** The operation succeeds when this call, or this device of it, has gone. */
  readonly until?: { readonly callId: CallId; readonly deviceId?: DeviceId; readonly value: Value };
  /** The operation's result. The first one counts. */
  readonly outcome?: Result<Value, Fault>;
}

/**
 * `rewire` brings the talk paths of a call to what its connections say; `recall` rings the station that went on-hook
 * while it held the call. Named, because what they do ends calls and so needs who asks for them.
 */
export type FollowUp =
  | { readonly kind: 'rewire'; readonly callId: CallId }
  | { readonly kind: 'recall'; readonly callId: CallId; readonly deviceId: DeviceId };

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
  /** Which channels hear each other, as the board was told. */
  readonly wiring: WiringView;
  newCallId(): CallId;
  /** An idle trunk in service that is in no call, by the choice of an outbound rule or of the settings. */
  huntTrunk(except?: ReadonlySet<DeviceId>, choice?: TrunkChoice): DeviceView | undefined;
  /** Whether and how an outside number may be dialled. */
  decideDial(request: DialRequest): DialDecision;
  /** Do-not-disturb and forwarding of a station. */
  features(deviceId: DeviceId): StationFeatures;
  /** What a waiting caller hears; undefined for silence. */
  music(call: CallView): PromptFile | undefined;
  /** The command of a kind that runs on a channel. */
  running(channel: ChannelNumber, kind: ChannelCommandKind, purpose?: string): CommandId | undefined;
  /** The same with what was asked. */
  runningCommand<Kind extends ChannelCommandKind>(channel: ChannelNumber, kind: Kind): RunningCommand<Kind> | undefined;
  /** Playbacks and recordings of a channel that have not been reported ended. */
  audioOn(channel: ChannelNumber): readonly CommandId[];
}

export interface RunningCommand<Kind extends ChannelCommandKind> {
  readonly id: CommandId;
  readonly command: Extract<ChannelCommand, { kind: Kind }>;
  readonly purpose: string | undefined;
  /** When it was posted, Unix milliseconds. */
  readonly sinceMs: number;
}

/** An operation's answer: a plan, or why not. */
export type Planned<Value> = Result<Plan<Value>, Fault>;

export const NOTHING: Plan<never> = {};

/** A plan for which nobody waits: its story is told by events alone. */
export type EventPlan = Plan<unknown>;

/** Both plans as one: first the inputs of both, then their commands, then what follows of each. */
export function both<Value>(one: Plan<Value>, other: Plan<Value>): Plan<Value> {
  if (one === NOTHING) return other;
  if (other === NOTHING) return one;
  const { next: first } = one;
  const { next: second } = other;
  const until = one.until ?? other.until;
  const outcome = one.outcome ?? other.outcome;
  const next = first && second ? inOrder(first, second) : (first ?? second);
  return {
    abandon: inRow(one.abandon, other.abandon),
    inputs: inRow(one.inputs, other.inputs),
    steps: inRow(one.steps, other.steps),
    follow: inRow(one.follow, other.follow),
    waits: inRow(one.waits, other.waits),
    ...(until !== undefined && { until }),
    ...(outcome !== undefined && { outcome }),
    ...(next !== undefined && { next }),
  };
}

function inRow<Part>(first: readonly Part[] = EMPTY, second: readonly Part[] = EMPTY): readonly Part[] {
  if (first.length === 0) return second;
  return second.length === 0 ? first : [...first, ...second];
}

const EMPTY: readonly never[] = [];

type Continuation<Value> = (situation: Situation) => Plan<Value>;

/** The second is made with what the first has changed. */
function inOrder<Value>(first: Continuation<Value>, second: Continuation<Value>): Continuation<Value> {
  return (situation) => {
    const plan = first(situation);
    const { next } = plan;
    return { ...plan, next: next === undefined ? second : inOrder(next, second) };
  };
}

/** A plan that only settles the operation. */
export function settle<Value>(outcome: Result<Value, Fault>): Plan<Value> {
  return { outcome };
}
