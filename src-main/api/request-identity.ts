import type { IncomingMessage } from 'node:http';
import type { Fault } from '../foundation/errors.ts';
import { failed, type Result } from '../foundation/result.ts';
import { loginRequired, type Identity, type SessionKeeper } from './authentication/session-keeper.ts';
import { refusal } from './http-fault.ts';

/** HttpOnly, SameSite=Strict, so no script reads it and no other site's page sends it. */
export const SESSION_COOKIE = 'trunkline_session';

/** Proves who sent a request or an upgrade, by bearer or by cookie; a cookie counts only from our own pages. */
export async function identityOf(request: IncomingMessage, sessions: SessionKeeper): Promise<Result<Identity, Fault>> {
  const token = tokenOf(request);
  return token === undefined ? failed(loginRequired()) : sessions.prove(token);
}

/** The secret that a request carries: a bearer before a cookie. */
export function tokenOf(request: IncomingMessage): string | undefined {
  const bearer = bearerOf(request);
  if (bearer !== undefined) return bearer;
  const cookies = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const prefix = `${SESSION_COOKIE}=`;
  const own = cookies.find((pair) => pair.startsWith(prefix))?.slice(prefix.length);
  return own === '' ? undefined : own;
}

export function bearerOf(request: IncomingMessage): string | undefined {
  return /^Bearer ([\w-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1];
}

/**
 * Whether the request comes from a page of another site. Browsers name the origin of every request that can change
 * something and of every WebSocket; programs that are no browser send none and hold no foreign cookies.
 */
export function isForeignOrigin(request: IncomingMessage): boolean {
  const origin = request.headers.origin;
  if (origin === undefined) return request.headers['sec-fetch-site'] === 'cross-site';
  if (!URL.canParse(origin)) return true;
  return new URL(origin).host !== request.headers.host;
}

export function foreignOrigin(): Fault {
  const next = 'Open the page of this server itself.';
  return refusal('auth/forbidden', 'use the server', 'the request came from a page of another site', next);
}

const LOOPBACK_ADDRESSES = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

export function isLoopbackAddress(address: string | undefined): boolean {
  return address !== undefined && LOOPBACK_ADDRESSES.has(address);
}

/** A name of this machine for itself, whatever the port: a foreign name that leads here (DNS rebinding) is none. */
export function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && LOOPBACK_NAMES.has(host.replace(/:\d+$/, ''));
}
