import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { callRecordPageSchema, type CallRecord } from '../../src-main/contract/call-record.ts';
import { ApiClient } from '../support/api-client.ts';
import { eventNumbersIn } from '../support/journal-file.ts';
import { ServerProcess } from '../support/server-process.ts';
import { until } from '../support/until.ts';
import { wavesUnder } from '../support/wav-files.ts';

const SECOND_OF_STEREO_BYTES = 32_044;
const NEW_PASSWORD = 'river-and-mountain';
const healthSchema = z.object({
  status: z.string(),
  parts: z.array(z.object({ part: z.string(), detail: z.string() })),
});

describe('the server process', function () {
  this.timeout(60_000);
  let dataDir: string;
  const started: ServerProcess[] = [];
  const start = (words: readonly string[] = []): ServerProcess => {
    const server = new ServerProcess(dataDir, words);
    started.push(server);
    return server;
  };

  beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'server-'))));
  afterEach(async () => {
    for (const server of started.splice(0)) await server.stop('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('says where it is and how to log in, and ends in order at SIGTERM', async () => {
    const server = start();
    const address = await server.ready;
    assert.match(server.output, /First login: agent agent1 \/ agent1 \(extension 801\)/);
    const health = healthSchema.parse((await new ApiClient(address ?? '').get('/health')).body);
    assert.equal(health.status, 'ok');
    assert.equal(await server.stop(), 0);
    assert.match(server.output, /Stopped\./);
  });

  it('ends with 1 and says what to do when its port is in use', async () => {
    const first = start();
    const port = new URL((await first.ready) ?? '').port;
    const other = mkdtempSync(join(tmpdir(), 'server-'));
    const second = new ServerProcess(other, ['--port', port]);
    assert.equal(await second.exited, 1);
    assert.match(second.output, /\[server\/portInUse\] port \d+ is in use\. .*--port/);
    rmSync(other, { recursive: true });
  });

  it('does not start in the data folder of another one', async () => {
    await start().ready;
    const second = start();
    assert.equal(await second.exited, 3);
    assert.match(second.output, /\[storage\/locked\]/);
  });

  it('does not touch a database that is damaged', async () => {
    const path = join(dataDir, 'trunkline.db');
    writeFileSync(path, 'this is no database, it is a poem about one'.repeat(200));
    const before = readFileSync(path);
    const server = start();
    assert.equal(await server.exited, 3);
    assert.match(server.output, /\[storage\/corrupt\]/);
    assert.deepEqual(readFileSync(path), before);
  });

  it('refuses unknown flags with 2', async () => {
    const server = start(['--fast']);
    assert.equal(await server.exited, 2);
    assert.match(server.output, /--fast/);
  });

  for (const [fault, words, config] of [
    ['board/libraryMissing', ['--board', '/nowhere/card.so'], {}],
    ['board/openFailed', [], { failOpen: 'error' }],
    ['board/crashedInOpen', [], { failOpen: 'crash' }],
  ] as const) {
    it(`runs without lines when the board answers ${fault}, says so, and tries again when it is asked`, async () => {
      writeFileSync(join(dataDir, 'settings.json'), JSON.stringify({ boardConfig: config }));
      const server = start(words);
      const address = await server.ready;
      assert.ok(server.output.includes(`[${fault}]`), server.output);
      const client = new ApiClient(address ?? '');
      const health = healthSchema.parse((await client.get('/health')).body);
      assert.equal(health.status, 'degraded');
      assert.ok(health.parts.some(({ part, detail }) => part === 'board' && detail.startsWith(fault)));
      await signIn(client, 'admin');
      const again = await client.post('/api/board/open');
      assert.equal(again.status, 503);
      assert.equal(await server.stop(), 0);
    });
  }

  it('ends calls that are up as SYSTEM when it is stopped, with their recordings sealed', async () => {
    const server = start();
    const client = new ApiClient((await server.ready) ?? '');
    await signIn(client, 'supervisor');
    await callsUp(client, dataDir, 2);
    assert.equal(await server.stop(), 0);
    const records = await recordsAfterRestart();
    assert.deepEqual(
      records.map(({ endReason, endedBy }) => [endReason, endedBy]),
      [
        ['SYSTEM', 'system'],
        ['SYSTEM', 'system'],
      ],
    );
    assert.deepEqual(
      records.map(({ recordings }) => recordings.map(({ result }) => result)),
      [['complete'], ['complete']],
    );
  });

  it('closes the calls of a process that was killed with four calls up, with valid recordings and no gap', async () => {
    const server = start();
    const client = new ApiClient((await server.ready) ?? '');
    await signIn(client, 'supervisor');
    await callsUp(client, dataDir, 4);
    assert.equal(await server.stop('SIGKILL'), 'SIGKILL');
    const records = await recordsAfterRestart();
    assert.equal(records.length, 4);
    for (const record of records) {
      assert.equal(record.endReason, 'SYSTEM');
      const [recording] = record.recordings;
      assert.equal(recording?.result, 'recovered');
      assert.ok(recording.lengthMs > 500, `${recording.lengthMs} ms`);
    }
    for (const { path } of wavesUnder(dataDir)) {
      const bytes = readFileSync(path);
      assert.equal(bytes.toString('latin1', 0, 4), 'RIFF');
      assert.ok(bytes.readUInt32LE(4) + 8 <= bytes.length);
    }
    const eventNumbers = eventNumbersIn(dataDir);
    assert.deepEqual(
      eventNumbers,
      eventNumbers.map((_, at) => at + 1),
    );
  });

  async function recordsAfterRestart(): Promise<readonly CallRecord[]> {
    const again = start();
    const client = new ApiClient((await again.ready) ?? '');
    await client.login('supervisor', undefined, NEW_PASSWORD);
    const { records } = callRecordPageSchema.parse((await client.get('/api/calls')).body);
    await again.stop();
    return records;
  }
});

async function signIn(client: ApiClient, login: string): Promise<void> {
  await client.login(login);
  await client.post('/api/me/password', { current: login, next: NEW_PASSWORD });
}

/** Rings trunks 1 to `count` and waits until each is answered by the flow and a second of it is on the disk. */
async function callsUp(client: ApiClient, dataDir: string, count: number): Promise<void> {
  for (let trunkNo = 1; trunkNo <= count; trunkNo += 1) {
    await client.post('/api/bench/actions', { do: 'ring', trunkNo, number: '13900001234', callerId: 'none' });
  }
  const liveSchema = z.array(z.object({ recordingIds: z.array(z.string()) }));
  await until(async () => {
    const live = liveSchema.parse((await client.get('/api/calls/live')).body);
    return live.length === count && live.every((call) => call.recordingIds.length === 1);
  });
  await until(() => {
    const waves = wavesUnder(dataDir);
    return waves.length === count && waves.every(({ sizeBytes }) => sizeBytes > SECOND_OF_STEREO_BYTES);
  });
}
