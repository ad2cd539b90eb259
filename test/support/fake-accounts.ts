import type { AccountsPort, SessionsPort, StoredSession } from '../../src-main/api/ports.ts';
import { userIdSchema, type UserId } from '../../src-main/contract/ids.ts';
import type { UserView } from '../../src-main/contract/users.ts';
import type { Fault } from '../../src-main/foundation/errors.ts';
import { failed, ok, type Result } from '../../src-main/foundation/result.ts';
import { fault } from './fake-fault.ts';

type StoredAccount = NonNullable<Awaited<ReturnType<AccountsPort['byLogin']>>>;

export class FakeAccounts implements AccountsPort {
  readonly stored = new Map<UserId, StoredAccount>();

  async byLogin(login: string): Promise<StoredAccount | undefined> {
    return [...this.stored.values()].find((account) => account.login === login.toLowerCase());
  }

  async byId(userId: UserId): Promise<StoredAccount | undefined> {
    return this.stored.get(userId);
  }

  async all(): Promise<readonly UserView[]> {
    return [...this.stored.values()].map(({ passwordHash: _hash, lastStationNo: _station, ...user }) => user);
  }

  async create(user: Parameters<AccountsPort['create']>[0]): Promise<Result<UserView, Fault>> {
    if ((await this.byLogin(user.login)) !== undefined) return failed(fault('request/conflict'));
    const userId = userIdSchema.parse(`user_${user.login}`);
    this.stored.set(userId, { userId, disabled: false, ...user });
    const { passwordHash: _hash, ...view } = user;
    return ok({ userId, disabled: false, ...view });
  }

  async setPassword(userId: UserId, passwordHash: string, mustChangePassword: boolean): Promise<void> {
    this.#change(userId, { passwordHash, mustChangePassword });
  }

  async setLocale(userId: UserId, locale: UserView['locale']): Promise<void> {
    this.#change(userId, { locale });
  }

  async setDisabled(userId: UserId, disabled: boolean): Promise<void> {
    this.#change(userId, { disabled });
  }

  async setLastStation(userId: UserId, lastStationNo: string): Promise<void> {
    this.#change(userId, { lastStationNo });
  }

  #change(userId: UserId, change: Partial<StoredAccount>): void {
    const account = this.stored.get(userId);
    if (account !== undefined) this.stored.set(userId, { ...account, ...change });
  }
}

type KeptSession = StoredSession & { readonly tokenHash: string };

export class FakeSessions implements SessionsPort {
  readonly stored = new Map<string, KeptSession>();

  async create(session: Parameters<SessionsPort['create']>[0]): Promise<void> {
    const { remoteAddress: _address, ...kept } = session;
    this.stored.set(session.sessionId, { ...kept, revoked: false });
  }

  async byTokenHash(tokenHash: string): Promise<StoredSession | undefined> {
    return [...this.stored.values()].find((session) => session.tokenHash === tokenHash);
  }

  async ofUser(userId: UserId): Promise<readonly StoredSession[]> {
    return [...this.stored.values()].filter((session) => session.userId === userId).reverse();
  }

  async touch(sessionId: string, expiresAt: number): Promise<void> {
    this.#change(sessionId, { expiresAt });
  }

  async revoke(sessionId: string): Promise<void> {
    this.#change(sessionId, { revoked: true });
  }

  async revokeAllOf(userId: UserId, except?: string): Promise<void> {
    for (const session of this.stored.values()) {
      if (session.userId === userId && session.sessionId !== except) this.#change(session.sessionId, { revoked: true });
    }
  }

  #change(sessionId: string, change: Partial<KeptSession>): void {
    const session = this.stored.get(sessionId);
    if (session !== undefined) this.stored.set(sessionId, { ...session, ...change });
  }
}
