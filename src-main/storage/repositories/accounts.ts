import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { userIdSchema, type UserId } from '../../contract/ids.ts';
import {
  localeSchema,
  roleSchema,
  stationNoSchema,
  type Locale,
  type Role,
  type UserView,
} from '../../contract/users.ts';
import type { Fault } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import type { QueryBuilder } from '../database-schema.ts';
import { absentWhenNull, flag } from '../row-columns.ts';

/** An account with its secret: a PHC string, never the password. */
export type StoredAccount = UserView & {
  readonly passwordHash: string;
  readonly lastStationNo?: string;
};

export interface NewAccount {
  readonly login: string;
  readonly displayName: string;
  readonly role: Role;
  readonly locale: Locale;
  readonly passwordHash: string;
  readonly mustChangePassword: boolean;
}

const accountRow = z
  .object({
    user_id: userIdSchema,
    login: z.string(),
    display_name: z.string(),
    role: roleSchema,
    locale: localeSchema,
    password_hash: z.string(),
    must_change_password: flag,
    disabled: flag,
    last_station_no: absentWhenNull(stationNoSchema),
  })
  .transform((row): StoredAccount => ({
    userId: row.user_id,
    login: row.login,
    displayName: row.display_name,
    role: row.role,
    locale: row.locale,
    mustChangePassword: row.must_change_password,
    disabled: row.disabled,
    passwordHash: row.password_hash,
    ...(row.last_station_no === undefined ? {} : { lastStationNo: row.last_station_no }),
  }));

/** The users of the house. Logins are compared without regard to case. */
export class AccountsRepository {
  readonly #query: QueryBuilder;

  constructor(query: QueryBuilder) {
    this.#query = query;
  }

  async byLogin(login: string): Promise<StoredAccount | undefined> {
    const row = await this.#select().where('login_key', '=', loginKey(login)).executeTakeFirst();
    return row === undefined ? undefined : accountRow.parse(row);
  }

  async byId(userId: UserId): Promise<StoredAccount | undefined> {
    const row = await this.#select().where('user_id', '=', userId).executeTakeFirst();
    return row === undefined ? undefined : accountRow.parse(row);
  }

  /** Everybody, by login, without the secrets. */
  async all(): Promise<readonly UserView[]> {
    const rows = await this.#select().orderBy('login_key').execute();
    return rows.map((row) => withoutSecrets(accountRow.parse(row)));
  }

  /** Fault: request/conflict when the login is taken; nothing was stored. */
  async create(user: NewAccount): Promise<Result<UserView, Fault>> {
    const userId = userIdSchema.parse(`user_${randomUUID()}`);
    const added = await this.#query
      .insertInto('accounts')
      .values({
        user_id: userId,
        login: user.login,
        login_key: loginKey(user.login),
        display_name: user.displayName,
        role: user.role,
        locale: user.locale,
        password_hash: user.passwordHash,
        must_change_password: user.mustChangePassword ? 1 : 0,
        disabled: 0,
      })
      .onConflict((conflict) => conflict.column('login_key').doNothing())
      .returningAll()
      .executeTakeFirst();
    return added === undefined ? failed(loginTaken()) : ok(withoutSecrets(accountRow.parse(added)));
  }

  async setPassword(userId: UserId, passwordHash: string, mustChangePassword: boolean): Promise<void> {
    await this.#update(userId, {
      password_hash: passwordHash,
      must_change_password: mustChangePassword ? 1 : 0,
    });
  }

  async setLocale(userId: UserId, locale: Locale): Promise<void> {
    await this.#update(userId, { locale });
  }

  async setDisabled(userId: UserId, disabled: boolean): Promise<void> {
    await this.#update(userId, { disabled: disabled ? 1 : 0 });
  }

  async setLastStation(userId: UserId, stationNo: string): Promise<void> {
    await this.#update(userId, { last_station_no: stationNo });
  }

  #select() {
    return this.#query.selectFrom('accounts').selectAll();
  }

  async #update(userId: UserId, change: AccountChange): Promise<void> {
    await this.#query.updateTable('accounts').set(change).where('user_id', '=', userId).execute();
  }
}

interface AccountChange {
  readonly password_hash?: string;
  readonly must_change_password?: number;
  readonly locale?: string;
  readonly disabled?: number;
  readonly last_station_no?: string;
}

function loginKey(login: string): string {
  return login.normalize('NFKC').toLowerCase();
}

function withoutSecrets(account: StoredAccount): UserView {
  const { userId, login, displayName, role, locale, mustChangePassword, disabled } = account;
  return {
    userId,
    login,
    displayName,
    role,
    locale,
    mustChangePassword,
    disabled,
  };
}

function loginTaken(): Fault {
  return {
    kind: 'misuse',
    code: 'request/conflict',
    tried: 'create an account',
    now: 'another account has this login; nothing was stored',
    next: 'Choose another login.',
  };
}
