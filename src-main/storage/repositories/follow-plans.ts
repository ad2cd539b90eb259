import { z } from 'zod';
import { followPlanSchema, type FollowPlan } from '../../contract/follow.ts';
import type { QueryBuilder } from '../database-schema.ts';
import { jsonText } from '../row-columns.ts';

const planRow = z.object({ plan_json: jsonText(followPlanSchema) }).transform((row) => row.plan_json);

/** The follow-me plans of the house and of its people. */
export class FollowPlansRepository {
  readonly #query: QueryBuilder;

  constructor(query: QueryBuilder) {
    this.#query = query;
  }

  /** By title. */
  async all(): Promise<readonly FollowPlan[]> {
    const rows = await this.#query
      .selectFrom('follow_plans')
      .select('plan_json')
      .orderBy('title')
      .orderBy('plan_id')
      .execute();
    return rows.map((row) => planRow.parse(row));
  }

  /** Adds the plan or puts it in the place of the one with its id. */
  async save(plan: FollowPlan): Promise<void> {
    const row = { title: plan.title, plan_json: JSON.stringify(plan) };
    await this.#query
      .insertInto('follow_plans')
      .values({ plan_id: plan.planId, ...row })
      .onConflict((conflict) => conflict.column('plan_id').doUpdateSet(row))
      .execute();
  }

  async remove(planId: string): Promise<void> {
    await this.#query.deleteFrom('follow_plans').where('plan_id', '=', planId).execute();
  }
}
