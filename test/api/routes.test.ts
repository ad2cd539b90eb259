import assert from 'node:assert/strict';
import { request } from 'node:http';
import { errorBodySchema } from '../../src-main/contract/error-codes.ts';
import type { HttpServer } from '../../src-main/api/http-server.ts';
import { ROUTE_POLICIES } from '../../src-main/api/policies/route-policies.ts';
import { ApiClient, openApi } from '../support/api-client.ts';
import { FakeHouse } from '../support/fake-ports.ts';

const ROLES = ['agent', 'supervisor', 'admin'] as const;

describe('routes', () => {
  let house: FakeHouse;
  let server: HttpServer;
  const clients = new Map<string, ApiClient>();

  before(async () => {
    house = new FakeHouse();
    for (const role of ROLES) await house.addUser(role, role, role);
    server = await openApi(house.parts());
    for (const role of ROLES) {
      const client = new ApiClient(server.address);
      await client.login(role);
      clients.set(role, client);
    }
  });

  after(() => server.close());

  for (const [route, policy] of Object.entries(ROUTE_POLICIES)) {
    if (!Array.isArray(policy.who)) continue;
    const [method = '', pattern = ''] = route.split(' ');
    const path = pattern.replace(/:\w+/g, 'unknown');

    it(`${route} wants a session`, async () => {
      const answer = await new ApiClient(server.address).ask(method, path);
      assert.deepEqual([answer.status, errorBodySchema.parse(answer.body).code], [401, 'auth/required']);
    });

    for (const role of ROLES.filter((each) => !policy.who.includes(each))) {
      it(`${route} is not for the role ${role}`, async () => {
        const answer = await clients.get(role)?.ask(method, path);
        assert.equal(errorBodySchema.parse(answer?.body).code, 'auth/forbidden');
      });
    }
  }

  it('answers every mistake with a code of the list', async () => {
    const agent = clients.get('agent') ?? fail();
    const admin = clients.get('admin') ?? fail();
    const answers = [
      await agent.get('/api/nothing'),
      await agent.get('/api/calls?limit=many'),
      await agent.ask('POST', '/api/login', '{broken'),
      await agent.ask('POST', '/api/login', 'x'.repeat(300_000)),
      await agent.ask('POST', '/api/bench/actions', { do: 'dance' }),
      await agent.get('/api/calls/unknown'),
      await agent.get('/api/recordings/unknown'),
      await admin.ask('POST', '/api/users', {
        login: 'agent',
        displayName: 'x',
        role: 'agent',
        password: 'long enough',
      }),
    ];
    assert.deepEqual(
      answers.map((answer) => [answer.status, errorBodySchema.parse(answer.body).code]),
      [
        [404, 'request/notFound'],
        [400, 'request/invalid'],
        [400, 'request/invalid'],
        [413, 'request/tooLarge'],
        [400, 'request/invalid'],
        [404, 'request/notFound'],
        [404, 'recording/missing'],
        [409, 'request/conflict'],
      ],
    );
  });

  it('describes every route of the policies as OpenAPI, and shows it on a page', async () => {
    const { body } = await new ApiClient(server.address).get('/api/openapi.json');
    const paths = JSON.stringify(body);
    for (const route of Object.keys(ROUTE_POLICIES)) {
      const path = route.split(' ')[1] ?? '';
      if (path === '/metrics' || path === '/api/openapi.json') continue;
      assert.ok(paths.includes(`"${path.replace(/:(\w+)/g, '{$1}')}"`), path);
    }
    const page = await new ApiClient(server.address).get('/api/docs/');
    assert.equal(page.status, 200);
    assert.match(String(page.body), /swagger-ui/);
  });

  it('allows no remote content, no framing and no foreign type of content', async () => {
    const { headers } = await new ApiClient(server.address).get('/health');
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'self'/);
    assert.doesNotMatch(policy, /https?:/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
  });

  it('answers on loopback only to names of this machine', async () => {
    const status = await new Promise((resolve) => {
      const asked = request(`${server.address}/health`, { headers: { host: 'rebound.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      asked.end();
    });
    assert.equal(status, 403);
  });

  it('tells health with 503 only when nothing works', async () => {
    const client = new ApiClient(server.address);
    const statuses: unknown[] = [];
    for (const health of ['ok', 'degraded', 'failing'] as const) {
      house.health = health;
      statuses.push((await client.get('/health')).status);
    }
    house.health = 'ok';
    assert.deepEqual(statuses, [200, 200, 503]);
  });

  it('tells Prometheus of calls, channels, seats and requests, without anything of a person', async () => {
    house.calls.begin({ farNumber: '13900001234' }, [{}]);
    const { body } = await new ApiClient(server.address).get('/metrics');
    const text = String(body);
    for (const line of [
      'trunkline_calls{direction="inbound"} 1',
      'trunkline_channels{kind="trunk",state="idle"} 8',
      'trunkline_seat_sockets 0',
    ]) {
      assert.ok(text.includes(line), line);
    }
    assert.match(
      text,
      /trunkline_http_request_seconds_count\{method="GET",route="\/api\/calls\/:callId",status="404"\}/,
    );
    assert.doesNotMatch(text, /13900001234/);
  });

  it('lets an admin make, reset and shut out accounts', async () => {
    const admin = clients.get('admin') ?? fail();
    const made = await admin.post('/api/users', {
      login: 'fresh',
      displayName: '新',
      role: 'agent',
      password: 'first-password',
    });
    assert.equal(made.status, 201);
    const fresh = new ApiClient(server.address);
    assert.equal((await fresh.login('fresh', undefined, 'first-password')).status, 200);
    const reset = await admin.post('/api/users/user_fresh/password');
    assert.equal((await fresh.get('/api/me')).status, 401);
    const password =
      typeof reset.body === 'object' && reset.body !== null && 'password' in reset.body
        ? String(reset.body.password)
        : '';
    assert.equal((await fresh.login('fresh', undefined, password)).status, 200);
    assert.equal((await admin.ask('PUT', '/api/users/user_fresh/disabled', { disabled: true })).status, 204);
    assert.equal((await fresh.get('/api/me')).status, 401);
    assert.equal((await admin.ask('PUT', '/api/users/user_admin/disabled', { disabled: true })).status, 409);
  });

  it('opens the board again when an admin asks', async () => {
    assert.equal((await clients.get('admin')?.post('/api/board/open'))?.status, 204);
    assert.equal(house.boardOpenings, 1);
  });

  it('plays a channel on the loudspeaker of the board PC for supervisors, and says when it cannot', async () => {
    const boss = clients.get('supervisor') ?? fail();
    assert.equal((await boss.ask('PUT', '/api/board/loudspeaker', { channel: 3 })).status, 204);
    assert.equal(house.monitor.loudspeaker, 3);
    assert.equal((await boss.ask('PUT', '/api/board/loudspeaker', {})).status, 204);
    assert.equal(house.monitor.loudspeaker, undefined);
    assert.equal((await boss.ask('PUT', '/api/board/loudspeaker', { channel: -1 })).status, 400);
    house.monitor.hasPlayer = false;
    const refused = await boss.ask('PUT', '/api/board/loudspeaker', { channel: 3 });
    assert.equal(errorBodySchema.parse(refused.body).code, 'monitor/outputFailed');
  });

  it('refuses the bench without a simulator', async () => {
    const real = new FakeHouse();
    await real.addUser('admin', 'admin', 'admin');
    const { bench: _bench, ...parts } = real.parts();
    const realServer = await openApi(parts);
    const client = new ApiClient(realServer.address);
    await client.login('admin');
    const answer = await client.post('/api/bench/advance', { ms: 100 });
    assert.equal(errorBodySchema.parse(answer.body).code, 'bench/notSimulated');
    await realServer.close();
  });

  it('says that the port is in use, and which', async () => {
    const { openHttpServer } = await import('../../src-main/api/http-server.ts');
    const port = Number(new URL(server.address).port);
    const second = await openHttpServer(new FakeHouse().parts({ port }));
    assert.ok(!second.ok);
    assert.equal(second.error.code, 'server/portInUse');
    assert.match(second.error.now, new RegExp(String(port)));
  });
});

function fail(): never {
  throw new Error('nobody is logged in');
}
