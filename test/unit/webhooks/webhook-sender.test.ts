import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { SteppedClock } from '../../../src-main/foundation/clock.ts';
import { AddressGuard, HttpWebhookSender, type SendOutcome } from '../../../src-main/services/webhooks/index.ts';
import { WEBHOOK_TIMES } from '../../../src-main/services/webhooks/retry-plan.ts';

describe('the sender of webhooks', () => {
  const clock = new SteppedClock(0);
  let server: Server | undefined;
  afterEach(() => {
    server?.close();
    server?.closeAllConnections();
  });

  async function receiver(listener: RequestListener): Promise<string> {
    server = createServer(listener);
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/hook`;
  }

  const send = (address: string, guard = new AddressGuard(true), signal = new AbortController().signal) =>
    new HttpWebhookSender(clock, guard).send({ address, headers: { 'x-kind': 'Delivered' }, body: '{"号":1}' }, signal);

  it('posts the body with its headers and tells the status', async () => {
    let heard: { readonly method: unknown; readonly kind: unknown; readonly text: string } | undefined;
    const address = await receiver((request, response) => {
      void bodyOf(request).then((text) => {
        heard = { method: request.method, kind: request.headers['x-kind'], text };
        response.writeHead(202).end('thanks');
      });
    });
    assert.deepEqual(await send(address), { kind: 'answered', status: 202 });
    assert.deepEqual(heard, { method: 'POST', kind: 'Delivered', text: '{"号":1}' });
  });

  it('follows no redirection', async () => {
    let requests = 0;
    const address = await receiver((_request, response) => {
      requests += 1;
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    assert.deepEqual(await send(address), { kind: 'failed', failure: 'redirect' });
    assert.equal(requests, 1);
  });

  it('gives up a receiver that does not answer within the deadline', async () => {
    const reached = Promise.withResolvers<void>();
    const address = await receiver(() => reached.resolve());
    const outcome = send(address);
    await reached.promise;
    clock.advance(WEBHOOK_TIMES.deadlineMs);
    assert.deepEqual(await outcome, { kind: 'failed', failure: 'timeout' });
  });

  it('does not read an answer without end', async () => {
    const address = await receiver((_request, response) => {
      response.writeHead(200);
      const piece = Buffer.alloc(16 * 1024);
      const pour = (): void => {
        if (response.destroyed) return;
        if (response.write(piece)) setImmediate(pour);
        else response.once('drain', pour);
      };
      pour();
    });
    assert.deepEqual(await send(address), { kind: 'answered', status: 200 });
  });

  it('tells apart who is away and what is not allowed', async () => {
    const address = await receiver((_request, response) => response.end());
    const away = 'http://127.0.0.1:1/';
    const outcomes: SendOutcome[] = [
      await send(away),
      await send(address, new AddressGuard(false)),
      await send('http://crm.example/', new AddressGuard(false, async () => [{ address: '10.0.0.1', family: 4 }])),
      await send('http://crm.example/', new AddressGuard(true, () => Promise.reject(new Error('ENOTFOUND')))),
    ];
    assert.deepEqual(
      outcomes.map((outcome) => outcome.kind === 'failed' && outcome.failure),
      ['unreachable', 'addressNotAllowed', 'addressNotAllowed', 'unreachable'],
    );
  });

  it('connects to the address that was judged', async () => {
    const address = await receiver((request, response) =>
      response.writeHead(request.headers.host === undefined ? 500 : 200).end(),
    );
    const { port } = new URL(address);
    const guard = new AddressGuard(true, async () => [{ address: '127.0.0.1', family: 4 }]);
    assert.deepEqual(await send(`http://crm.example:${port}/`, guard), { kind: 'answered', status: 200 });
  });

  it('calls a plain server behind https a fault of its encryption', async () => {
    const address = await receiver((_request, response) => response.end());
    assert.deepEqual(await send(address.replace('http', 'https')), { kind: 'failed', failure: 'tls' });
  });

  it('ends at once when it is told to', async () => {
    const reached = Promise.withResolvers<void>();
    const address = await receiver(() => reached.resolve());
    const abort = new AbortController();
    const outcome = send(address, new AddressGuard(true), abort.signal);
    await reached.promise;
    abort.abort();
    assert.equal((await outcome).kind, 'failed');
  });
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request) text += String(piece);
  return text;
}
