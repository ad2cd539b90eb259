import { errorBodySchema } from '../../contract/error-codes.ts';
import {
  importReportSchema,
  importRequestSchema,
  inboundTestSchema,
  inboundVerdictSchema,
  outboundTestSchema,
  outboundVerdictSchema,
  routingTextSchema,
} from '../../contract/routing-requests.ts';
import type { RoutingDesk, RoutingTesters } from '../../services/routing/index.ts';
import type { HttpApp } from '../http-app.ts';
import { valueOf } from '../http-fault.ts';

const tags = ['routing'];
const refused = { '4xx': errorBodySchema };

/** Asking what would happen to a call, and carrying all rules elsewhere as text. */
export function routingTestRoutes(app: HttpApp, testers: RoutingTesters, desk: RoutingDesk): void {
  app.route({
    method: 'POST',
    url: '/api/routing/test-inbound',
    schema: {
      summary: 'What would happen to a call from a number, at a time, and why',
      tags,
      body: inboundTestSchema,
      response: { 200: inboundVerdictSchema, ...refused },
    },
    handler: async (request) => testers.inbound(request.body),
  });
  app.route({
    method: 'POST',
    url: '/api/routing/test-outbound',
    schema: {
      summary: 'What would happen to a number that is dialled at a station, at a time, and why',
      tags,
      body: outboundTestSchema,
      response: { 200: outboundVerdictSchema, ...refused },
    },
    handler: async (request) => testers.outbound(request.body),
  });
  app.route({
    method: 'GET',
    url: '/api/routing/export',
    schema: {
      summary: 'All rules, groups and settings as text, always in the same order',
      tags,
      response: { 200: routingTextSchema, ...refused },
    },
    handler: async () => ({ text: desk.exportText() }),
  });
  app.route({
    method: 'POST',
    url: '/api/routing/import',
    schema: {
      summary: 'Tell what a text would change and what is wrong with it; with apply, put it in the place of all rules',
      tags,
      body: importRequestSchema,
      response: { 200: importReportSchema, ...refused },
    },
    handler: async (request) => valueOf(await desk.importText(request.body.text, request.body.apply)),
  });
}
