import { errorBodySchema } from '../../contract/error-codes.ts';
import { publishedFlowsSchema } from '../../contract/flows.ts';
import type { HttpApp } from '../http-app.ts';
import type { FlowsPort } from '../ports.ts';

/** The voice flows to which a seat can send its caller. */
export function flowRoutes(app: HttpApp, flows: FlowsPort): void {
  app.route({
    method: 'GET',
    url: '/api/flows',
    schema: {
      summary: 'The published voice flows, to which a caller can be sent',
      tags: ['calls'],
      response: { 200: publishedFlowsSchema, '4xx': errorBodySchema },
    },
    handler: async () => ({ flows: [...flows.published()] }),
  });
}
