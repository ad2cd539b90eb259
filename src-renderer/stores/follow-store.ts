import { makeAutoObservable, observableRef, runInAction } from 'mobx';
import { z } from 'zod';
import type { ErrorBody } from '../../src-main/contract/error-codes.ts';
import {
  followChoiceSchema,
  followPlanSchema,
  type FollowChoice,
  type FollowPlan,
  type FollowPlanDraft,
} from '../../src-main/contract/follow.ts';
import type { Result } from '../transport/foundation.ts';
import type { HttpClient } from '../transport/http-client.ts';
import { PATHS } from '../transport/http-paths.ts';
import type { Removed } from './routing-store.ts';

const anyReply = z.unknown();

/** The follow-me plans that this user sees, and whom a call can follow. Every change reads them again. */
export class FollowStore {
  plans: readonly FollowPlan[] | undefined = undefined;
  choices: readonly FollowChoice[] = [];
  error: ErrorBody | undefined = undefined;
  /** What was refused last; shown until the next change. */
  refused: ErrorBody | undefined = undefined;
  pending = false;
  removed: Removed | undefined = undefined;
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
    makeAutoObservable(this, {
      plans: observableRef,
      choices: observableRef,
      error: observableRef,
      refused: observableRef,
      removed: observableRef,
    });
  }

  async load(): Promise<void> {
    const reply = await this.#http.request({
      method: 'GET',
      path: PATHS.followPlans,
      reply: z.array(followPlanSchema),
    });
    runInAction(() => {
      this.error = reply.ok ? undefined : reply.error;
      if (reply.ok) this.plans = reply.value;
    });
  }

  /** What was known before stays when it cannot be read now. */
  async loadChoices(): Promise<void> {
    const path = PATHS.followChoices;
    const reply = await this.#http.request({ method: 'GET', path, reply: z.array(followChoiceSchema) });
    if (reply.ok) runInAction(() => (this.choices = reply.value));
  }

  save(draft: FollowPlanDraft, planId?: string): Promise<Result<unknown, ErrorBody>> {
    return planId === undefined
      ? this.#change('POST', PATHS.followPlans, draft)
      : this.#change('PUT', PATHS.followPlan(planId), draft);
  }

  /** Deletes at once; the plan can be brought back until the next change. */
  async remove({ planId, ...draft }: FollowPlan): Promise<void> {
    const done = await this.#change('DELETE', PATHS.followPlan(planId));
    if (!done.ok) return;
    const restore = () => this.#change('PUT', PATHS.followPlan(planId), draft);
    runInAction(() => (this.removed = { title: draft.title, restore }));
  }

  async undo(): Promise<void> {
    await this.removed?.restore();
  }

  dismiss(): void {
    this.refused = undefined;
    this.removed = undefined;
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
}
