import { z } from 'zod';
import { boardViewSchema } from '../../contract/board-view.ts';
import { errorBodySchema } from '../../contract/error-codes.ts';
import type { Fault } from '../../foundation/errors.ts';
import type { Result } from '../../foundation/result.ts';
import type { HttpApp } from '../http-app.ts';
import { valueOf } from '../http-fault.ts';
import type { BoardPort } from '../ports.ts';

export function boardRoutes(app: HttpApp, board: BoardPort, openBoard: () => Promise<Result<void, Fault>>): void {
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
}
