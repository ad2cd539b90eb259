import assert from 'node:assert/strict';
import { dialTokenIdSchema } from '../../../src-main/contract/click-to-dial.ts';
import type { UserId } from '../../../src-main/contract/ids.ts';
import { FaultError } from '../../../src-main/foundation/errors.ts';
import { AccountsRepository } from '../../../src-main/storage/repositories/accounts.ts';
import { DialTokensRepository } from '../../../src-main/storage/repositories/dial-tokens.ts';
import { databaseKinds, type TestDatabase } from '../../support/test-databases.ts';

for (const kind of databaseKinds) {
  describe(`tokens of click to dial in ${kind.name}`, () => {
    let opened: TestDatabase;
    let tokens: DialTokensRepository;
    let users: readonly UserId[];
    beforeEach(async () => {
      opened = await kind.open();
      tokens = new DialTokensRepository(opened.database.query);
      users = [await addUser('one'), await addUser('two')];
    });
    afterEach(() => opened.remove());

    async function addUser(login: string): Promise<UserId> {
      const accounts = new AccountsRepository(opened.database.query);
      const made = await accounts.create({
        login,
        displayName: login,
        role: 'agent',
        locale: 'en',
        passwordHash: 'x',
        mustChangePassword: false,
      });
      if (!made.ok) throw new FaultError(made.error);
      return made.value.userId;
    }

    it('are found by their hash, listed for their user, and noted when they are used', async () => {
      const [one, two] = users;
      assert.ok(one !== undefined && two !== undefined);
      const token = { tokenId: dialTokenIdSchema.parse('token_1'), userId: one, title: 'CRM', createdAt: 5 };
      await tokens.create(token, 'hash_1');
      assert.deepEqual([await tokens.byHash('hash_1'), await tokens.byHash('hash_2')], [token, undefined]);
      await tokens.touch(token.tokenId, 9);
      assert.deepEqual([await tokens.ofUser(one), await tokens.ofUser(two)], [[{ ...token, usedAt: 9 }], []]);
    });

    it('are removed by their own user alone', async () => {
      const [one, two] = users;
      assert.ok(one !== undefined && two !== undefined);
      const tokenId = dialTokenIdSchema.parse('token_1');
      await tokens.create({ tokenId, userId: one, title: 'CRM', createdAt: 5 }, 'hash_1');
      assert.deepEqual([await tokens.remove(tokenId, two), await tokens.remove(tokenId, one)], [false, true]);
      assert.equal(await tokens.byHash('hash_1'), undefined);
    });
  });
}
