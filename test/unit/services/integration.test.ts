import assert from 'node:assert/strict';
import { userIdSchema } from '../../../src-main/contract/ids.ts';
import { screenPopSchema } from '../../../src-main/contract/screen-pop.ts';
import { SteppedClock } from '../../../src-main/foundation/clock.ts';
import { FaultError } from '../../../src-main/foundation/errors.ts';
import { ClickToDial, ScreenPops } from '../../../src-main/services/integration/index.ts';
import { AccountsRepository } from '../../../src-main/storage/repositories/accounts.ts';
import { DialTokensRepository } from '../../../src-main/storage/repositories/dial-tokens.ts';
import { SettingsRepository } from '../../../src-main/storage/repositories/settings.ts';
import { openMemory, TEST_NOW_MS, type TestDatabase } from '../../support/test-databases.ts';

describe('what other systems are given', () => {
  let opened: TestDatabase;
  beforeEach(async () => (opened = await openMemory()));
  afterEach(() => opened.remove());

  describe('screen pops', () => {
    const pop = screenPopSchema.parse({
      screenPopId: 'crm',
      title: 'CRM',
      template: 'https://crm.example/{ani}',
      enabled: true,
      scope: { kind: 'all' },
      directions: ['inbound'],
      when: 'ringing',
      how: 'newTab',
    });
    const open = async (): Promise<ScreenPops> => {
      const pops = new ScreenPops(new SettingsRepository(opened.database.query));
      await pops.start();
      return pops;
    };

    it('are kept over a restart, changed in their place, and removed', async () => {
      const pops = await open();
      const second = screenPopSchema.parse({ ...pop, screenPopId: 'erp' });
      await pops.save(pop);
      await pops.save(second);
      await pops.save({ ...pop, title: 'changed' });
      assert.deepEqual((await open()).all(), [{ ...pop, title: 'changed' }, second]);
      assert.deepEqual([await pops.remove(pop.screenPopId), await pops.remove(pop.screenPopId)], [true, false]);
      assert.deepEqual((await open()).all(), [second]);
    });

    it('are refused with the name of the field that there is not', async () => {
      const pops = await open();
      const saved = await pops.save({ ...pop, template: 'https://crm.example/{phone}' });
      assert.deepEqual(!saved.ok && [saved.error.code, saved.error.now], [
        'screenPop/templateInvalid',
        'there is no field named "phone"',
      ]);
      assert.deepEqual(pops.all(), []);
    });
  });

  describe('click to dial', () => {
    const clock = new SteppedClock(TEST_NOW_MS);
    const open = async (): Promise<ClickToDial> => {
      const { query } = opened.database;
      const settings = new SettingsRepository(query);
      const service = new ClickToDial({ settings, tokens: new DialTokensRepository(query), clock });
      await service.start();
      return service;
    };

    it('knows the origins that were allowed, over a restart too', async () => {
      await (await open()).setOrigins(['https://crm.example', 'https://crm.example']);
      const service = await open();
      assert.deepEqual(service.origins(), ['https://crm.example']);
      assert.deepEqual(
        ['https://crm.example', 'https://crm.example:8443', ''].map((origin) => service.allows(origin)),
        [true, false, false],
      );
    });

    it('proves a token to be of its user, notes its use, and stores nothing that opens anything', async () => {
      const accounts = new AccountsRepository(opened.database.query);
      const user = { login: 'a', displayName: 'a', role: 'agent', locale: 'en', passwordHash: 'x' } as const;
      const made = await accounts.create({ ...user, mustChangePassword: false });
      if (!made.ok) throw new FaultError(made.error);
      const { userId } = made.value;
      const service = await open();
      const { token, tokenId } = await service.makeToken(userId, 'CRM');
      assert.match(token, /^dial_[\w-]{32}$/);
      assert.deepEqual(await service.prove(token), { tokenId, userId });
      assert.equal(await service.prove(`${token}x`), undefined);
      assert.deepEqual(await service.tokensOf(userId), [
        { tokenId, title: 'CRM', createdAt: TEST_NOW_MS, usedAt: TEST_NOW_MS },
      ]);
      const rows = await opened.database.query.selectFrom('dial_tokens').selectAll().execute();
      assert.ok(!JSON.stringify(rows).includes(token));
      assert.equal(await service.removeToken(tokenId, userIdSchema.parse('user_else')), false);
    });
  });
});
