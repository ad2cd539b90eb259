import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { errorBodySchema } from '../../contract/error-codes.ts';
import { sessionIdSchema, userIdSchema, type UserId } from '../../contract/ids.ts';
import { localeSchema, passwordSchema, roleSchema, userViewSchema } from '../../contract/users.ts';
import type { PasswordHasher } from '../authentication/password-hash.ts';
import { weaknessOf } from '../authentication/password-rules.ts';
import type { SessionKeeper } from '../authentication/session-keeper.ts';
import { identityOn, notFound, type HttpApp } from '../http-app.ts';
import { refusal, refuse, valueOf } from '../http-fault.ts';
import type { AccountsPort, AgentsPort } from '../ports.ts';
import { sessionViewOf, sessionViewSchema } from '../presenters/session-view.ts';

export interface UserRoutesParts {
  readonly accounts: AccountsPort;
  readonly agents: AgentsPort;
  readonly sessions: SessionKeeper;
  readonly hasher: PasswordHasher;
}

export const newUserSchema = z.object({
  login: z
    .string()
    .trim()
    .min(1)
    .max(64)
    .regex(/^[^\s:/]+$/),
  displayName: z.string().trim().min(1).max(64),
  role: roleSchema,
  locale: localeSchema.default('zh-CN'),
  password: passwordSchema,
});

const aUser = z.object({ userId: userIdSchema });
const done = { 204: z.undefined(), '4xx': errorBodySchema };

/** Accounts, for admins. A password that an admin sets must be changed at the first login. */
export function userRoutes(app: HttpApp, parts: UserRoutesParts): void {
  const { accounts, hasher, sessions } = parts;
  app.route({
    method: 'GET',
    url: '/api/users',
    schema: {
      summary: 'All accounts',
      tags: ['users'],
      response: { 200: z.array(userViewSchema), '4xx': errorBodySchema },
    },
    handler: async () => [...(await accounts.all())],
  });
  app.route({
    method: 'POST',
    url: '/api/users',
    schema: {
      summary: 'Create an account',
      tags: ['users'],
      body: newUserSchema,
      response: { 201: userViewSchema, '4xx': errorBodySchema },
    },
    handler: async (request, reply) => {
      const { password, ...user } = request.body;
      const weakness = weaknessOf(password, { login: user.login });
      if (weakness !== undefined) refuse(weakness);
      const passwordHash = await hasher.hash(password);
      const created = valueOf(await accounts.create({ ...user, passwordHash, mustChangePassword: true }));
      return reply.code(201).send(created);
    },
  });
  app.route({
    method: 'POST',
    url: '/api/users/:userId/password',
    schema: {
      summary: 'Give a user a new first password; all sessions of the user end',
      tags: ['users'],
      params: aUser,
      response: { 200: z.object({ password: z.string() }), '4xx': errorBodySchema },
    },
    handler: async (request) => {
      await existing(accounts, request.params.userId);
      const password = firstPassword();
      await accounts.setPassword(request.params.userId, await hasher.hash(password), true);
      await sessions.endAllOf(request.params.userId);
      return { password };
    },
  });
  disablingRoute(app, parts);
  sessionRoutes(app, parts);
}

function disablingRoute(app: HttpApp, { accounts, agents, sessions }: UserRoutesParts): void {
  app.route({
    method: 'PUT',
    url: '/api/users/:userId/disabled',
    schema: {
      summary: 'Shut out an account, or let it in again',
      tags: ['users'],
      params: aUser,
      body: z.object({ disabled: z.boolean() }),
      response: done,
    },
    handler: async (request, reply) => {
      const { userId } = request.params;
      if (userId === identityOn(request).user.userId) refuse(notYourself());
      await existing(accounts, userId);
      await accounts.setDisabled(userId, request.body.disabled);
      if (request.body.disabled) {
        await sessions.endAllOf(userId);
        agents.signOut(userId);
      }
      return reply.code(204).send();
    },
  });
}

function sessionRoutes(app: HttpApp, { sessions }: UserRoutesParts): void {
  app.route({
    method: 'GET',
    url: '/api/users/:userId/sessions',
    schema: {
      summary: 'Sessions of a user that are still good',
      tags: ['users'],
      params: aUser,
      response: { 200: z.array(sessionViewSchema), '4xx': errorBodySchema },
    },
    handler: async (request) => {
      const current = identityOn(request).sessionId;
      return (await sessions.liveOf(request.params.userId)).map((session) => sessionViewOf(session, current));
    },
  });
  app.route({
    method: 'DELETE',
    url: '/api/users/:userId/sessions/:sessionId',
    schema: {
      summary: 'End a session of a user',
      tags: ['users'],
      params: aUser.extend({ sessionId: sessionIdSchema }),
      response: done,
    },
    handler: async (request, reply) => {
      const live = await sessions.liveOf(request.params.userId);
      const found = live.find((session) => session.sessionId === request.params.sessionId);
      if (found === undefined) refuse(notFound('the session'));
      await sessions.end(found.sessionId);
      return reply.code(204).send();
    },
  });
}

/** Letters and figures that are not taken for each other when read aloud. */
const PASSWORD_SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A first password to be told to somebody: 12 signs, about 59 bits. */
export function firstPassword(): string {
  return Array.from({ length: 12 }, () => PASSWORD_SIGNS[randomInt(PASSWORD_SIGNS.length)] ?? '').join('');
}

async function existing(accounts: AccountsPort, userId: UserId): Promise<void> {
  if ((await accounts.byId(userId)) === undefined) refuse(notFound('the user'));
}

function notYourself() {
  const next = 'Let another administrator do it.';
  return refusal('request/conflict', 'shut out the account', 'it is your own', next);
}
