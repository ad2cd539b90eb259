import { z } from 'zod';
import { errorBodySchema } from '../../contract/error-codes.ts';
import { callIdSchema } from '../../contract/ids.ts';
import { seatCommandNameSchema, seatCommandSchemas } from '../../contract/seat-protocol.ts';
import type { Clock } from '../../foundation/clock.ts';
import { identityOn, type HttpApp } from '../http-app.ts';
import { valueOf } from '../http-fault.ts';
import { IdempotencyKeys } from '../idempotency-keys.ts';
import type { CommandDone, SeatCommands } from '../seat-commands.ts';
import { viewerOf } from '../seat-server.ts';

const commandReplySchema = z.object({ callId: callIdSchema.optional() });
const commandHeadersSchema = z.looseObject({
  /** The same key gives the same answer for a day; a key belongs to one command. */
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,128}$/)
    .optional(),
});

/**
 * Every command of a seat as a request: one route a row of the commands' table, so that a command that is added there is
 * here too. Carried out by the same SeatCommands, for the caller and its extension, with the same refusals.
 */
export function commandRoutes(app: HttpApp, commands: SeatCommands, clock: Clock): void {
  const keys = new IdempotencyKeys<CommandDone>(clock);
  for (const name of seatCommandNameSchema.options) {
    app.route({
      method: 'POST',
      url: `/api/commands/${name}`,
      schema: {
        summary: `The seat command ${name}; answered when the line has done it`,
        tags: ['commands'],
        headers: commandHeadersSchema,
        body: seatCommandSchemas[name],
        response: { 200: commandReplySchema, '4xx': errorBodySchema, '5xx': errorBodySchema },
      },
      handler: async (request, reply) => {
        const viewer = viewerOf(identityOn(request));
        const key = request.headers['idempotency-key'];
        const asked = { userId: viewer.userId, key, request: [name, request.body] };
        const { answer, isRepeated } = await keys.once(asked, () => commands.execute(viewer, name, request.body));
        if (isRepeated) void reply.header('idempotency-replayed', 'true');
        return { ...valueOf(answer) };
      },
    });
  }
}
