import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { errorBodySchema } from '../../contract/error-codes.ts';
import { loginReplySchema, loginRequestSchema, type LoginReply } from '../../contract/users.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Authenticator } from '../authentication/authenticator.ts';
import type { Identity } from '../authentication/session-keeper.ts';
import { identityOn, type HttpApp } from '../http-app.ts';
import { valueOf } from '../http-fault.ts';
import { SESSION_COOKIE } from '../request-identity.ts';

const tokenReplySchema = loginReplySchema.extend({
  /** Sent as `Authorization: Bearer …`; it is shown this once. */
  token: z.string(),
});

/** Coming and going: by cookie for browsers, by token for other systems. */
export function loginRoutes(app: HttpApp, authenticator: Authenticator, clock: Clock): void {
  app.route({
    method: 'POST',
    url: '/api/login',
    schema: {
      summary: 'Log in; the session comes as a cookie',
      tags: ['session'],
      body: loginRequestSchema,
      response: { 200: loginReplySchema, '4xx': errorBodySchema },
    },
    handler: async (request, reply) => {
      const opened = valueOf(await authenticator.login(request.body, request.ip));
      setSessionCookie(reply, opened.token, opened.identity.expiresAt - clock.nowMs());
      return loginReplyOf(opened.identity);
    },
  });
  app.route({
    method: 'POST',
    url: '/api/tokens',
    schema: {
      summary: 'Log in as another system; the session comes as a bearer token',
      tags: ['session'],
      body: loginRequestSchema,
      response: { 200: tokenReplySchema, '4xx': errorBodySchema },
    },
    handler: async (request) => {
      const opened = valueOf(await authenticator.login(request.body, request.ip));
      return { ...loginReplyOf(opened.identity), token: opened.token };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/logout',
    schema: {
      summary: 'End this session',
      tags: ['session'],
      response: { 204: z.undefined(), '4xx': errorBodySchema },
    },
    handler: async (request, reply) => {
      await authenticator.logout(identityOn(request));
      void reply.clearCookie(SESSION_COOKIE, { path: '/' });
      return reply.code(204).send();
    },
  });
}

export function loginReplyOf(identity: Identity): LoginReply {
  const { user, sessionId, stationNo, expiresAt } = identity;
  return { user, sessionId, expiresAt, ...(stationNo === undefined ? {} : { stationNo }) };
}

function setSessionCookie(reply: FastifyReply, token: string, lifeMs: number): void {
  void reply.setCookie(SESSION_COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: reply.request.protocol === 'https',
    maxAge: Math.floor(lifeMs / 1000),
  });
}
