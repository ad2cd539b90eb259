import assert from 'node:assert/strict';
import { THROTTLE_LIMITS } from '../../src-main/api/authentication/login-throttle.ts';
import type { HttpServer } from '../../src-main/api/http-server.ts';
import { SteppedClock } from '../../src-main/foundation/clock.ts';
import { ApiClient, openApi } from '../support/api-client.ts';
import { FakeHouse } from '../support/fake-ports.ts';

const HOUR_MS = 3_600_000;

describe('login', () => {
  let house: FakeHouse;
  let clock: SteppedClock;
  let server: HttpServer;
  let client: ApiClient;

  beforeEach(async () => {
    clock = new SteppedClock(1_795_000_000_000);
    house = new FakeHouse(clock);
    await house.addUser('agent1', 'agent', '陈静');
    await house.addUser('admin', 'admin', '管理员');
    server = await openApi(house.parts());
    client = new ApiClient(server.address);
  });

  afterEach(() => server.close());

  it('gives a session in a cookie that no script reads and no other site sends', async () => {
    const { status, headers, body } = await client.login('agent1', '801');
    assert.equal(status, 200);
    assert.match(
      headers.get('set-cookie') ?? '',
      /^trunkline_session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    assert.equal(house.agents.byStation('801')?.displayName, '陈静');
    const me = await client.get('/api/me');
    assert.deepEqual(me.body, body);
  });

  it('keeps the hash of the secret and not the secret', async () => {
    await client.login('agent1', '801');
    const kept = JSON.stringify([...house.sessions.stored.values()]);
    assert.equal(kept.includes(client.cookie.split('=')[1] ?? 'nothing'), false);
  });

  it('says the same for a wrong password, an unknown login and a disabled account', async () => {
    await house.addUser('gone', 'agent', '离职');
    await house.accounts.setDisabled((await house.accounts.byLogin('gone'))?.userId ?? fail(), true);
    const answers = [
      await client.login('agent1', undefined, 'wrong'),
      await client.login('nobody', undefined, 'wrong'),
      await client.login('gone'),
    ];
    assert.deepEqual(new Set(answers.map((answer) => JSON.stringify([answer.status, answer.body]))).size, 1);
    assert.equal(answers[0]?.status, 401);
  });

  it('makes a login wait after five failures, also with the right password, and lets it in afterwards', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1)
      assert.equal((await client.login('agent1', undefined, 'x')).status, 401);
    const refused = await client.login('agent1');
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('retry-after'), '30');
    assert.equal((await client.login('admin')).status, 200);
    clock.advance(THROTTLE_LIMITS.login.firstWaitMs);
    assert.equal((await client.login('agent1')).status, 200);
  });

  it('counts many attempts at once like many after each other', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => client.login('agent1', undefined, 'x')));
    assert.equal(answers.filter((answer) => answer.status === 401).length, 5);
    assert.equal(answers.filter((answer) => answer.status === 429).length, 7);
  });

  it('makes an address wait that tries many logins', async () => {
    const attempts = THROTTLE_LIMITS.address.freeFailures;
    for (let no = 0; no < attempts; no += 1) await client.login(`guess${no}`);
    assert.equal((await client.login('agent1')).status, 429);
  }).timeout(20_000);

  it('allows only the change of the password before the first password was changed', async () => {
    await house.addUser('new', 'agent', '新人', true);
    await client.login('new', '802');
    const before = await client.get('/api/calls');
    assert.deepEqual([before.status, codeOf(before.body)], [403, 'auth/passwordChangeRequired']);
    assert.equal((await client.get('/api/me')).status, 200);
    const weak = await client.post('/api/me/password', { current: 'new', next: '12345678' });
    assert.deepEqual([weak.status, codeOf(weak.body)], [422, 'auth/passwordTooWeak']);
    assert.equal((await client.post('/api/me/password', { current: 'new', next: 'mountain-river' })).status, 204);
    assert.equal((await client.get('/api/calls')).status, 200);
    assert.equal((await new ApiClient(server.address).login('new', undefined, 'mountain-river')).status, 200);
  });

  it('ends a session that nobody used for twelve hours, and prolongs one that is used', async () => {
    await client.login('agent1');
    clock.advance(11 * HOUR_MS);
    assert.equal((await client.get('/api/me')).status, 200);
    clock.advance(11 * HOUR_MS);
    assert.equal((await client.get('/api/me')).status, 200);
    clock.advance(12 * HOUR_MS + 1);
    assert.equal(codeOf((await client.get('/api/me')).body), 'auth/sessionExpired');
  });

  it('ends every session thirty days after its login', async () => {
    await client.login('agent1');
    for (let hours = 0; hours < 30 * 24 - 6; hours += 6) {
      clock.advance(6 * HOUR_MS);
      assert.equal((await client.get('/api/me')).status, 200);
    }
    clock.advance(6 * HOUR_MS);
    assert.equal((await client.get('/api/me')).status, 401);
  }).timeout(20_000);

  it('lets a user list and end the own sessions, and an admin those of anybody', async () => {
    const other = new ApiClient(server.address);
    await client.login('agent1');
    await other.login('agent1');
    const listed = await client.get('/api/me/sessions');
    assert.ok(Array.isArray(listed.body) && listed.body.length === 2);
    const foreign: { sessionId: string } = listed.body.find((session: { isCurrent: boolean }) => !session.isCurrent);
    assert.equal((await client.ask('DELETE', `/api/me/sessions/${foreign.sessionId}`)).status, 204);
    assert.equal((await other.get('/api/me')).status, 401);
    const admin = new ApiClient(server.address);
    await admin.login('admin');
    const ofAgent = await admin.get('/api/users/user_agent1/sessions');
    assert.ok(Array.isArray(ofAgent.body) && ofAgent.body.length === 1);
    const [left] = ofAgent.body;
    assert.equal((await admin.ask('DELETE', `/api/users/user_agent1/sessions/${left.sessionId}`)).status, 204);
    assert.equal((await client.get('/api/me')).status, 401);
  });

  it('ends the session and frees the station at logout', async () => {
    await client.login('agent1', '801');
    const cookie = client.cookie;
    assert.equal((await client.post('/api/logout')).status, 204);
    assert.equal(house.agents.byStation('801'), undefined);
    assert.equal((await new ApiClient(server.address).get('/api/me', { cookie })).status, 401);
  });

  it('refuses a station that another user holds, and one that the board does not have', async () => {
    await house.addUser('agent2', 'agent', '李强');
    await client.login('agent1', '801');
    const second = new ApiClient(server.address);
    assert.equal(codeOf((await second.login('agent2', '801')).body), 'auth/stationTaken');
    assert.equal(codeOf((await second.login('agent2', '899')).body), 'call/deviceUnknown');
    assert.equal((await second.login('agent2', '802')).status, 200);
  });

  it('proposes the last station when none is asked for, and gives an admin none', async () => {
    await client.login('agent1', '803');
    await client.post('/api/logout');
    const again = await client.login('agent1');
    assert.equal(stationOf(again.body), '803');
    assert.equal(stationOf((await new ApiClient(server.address).login('admin', '804')).body), undefined);
  });

  it('gives other systems a token that works as a bearer', async () => {
    const given = await client.post('/api/tokens', { login: 'agent1', password: 'agent1' });
    const token =
      typeof given.body === 'object' && given.body !== null && 'token' in given.body ? String(given.body.token) : '';
    client.cookie = '';
    assert.equal((await client.get('/api/me', { authorization: `Bearer ${token}` })).status, 200);
    assert.equal((await client.get('/api/me', { authorization: 'Bearer 0123456789012345678901234' })).status, 401);
  });

  it('refuses requests that change something from a page of another site', async () => {
    await client.login('agent1');
    const foreign = await client.ask('PUT', '/api/me/locale', { locale: 'en' }, { origin: 'http://evil.example' });
    assert.deepEqual([foreign.status, codeOf(foreign.body)], [403, 'auth/forbidden']);
    const own = await client.ask('PUT', '/api/me/locale', { locale: 'en' }, { origin: server.address });
    assert.equal(own.status, 204);
  });
});

export function codeOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined;
}

function stationOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'stationNo' in body ? body.stationNo : undefined;
}

function fail(): never {
  throw new Error('the account is missing');
}
