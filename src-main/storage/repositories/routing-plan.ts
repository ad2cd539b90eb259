import { z } from 'zod';
import { ruleIdSchema } from '../../contract/ids.ts';
import {
  outboundActionSchema,
  outboundMatchSchema,
  ringGroupSchema,
  routingSettingsSchema,
  storedMatchSchema,
  storedStepSchema,
  type InboundRule,
  type OutboundRule,
  type RoutingPlan,
} from '../../contract/routing.ts';
import type { QueryBuilder } from '../database-schema.ts';
import { flag, jsonText } from '../row-columns.ts';
import { SettingsRepository } from './settings.ts';

/** Name of the setting that holds trunk groups, forced handling and the other settings of routing. */
const SETTINGS_NAME = 'routing.settings';

const ruleHead = { rule_id: ruleIdSchema, position: z.number().int(), title: z.string(), enabled: flag };

const inboundRow = z
  .object({ ...ruleHead, match_json: jsonText(storedMatchSchema), next_json: jsonText(storedStepSchema) })
  .transform((row): InboundRule => ({
    ruleId: row.rule_id,
    position: row.position,
    title: row.title,
    enabled: row.enabled,
    match: row.match_json,
    next: row.next_json,
  }));

const outboundRow = z
  .object({ ...ruleHead, match_json: jsonText(outboundMatchSchema), action_json: jsonText(outboundActionSchema) })
  .transform((row): OutboundRule => ({
    ruleId: row.rule_id,
    position: row.position,
    title: row.title,
    enabled: row.enabled,
    match: row.match_json,
    action: row.action_json,
  }));

const groupRow = z.object({ group_json: jsonText(ringGroupSchema) }).transform((row) => row.group_json);

/** Everything that routing decides by, read and written as one value: rules refer to groups and settings. */
export class RoutingPlanRepository {
  readonly #query: QueryBuilder;

  constructor(query: QueryBuilder) {
    this.#query = query;
  }

  /** Rules in the order in which they are tried, groups by id; the settings' defaults when none were stored. */
  async load(): Promise<RoutingPlan> {
    const inbound = await this.#query
      .selectFrom('inbound_rules')
      .selectAll()
      .orderBy('position')
      .orderBy('rule_id')
      .execute();
    const outbound = await this.#query
      .selectFrom('outbound_rules')
      .selectAll()
      .orderBy('position')
      .orderBy('rule_id')
      .execute();
    const groups = await this.#query.selectFrom('ring_groups').select('group_json').orderBy('group_id').execute();
    const settings = await new SettingsRepository(this.#query).read(SETTINGS_NAME, routingSettingsSchema);
    return {
      inboundRules: inbound.map((row) => inboundRow.parse(row)),
      outboundRules: outbound.map((row) => outboundRow.parse(row)),
      ringGroups: groups.map((row) => groupRow.parse(row)),
      settings: settings ?? routingSettingsSchema.parse({}),
    };
  }

  /** Puts the plan in the place of the one before: all of it or nothing. */
  async store(plan: RoutingPlan): Promise<void> {
    await this.#query.transaction().execute(async (transaction) => {
      for (const table of ['inbound_rules', 'outbound_rules', 'ring_groups'] as const) {
        await transaction.deleteFrom(table).execute();
      }
      for (const rule of plan.inboundRules) {
        const row = { ...headOf(rule), match_json: JSON.stringify(rule.match), next_json: JSON.stringify(rule.next) };
        await transaction.insertInto('inbound_rules').values(row).execute();
      }
      for (const rule of plan.outboundRules) {
        const [match_json, action_json] = [JSON.stringify(rule.match), JSON.stringify(rule.action)];
        await transaction
          .insertInto('outbound_rules')
          .values({ ...headOf(rule), match_json, action_json })
          .execute();
      }
      for (const group of plan.ringGroups) {
        const row = { group_id: group.groupId, title: group.title, group_json: JSON.stringify(group) };
        await transaction.insertInto('ring_groups').values(row).execute();
      }
      await new SettingsRepository(transaction).write(SETTINGS_NAME, plan.settings);
    });
  }
}

function headOf(rule: InboundRule | OutboundRule) {
  return { rule_id: rule.ruleId, position: rule.position, title: rule.title, enabled: rule.enabled ? 1 : 0 };
}
