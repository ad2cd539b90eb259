import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PasswordHasher } from '../../../src-main/api/authentication/password-hash.ts';
import { runDoctor } from '../../../src-main/server/cli/doctor-command.ts';
import type { Terminal } from '../../../src-main/server/cli/terminal.ts';
import { runUser } from '../../../src-main/server/cli/user-command.ts';
import { openDatabase } from '../../../src-main/storage/database.ts';
import { AccountsRepository } from '../../../src-main/storage/repositories/accounts.ts';

describe('the command line', () => {
  let folder: string;
  let lines: string[];
  let terminal: Terminal;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'user-'));
    lines = [];
    terminal = {
      locale: 'en',
      line: (text) => void lines.push(text),
      complain: (text) => void lines.push(`! ${text}`),
    };
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const user = (...words: readonly string[]): Promise<number> => runUser([...words, '--data-dir', folder], terminal);

  async function account(login: string) {
    const database = await openDatabase({ path: join(folder, 'trunkline.db') }, 1);
    assert.ok(database.ok);
    const found = await new AccountsRepository(database.value.query).byLogin(login);
    await database.value.close();
    assert.ok(found !== undefined);
    return found;
  }

  it('makes a user with a password that is shown once and must be changed', async () => {
    assert.equal(await user('add', 'chen', '--name', '陈静', '--role', 'supervisor'), 0);
    const password = /Password of chen: (\S+)/.exec(lines[0] ?? '')?.[1] ?? '';
    const made = await account('chen');
    assert.deepEqual([made.displayName, made.role, made.mustChangePassword], ['陈静', 'supervisor', true]);
    assert.equal(await new PasswordHasher().verify(password, made.passwordHash), true);
  });

  it('gives a new password, shuts out and lets in again, and lists', async () => {
    await user('add', 'chen');
    const before = (await account('chen')).passwordHash;
    assert.equal(await user('reset-password', 'chen'), 0);
    assert.notEqual((await account('chen')).passwordHash, before);
    assert.equal(await user('disable', 'chen'), 0);
    assert.equal((await account('chen')).disabled, true);
    await user('list');
    assert.match(lines.at(-1) ?? '', /^chen +agent +chen +\[disabled\] +\[first password\]$/);
    assert.equal(await user('unlock', 'chen'), 0);
    assert.equal((await account('chen')).disabled, false);
  });

  it('says what is wrong: a login that is taken or unknown, a verb, a role or a flag that there is not', async () => {
    await user('add', 'chen');
    assert.deepEqual(
      [
        await user('add', 'chen'),
        await user('disable', 'nobody'),
        await user('promote', 'chen'),
        await user('add', 'li', '--role', 'king'),
        await user('list', '--fast'),
        await user(),
      ],
      [1, 1, 2, 2, 2, 2],
    );
    assert.ok(lines.some((line) => line.includes('There is no account nobody')));
    assert.ok(lines.some((line) => line.includes('--fast')));
  });

  it('finds the library of a board that is missing, and says how to mend it', async () => {
    assert.equal(await runDoctor(['--data-dir', folder, '--board', '/nowhere/card.so', '--json'], terminal), 1);
    const findings: { part: string; status: string; mend?: string }[] = JSON.parse(lines[0] ?? '[]');
    const board = findings.find((finding) => finding.part === 'board');
    assert.equal(board?.status, 'broken');
    assert.match(board.mend ?? '', /path/);
    assert.deepEqual(
      ['node', 'compiler', 'addon', 'board', 'database', 'disk', 'prompts', 'port', 'seat', 'browser'],
      findings.map((finding) => finding.part),
    );
  }).timeout(20_000);

  it('refuses words and flags that the doctor does not know', async () => {
    assert.equal(await runDoctor(['--fast'], terminal), 2);
    assert.equal(await runDoctor(['please'], terminal), 2);
    assert.equal(await runDoctor(['--port', '99999'], terminal), 2);
  });
});
