import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  clickToDialReplySchema,
  clickToDialRequestSchema,
  DIAL_TOKEN_PREFIX,
  dialTokenIdSchema,
  dialTokenSchema,
  newDialTokenReplySchema,
  newDialTokenSchema,
  pageOriginsSchema,
} from '../../contract/click-to-dial.ts';
import { numberOfTelAddress } from '../../contract/dialable-numbers.ts';
import { errorBodySchema } from '../../contract/error-codes.ts';
import { sessionIdSchema } from '../../contract/ids.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/log.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import type { Fault } from '../../foundation/errors.ts';
import { passwordChangeRequired } from '../access.ts';
import { loginRequired, type SessionKeeper } from '../authentication/session-keeper.ts';
import { dialScript } from '../click-to-dial/dial-script.ts';
import { identityOn, notFound, type HttpApp } from '../http-app.ts';
import { refusal, refuse, valueOf } from '../http-fault.ts';
import type { ClickToDialPort } from '../integration-ports.ts';
import type { Viewer } from '../policies/seat-policies.ts';
import type { AccountsPort, AgentsPort } from '../ports.ts';
import { bearerOf } from '../request-identity.ts';
import type { CommandDone, SeatCommands } from '../seat-commands.ts';
import { viewerOf } from '../seat-server.ts';

export interface ClickToDialParts {
  readonly clickToDial: ClickToDialPort;
  readonly commands: SeatCommands;
  readonly accounts: AccountsPort;
  readonly agents: AgentsPort;
  readonly sessions: SessionKeeper;
  readonly clock: Clock;
  readonly log: Log;
}

const tags = ['click to dial'];
export const CLICK_TO_DIAL_PATH = '/api/click-to-dial';

/** How long the answer waits for a refusal; dialling itself takes as long as the far end does. Milliseconds. */
const REFUSAL_LIMIT_MS = 1_500;
/** How long a browser may remember that a page may ask. Seconds. */
const PREFLIGHT_AGE_SECONDS = 600;

/** Dialling from pages of other systems: the one route that they may ask, the script that asks it, and who may. */
export function clickToDialRoutes(app: HttpApp, parts: ClickToDialParts): void {
  dialRoute(app, parts);
  originRoutes(app, parts.clickToDial);
  tokenRoutes(app, parts.clickToDial);
  const script = dialScript();
  app.route({
    method: 'GET',
    url: '/click-to-dial.js',
    schema: { hide: true },
    handler: async (_request, reply) =>
      reply
        .header('cross-origin-resource-policy', 'cross-origin')
        .header('cache-control', 'no-cache')
        .type('text/javascript; charset=utf-8')
        .send(script),
  });
}

function dialRoute(app: HttpApp, parts: ClickToDialParts): void {
  app.route({
    method: 'OPTIONS',
    url: CLICK_TO_DIAL_PATH,
    schema: { hide: true },
    handler: async (request, reply) => {
      if (answerOrigin(request, reply, parts.clickToDial)) {
        void reply
          .header('access-control-allow-methods', 'POST')
          .header('access-control-allow-headers', 'authorization, content-type')
          .header('access-control-max-age', String(PREFLIGHT_AGE_SECONDS))
          // Browsers ask before a page of the Internet calls into the own network.
          .header('access-control-allow-private-network', 'true');
      }
      return reply.code(204).send();
    },
  });
  app.route({
    method: 'POST',
    url: CLICK_TO_DIAL_PATH,
    schema: {
      summary: 'Dial from the extension of the token’s user; pages of allowed origins may ask',
      tags,
      body: clickToDialRequestSchema,
      security: [{ dialToken: [] }, { bearer: [] }],
      response: { 200: clickToDialReplySchema, 202: clickToDialReplySchema, '4xx': errorBodySchema },
    },
    // Before the body is read: a refusal, too, must be readable for the page that asked.
    onRequest: async (request, reply) => void answerOrigin(request, reply, parts.clickToDial),
    handler: async (request, reply) => {
      const viewer = valueOf(await viewerByBearer(request, parts));
      const number = numberOfTelAddress(request.body.number);
      if (number === undefined) refuse(noNumber());
      const dialled = valueOf(await dial(parts, viewer, number));
      if (dialled === undefined) return reply.code(202).send({ state: 'dialling' });
      return { state: 'answered' as const, ...dialled };
    },
  });
}

/** The outcome when it is known soon: a refusal, as a rule; undefined while the far end is being called. */
async function dial(
  parts: ClickToDialParts,
  viewer: Viewer,
  number: string,
): Promise<Result<CommandDone | undefined, Fault>> {
  const done = parts.commands.execute(viewer, 'call.make', { number });
  done.catch((error: unknown) => parts.log.error('a click to dial ended in a defect', { error: String(error) }));
  return new Promise((resolve, reject) => {
    const limit = parts.clock.setTimer(REFUSAL_LIMIT_MS, () => resolve(ok(undefined)));
    done.then(resolve, reject).finally(() => limit.dispose());
  });
}

/** Cookies do not count here: a page elsewhere could send them unasked. */
async function viewerByBearer(request: FastifyRequest, parts: ClickToDialParts): Promise<Result<Viewer, Fault>> {
  const bearer = bearerOf(request.raw);
  if (bearer === undefined) return failed(loginRequired());
  if (!bearer.startsWith(DIAL_TOKEN_PREFIX)) {
    const proven = await parts.sessions.prove(bearer);
    if (!proven.ok) return proven;
    return proven.value.user.mustChangePassword ? failed(passwordChangeRequired()) : ok(viewerOf(proven.value));
  }
  const token = await parts.clickToDial.prove(bearer);
  const account = token === undefined ? undefined : await parts.accounts.byId(token.userId);
  if (token === undefined || account === undefined || account.disabled) return failed(loginRequired());
  const { userId, role } = account;
  // The extension is where the user sits now, whichever it was when the token was made.
  const stationNo = parts.agents.byUser(userId)?.stationNo;
  const station = stationNo === undefined ? {} : { stationNo };
  return ok({ userId, role, sessionId: sessionIdSchema.parse(token.tokenId), ...station });
}

/** Lets the page of an allowed origin read the answer; says whether it is one. */
function answerOrigin(request: FastifyRequest, reply: FastifyReply, clickToDial: ClickToDialPort): boolean {
  const { origin } = request.headers;
  void reply.header('vary', 'origin');
  if (origin === undefined || !clickToDial.allows(origin)) return false;
  void reply.header('access-control-allow-origin', origin);
  return true;
}

function originRoutes(app: HttpApp, clickToDial: ClickToDialPort): void {
  app.route({
    method: 'GET',
    url: '/api/click-to-dial/origins',
    schema: {
      summary: 'Origins whose pages may dial',
      tags,
      response: { 200: z.array(z.string()), '4xx': errorBodySchema },
    },
    handler: async () => [...clickToDial.origins()],
  });
  app.route({
    method: 'PUT',
    url: '/api/click-to-dial/origins',
    schema: {
      summary: 'Allow these origins and no others',
      tags,
      body: pageOriginsSchema,
      response: { 200: z.array(z.string()), '4xx': errorBodySchema },
    },
    handler: async (request) => {
      await clickToDial.setOrigins(request.body);
      return [...clickToDial.origins()];
    },
  });
}

function tokenRoutes(app: HttpApp, clickToDial: ClickToDialPort): void {
  app.route({
    method: 'GET',
    url: '/api/me/dial-tokens',
    schema: {
      summary: 'My tokens for click to dial',
      tags,
      response: { 200: z.array(dialTokenSchema), '4xx': errorBodySchema },
    },
    handler: async (request) => [...(await clickToDial.tokensOf(identityOn(request).user.userId))],
  });
  app.route({
    method: 'POST',
    url: '/api/me/dial-tokens',
    schema: {
      summary: 'Make a token that can dial from my extension and nothing else; it is told this once',
      tags,
      body: newDialTokenSchema,
      response: { 201: newDialTokenReplySchema, '4xx': errorBodySchema },
    },
    handler: async (request, reply) => {
      const made = await clickToDial.makeToken(identityOn(request).user.userId, request.body.title);
      return reply.code(201).send(made);
    },
  });
  app.route({
    method: 'DELETE',
    url: '/api/me/dial-tokens/:tokenId',
    schema: {
      summary: 'Revoke one of my tokens',
      tags,
      params: z.object({ tokenId: dialTokenIdSchema }),
      response: { 204: z.undefined(), '4xx': errorBodySchema },
    },
    handler: async (request, reply) => {
      const { userId } = identityOn(request).user;
      if (!(await clickToDial.removeToken(request.params.tokenId, userId))) refuse(notFound('the token'));
      return reply.code(204).send();
    },
  });
}

function noNumber(): Fault {
  return refusal('call/numberInvalid', 'dial', 'the text holds no number that can be dialled', 'Send digits.');
}
