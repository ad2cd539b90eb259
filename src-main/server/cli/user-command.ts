import { join } from 'node:path';
import { PasswordHasher } from '../../api/authentication/password-hash.ts';
import { firstPassword } from '../../api/routes/users.ts';
import { localeSchema, roleSchema } from '../../contract/users.ts';
import { RealClock } from '../../foundation/clock.ts';
import { openDatabase, type Database } from '../../storage/database.ts';
import { AccountsRepository } from '../../storage/repositories/accounts.ts';
import { SessionsRepository } from '../../storage/repositories/sessions.ts';
import { faultLine } from '../console-words.ts';
import { DATABASE_FILE } from '../storage-room.ts';
import { CLI_WORDS, USER_HELP } from './help.ts';
import { readWords, type Terminal } from './terminal.ts';

const FLAGS = {
  'data-dir': { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
  locale: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

interface UserDesk {
  readonly accounts: AccountsRepository;
  readonly sessions: SessionsRepository;
  readonly terminal: Terminal;
}

interface NewUserWords {
  readonly name: string | undefined;
  readonly role: string | undefined;
  readonly locale: string | undefined;
}

/**
 * Accounts from the command line, also while the server runs and when nobody can log in any more. A password is made
 * here and printed once; it must be changed at the first login. Exit codes: 0 done, 1 could not, 2 usage.
 */
export async function runUser(words: readonly string[], terminal: Terminal): Promise<number> {
  const asked = readWords(words, FLAGS);
  if (!asked.ok) return usage(terminal, asked.error);
  const { values, positionals } = asked.value;
  const [verb, login, ...rest] = positionals;
  if (values.help === true) {
    terminal.line(USER_HELP[terminal.locale]);
    return 0;
  }
  if (verb === undefined || rest.length > 0 || (verb === 'list') === (login !== undefined)) return usage(terminal);
  const database = await openAccounts(values['data-dir'] ?? 'data', terminal);
  if (database === undefined) return 1;
  const desk = {
    accounts: new AccountsRepository(database.query),
    sessions: new SessionsRepository(database.query),
    terminal,
  };
  try {
    const newUser = { name: values.name, role: values.role, locale: values.locale };
    return await carryOut(verb, login ?? '', newUser, desk);
  } finally {
    await database.close();
  }
}

async function carryOut(verb: string, login: string, newUser: NewUserWords, desk: UserDesk): Promise<number> {
  switch (verb) {
    case 'list':
      return list(desk);
    case 'add':
      return add(login, newUser, desk);
    case 'reset-password':
      return resetPassword(login, desk);
    case 'disable':
      return setDisabled(login, true, desk);
    case 'unlock':
      return setDisabled(login, false, desk);
    default:
      return usage(desk.terminal);
  }
}

async function list({ accounts, terminal }: UserDesk): Promise<number> {
  const told = CLI_WORDS[terminal.locale];
  for (const user of await accounts.all()) {
    const marks = [user.disabled ? told.disabled : '', user.mustChangePassword ? told.firstPassword : ''];
    terminal.line([user.login.padEnd(20), user.role.padEnd(10), user.displayName, ...marks].join('  ').trimEnd());
  }
  return 0;
}

async function add(
  login: string,
  { name, role, locale }: NewUserWords,
  { accounts, terminal }: UserDesk,
): Promise<number> {
  const chosenRole = roleSchema.safeParse(role ?? 'agent');
  const chosenLocale = localeSchema.safeParse(locale ?? 'zh-CN');
  if (!chosenRole.success || !chosenLocale.success) return usage(terminal);
  const password = firstPassword();
  const created = await accounts.create({
    login,
    displayName: name ?? login,
    role: chosenRole.data,
    locale: chosenLocale.data,
    passwordHash: await new PasswordHasher().hash(password),
    mustChangePassword: true,
  });
  if (!created.ok) {
    terminal.complain(faultLine(created.error));
    return 1;
  }
  terminal.line(CLI_WORDS[terminal.locale].password(login, password));
  return 0;
}

async function resetPassword(login: string, { accounts, sessions, terminal }: UserDesk): Promise<number> {
  const account = await accounts.byLogin(login);
  if (account === undefined) return unknown(login, terminal);
  const password = firstPassword();
  await accounts.setPassword(account.userId, await new PasswordHasher().hash(password), true);
  await sessions.revokeAllOf(account.userId);
  terminal.line(CLI_WORDS[terminal.locale].password(account.login, password));
  return 0;
}

async function setDisabled(
  login: string,
  disabled: boolean,
  { accounts, sessions, terminal }: UserDesk,
): Promise<number> {
  const account = await accounts.byLogin(login);
  if (account === undefined) return unknown(login, terminal);
  await accounts.setDisabled(account.userId, disabled);
  if (disabled) await sessions.revokeAllOf(account.userId);
  terminal.line(CLI_WORDS[terminal.locale].done);
  return 0;
}

async function openAccounts(dataDir: string, terminal: Terminal): Promise<Database | undefined> {
  const opened = await openDatabase({ path: join(dataDir, DATABASE_FILE) }, new RealClock().nowMs());
  if (opened.ok) return opened.value;
  terminal.complain(faultLine(opened.error));
  return undefined;
}

function unknown(login: string, terminal: Terminal): number {
  terminal.complain(CLI_WORDS[terminal.locale].unknownUser(login));
  return 1;
}

function usage(terminal: Terminal, mistake?: string): number {
  terminal.complain([...(mistake === undefined ? [] : [mistake, '']), USER_HELP[terminal.locale]].join('\n'));
  return 2;
}
