import assert from 'node:assert/strict';
import { z } from 'zod';
import { SteppedClock } from '../../../src-main/foundation/clock.ts';
import { HTTP_DEADLINE_MS, HttpClient } from '../../../src-renderer/transport/http-client.ts';
import { NOW_MS } from '../support/builders.ts';
import { FakeHttp } from '../support/fake-http.ts';

const reply = z.object({ name: z.string() });

function setUp(): { http: FakeHttp; clock: SteppedClock; client: HttpClient } {
  const http = new FakeHttp();
  const clock = new SteppedClock(NOW_MS);
  return { http, clock, client: new HttpClient(http.fetch, clock) };
}

describe('the HTTP client', () => {
  it('gives back what the contract promises', async () => {
    const { http, client } = setUp();
    const asked = client.request({ method: 'POST', path: '/api/x', body: { a: 1 }, reply });
    await http.answer(0, 200, { name: 'x', extra: true });
    assert.deepEqual(await asked, { ok: true, value: { name: 'x' } });
    assert.deepEqual(http.asked, [{ method: 'POST', path: '/api/x', body: { a: 1 } }]);
  });

  it("hands on the server's own error", async () => {
    const { http, client } = setUp();
    const asked = client.request({ method: 'GET', path: '/api/x', reply });
    await http.answer(0, 429, { code: 'auth/throttled', message: 'later' });
    assert.deepEqual(await asked, { ok: false, error: { code: 'auth/throttled', message: 'later' } });
  });

  it('accepts an empty answer where nothing is promised', async () => {
    const { http, client } = setUp();
    const asked = client.request({ method: 'POST', path: '/api/x', reply: z.unknown() });
    await http.answer(0, 204);
    assert.equal((await asked).ok, true);
  });

  it('tells an answer that is not as agreed, a dead server and a slow one apart', async () => {
    const { http, clock, client } = setUp();
    const wrong = client.request({ method: 'GET', path: '/1', reply });
    await http.answer(0, 200, { title: 'x' });
    const dead = client.request({ method: 'GET', path: '/2', reply });
    await http.breakOff(1);
    const slow = client.request({ method: 'GET', path: '/3', reply });
    clock.advance(HTTP_DEADLINE_MS);
    const codes = (await Promise.all([wrong, dead, slow])).map((result) => (result.ok ? 'ok' : result.error.code));
    assert.deepEqual(codes, ['server/defect', 'server/unreachable', 'request/timeout']);
  });

  it('calls a page of HTML with status 502 a defect', async () => {
    const { http, client } = setUp();
    const asked = client.request({ method: 'GET', path: '/', reply });
    await http.answer(0, 502, '<html>');
    const result = await asked;
    assert.equal(!result.ok && result.error.code, 'server/defect');
  });
});
