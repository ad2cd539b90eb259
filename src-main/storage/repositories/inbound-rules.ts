import { z } from 'zod';
import { ruleIdSchema, type RuleId } from '../../contract/ids.ts';
import type { QueryBuilder } from '../database-schema.ts';
import { flag, jsonText } from '../row-columns.ts';

/** A rule as it is kept; what it matches and what comes next are the routing service's words. */
export interface StoredInboundRule<Match, Next> {
  readonly ruleId: RuleId;
  /** Rules are tried in this order. */
  readonly position: number;
  readonly title: string;
  readonly enabled: boolean;
  readonly match: Match;
  readonly next: Next;
}

/** The inbound rules, each parsed with the schemas of the service that owns them. */
export class InboundRulesRepository<Match, Next> {
  readonly #query: QueryBuilder;
  readonly #row: z.ZodType<StoredInboundRule<Match, Next>>;

  constructor(query: QueryBuilder, schemas: { readonly match: z.ZodType<Match>; readonly next: z.ZodType<Next> }) {
    this.#query = query;
    this.#row = z
      .object({
        rule_id: ruleIdSchema,
        position: z.number().int(),
        title: z.string(),
        enabled: flag,
        match_json: jsonText(schemas.match),
        next_json: jsonText(schemas.next),
      })
      .transform((row) => ({
        ruleId: row.rule_id,
        position: row.position,
        title: row.title,
        enabled: row.enabled,
        match: row.match_json,
        next: row.next_json,
      }));
  }

  /** In the order in which they are tried. */
  async all(): Promise<readonly StoredInboundRule<Match, Next>[]> {
    const rows = await this.#query
      .selectFrom('inbound_rules')
      .selectAll()
      .orderBy('position')
      .orderBy('rule_id')
      .execute();
    return rows.map((row) => this.#row.parse(row));
  }

  /** Adds the rule or puts it in the place of the one with its id. */
  async save(rule: StoredInboundRule<Match, Next>): Promise<void> {
    const row = {
      position: rule.position,
      title: rule.title,
      enabled: rule.enabled ? 1 : 0,
      match_json: JSON.stringify(rule.match),
      next_json: JSON.stringify(rule.next),
    };
    await this.#query
      .insertInto('inbound_rules')
      .values({ rule_id: rule.ruleId, ...row })
      .onConflict((conflict) => conflict.column('rule_id').doUpdateSet(row))
      .execute();
  }

  async remove(ruleId: RuleId): Promise<void> {
    await this.#query.deleteFrom('inbound_rules').where('rule_id', '=', ruleId).execute();
  }
}
