import { z } from 'zod';
import { errorBodySchema } from '../../contract/error-codes.ts';
import { followChoiceSchema, followPlanDraftSchema, followPlanSchema } from '../../contract/follow.ts';
import type { FollowDesk } from '../../services/follow/index.ts';
import { identityOn, type HttpApp } from '../http-app.ts';
import { valueOf } from '../http-fault.ts';

const tags = ['follow-me'];
const refused = { '4xx': errorBodySchema };
const aPlan = z.object({ planId: z.string().min(1).max(64) });

/** Whom calls follow. Administrators keep all plans, everybody else its own. */
export function followRoutes(app: HttpApp, desk: FollowDesk): void {
  app.route({
    method: 'GET',
    url: '/api/follow/plans',
    schema: {
      summary: 'Follow-me plans: an agent’s own, else all',
      tags,
      response: { 200: z.array(followPlanSchema), ...refused },
    },
    handler: async (request) => [...desk.visibleTo(identityOn(request).user)],
  });
  app.route({
    method: 'GET',
    url: '/api/follow/choices',
    schema: {
      summary: 'Whom a call can follow, without anybody’s numbers',
      tags,
      response: { 200: z.array(followChoiceSchema), ...refused },
    },
    handler: async () => [...(await desk.choices())],
  });
  app.route({
    method: 'POST',
    url: '/api/follow/plans',
    schema: {
      summary: 'Add a follow-me plan',
      tags,
      body: followPlanDraftSchema,
      response: { 201: followPlanSchema, ...refused },
    },
    handler: async (request, reply) =>
      reply.code(201).send(valueOf(await desk.save(identityOn(request).user, request.body))),
  });
  app.route({
    method: 'PUT',
    url: '/api/follow/plans/:planId',
    schema: {
      summary: 'Put a follow-me plan in the place of the one with its id',
      tags,
      params: aPlan,
      body: followPlanDraftSchema,
      response: { 200: followPlanSchema, ...refused },
    },
    handler: async (request) => valueOf(await desk.save(identityOn(request).user, request.body, request.params.planId)),
  });
  app.route({
    method: 'DELETE',
    url: '/api/follow/plans/:planId',
    schema: {
      summary: 'Remove a follow-me plan that nothing leads to',
      tags,
      params: aPlan,
      response: { 204: z.undefined(), ...refused },
    },
    handler: async (request, reply) => {
      valueOf(await desk.remove(identityOn(request).user, request.params.planId));
      return reply.code(204).send();
    },
  });
}
