import type { FollowChoice, FollowPlan, FollowPlanDraft } from '../../contract/follow.ts';
import type { UserId } from '../../contract/ids.ts';
import type { StationForwarding } from '../../contract/stations.ts';
import type { Role } from '../../contract/users.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Fault } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import type { Schedules } from '../routing/index.ts';
import type { ReadHouseNumber } from '../stations/index.ts';
import { followFaults } from './follow-faults.ts';
import { faultOfPlan } from './plan-problems.ts';
import type { FollowPeople, FollowPlanStore } from './ports.ts';

/** Who changes plans: an administrator all of them, others their own. */
export interface FollowEditor {
  readonly userId: UserId;
  readonly role: Role;
}

export interface FollowDeskParts {
  readonly store: FollowPlanStore;
  readonly people: FollowPeople;
  readonly schedules: Schedules;
  readonly clock: Clock;
  readonly readNumber: ReadHouseNumber;
  readonly forwardingOf: (stationNo: string) => StationForwarding;
  readonly flowIds: () => Promise<ReadonlySet<string>>;
  /** Whether a rule of routing leads to the plan. */
  readonly isUsed: (planId: string) => boolean;
  readonly makeId: () => string;
}

/** The follow-me plans in memory, and who may change which. Changes wait for each other. */
export class FollowDesk {
  readonly #parts: FollowDeskParts;
  #plans: readonly FollowPlan[] = [];
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: FollowDeskParts) {
    this.#parts = parts;
  }

  async reload(): Promise<void> {
    await this.#parts.people.reload();
    this.#plans = await this.#parts.store.all();
  }

  get plans(): readonly FollowPlan[] {
    return this.#plans;
  }

  plan(planId: string): FollowPlan | undefined {
    return this.#plans.find((plan) => plan.planId === planId);
  }

  /** What somebody sees: an agent its own; numbers of others are none of its business. */
  visibleTo({ userId, role }: FollowEditor): readonly FollowPlan[] {
    return role === 'agent' ? this.#plans.filter((plan) => plan.ownerUserId === userId) : this.#plans;
  }

  /** Whom a call can follow, for everybody. */
  async choices(): Promise<readonly FollowChoice[]> {
    await this.#parts.people.reload();
    return this.#plans
      .filter((plan) => plan.enabled)
      .map(({ planId, title, ownerUserId }) => {
        const ownerName = ownerUserId === undefined ? undefined : this.#parts.people.nameOf(ownerUserId);
        return { planId, title, ...(ownerName === undefined ? {} : { ownerName }) };
      });
  }

  /** Faults: request/notFound, auth/forbidden, follow/loop, call/numberInvalid, routing/unknownTarget. */
  save(editor: FollowEditor, draft: FollowPlanDraft, planId?: string): Promise<Result<FollowPlan, Fault>> {
    return this.#change(async () => {
      const before = planId === undefined ? undefined : this.plan(planId);
      if (before !== undefined && !mayChange(editor, before)) return failed(followFaults.notYours());
      const plan = this.#owned(editor, { ...draft, planId: planId ?? this.#parts.makeId() });
      const { forwardingOf, readNumber, schedules, clock } = this.#parts;
      const flowIds = await this.#parts.flowIds();
      const fault = faultOfPlan(plan, {
        plans: this.#plans,
        flowIds,
        forwardingOf,
        readNumber,
        hasSchedule: (scheduleId) => schedules.explainAt(scheduleId, clock.nowMs()) !== undefined,
      });
      if (fault !== undefined) return failed(fault);
      await this.#parts.store.save(plan);
      await this.reload();
      return ok(plan);
    });
  }

  /** Faults: request/notFound, auth/forbidden, routing/inUse. */
  remove(editor: FollowEditor, planId: string): Promise<Result<void, Fault>> {
    return this.#change(async () => {
      const plan = this.plan(planId);
      if (plan === undefined) return failed(followFaults.unknown());
      if (!mayChange(editor, plan)) return failed(followFaults.notYours());
      if (this.#parts.isUsed(planId) || this.#isFallBack(planId)) return failed(followFaults.inUse());
      await this.#parts.store.remove(planId);
      await this.reload();
      return ok();
    });
  }

  /** Whoever is no administrator keeps plans for itself, with the rights of its own station. */
  #owned({ userId, role }: FollowEditor, plan: FollowPlan): FollowPlan {
    if (role === 'admin') return plan;
    const { stationNo: _anothersRights, ...own } = plan;
    return { ...own, ownerUserId: userId };
  }

  #isFallBack(planId: string): boolean {
    return this.#plans.some(({ whenNobody }) => whenNobody.kind === 'followMe' && whenNobody.planId === planId);
  }

  #change<Value>(change: () => Promise<Result<Value, Fault>>): Promise<Result<Value, Fault>> {
    const done = this.#last.then(change);
    this.#last = done.catch(() => undefined);
    return done;
  }
}

function mayChange({ userId, role }: FollowEditor, plan: FollowPlan): boolean {
  return role === 'admin' || plan.ownerUserId === userId;
}
