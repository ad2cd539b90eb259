import { makeAutoObservable, observableRef, runInAction } from 'mobx';
import { z, type ZodType } from 'zod';
import type { ErrorBody } from '../../src-main/contract/error-codes.ts';
import {
  importReportSchema,
  inboundVerdictSchema,
  outboundVerdictSchema,
  routingChoicesSchema,
  routingTextSchema,
  type ForcedHandling,
  type ImportReport,
  type InboundRuleDraft,
  type InboundTest,
  type InboundVerdict,
  type OutboundRuleDraft,
  type OutboundTest,
  type OutboundVerdict,
  type RingGroupDraft,
  type RoutingChoices,
  type SettingsDraft,
} from '../../src-main/contract/routing-requests.ts';
import { routingPlanSchema, type RingGroup, type RoutingPlan } from '../../src-main/contract/routing.ts';
import type { RuleNames } from '../locales/rule-text.ts';
import { ok, type Result } from '../transport/foundation.ts';
import type { HttpClient } from '../transport/http-client.ts';
import { PATHS } from '../transport/http-paths.ts';

/** Something that was deleted and can be brought back, with what people called it. */
export interface Removed {
  readonly title: string;
  readonly restore: () => Promise<Result<unknown, ErrorBody>>;
}

export type RuleDirection = 'inbound' | 'outbound';

const anyReply = z.unknown();

/** The rules as the server has them. Every change asks the server and reads the whole plan again. */
export class RoutingStore {
  plan: RoutingPlan | undefined = undefined;
  choices: RoutingChoices | undefined = undefined;
  error: ErrorBody | undefined = undefined;
  /** What was refused last; shown until the next change. */
  refused: ErrorBody | undefined = undefined;
  pending = false;
  removed: Removed | undefined = undefined;
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
    makeAutoObservable(this, {
      plan: observableRef,
      choices: observableRef,
      error: observableRef,
      refused: observableRef,
      removed: observableRef,
    });
  }

  async load(): Promise<void> {
    const [plan, choices] = await Promise.all([
      this.#http.request({ method: 'GET', path: PATHS.routing, reply: routingPlanSchema }),
      this.#http.request({ method: 'GET', path: `${PATHS.routing}/choices`, reply: routingChoicesSchema }),
    ]);
    runInAction(() => {
      this.error = plan.ok ? (choices.ok ? undefined : choices.error) : plan.error;
      if (plan.ok) this.plan = plan.value;
      if (choices.ok) this.choices = choices.value;
    });
  }

  /** What forms offer, for who may not read the rules. */
  async loadChoices(): Promise<void> {
    const reply = await this.#http.request({ method: 'GET', path: PATHS.routingChoices, reply: routingChoicesSchema });
    if (reply.ok) runInAction(() => (this.choices = reply.value));
  }

  /** What the ids of rules are called, from what was read last. */
  get names(): RuleNames {
    const { plan, choices } = this;
    return {
      rule: (id) => plan?.inboundRules.find((rule) => rule.ruleId === id)?.title ?? this.#outboundTitle(id),
      flow: (id) => choices?.flows.find((flow) => flow.flowId === id)?.title ?? id,
      list: (id) => choices?.lists.find((list) => list.listId === id)?.title ?? id,
      schedule: (id) => choices?.schedules.find((schedule) => schedule.scheduleId === id)?.title ?? id,
      user: (id) => choices?.users.find((user) => user.userId === id)?.displayName ?? id,
      ringGroup: (id) => plan?.ringGroups.find((group) => group.groupId === id)?.title ?? id,
      followPlan: (id) => choices?.followPlans.find((each) => each.planId === id)?.title ?? id,
      trunkGroup: (id) => plan?.settings.trunkGroups.find((group) => group.groupId === id)?.title ?? id,
    };
  }

  saveRule(
    direction: RuleDirection,
    draft: InboundRuleDraft | OutboundRuleDraft,
    ruleId?: string,
  ): Promise<Result<unknown, ErrorBody>> {
    const path = ruleId === undefined ? PATHS.rules(direction) : PATHS.rule(direction, ruleId);
    return this.#change(ruleId === undefined ? 'POST' : 'PUT', path, draft);
  }

  /** Deletes at once; the rule can be put back where it was until the next change. */
  async removeRule(direction: RuleDirection, ruleId: string): Promise<void> {
    const rules = direction === 'inbound' ? this.plan?.inboundRules : this.plan?.outboundRules;
    const rule = rules?.find((each) => each.ruleId === ruleId);
    const done = await this.#change('DELETE', PATHS.rule(direction, ruleId));
    if (!done.ok || rule === undefined) return;
    const { ruleId: _id, ...draft } = rule;
    this.#offerUndo({
      title: rule.title,
      restore: () => this.#change('PUT', PATHS.rule(direction, ruleId), draft),
    });
  }

  order(direction: RuleDirection, ruleIds: readonly string[]): Promise<Result<unknown, ErrorBody>> {
    return this.#change('PUT', PATHS.ruleOrder(direction), { ruleIds });
  }

  setForced(forced: ForcedHandling): Promise<Result<unknown, ErrorBody>> {
    return this.#change('PUT', `${PATHS.routing}/forced`, forced);
  }

  saveSettings(settings: SettingsDraft): Promise<Result<unknown, ErrorBody>> {
    return this.#change('PUT', `${PATHS.routing}/settings`, settings);
  }

  saveRingGroup(draft: RingGroupDraft, groupId?: string): Promise<Result<unknown, ErrorBody>> {
    const path = groupId === undefined ? PATHS.ringGroups : PATHS.ringGroup(groupId);
    return this.#change(groupId === undefined ? 'POST' : 'PUT', path, draft);
  }

  async removeRingGroup({ groupId, ...draft }: RingGroup): Promise<void> {
    const done = await this.#change('DELETE', PATHS.ringGroup(groupId));
    if (done.ok) {
      this.#offerUndo({
        title: draft.title,
        restore: () => this.#change('PUT', PATHS.ringGroup(groupId), draft),
      });
    }
  }

  async undo(): Promise<void> {
    await this.removed?.restore();
  }

  dismiss(): void {
    this.refused = undefined;
    this.removed = undefined;
  }

  testInbound(test: InboundTest): Promise<Result<InboundVerdict, ErrorBody>> {
    return this.#ask(`${PATHS.routing}/test-inbound`, test, inboundVerdictSchema);
  }

  testOutbound(test: OutboundTest): Promise<Result<OutboundVerdict, ErrorBody>> {
    return this.#ask(`${PATHS.routing}/test-outbound`, test, outboundVerdictSchema);
  }

  async exportText(): Promise<Result<string, ErrorBody>> {
    const path = `${PATHS.routing}/export`;
    const reply = await this.#http.request({ method: 'GET', path, reply: routingTextSchema });
    return reply.ok ? ok(reply.value.text) : reply;
  }

  async importText(text: string, apply: boolean): Promise<Result<ImportReport, ErrorBody>> {
    const done = await this.#ask(`${PATHS.routing}/import`, { text, apply }, importReportSchema);
    if (done.ok && apply) await this.load();
    return done;
  }

  #ask<Value>(path: string, body: unknown, reply: ZodType<Value>): Promise<Result<Value, ErrorBody>> {
    return this.#http.request({ method: 'POST', path, body, reply });
  }

  async #change(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) {
    runInAction(() => {
      this.pending = true;
      this.refused = undefined;
      this.removed = undefined;
    });
    const done = await this.#http.request({ method, path, body, reply: anyReply });
    await this.load();
    runInAction(() => {
      this.pending = false;
      if (!done.ok) this.refused = done.error;
    });
    return done;
  }

  #offerUndo(removed: Removed): void {
    runInAction(() => (this.removed = removed));
  }

  #outboundTitle(id: string): string {
    return this.plan?.outboundRules.find((rule) => rule.ruleId === id)?.title ?? id;
  }
}
