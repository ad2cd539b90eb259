import { z } from 'zod';
import { errorBodySchema } from '../../contract/error-codes.ts';
import { sessionIdSchema } from '../../contract/ids.ts';
import { localeSchema, loginReplySchema, passwordChangeSchema } from '../../contract/users.ts';
import type { Authenticator } from '../authentication/authenticator.ts';
import type { SessionKeeper } from '../authentication/session-keeper.ts';
import { identityOn, notFound, type HttpApp } from '../http-app.ts';
import { refuse, valueOf } from '../http-fault.ts';
import type { AccountsPort } from '../ports.ts';
import { sessionViewOf, sessionViewSchema } from '../presenters/session-view.ts';
import { loginReplyOf } from './login.ts';

export interface MeParts {
  readonly authenticator: Authenticator;
  readonly accounts: AccountsPort;
  readonly sessions: SessionKeeper;
}

/** What everybody may ask and change about himself. */
export function meRoutes(app: HttpApp, parts: MeParts): void {
  app.route({
    method: 'GET',
    url: '/api/me',
    schema: { summary: 'Who I am', tags: ['session'], response: { 200: loginReplySchema, '4xx': errorBodySchema } },
    handler: async (request) => loginReplyOf(identityOn(request)),
  });
  app.route({
    method: 'POST',
    url: '/api/me/password',
    schema: {
      summary: 'Change my password; my other sessions end',
      tags: ['session'],
      body: passwordChangeSchema,
      response: { 204: z.undefined(), '4xx': errorBodySchema },
    },
    handler: async (request, reply) => {
      const { current, next } = request.body;
      valueOf(await parts.authenticator.changePassword(identityOn(request), current, next, request.ip));
      return reply.code(204).send();
    },
  });
  app.route({
    method: 'PUT',
    url: '/api/me/locale',
    schema: {
      summary: 'Choose my language',
      tags: ['session'],
      body: z.object({ locale: localeSchema }),
      response: { 204: z.undefined(), '4xx': errorBodySchema },
    },
    handler: async (request, reply) => {
      await parts.accounts.setLocale(identityOn(request).user.userId, request.body.locale);
      return reply.code(204).send();
    },
  });
  mySessionRoutes(app, parts.sessions);
}

function mySessionRoutes(app: HttpApp, sessions: SessionKeeper): void {
  app.route({
    method: 'GET',
    url: '/api/me/sessions',
    schema: {
      summary: 'My sessions that are still good',
      tags: ['session'],
      response: { 200: z.array(sessionViewSchema), '4xx': errorBodySchema },
    },
    handler: async (request) => {
      const { user, sessionId } = identityOn(request);
      return (await sessions.liveOf(user.userId)).map((session) => sessionViewOf(session, sessionId));
    },
  });
  app.route({
    method: 'DELETE',
    url: '/api/me/sessions/:sessionId',
    schema: {
      summary: 'End one of my sessions',
      tags: ['session'],
      params: z.object({ sessionId: sessionIdSchema }),
      response: { 204: z.undefined(), '4xx': errorBodySchema },
    },
    handler: async (request, reply) => {
      const mine = await sessions.liveOf(identityOn(request).user.userId);
      const found = mine.find((session) => session.sessionId === request.params.sessionId);
      if (found === undefined) refuse(notFound('the session'));
      await sessions.end(found.sessionId);
      return reply.code(204).send();
    },
  });
}
