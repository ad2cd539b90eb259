import { z } from 'zod';
import type { FollowPlanDraft } from '../../src-main/contract/follow.ts';
import type { NextStep } from '../../src-main/contract/routing.ts';
import type { RingGroupDraft } from '../../src-main/contract/routing-requests.ts';
import type { Arrangements } from './world.ts';

/** Asks the server as an administrator; throws when it refuses. */
export type AskServer = (method: 'POST' | 'DELETE', path: string, body?: unknown) => Promise<unknown>;

const RULES = '/api/routing/inbound';
const GROUPS = '/api/routing/ring-groups';
const PLANS = '/api/follow/plans';

/** What a story sets up on a running server, which belongs to somebody: all of it is taken away again. */
export class RemoteArrangements implements Arrangements {
  readonly #ask: AskServer;
  readonly #made: string[] = [];

  constructor(ask: AskServer) {
    this.#ask = ask;
  }

  async followPlan(draft: FollowPlanDraft): Promise<string> {
    const { planId } = z.object({ planId: z.string() }).parse(await this.#ask('POST', PLANS, draft));
    this.#made.push(`${PLANS}/${planId}`);
    return planId;
  }

  async ringGroup(draft: RingGroupDraft): Promise<string> {
    const { groupId } = z.object({ groupId: z.string() }).parse(await this.#ask('POST', GROUPS, draft));
    this.#made.push(`${GROUPS}/${groupId}`);
    return groupId;
  }

  async firstRule(next: NextStep): Promise<void> {
    const rule = { title: 'scenario', enabled: true, match: {}, next, position: 1 };
    const { ruleId } = z.object({ ruleId: z.string() }).parse(await this.#ask('POST', RULES, rule));
    this.#made.push(`${RULES}/${ruleId}`);
  }

  /** What was made last goes first: a rule before what it leads to. */
  async takeBack(): Promise<void> {
    for (const path of this.#made.toReversed()) await this.#ask('DELETE', path);
  }
}
