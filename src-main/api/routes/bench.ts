import { z } from 'zod';
import { benchActionSchema, benchStateSchema } from '../../contract/bench.ts';
import { errorBodySchema } from '../../contract/error-codes.ts';
import type { HttpApp } from '../http-app.ts';
import { refusal, refuse, valueOf } from '../http-fault.ts';
import type { BenchPort } from '../ports.ts';

const done = { 204: z.undefined(), '4xx': errorBodySchema, '5xx': errorBodySchema };
const LONGEST_ADVANCE_MS = 24 * 3_600_000;

/** The simulated world: what callers and people at the phones do. Without a simulator each is refused. */
export function benchRoutes(app: HttpApp, bench: BenchPort | undefined): void {
  app.route({
    method: 'GET',
    url: '/api/bench',
    schema: {
      summary: 'The simulated world',
      tags: ['bench'],
      response: { 200: benchStateSchema, '4xx': errorBodySchema },
    },
    handler: async () => simulated(bench).state(),
  });
  app.route({
    method: 'POST',
    url: '/api/bench/actions',
    schema: {
      summary: 'Let somebody out there do something',
      tags: ['bench'],
      body: benchActionSchema,
      response: done,
    },
    handler: async (request, reply) => {
      valueOf(simulated(bench).act(request.body));
      return reply.code(204).send();
    },
  });
  app.route({
    method: 'POST',
    url: '/api/bench/advance',
    schema: {
      summary: 'Move stepped time',
      tags: ['bench'],
      body: z.object({ ms: z.number().int().min(1).max(LONGEST_ADVANCE_MS) }),
      response: done,
    },
    handler: async (request, reply) => {
      valueOf(await simulated(bench).advance(request.body.ms));
      return reply.code(204).send();
    },
  });
}

function simulated(bench: BenchPort | undefined): BenchPort {
  if (bench !== undefined) return bench;
  const next = 'Start the server with --board sim.';
  return refuse(refusal('bench/notSimulated', 'use the simulator bench', 'the board is a real one', next));
}
