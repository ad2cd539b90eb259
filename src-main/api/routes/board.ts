import { boardViewSchema } from '../../contract/board-view.ts';
import { errorBodySchema } from '../../contract/error-codes.ts';
import type { HttpApp } from '../http-app.ts';
import type { BoardPort } from '../ports.ts';

export function boardRoutes(app: HttpApp, board: BoardPort): void {
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
}
