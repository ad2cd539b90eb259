import { SessionKeeper } from '../../api/authentication/session-keeper.ts';
import { PasswordHasher } from '../../api/authentication/password-hash.ts';
import { firstPassword } from '../../api/routes/users.ts';
import type { Role, UserView } from '../../contract/users.ts';
import type { Clock } from '../../foundation/clock.ts';
import { FaultError } from '../../foundation/errors.ts';
import { AccountsRepository } from '../../storage/repositories/accounts.ts';
import { SessionsRepository } from '../../storage/repositories/sessions.ts';
import type { Database } from '../../storage/database.ts';
import type { RunningServer } from '../../../board-sim/scenario/remote-world.ts';

/** Long enough for the longest story. */
const SESSION_MS = 3_600_000;

/**
 * Rights in a server that runs on this machine: whoever may write its database may act in it. The accounts exist for
 * the story alone; they have a password that nobody knows and are disabled at the end.
 */
export function runningServer(address: string, database: Database, clock: Clock): RunningServer {
  const accounts = new AccountsRepository(database.query);
  const sessions = new SessionsRepository(database.query);
  const times = { idleMs: SESSION_MS, longestMs: SESSION_MS };
  const keeper = new SessionKeeper({ accounts, sessions, clock, times, onListenerError: () => undefined });
  const given: UserView[] = [];
  return {
    address,
    clock,
    tokenFor: async (login, role, stationNo) => {
      const user = await storyAccount(accounts, login, role);
      given.push(user);
      const opened = await keeper.open(user, stationNo, 'this machine');
      return opened.token;
    },
    close: async () => {
      for (const user of given) {
        await sessions.revokeAllOf(user.userId);
        await accounts.setDisabled(user.userId, true);
      }
    },
  };
}

async function storyAccount(accounts: AccountsRepository, login: string, role: Role): Promise<UserView> {
  const known = await accounts.byLogin(login);
  if (known !== undefined) {
    await accounts.setDisabled(known.userId, false);
    return { ...known, disabled: false };
  }
  const passwordHash = await new PasswordHasher().hash(firstPassword());
  const created = await accounts.create({
    login,
    displayName: login,
    role,
    locale: 'zh-CN',
    passwordHash,
    mustChangePassword: false,
  });
  if (!created.ok) throw new FaultError(created.error);
  return created.value;
}
