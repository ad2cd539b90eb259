import { createHash, randomBytes } from 'node:crypto';
import { sessionIdSchema, type SessionId, type UserId } from '../../contract/ids.ts';
import type { Role, UserView } from '../../contract/users.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Disposable } from '../../foundation/disposable.ts';
import type { Fault } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import { TypedEmitter } from '../../foundation/typed-emitter.ts';
import { refusal } from '../http-fault.ts';
import type { AccountsPort, SessionsPort, StoredSession } from '../ports.ts';

/** Who is asking, proven by a session. */
export interface Identity {
  readonly user: UserView;
  readonly sessionId: SessionId;
  readonly stationNo?: string;
  /** Unix milliseconds. */
  readonly expiresAt: number;
}

/** How long a session lives. Milliseconds. */
export interface SessionTimes {
  /** Ends this long after the last use. */
  readonly idleMs: number;
  /** Ends this long after the login, whatever happens. */
  readonly longestMs: number;
}

export interface OpenedSession {
  readonly identity: Identity;
  /** The secret for the cookie or the bearer; stored nowhere. */
  readonly token: string;
}

/** A later expiry is written when it moved by this much, so that not every request writes. */
const TOUCH_STEP_MS = 60_000;
const TOKEN_BYTES = 32;

/** Opens, proves, lists and ends sessions. What is stored is the SHA-256 of the secret, never the secret. */
export class SessionKeeper {
  readonly #accounts: AccountsPort;
  readonly #sessions: SessionsPort;
  readonly #clock: Clock;
  readonly #times: SessionTimes;
  readonly #ended: TypedEmitter<SessionId>;

  constructor(parts: {
    readonly accounts: AccountsPort;
    readonly sessions: SessionsPort;
    readonly clock: Clock;
    readonly times: SessionTimes;
    readonly onListenerError: (error: unknown) => void;
  }) {
    this.#accounts = parts.accounts;
    this.#sessions = parts.sessions;
    this.#clock = parts.clock;
    this.#times = parts.times;
    this.#ended = new TypedEmitter(parts.onListenerError);
  }

  /** A session was revoked; sockets that live on it must go. */
  onEnded(listener: (sessionId: SessionId) => void): Disposable {
    return this.#ended.subscribe(listener);
  }

  async open(user: UserView, stationNo: string | undefined, remoteAddress: string): Promise<OpenedSession> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const sessionId = sessionIdSchema.parse(`session_${randomBytes(12).toString('hex')}`);
    const createdAt = this.#clock.nowMs();
    const expiresAt = createdAt + Math.min(this.#times.idleMs, this.#times.longestMs);
    const station = stationNo === undefined ? {} : { stationNo };
    await this.#sessions.create({
      sessionId,
      tokenHash: hashOf(token),
      userId: user.userId,
      ...station,
      createdAt,
      expiresAt,
      remoteAddress,
    });
    return { identity: { user, sessionId, ...station, expiresAt }, token };
  }

  /** Faults: auth/required for a secret that is not known or was revoked, auth/sessionExpired. */
  async prove(token: string): Promise<Result<Identity, Fault>> {
    const session = await this.#sessions.byTokenHash(hashOf(token));
    if (session === undefined || session.revoked) return failed(loginRequired());
    if (session.expiresAt <= this.#clock.nowMs()) return failed(expired());
    const account = await this.#accounts.byId(session.userId);
    if (account === undefined || account.disabled) return failed(loginRequired());
    const expiresAt = await this.#prolong(session);
    const station = session.stationNo === undefined ? {} : { stationNo: session.stationNo };
    return ok({ user: onlyUserView(account), sessionId: session.sessionId, ...station, expiresAt });
  }

  /** Sessions of a user that are still good, the newest first. */
  async liveOf(userId: UserId): Promise<readonly StoredSession[]> {
    const now = this.#clock.nowMs();
    return (await this.#sessions.ofUser(userId)).filter((session) => !session.revoked && session.expiresAt > now);
  }

  async end(sessionId: SessionId): Promise<void> {
    await this.#sessions.revoke(sessionId);
    this.#ended.emit(sessionId);
  }

  async endAllOf(userId: UserId, except?: SessionId): Promise<void> {
    const live = await this.liveOf(userId);
    await this.#sessions.revokeAllOf(userId, except);
    for (const session of live) if (session.sessionId !== except) this.#ended.emit(session.sessionId);
  }

  async #prolong(session: StoredSession): Promise<number> {
    const latest = session.createdAt + this.#times.longestMs;
    const expiresAt = Math.min(this.#clock.nowMs() + this.#times.idleMs, latest);
    if (expiresAt - session.expiresAt < TOUCH_STEP_MS) return session.expiresAt;
    await this.#sessions.touch(session.sessionId, expiresAt);
    return expiresAt;
  }
}

export function hasRole(identity: Identity, roles: readonly Role[]): boolean {
  return roles.includes(identity.user.role);
}

export function loginRequired(): Fault {
  return refusal('auth/required', 'use the server', 'no session came with the request', 'Log in.');
}

function expired(): Fault {
  return refusal('auth/sessionExpired', 'use the session', 'it has expired', 'Log in again.');
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Repositories may know more of an account than others may see. */
function onlyUserView(user: UserView): UserView {
  const { userId, login, displayName, role, locale, mustChangePassword, disabled } = user;
  return { userId, login, displayName, role, locale, mustChangePassword, disabled };
}
