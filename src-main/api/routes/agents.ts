import { z } from 'zod';
import { errorBodySchema } from '../../contract/error-codes.ts';
import { agentViewSchema } from '../../contract/users.ts';
import type { HttpApp } from '../http-app.ts';
import type { AgentsPort } from '../ports.ts';

export function agentRoutes(app: HttpApp, agents: AgentsPort): void {
  app.route({
    method: 'GET',
    url: '/api/agents',
    schema: {
      summary: 'Who is signed in, where, in which state',
      tags: ['agents'],
      response: { 200: z.array(agentViewSchema), '4xx': errorBodySchema },
    },
    handler: async () => [...agents.all()],
  });
}
