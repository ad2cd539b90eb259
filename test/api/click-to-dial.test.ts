import assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import type { HttpServer } from '../../src-main/api/http-server.ts';
import { newDialTokenReplySchema } from '../../src-main/contract/click-to-dial.ts';
import { errorBodySchema } from '../../src-main/contract/error-codes.ts';
import { stationDevice } from '../../src-main/contract/ids.ts';
import { ApiClient, openApi } from '../support/api-client.ts';
import { fault } from '../support/fake-fault.ts';
import { FakeHouse } from '../support/fake-ports.ts';

const CRM = 'https://crm.example';

describe('click to dial', () => {
  let house: FakeHouse;
  let server: HttpServer;
  let agent: ApiClient;
  let token: string;

  beforeEach(async () => {
    house = new FakeHouse();
    await house.addUser('agent', 'agent', '陈静');
    await house.addUser('admin', 'admin', '管理员');
    server = await openApi(house.parts());
    agent = new ApiClient(server.address);
    await agent.login('agent', '801');
    const made = await agent.post('/api/me/dial-tokens', { title: 'CRM' });
    token = newDialTokenReplySchema.parse(made.body).token;
    await house.integration.clickToDial.setOrigins([CRM]);
  });
  afterEach(() => server.close());

  /** As a browser asks for a page of another site: without cookies, with the origin. */
  const fromPage = (origin: string, number: string, bearer = token) =>
    new ApiClient(server.address).ask(
      'POST',
      '/api/click-to-dial',
      { number },
      { origin, authorization: `Bearer ${bearer}` },
    );
  const codeOf = (answer: { readonly body: unknown }): string => errorBodySchema.parse(answer.body).code;

  it('dials from the extension at which the token’s user sits, and lets the page read the answer', async () => {
    const answer = await fromPage(CRM, 'tel:+86-139-0000-1234');
    assert.deepEqual([answer.status, answer.body], [200, { state: 'answered', callId: 'call_1' }]);
    assert.equal(answer.headers.get('access-control-allow-origin'), CRM);
    assert.deepEqual(house.calls.asked, [
      { service: 'makeCall', deviceId: stationDevice('801'), detail: '13900001234' },
    ]);
  });

  it('refuses pages of other origins, and tells their browsers nothing', async () => {
    for (const origin of ['https://evil.example', 'http://crm.example', 'https://crm.example:8443', 'null']) {
      const answer = await fromPage(origin, '13900001234');
      assert.deepEqual([answer.status, answer.headers.has('access-control-allow-origin')], [403, false], origin);
    }
    assert.deepEqual(house.calls.asked, []);
  });

  it('lets allowed pages ask this one route and no other', async () => {
    const headers = { origin: CRM, authorization: `Bearer ${token}` };
    const client = new ApiClient(server.address);
    assert.equal(
      codeOf(await client.ask('POST', '/api/commands/agent.setReady', { ready: true }, headers)),
      'auth/forbidden',
    );
    const me = await client.get('/api/me', headers);
    assert.deepEqual([codeOf(me), me.headers.has('access-control-allow-origin')], ['auth/required', false]);
  });

  it('answers the browser’s question before a request for allowed origins alone', async () => {
    const ask = (origin: string) =>
      new ApiClient(server.address).ask('OPTIONS', '/api/click-to-dial', undefined, {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      });
    const [allowed, foreign] = [await ask(CRM), await ask('https://evil.example')];
    assert.deepEqual(
      ['origin', 'methods', 'headers', 'private-network'].map((name) =>
        allowed.headers.get(`access-control-allow-${name}`),
      ),
      [CRM, 'POST', 'authorization, content-type', 'true'],
    );
    assert.equal(foreign.headers.has('access-control-allow-origin'), false);
  });

  it('takes no cookie for a token', async () => {
    const answer = await agent.ask('POST', '/api/click-to-dial', { number: '13900001234' }, { origin: CRM });
    assert.deepEqual([answer.status, codeOf(answer)], [401, 'auth/required']);
  });

  it('refuses a token that was revoked, and one of a user that was shut out', async () => {
    const admin = new ApiClient(server.address);
    await admin.login('admin');
    await agent.ask('DELETE', '/api/me/dial-tokens/token_1');
    assert.equal(codeOf(await fromPage(CRM, '110')), 'auth/required');
    const second = newDialTokenReplySchema.parse((await agent.post('/api/me/dial-tokens', { title: 'x' })).body).token;
    await admin.ask('PUT', '/api/users/user_agent/disabled', { disabled: true });
    assert.equal(codeOf(await fromPage(CRM, '110', second)), 'auth/required');
  });

  it('takes the token of POST /api/tokens too', async () => {
    const login = await new ApiClient(server.address).post('/api/tokens', { login: 'agent', password: 'agent' });
    const bearer = /"token":"([\w-]+)"/.exec(JSON.stringify(login.body))?.[1] ?? '';
    assert.equal((await fromPage(CRM, '110', bearer)).status, 200);
  });

  it('says what stands in the way', async () => {
    assert.equal(codeOf(await fromPage(CRM, 'nobody')), 'call/numberInvalid');
    house.calls.nextFault = fault('call/noTrunkFree');
    const busy = await fromPage(CRM, '110');
    assert.deepEqual([codeOf(busy), busy.headers.get('access-control-allow-origin')], ['call/noTrunkFree', CRM]);
    await agent.post('/api/logout');
    assert.equal(codeOf(await fromPage(CRM, '110')), 'agent/notLoggedIn');
  });

  it('keeps only origins, as browsers write them', async () => {
    const admin = new ApiClient(server.address);
    await admin.login('admin');
    const put = (origins: unknown) => admin.ask('PUT', '/api/click-to-dial/origins', origins);
    assert.deepEqual((await put(['https://CRM.example/', 'http://pc-1:8080'])).body, [CRM, 'http://pc-1:8080']);
    for (const wrong of ['https://crm.example/page', '*', 'null', 'ftp://crm.example', 'https://u:p@crm.example']) {
      assert.equal((await put([wrong])).status, 400, wrong);
    }
  });

  it('serves a script that pages of other sites may load, with the finding of numbers in it', async () => {
    const { status, headers, body } = await new ApiClient(server.address).get('/click-to-dial.js');
    assert.equal(status, 200);
    assert.match(headers.get('content-type') ?? '', /^text\/javascript/);
    assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin');
    const finding = String(body).replace(
      /\/\* global[\s\S]*$/,
      "return findDialableNumbers('回电 139 0000 1234');})()",
    );
    assert.deepEqual(JSON.parse(JSON.stringify(runInNewContext(finding))), [
      { text: '139 0000 1234', number: '13900001234', at: 3 },
    ]);
  });
});
