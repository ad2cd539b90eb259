import type { RoutingPlan } from '../../contract/routing.ts';
import { routingSettingsSchema, type RingGroup } from '../../contract/routing.ts';
import { decideInbound, type Decision, type InboundCall } from './decide-inbound.ts';
import { decideOutbound, type DialDecision, type DialRequest } from './outbound/decide-outbound.ts';
import type { NumberListMatcher, Schedules } from './ports.ts';

/** Where the plan is kept; the repository of the storage has this shape. */
export interface RoutingPlanStore {
  load(): Promise<RoutingPlan>;
  store(plan: RoutingPlan): Promise<void>;
}

const EMPTY: RoutingPlan = {
  inboundRules: [],
  outboundRules: [],
  ringGroups: [],
  settings: routingSettingsSchema.parse({}),
};

/**
 * The rules in memory: live calls and testers ask the same two functions, and neither waits for a database.
 * Read at start and on reload(). JS thread only.
 */
export class RoutingBook {
  readonly #store: RoutingPlanStore;
  readonly #schedules: Schedules;
  readonly #lists: NumberListMatcher;
  #plan: RoutingPlan = EMPTY;

  constructor(parts: {
    readonly store: RoutingPlanStore;
    readonly schedules: Schedules;
    readonly lists: NumberListMatcher;
  }) {
    this.#store = parts.store;
    this.#schedules = parts.schedules;
    this.#lists = parts.lists;
  }

  get plan(): RoutingPlan {
    return this.#plan;
  }

  async reload(): Promise<void> {
    this.#plan = await this.#store.load();
  }

  /** Stores the plan; calls that come from then on follow it. */
  async replace(plan: RoutingPlan): Promise<void> {
    await this.#store.store(plan);
    await this.reload();
  }

  decideInbound(call: InboundCall): Decision {
    return decideInbound({ ...this.#plan, schedules: this.#schedules, lists: this.#lists }, call);
  }

  decideOutbound(request: DialRequest): DialDecision {
    return decideOutbound({ ...this.#plan, schedules: this.#schedules }, request);
  }

  ringGroup(groupId: string): RingGroup | undefined {
    return this.#plan.ringGroups.find((group) => group.groupId === groupId);
  }
}
