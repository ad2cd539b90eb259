import type { FastifyRequest } from 'fastify';
import type { Fault } from '../foundation/errors.ts';
import type { Identity, SessionKeeper } from './authentication/session-keeper.ts';
import type { HttpApp } from './http-app.ts';
import { refusal, refuse, valueOf } from './http-fault.ts';
import { routePolicy, type RoutePolicy } from './policies/route-policies.ts';
import { foreignOrigin, identityOf, isForeignOrigin, isLoopbackAddress, isLoopbackHost } from './request-identity.ts';

const READING_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * The gate before every route, by the policies' table:
 * foreign name or origin? → refused · who is it? → is the role in the row? → has the first password been changed?
 * A route without a row is a defect that keeps the server from starting.
 * @param loopbackOnly the server listens on this machine only, so it answers to this machine's own names only.
 * @param allowsOrigin whether pages of this origin may ask the routes whose policy lets allowed origins in.
 */
export function guardRoutes(
  app: HttpApp,
  sessions: SessionKeeper,
  loopbackOnly: boolean,
  allowsOrigin: (origin: string) => boolean,
): void {
  app.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) {
      if (routePolicy(method, route.url) === undefined)
        throw new Error(`route without a policy: ${method} ${route.url}`);
    }
  });
  app.addHook('onRequest', async (request) => {
    if (loopbackOnly && !isLoopbackHost(request.headers.host)) refuse(foreignName());
    const policy = routePolicy(request.method, request.routeOptions.url ?? '');
    const isAllowedPage = policy?.allowedOrigins === true && allowsOrigin(request.headers.origin ?? '');
    if (!READING_METHODS.has(request.method) && !isAllowedPage && isForeignOrigin(request.raw)) refuse(foreignOrigin());
    if (policy === undefined || policy.who === 'everybody') return;
    if (policy.who === 'house' && isLoopbackAddress(request.ip)) return;
    request.identity = await admitted(request, policy, sessions);
  });
}

async function admitted(request: FastifyRequest, policy: RoutePolicy, sessions: SessionKeeper): Promise<Identity> {
  const identity = valueOf(await identityOf(request.raw, sessions));
  if (Array.isArray(policy.who) && !policy.who.includes(identity.user.role)) refuse(forbidden());
  if (identity.user.mustChangePassword && policy.beforePasswordChange !== true) refuse(passwordChangeRequired());
  return identity;
}

export function forbidden(): Fault {
  return refusal('auth/forbidden', 'use this function', 'the role does not allow it', 'Ask an administrator.');
}

export function passwordChangeRequired(): Fault {
  const now = 'the password that was given out has not been changed yet';
  return refusal('auth/passwordChangeRequired', 'use the server', now, 'Set a password of your own first.');
}

function foreignName(): Fault {
  const now = 'the request names another machine';
  return refusal('auth/forbidden', 'use the server', now, 'Open http://localhost or http://127.0.0.1 with the port.');
}
