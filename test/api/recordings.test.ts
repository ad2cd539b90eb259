import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HttpServer } from '../../src-main/api/http-server.ts';
import { byteRange } from '../../src-main/api/presenters/byte-range.ts';
import { pcm16OfLaw } from '../../src-main/api/presenters/g711.ts';
import { callRecordSchema } from '../../src-main/contract/call-record.ts';
import { recordingIdSchema } from '../../src-main/contract/ids.ts';
import { openApi } from '../support/api-client.ts';
import { FakeHouse } from '../support/fake-ports.ts';

const HEADER_BYTES = 44;

describe('recordings', () => {
  let folder: string;
  let house: FakeHouse;
  let server: HttpServer;
  const cookies = new Map<string, string>();
  const octets = Uint8Array.from({ length: 512 }, (_, at) => at % 256);

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'recordings-'));
    house = new FakeHouse();
    for (const login of ['agent1', 'agent2', 'boss'])
      await house.addUser(login, login === 'boss' ? 'supervisor' : 'agent', login);
    keep('rec_alaw', wave(6, 8, octets));
    keep('rec_text', Buffer.from('this is no audio at all'));
    server = await openApi(house.parts());
    for (const login of ['agent1', 'agent2', 'boss']) {
      const response = await fetch(`${server.address}/api/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ login, password: login }),
      });
      cookies.set(login, response.headers.get('set-cookie')?.split(';')[0] ?? '');
    }
  });

  after(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  it('are streamed as they lie on the disk', async () => {
    const response = await get('rec_alaw');
    assert.deepEqual([response.status, response.headers.get('content-type')], [200, 'audio/wav']);
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), wave(6, 8, octets));
  });

  it('are decoded to PCM16 on the way when a browser asks for it', async () => {
    const response = await get('rec_alaw?format=pcm16');
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), wave(1, 16, pcm16OfLaw('alaw', octets)));
  });

  it('are answered by ranges, stored and decoded alike, at even and odd places', async () => {
    for (const format of ['stored', 'pcm16']) {
      const whole = Buffer.from(await (await get(`rec_alaw?format=${format}`)).arrayBuffer());
      for (const [from, to] of [
        [0, 0],
        [0, 43],
        [40, 50],
        [44, 45],
        [45, 45],
        [61, 200],
        [100, whole.length - 1],
      ] as const) {
        const part = await get(`rec_alaw?format=${format}`, `bytes=${from}-${to}`);
        assert.equal(part.status, 206);
        assert.equal(part.headers.get('content-range'), `bytes ${from}-${to}/${whole.length}`);
        assert.deepEqual(
          Buffer.from(await part.arrayBuffer()),
          whole.subarray(from, to + 1),
          `${format} ${from}-${to}`,
        );
      }
    }
  });

  it('tell the size of a range that lies behind their end', async () => {
    const response = await get('rec_alaw', 'bytes=9999-');
    assert.deepEqual([response.status, response.headers.get('content-range')], [416, `bytes */${HEADER_BYTES + 512}`]);
  });

  it('are for the agent of the call and for supervisors, and do not exist for others', async () => {
    assert.deepEqual(
      await Promise.all(
        ['agent1', 'agent2', 'boss'].map(async (login) => (await get('rec_alaw', undefined, login)).status),
      ),
      [200, 404, 200],
    );
  });

  it('that hold no audio are refused', async () => {
    const response = await get('rec_text');
    assert.equal(response.status, 422);
    assert.match(await response.text(), /prompt\/notAudio/);
  });

  it('of a file that vanished are missing', async () => {
    keep('rec_gone', Buffer.alloc(0));
    rmSync(join(folder, 'rec_gone.wav'));
    assert.equal((await get('rec_gone')).status, 404);
  });

  it('decode A-law by the table of G.711', () => {
    const pcm = pcm16OfLaw('alaw', Uint8Array.of(0xd5, 0x55, 0xaa, 0x2a));
    assert.deepEqual(
      [0, 2, 4, 6].map((at) => pcm.readInt16LE(at)),
      [8, -8, 32_256, -32_256],
    );
  });

  for (const [header, size, range] of [
    [undefined, 100, undefined],
    ['bytes=0-', 100, { from: 0, to: 99 }],
    ['bytes=10-19', 100, { from: 10, to: 19 }],
    ['bytes=10-1000', 100, { from: 10, to: 99 }],
    ['bytes=-10', 100, { from: 90, to: 99 }],
    ['bytes=-1000', 100, { from: 0, to: 99 }],
    ['bytes=-0', 100, 'unsatisfiable'],
    ['bytes=100-', 100, 'unsatisfiable'],
    ['bytes=0-0', 0, 'unsatisfiable'],
    ['bytes=20-10', 100, undefined],
    ['bytes=0-1,5-6', 100, undefined],
    ['lines=1-2', 100, undefined],
  ] as const) {
    it(`read the range ${header ?? 'of nobody'} of ${size} bytes`, () =>
      assert.deepEqual(byteRange(header, size), range));
  }

  function keep(id: string, bytes: Buffer): void {
    const recordingId = recordingIdSchema.parse(id);
    const path = join(folder, `${id}.wav`);
    writeFileSync(path, bytes);
    house.records.files.set(recordingId, path);
    const recording = { recordingId, startedAt: 1, lengthMs: 32, format: 'alaw', result: 'complete', gaps: [] };
    house.records.put(
      callRecordSchema.parse({
        callId: `call_${id}`,
        direction: 'inbound',
        initiation: 'INBOUND',
        ani: '',
        aniRaw: '',
        name: '',
        dnis: '',
        userId: 'user_agent1',
        ivrPath: [],
        startedAt: 1,
        legs: [],
        recordings: [recording],
      }),
    );
  }

  function get(path: string, range?: string, login = 'boss'): Promise<Response> {
    const headers = { cookie: cookies.get(login) ?? '', ...(range === undefined ? {} : { range }) };
    return fetch(`${server.address}/api/recordings/${path}`, { headers });
  }
});

/** Stereo at 8 kHz. */
function wave(tag: number, bits: number, audio: Uint8Array): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + audio.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(tag, 20);
  header.writeUInt16LE(2, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE((8000 * 2 * bits) / 8, 28);
  header.writeUInt16LE((2 * bits) / 8, 32);
  header.writeUInt16LE(bits, 34);
  header.write('data', 36);
  header.writeUInt32LE(audio.length, 40);
  return Buffer.concat([header, audio]);
}
