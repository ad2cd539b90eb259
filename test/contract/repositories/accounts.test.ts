import assert from 'node:assert/strict';
import type { AccountsPort } from '../../../src-main/api/ports.ts';
import { userIdSchema } from '../../../src-main/contract/ids.ts';
import { AccountsRepository, type NewAccount } from '../../../src-main/storage/repositories/accounts.ts';
import { databaseKinds, type TestDatabase } from '../../support/test-databases.ts';

const chen: NewAccount = {
  login: 'agent1',
  displayName: '陈静',
  role: 'agent',
  locale: 'zh-CN',
  passwordHash: '$scrypt$ln=15,r=8,p=1$c2FsdA$aGFzaA',
  mustChangePassword: true,
};

for (const kind of databaseKinds) {
  describe(`accounts in ${kind.name}`, () => {
    let opened: TestDatabase;
    let accounts: AccountsPort;
    beforeEach(async () => {
      opened = await kind.open();
      accounts = new AccountsRepository(opened.database.query);
    });
    afterEach(() => opened.remove());

    async function added(account: NewAccount) {
      const result = await accounts.create(account);
      assert.ok(result.ok);
      return result.value;
    }

    it('gives back what was created, and the secret only where it is asked for', async () => {
      const user = await added(chen);
      const view = {
        userId: user.userId,
        login: 'agent1',
        displayName: '陈静',
        role: 'agent',
        locale: 'zh-CN',
        mustChangePassword: true,
        disabled: false,
      };
      assert.deepEqual(user, view);
      assert.deepEqual(await accounts.byId(user.userId), {
        ...view,
        passwordHash: chen.passwordHash,
      });
      assert.deepEqual(await accounts.all(), [view]);
    });

    it('finds a login whatever its case', async () => {
      const user = await added({ ...chen, login: 'Agent1' });
      assert.equal((await accounts.byLogin('aGENT1'))?.userId, user.userId);
    });

    it('refuses a second account with the same login in other letters, and keeps the first', async () => {
      await added(chen);
      const second = await accounts.create({
        ...chen,
        login: 'AGENT1',
        displayName: 'other',
      });
      assert.equal(second.ok ? 'created' : second.error.code, 'request/conflict');
      assert.deepEqual(
        (await accounts.all()).map((user) => user.displayName),
        ['陈静'],
      );
    });

    it('gives every account an id of its own', async () => {
      const first = await added(chen);
      const second = await added({ ...chen, login: 'agent2' });
      assert.notEqual(first.userId, second.userId);
    });

    it('changes password, language, standing and last station, each alone', async () => {
      const { userId } = await added(chen);
      const before = await accounts.byId(userId);
      await accounts.setPassword(userId, '$new', false);
      await accounts.setLocale(userId, 'en');
      await accounts.setDisabled(userId, true);
      await accounts.setLastStation(userId, '801');
      assert.deepEqual(await accounts.byLogin('agent1'), {
        ...before,
        passwordHash: '$new',
        mustChangePassword: false,
        locale: 'en',
        disabled: true,
        lastStationNo: '801',
      });
    });

    it('knows nobody by an id or a login that is not there', async () => {
      assert.equal(await accounts.byId(userIdSchema.parse('user_none')), undefined);
      assert.equal(await accounts.byLogin('nobody'), undefined);
    });
  });
}
