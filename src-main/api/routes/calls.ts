import { z } from 'zod';
import { callRecordPageSchema, callRecordQuerySchema, callRecordSchema } from '../../contract/call-record.ts';
import { callViewSchema } from '../../contract/call-model.ts';
import { errorBodySchema } from '../../contract/error-codes.ts';
import { callIdSchema } from '../../contract/ids.ts';
import type { CallControl } from '../../mediator/call-control.ts';
import type { Identity } from '../authentication/session-keeper.ts';
import { identityOn, notFound, type HttpApp } from '../http-app.ts';
import { refuse } from '../http-fault.ts';
import { mayListRecord, type Viewer } from '../policies/seat-policies.ts';
import type { CallRecordsPort } from '../ports.ts';
import { recordFor } from '../presenters/record-view.ts';
import { maySeeCall } from '../topics/calls-topic.ts';

export interface CallRoutesParts {
  readonly calls: CallControl;
  readonly records: CallRecordsPort;
}

/** Calls that are over, and calls that are up, as far as the asker may see them. */
export function callRoutes(app: HttpApp, parts: CallRoutesParts): void {
  app.route({
    method: 'GET',
    url: '/api/calls',
    schema: {
      summary: 'Call records, the newest first',
      tags: ['calls'],
      querystring: callRecordQuerySchema,
      response: { 200: callRecordPageSchema, '4xx': errorBodySchema },
    },
    handler: async (request) => {
      const viewer = viewerOf(identityOn(request));
      const page = await parts.records.page(request.query, viewer);
      return { ...page, records: page.records.map((record) => recordFor(viewer, record)) };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/calls/live',
    schema: {
      summary: 'Calls that are up now',
      tags: ['calls'],
      response: { 200: z.array(callViewSchema), '4xx': errorBodySchema },
    },
    handler: async (request) => {
      const viewer = viewerOf(identityOn(request));
      return [...parts.calls.calls.values()].filter((call) => maySeeCall(viewer, call));
    },
  });
  app.route({
    method: 'GET',
    url: '/api/calls/:callId',
    schema: {
      summary: 'One call record',
      tags: ['calls'],
      params: z.object({ callId: callIdSchema }),
      response: { 200: callRecordSchema, '4xx': errorBodySchema },
    },
    handler: async (request) => {
      const record = await parts.records.byId(request.params.callId);
      // What one may not see does not exist: an id cannot be probed.
      const { user } = identityOn(request);
      if (record === undefined || !mayListRecord(user, record)) refuse(notFound('the call'));
      return recordFor(user, record);
    },
  });
}

export function viewerOf({ user, sessionId, stationNo }: Identity): Viewer {
  const station = stationNo === undefined ? {} : { stationNo };
  return { userId: user.userId, role: user.role, sessionId, ...station };
}
