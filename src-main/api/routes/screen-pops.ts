import { z } from 'zod';
import { errorBodySchema } from '../../contract/error-codes.ts';
import { screenPopDraftSchema, screenPopIdSchema, screenPopSchema } from '../../contract/screen-pop.ts';
import { identityOn, notFound, type HttpApp } from '../http-app.ts';
import { refuse, valueOf } from '../http-fault.ts';
import type { ScreenPopsPort } from '../integration-ports.ts';

const tags = ['screen pops'];
const params = z.object({ screenPopId: screenPopIdSchema });

/** The pages that seats open for calls: read by every seat, kept by admins. */
export function screenPopRoutes(app: HttpApp, screenPops: ScreenPopsPort): void {
  app.route({
    method: 'GET',
    url: '/api/screen-pops',
    schema: {
      summary: 'The screen pops; those that are switched off are told to admins alone',
      tags,
      response: { 200: z.array(screenPopSchema), '4xx': errorBodySchema },
    },
    handler: async (request) => {
      const isAdmin = identityOn(request).user.role === 'admin';
      return screenPops.all().filter((pop) => isAdmin || pop.enabled);
    },
  });
  app.route({
    method: 'PUT',
    url: '/api/screen-pops/:screenPopId',
    schema: {
      summary: 'Make or change a screen pop',
      tags,
      params,
      body: screenPopDraftSchema,
      response: { 200: screenPopSchema, '4xx': errorBodySchema },
    },
    handler: async (request) => valueOf(await screenPops.save({ ...request.body, ...request.params })),
  });
  app.route({
    method: 'DELETE',
    url: '/api/screen-pops/:screenPopId',
    schema: {
      summary: 'Remove a screen pop',
      tags,
      params,
      response: { 204: z.undefined(), '4xx': errorBodySchema },
    },
    handler: async (request, reply) => {
      if (!(await screenPops.remove(request.params.screenPopId))) refuse(notFound('the screen pop'));
      return reply.code(204).send();
    },
  });
}
