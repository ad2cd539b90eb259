import assert from 'node:assert/strict';
import type { SessionsPort } from '../../../src-main/api/ports.ts';
import { sessionIdSchema, userIdSchema, type UserId } from '../../../src-main/contract/ids.ts';
import { AccountsRepository } from '../../../src-main/storage/repositories/accounts.ts';
import { SessionsRepository, type NewSession } from '../../../src-main/storage/repositories/sessions.ts';
import { databaseKinds, TEST_NOW_MS, type TestDatabase } from '../../support/test-databases.ts';

for (const kind of databaseKinds) {
  describe(`sessions in ${kind.name}`, () => {
    let opened: TestDatabase;
    let sessions: SessionsRepository;
    let userId: UserId;
    beforeEach(async () => {
      opened = await kind.open();
      sessions = new SessionsRepository(opened.database.query);
      const user = await new AccountsRepository(opened.database.query).create({
        login: 'agent1',
        displayName: 'Agent 1',
        role: 'agent',
        locale: 'en',
        passwordHash: '$x',
        mustChangePassword: false,
      });
      assert.ok(user.ok);
      userId = user.value.userId;
    });
    afterEach(() => opened.remove());

    function session(name: string, createdAt = TEST_NOW_MS): NewSession {
      return {
        sessionId: sessionIdSchema.parse(name),
        tokenHash: `hash-of-${name}`,
        userId,
        createdAt,
        expiresAt: createdAt + 60_000,
        remoteAddress: '127.0.0.1',
      };
    }

    it('satisfies the port of the API', () => {
      const port: SessionsPort = sessions;
      assert.equal(port, sessions);
    });

    it('finds a session by the hash of its token, with its station', async () => {
      await sessions.create({ ...session('s1'), stationNo: '801' });
      assert.deepEqual(await sessions.byTokenHash('hash-of-s1'), {
        sessionId: 's1',
        userId,
        stationNo: '801',
        createdAt: TEST_NOW_MS,
        expiresAt: TEST_NOW_MS + 60_000,
        revoked: false,
      });
      assert.equal(await sessions.byTokenHash('hash-of-s2'), undefined);
    });

    it('lists the sessions of a user, the newest first', async () => {
      await sessions.create(session('old', TEST_NOW_MS));
      await sessions.create(session('new', TEST_NOW_MS + 1));
      assert.deepEqual(
        (await sessions.ofUser(userId)).map((each) => each.sessionId),
        ['new', 'old'],
      );
    });

    it('lengthens a session that is used', async () => {
      await sessions.create(session('s1'));
      await sessions.touch(sessionIdSchema.parse('s1'), TEST_NOW_MS + 90_000);
      assert.equal((await sessions.byTokenHash('hash-of-s1'))?.expiresAt, TEST_NOW_MS + 90_000);
    });

    it('revokes one session and leaves the others', async () => {
      await sessions.create(session('s1'));
      await sessions.create(session('s2'));
      await sessions.revoke(sessionIdSchema.parse('s1'));
      assert.equal((await sessions.byTokenHash('hash-of-s1'))?.revoked, true);
      assert.equal((await sessions.byTokenHash('hash-of-s2'))?.revoked, false);
    });

    it('revokes all sessions of a user but the one in use', async () => {
      for (const name of ['s1', 's2', 's3']) await sessions.create(session(name));
      await sessions.revokeAllOf(userId, sessionIdSchema.parse('s2'));
      const revoked = (await sessions.ofUser(userId)).filter((each) => each.revoked).map((each) => each.sessionId);
      assert.deepEqual(revoked.toSorted(), ['s1', 's3']);
      await sessions.revokeAllOf(userId);
      assert.ok((await sessions.ofUser(userId)).every((each) => each.revoked));
    });

    it('refuses a session of a user that does not exist', async () => {
      await assert.rejects(
        sessions.create({
          ...session('s1'),
          userId: userIdSchema.parse('user_none'),
        }),
        /FOREIGN KEY/,
      );
    });

    it('forgets sessions that expired before a moment, and only those', async () => {
      await sessions.create(session('old', TEST_NOW_MS - 120_000));
      await sessions.create(session('new'));
      await sessions.forgetExpired(TEST_NOW_MS);
      assert.deepEqual(
        (await sessions.ofUser(userId)).map((each) => each.sessionId),
        ['new'],
      );
    });
  });
}
