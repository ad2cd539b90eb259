import type { FollowPlan } from '../../contract/follow.ts';
import type { CallId, DeviceId, PromptId, UserId } from '../../contract/ids.ts';
import type { MusicChoice } from '../../contract/music.ts';
import type { NextStep } from '../../contract/routing.ts';
import type { FallBackReason } from '../../contract/rule-why.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Disposable } from '../../foundation/disposable.ts';
import type { Log } from '../../foundation/log.ts';
import type { CallControl, PromptFile } from '../../mediator/call-control.ts';
import type { CallForFollowMe, CallForRingGroup, Schedules } from '../routing/index.ts';
import type { ReadHouseNumber } from '../stations/index.ts';

/** What follow-me and ring groups need of others; who makes the house joins them. */

/** Where plans are kept; the repository of the storage has this shape. */
export interface FollowPlanStore {
  all(): Promise<readonly FollowPlan[]>;
  save(plan: FollowPlan): Promise<void>;
  remove(planId: string): Promise<void>;
}

/** Routing hands calls on, and takes them back when nobody took them. */
export interface CallsToFollow {
  onCallForFollowMe(listener: (call: CallForFollowMe) => void): Disposable;
  onCallForRingGroup(listener: (call: CallForRingGroup) => void): Disposable;
  takeStep(callId: CallId, deviceId: DeviceId, next: NextStep): void;
  fellBack(callId: CallId, deviceId: DeviceId, from: NextStep, because: FallBackReason): void;
}

/** People and where they sit, or sat last; in memory, because a call asks. */
export interface FollowPeople {
  /** Reads the accounts again. */
  reload(): Promise<void>;
  /** The station at which the user is signed in, else the last one. */
  stationOf(userId: UserId): string | undefined;
  nameOf(userId: UserId): string | undefined;
}

export interface FollowParts {
  readonly callControl: CallControl;
  readonly clock: Clock;
  readonly log: Log;
  readonly routing: CallsToFollow;
  readonly schedules: Schedules;
  readonly readNumber: ReadHouseNumber;
  readonly people: FollowPeople;
  /** Resolves when what a caller has to hear after the answer was said: that the call is recorded. */
  readonly greeted: (callId: CallId) => Promise<void>;
  /** A spoken text in the language of the house; undefined when it is missing. */
  readonly prompt: (promptId: PromptId) => PromptFile | undefined;
  readonly music: { choose(callId: CallId, choice: MusicChoice): Disposable };
}
