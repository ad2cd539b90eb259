import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainSettings } from '../../src-main/server/settings.ts';
import { AddressFile, DEFAULT_PORT, parseAddress } from '../../src-main/shell/server-address.ts';
import { answersHealth } from '../../src-main/shell/server-process.ts';

const origin = (typed: string): string | undefined => {
  const parsed = parseAddress(typed);
  return parsed.ok ? parsed.value : undefined;
};

describe('the address of the server', () => {
  it('reads what people type', () => {
    const typed = [
      '192.168.1.10',
      ' pc-1:9000 ',
      'http://pc-1',
      'http://pc-1:80',
      'https://calls.example.com',
      '[::1]:8680',
    ];
    const port = DEFAULT_PORT;
    const meant = [
      `http://192.168.1.10:${port}`,
      'http://pc-1:9000',
      `http://pc-1:${port}`,
      'http://pc-1',
      'https://calls.example.com',
      'http://[::1]:8680',
    ];
    assert.deepEqual(typed.map(origin), meant);
  });

  it('means the port that a server has by default', () => {
    assert.equal(DEFAULT_PORT, plainSettings('data', {}).port);
  });

  it('refuses whatever is more or less than an origin', () => {
    const typed = [
      '',
      'http://',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'http://user:secret@pc-1',
      'pc-1/page',
      'pc-1?x',
      'a b',
      'pc-1:99999',
    ];
    assert.deepEqual(
      typed.map(origin),
      typed.map(() => undefined),
    );
  });
});

describe('the file with the address', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'trunkline-shell-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('gives back what was written, also to the next start', () => {
    const path = join(folder, 'new', 'shell.json');
    new AddressFile(path).write('http://pc-1:8680');
    assert.equal(new AddressFile(path).read(), 'http://pc-1:8680');
  });

  it('asks again when it is missing, damaged or not an address', () => {
    const path = join(folder, 'shell.json');
    const contents = ['{', '[]', '{"serverAddress":7}', '{"serverAddress":"file:///x"}'];
    const read = contents.map((text) => {
      writeFileSync(path, text);
      return new AddressFile(path).read();
    });
    assert.deepEqual(
      [new AddressFile(join(folder, 'none')).read(), ...read],
      [undefined, undefined, undefined, undefined, undefined],
    );
  });
});

describe('the heartbeat', () => {
  /** Whether a server that answers /health with this body counts as ours. */
  async function answersWith(body: string): Promise<boolean> {
    const server = createServer((_request, response) => response.end(body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    try {
      return await answersHealth(`http://127.0.0.1:${port}`, 2000);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  }

  it('takes any health report for an answer, and nothing else', async () => {
    const bodies = ['{"status":"ok"}', '{"status":"failing"}', '<html>', '{}', 'null'];
    assert.deepEqual(await Promise.all(bodies.map(answersWith)), [true, true, false, false, false]);
  });

  it('takes a closed port for silence', async () => {
    assert.equal(await answersHealth('http://127.0.0.1:1', 2000), false);
  });
});
