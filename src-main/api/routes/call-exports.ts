import { z } from 'zod';
import {
  CALL_COUNT_LIMIT,
  callCountSchema,
  callExportProgressSchema,
  callExportQuerySchema,
} from '../../contract/call-list.ts';
import { callListFilterSchema } from '../../contract/call-record.ts';
import { errorBodySchema } from '../../contract/error-codes.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/logger.ts';
import { ExportDesk } from '../exports/export-desk.ts';
import { identityOn, notFound, type HttpApp } from '../http-app.ts';
import { refuse, valueOf } from '../http-fault.ts';
import type { AccountsPort, CallRecordsPort } from '../ports.ts';
import { viewerOf } from './calls.ts';

export interface CallExportRoutesParts {
  readonly records: CallRecordsPort;
  readonly accounts: AccountsPort;
  readonly callClock: Clock;
  readonly wallClock: Clock;
  readonly log: Log;
}

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** How many calls a filter has, and the calls of a filter as a file. */
export function callExportRoutes(app: HttpApp, parts: CallExportRoutesParts): void {
  const desk = new ExportDesk(parts);
  app.route({
    method: 'GET',
    url: '/api/calls/count',
    schema: {
      summary: 'How many call records match; counting stops at a limit and then says that there are more',
      tags: ['calls'],
      querystring: callListFilterSchema,
      response: { 200: callCountSchema, '4xx': errorBodySchema },
    },
    handler: (request) => parts.records.count(request.query, viewerOf(identityOn(request)), CALL_COUNT_LIMIT),
  });
  app.route({
    method: 'GET',
    url: '/api/calls/export',
    schema: {
      summary: 'The matching call records as CSV, or as XLSX with a second sheet of their legs; 200 000 at most',
      tags: ['calls'],
      querystring: callExportQuerySchema,
    },
    handler: async (request, reply) => {
      const identity = identityOn(request);
      const { format, locale = identity.user.locale } = request.query;
      const stream = valueOf(await desk.open(request.query, viewerOf(identity), locale));
      parts.log.info('call records are being exported', { userId: identity.user.userId, format });
      void reply.header('cache-control', 'private, no-store').type(TYPES[format]);
      void reply.header('content-disposition', `attachment; filename="calls.${format}"`);
      return reply.send(stream);
    },
  });
  app.route({
    method: 'GET',
    url: '/api/calls/exports/:exportId',
    schema: {
      summary: 'How far a file is that the asker is being sent',
      tags: ['calls'],
      params: z.object({ exportId: z.string().max(64) }),
      response: { 200: callExportProgressSchema, '4xx': errorBodySchema },
    },
    handler: async (request) => {
      const progress = desk.progress(request.params.exportId, identityOn(request).user.userId);
      if (progress === undefined) refuse(notFound('the file'));
      return progress;
    },
  });
}
