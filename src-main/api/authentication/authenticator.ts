import type { LoginRequest, UserView } from '../../contract/users.ts';
import { stationDevice } from '../../contract/ids.ts';
import type { Fault } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import type { DeviceDirectory } from '../../mediator/call-control.ts';
import { refusal, withIds } from '../http-fault.ts';
import type { AccountsPort, AgentsPort } from '../ports.ts';
import type { LoginThrottle } from './login-throttle.ts';
import { isOutdated, type PasswordHasher } from './password-hash.ts';
import { weaknessOf } from './password-rules.ts';
import type { Identity, OpenedSession, SessionKeeper } from './session-keeper.ts';

export interface AuthenticatorParts {
  readonly accounts: AccountsPort;
  readonly agents: AgentsPort;
  readonly sessions: SessionKeeper;
  readonly throttle: LoginThrottle;
  readonly hasher: PasswordHasher;
  readonly devices: DeviceDirectory;
}

type Account = NonNullable<Awaited<ReturnType<AccountsPort['byLogin']>>>;

/** Login, logout and change of password. */
export class Authenticator {
  readonly #parts: AuthenticatorParts;
  /** Nobody's password: verified against when the login is unknown, so that both answers take the same time. */
  #decoyHash: Promise<string> | undefined;

  constructor(parts: AuthenticatorParts) {
    this.#parts = parts;
  }

  /** Faults: auth/throttled, auth/badCredentials (the same for each reason), auth/stationTaken, call/deviceUnknown. */
  async login(request: LoginRequest, remoteAddress: string): Promise<Result<OpenedSession, Fault>> {
    const waitMs = this.#parts.throttle.admit(request.login, remoteAddress);
    if (waitMs > 0) return failed(throttled(waitMs));
    const account = await this.#parts.accounts.byLogin(request.login);
    this.#decoyHash ??= this.#parts.hasher.hash('a login that does not exist');
    const decoyHash = await this.#decoyHash;
    const matches = await this.#parts.hasher.verify(request.password, account?.passwordHash ?? decoyHash);
    if (account === undefined || !matches || account.disabled) return failed(badCredentials());
    this.#parts.throttle.succeeded(request.login, remoteAddress);
    if (isOutdated(account.passwordHash)) await this.#renewHash(account, request.password);
    const station = this.#takeStation(account, request.stationNo);
    if (!station.ok) return station;
    if (station.value !== undefined) await this.#parts.accounts.setLastStation(account.userId, station.value);
    return ok(await this.#parts.sessions.open(userOf(account), station.value, remoteAddress));
  }

  async logout(identity: Identity): Promise<void> {
    await this.#parts.sessions.end(identity.sessionId);
    const others = await this.#parts.sessions.liveOf(identity.user.userId);
    if (!others.some((session) => session.stationNo === identity.stationNo)) {
      this.#parts.agents.signOut(identity.user.userId);
    }
  }

  /** Ends the user's other sessions. Faults: auth/badCredentials, auth/throttled, auth/passwordTooWeak. */
  async changePassword(
    identity: Identity,
    current: string,
    next: string,
    address: string,
  ): Promise<Result<void, Fault>> {
    const { accounts, sessions, throttle, hasher } = this.#parts;
    const login = identity.user.login;
    const waitMs = throttle.admit(login, address);
    if (waitMs > 0) return failed(throttled(waitMs));
    const account = await accounts.byId(identity.user.userId);
    if (account === undefined || !(await hasher.verify(current, account.passwordHash))) return failed(badCredentials());
    throttle.succeeded(login, address);
    const weakness = weaknessOf(next, { login, current });
    if (weakness !== undefined) return failed(weakness);
    await accounts.setPassword(identity.user.userId, await hasher.hash(next), false);
    await sessions.endAllOf(identity.user.userId, identity.sessionId);
    return ok();
  }

  /** An admin has no station. A station that was asked for must be had; one that is only proposed need not. */
  #takeStation(account: Account, asked: string | undefined): Result<string | undefined, Fault> {
    const { agents, devices } = this.#parts;
    const wanted = asked ?? account.lastStationNo;
    if (account.role === 'admin' || wanted === undefined) return ok(undefined);
    const isKnown = devices.stations().length === 0 || devices.device(stationDevice(wanted)) !== undefined;
    if (!isKnown) return asked === undefined ? ok(undefined) : failed(unknownStation());
    const signedIn = agents.signIn(userOf(account), wanted);
    if (signedIn.ok) return ok(wanted);
    return asked === undefined ? ok(undefined) : signedIn;
  }

  async #renewHash(account: Account, password: string): Promise<void> {
    await this.#parts.accounts.setPassword(
      account.userId,
      await this.#parts.hasher.hash(password),
      account.mustChangePassword,
    );
  }
}

function userOf(account: Account): UserView {
  const { userId, login, displayName, role, locale, mustChangePassword, disabled } = account;
  return { userId, login, displayName, role, locale, mustChangePassword, disabled };
}

function badCredentials(): Fault {
  return refusal(
    'auth/badCredentials',
    'log in',
    'login and password do not match an account',
    'Check both and try again.',
  );
}

function throttled(waitMs: number): Fault {
  const seconds = Math.ceil(waitMs / 1000);
  const next = `Wait ${seconds} s and try again.`;
  return withIds(refusal('auth/throttled', 'log in', 'too many attempts have failed', next), {
    retryAfterSeconds: seconds,
  });
}

function unknownStation(): Fault {
  return refusal(
    'call/deviceUnknown',
    'sign in at the station',
    'the board has no such station',
    'Choose another extension.',
  );
}
