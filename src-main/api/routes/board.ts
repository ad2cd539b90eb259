import { z } from 'zod';
import type { ApiParts } from '../api-parts.ts';
import { boardViewSchema } from '../../contract/board-view.ts';
import { channelNumberSchema } from '../../contract/ids.ts';
import { errorBodySchema } from '../../contract/error-codes.ts';
import type { HttpApp } from '../http-app.ts';
import { valueOf } from '../http-fault.ts';

export function boardRoutes(app: HttpApp, parts: Pick<ApiParts, 'board' | 'openBoard' | 'monitor'>): void {
  const { board, openBoard, monitor } = parts;
  app.route({
    method: 'GET',
    url: '/api/board',
    schema: {
      summary: 'The board and each of its channels',
      tags: ['board'],
      response: { 200: boardViewSchema, '4xx': errorBodySchema },
    },
    handler: async () => board.view(),
  });
  app.route({
    method: 'POST',
    url: '/api/board/open',
    schema: {
      summary: 'Try again to open a board that could not be opened',
      tags: ['board'],
      response: { 204: z.undefined(), '4xx': errorBodySchema, '5xx': errorBodySchema },
    },
    handler: async (_request, reply) => {
      valueOf(await openBoard());
      return reply.code(204).send();
    },
  });
  app.route({
    method: 'PUT',
    url: '/api/board/loudspeaker',
    schema: {
      summary: 'Play a channel on the loudspeaker of the board PC, or none',
      tags: ['board'],
      body: z.strictObject({ channel: channelNumberSchema.optional() }),
      response: { 204: z.undefined(), '4xx': errorBodySchema, '5xx': errorBodySchema },
    },
    handler: async (request, reply) => {
      valueOf(await monitor.setLoudspeaker(request.body.channel));
      return reply.code(204).send();
    },
  });
}
