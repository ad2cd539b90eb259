import { z } from 'zod';
import type { HttpApp } from '../http-app.ts';
import type { HealthPort } from '../ports.ts';
import { isLoopbackAddress } from '../request-identity.ts';

const statusSchema = z.enum(['ok', 'degraded', 'failing']);
const healthReplySchema = z.object({
  status: statusSchema,
  version: z.string(),
  /** Unix milliseconds. */
  startedAt: z.number().int(),
  /** Only told on this machine. */
  parts: z.array(z.object({ part: z.string(), status: statusSchema, detail: z.string() })).optional(),
});

/** 200 while the server is of use, also when it is degraded; 503 when it is not. */
export function healthRoute(app: HttpApp, health: HealthPort): void {
  app.route({
    method: 'GET',
    url: '/health',
    schema: {
      summary: 'Whether the server works, part by part',
      tags: ['system'],
      response: { 200: healthReplySchema, 503: healthReplySchema },
    },
    handler: async (request, reply) => {
      const { status, version, startedAt, parts } = await health.check();
      const told = isLoopbackAddress(request.ip) ? { parts: [...parts] } : {};
      return reply.code(status === 'failing' ? 503 : 200).send({ status, version, startedAt, ...told });
    },
  });
}
