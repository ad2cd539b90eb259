import { ruleIdSchema, type RuleId } from '../../contract/ids.ts';
import type {
  ForcedHandling,
  ImportReport,
  InboundRuleDraft,
  OutboundRuleDraft,
  RingGroupDraft,
  RoutingChoices,
  SettingsDraft,
} from '../../contract/routing-requests.ts';
import type { InboundRule, OutboundRule, RingGroup, RoutingPlan } from '../../contract/routing.ts';
import type { Fault } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import { problemsOf, type KnownTargets, type PlanProblem } from './plan-problems.ts';
import type { RoutingBook } from './routing-book.ts';
import { routingFaults } from './routing-faults.ts';
import { changesBetween, inOrder, planText, readPlanText } from './routing-text.ts';

type Change<Value> = (plan: RoutingPlan) => Result<{ readonly plan: RoutingPlan; readonly value: Value }, Fault>;
type Refuse = (problems: readonly PlanProblem[]) => Fault;

/**
 * What administrators do with the rules. Each change makes a whole new plan, which is refused when it breaks something
 * that was whole before, and is stored in one transaction; changes wait for each other. Live calls follow the new plan
 * from the moment the promise resolves.
 */
export class RoutingDesk {
  readonly #book: RoutingBook;
  readonly #makeId: () => string;
  readonly #choices: () => Promise<RoutingChoices>;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: {
    readonly book: RoutingBook;
    readonly makeId: () => string;
    readonly choices: () => Promise<RoutingChoices>;
  }) {
    this.#book = parts.book;
    this.#makeId = parts.makeId;
    this.#choices = parts.choices;
  }

  get plan(): RoutingPlan {
    return this.#book.plan;
  }

  choices(): Promise<RoutingChoices> {
    return this.#choices();
  }

  /** Adds the rule, or puts it in the place of the one with the id. Fault: routing/unknownTarget. */
  saveInbound(draft: InboundRuleDraft, ruleId: RuleId = this.#newRuleId()): Promise<Result<InboundRule, Fault>> {
    return this.#change((plan) => {
      const placed = withRule(plan.inboundRules, { ...draft, ruleId });
      return ok({ plan: { ...plan, inboundRules: placed.rules }, value: placed.rule });
    }, routingFaults.unknownTarget);
  }

  /** Faults: request/notFound, routing/inUse while it is the rule of the forced handling. */
  removeInbound(ruleId: RuleId): Promise<Result<void, Fault>> {
    return this.#change((plan) => {
      const inboundRules = plan.inboundRules.filter((rule) => rule.ruleId !== ruleId);
      if (inboundRules.length === plan.inboundRules.length) return failed(routingFaults.notFound('inbound rule'));
      return ok({ plan: { ...plan, inboundRules: inOrder(inboundRules) }, value: undefined });
    }, routingFaults.inUse);
  }

  /** Fault: request/conflict when the ids are not exactly those of the rules. */
  orderInbound(ruleIds: readonly RuleId[]): Promise<Result<void, Fault>> {
    return this.#change((plan) => {
      const inboundRules = reordered(plan.inboundRules, ruleIds);
      if (inboundRules === undefined) return failed(routingFaults.orderOutdated());
      return ok({ plan: { ...plan, inboundRules }, value: undefined });
    }, routingFaults.unknownTarget);
  }

  saveOutbound(draft: OutboundRuleDraft, ruleId: RuleId = this.#newRuleId()): Promise<Result<OutboundRule, Fault>> {
    return this.#change((plan) => {
      const placed = withRule(plan.outboundRules, { ...draft, ruleId });
      return ok({ plan: { ...plan, outboundRules: placed.rules }, value: placed.rule });
    }, routingFaults.unknownTarget);
  }

  removeOutbound(ruleId: RuleId): Promise<Result<void, Fault>> {
    return this.#change((plan) => {
      const outboundRules = plan.outboundRules.filter((rule) => rule.ruleId !== ruleId);
      if (outboundRules.length === plan.outboundRules.length) return failed(routingFaults.notFound('outbound rule'));
      return ok({ plan: { ...plan, outboundRules: inOrder(outboundRules) }, value: undefined });
    }, routingFaults.inUse);
  }

  orderOutbound(ruleIds: readonly RuleId[]): Promise<Result<void, Fault>> {
    return this.#change((plan) => {
      const outboundRules = reordered(plan.outboundRules, ruleIds);
      if (outboundRules === undefined) return failed(routingFaults.orderOutdated());
      return ok({ plan: { ...plan, outboundRules }, value: undefined });
    }, routingFaults.unknownTarget);
  }

  saveRingGroup(draft: RingGroupDraft, groupId: string = this.#makeId()): Promise<Result<RingGroup, Fault>> {
    const group: RingGroup = { ...draft, groupId };
    return this.#change((plan) => {
      const others = plan.ringGroups.filter((each) => each.groupId !== groupId);
      return ok({ plan: { ...plan, ringGroups: [...others, group] }, value: group });
    }, routingFaults.unknownTarget);
  }

  /** Faults: request/notFound, routing/inUse while a rule names it. */
  removeRingGroup(groupId: string): Promise<Result<void, Fault>> {
    return this.#change((plan) => {
      const ringGroups = plan.ringGroups.filter((group) => group.groupId !== groupId);
      if (ringGroups.length === plan.ringGroups.length) return failed(routingFaults.notFound('ring group'));
      return ok({ plan: { ...plan, ringGroups }, value: undefined });
    }, routingFaults.inUse);
  }

  /** Everything but the forced handling. Fault: routing/inUse for a trunk group or an address that a rule names. */
  saveSettings(draft: SettingsDraft): Promise<Result<void, Fault>> {
    return this.#change(
      (plan) => ok({ plan: { ...plan, settings: { ...draft, forced: plan.settings.forced } }, value: undefined }),
      routingFaults.inUse,
    );
  }

  /** 强制处理. Fault: routing/unknownTarget without a rule that is there. */
  setForced(forced: ForcedHandling): Promise<Result<void, Fault>> {
    return this.#change(
      (plan) => ok({ plan: { ...plan, settings: { ...plan.settings, forced } }, value: undefined }),
      routingFaults.unknownTarget,
    );
  }

  exportText(): string {
    return planText(this.plan);
  }

  /** Tells what would change, and changes it when `apply`. Fault when applied: routing/importInvalid. */
  async importText(text: string, apply: boolean): Promise<Result<ImportReport, Fault>> {
    const read = readPlanText(text);
    const problems = read.ok ? problemsOf(read.value, await this.#known()) : read.error;
    const changes = read.ok && problems.length === 0 ? changesBetween(this.plan, read.value) : [];
    if (!apply) return ok({ applied: false, problems: [...problems], changes });
    if (!read.ok || problems.length > 0) return failed(routingFaults.importInvalid(problems));
    const done = await this.#change(() => ok({ plan: read.value, value: undefined }), routingFaults.importInvalid);
    return done.ok ? ok({ applied: true, problems: [], changes }) : done;
  }

  /** Changes wait for each other, so that none is made of a plan that another has just replaced. */
  #change<Value>(change: Change<Value>, refuse: Refuse): Promise<Result<Value, Fault>> {
    const done = this.#last.then(() => this.#apply(change, refuse));
    this.#last = done.catch(() => undefined);
    return done;
  }

  async #apply<Value>(change: Change<Value>, refuse: Refuse): Promise<Result<Value, Fault>> {
    const before = this.#book.plan;
    const changed = change(before);
    if (!changed.ok) return changed;
    const targets = await this.#known();
    const known = new Set(problemsOf(before, targets).map(({ place, problem }) => `${place} ${problem}`));
    const fresh = problemsOf(changed.value.plan, targets).filter(
      ({ place, problem }) => !known.has(`${place} ${problem}`),
    );
    if (fresh.length > 0) return failed(refuse(fresh));
    await this.#book.replace(changed.value.plan);
    return ok(changed.value.value);
  }

  async #known(): Promise<KnownTargets> {
    const { flows, followPlans } = await this.#choices();
    return {
      flowIds: new Set(flows.map((flow) => flow.flowId)),
      followPlanIds: new Set(followPlans.map((plan) => plan.planId)),
    };
  }

  #newRuleId(): RuleId {
    return ruleIdSchema.parse(this.#makeId());
  }
}

/** The rule at its position, where it was, or at the end; all rules numbered from 1. */
function withRule<Rule extends { readonly ruleId: RuleId; readonly position?: number | undefined }>(
  rules: readonly (Rule & { readonly position: number })[],
  saved: Rule,
) {
  const others = rules.filter((rule) => rule.ruleId !== saved.ruleId);
  const before = rules.findIndex((rule) => rule.ruleId === saved.ruleId);
  const at = saved.position === undefined ? (before < 0 ? others.length : before) : saved.position - 1;
  const index = Math.min(at, others.length);
  const rule = { ...saved, position: index + 1 };
  return { rule, rules: others.toSpliced(index, 0, rule).map((each, place) => ({ ...each, position: place + 1 })) };
}

function reordered<Rule extends { readonly ruleId: RuleId; readonly position: number }>(
  rules: readonly Rule[],
  ruleIds: readonly RuleId[],
): Rule[] | undefined {
  const byId = new Map(rules.map((rule) => [rule.ruleId, rule]));
  const ordered = ruleIds.flatMap((ruleId, index) => {
    const rule = byId.get(ruleId);
    byId.delete(ruleId);
    return rule === undefined ? [] : [{ ...rule, position: index + 1 }];
  });
  return ordered.length === rules.length && ordered.length === ruleIds.length ? ordered : undefined;
}
