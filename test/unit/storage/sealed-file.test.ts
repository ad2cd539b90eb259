import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RecordingKeys, type RecordingKey } from '../../../src-main/storage/recording-keys.ts';
import { CHUNK_BYTES, openSealed, SealedWriter } from '../../../src-main/storage/sealed-file.ts';

const HEADER_BYTES = 64;
const SEALED_CHUNK = CHUNK_BYTES + 28;

describe('a sealed file', () => {
  let folder: string;
  let path: string;
  const key: RecordingKey = { keyId: '00112233445566ff', secret: Buffer.alloc(32, 7) };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sealed-'));
    path = join(folder, 'x.tlre');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const bytes = (count: number): Buffer => Buffer.from(Array.from({ length: count }, (_, at) => (at * 31 + 7) % 256));

  async function* pieces(plain: Buffer, pieceBytes: number): AsyncGenerator<Buffer> {
    for (let at = 0; at < plain.length; at += pieceBytes) yield plain.subarray(at, at + pieceBytes);
  }

  async function seal(plain: Buffer, pieceBytes = 10_000): Promise<Buffer> {
    const writer = new SealedWriter(key);
    const parts: Buffer[] = [];
    for await (const part of writer.seal(pieces(plain, pieceBytes))) parts.push(Buffer.from(part));
    const sealed = Buffer.concat(parts);
    writer.header().copy(sealed);
    writeFileSync(path, sealed);
    return sealed;
  }

  async function read(from: number, to: number, keyOf = (): RecordingKey | undefined => key): Promise<Buffer | string> {
    const opened = await openSealed(path, keyOf);
    if (!opened.ok) return opened.error.code;
    try {
      return Buffer.concat(await opened.value.read(from, to).toArray());
    } catch (error) {
      return String(error);
    }
  }

  for (const size of [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES + 17]) {
    it(`of ${size} bytes gives them back`, async () => {
      const plain = bytes(size);
      await seal(plain, 70_001);
      const opened = await openSealed(path, () => key);
      assert.equal(opened.ok && opened.value.sizeBytes, size);
      if (size > 0) assert.deepEqual(await read(0, size - 1), plain);
    });
  }

  it('is read from any place', async () => {
    const plain = bytes(2 * CHUNK_BYTES + 500);
    await seal(plain);
    for (const [from, to] of [
      [0, 0],
      [CHUNK_BYTES - 1, CHUNK_BYTES],
      [CHUNK_BYTES, CHUNK_BYTES],
      [5, 2 * CHUNK_BYTES + 499],
      [2 * CHUNK_BYTES + 499, 2 * CHUNK_BYTES + 499],
    ] as const) {
      assert.deepEqual(await read(from, to), plain.subarray(from, to + 1), `${from}-${to}`);
    }
  });

  it('is another one each time, though the sound is the same', async () => {
    const plain = bytes(100);
    assert.notDeepEqual(await seal(plain), await seal(plain));
  });

  const changes: readonly (readonly [string, (sealed: Buffer) => Buffer])[] = [
    ['one bit of the sound is another', (sealed) => flip(sealed, HEADER_BYTES + 100)],
    ['one bit of a tag is another', (sealed) => flip(sealed, HEADER_BYTES + SEALED_CHUNK - 1)],
    ['the file id is another', (sealed) => flip(sealed, 20)],
    [
      'two chunks are exchanged',
      (sealed) => {
        const chunks = [0, 1].map((no) =>
          Buffer.from(sealed.subarray(HEADER_BYTES + no * SEALED_CHUNK).subarray(0, SEALED_CHUNK)),
        );
        chunks[1]?.copy(sealed, HEADER_BYTES);
        chunks[0]?.copy(sealed, HEADER_BYTES + SEALED_CHUNK);
        return sealed;
      },
    ],
    [
      'the end is cut off at a chunk, and the length is made to fit',
      (sealed) => {
        sealed.writeBigUInt64LE(BigInt(2 * CHUNK_BYTES), 36);
        return sealed.subarray(0, HEADER_BYTES + 2 * SEALED_CHUNK);
      },
    ],
    ['the end is cut off anywhere', (sealed) => sealed.subarray(0, sealed.length - 1)],
    ['its head is gone', (sealed) => sealed.subarray(0, 30)],
    ['it is no sealed file', () => Buffer.alloc(200)],
  ];
  for (const [what, change] of changes) {
    it(`is refused when ${what}`, async () => {
      writeFileSync(path, change(await seal(bytes(2 * CHUNK_BYTES + 500))));
      assert.match(String(await read(0, 2 * CHUNK_BYTES - 1)), /recording\/damaged|not as it was sealed/);
    });
  }

  it('is refused without its key, and with another of the same name', async () => {
    await seal(bytes(100));
    assert.equal(await read(0, 99, () => undefined), 'recording/keyMissing');
    const other = { ...key, secret: Buffer.alloc(32, 8) };
    assert.match(String(await read(0, 99, () => other)), /the key is another one/);
  });

  function flip(sealed: Buffer, at: number): Buffer {
    sealed.writeUInt8((sealed[at] ?? 0) ^ 1, at);
    return sealed;
  }
});

describe('the keys of recordings', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'keys-'));
    path = join(folder, 'keys', 'recordings.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function current(keys: RecordingKeys, filesNeedKeys = false): RecordingKey {
    const key = keys.current(1, filesNeedKeys);
    return key.ok ? key.value : assert.fail(key.error.now);
  }

  it('are made on first use, for this user alone, and stay', () => {
    const first = current(new RecordingKeys(path));
    assert.deepEqual([statSync(path).mode & 0o777, first.secret.length], [0o600, 32]);
    assert.deepEqual(current(new RecordingKeys(path), true), first);
  });

  it('are rotated: new files get a new key, old ones keep theirs', () => {
    const keys = new RecordingKeys(path);
    const first = current(keys);
    assert.ok(keys.rotate(2).ok);
    const second = current(keys);
    assert.notEqual(second.keyId, first.keyId);
    assert.deepEqual([keys.byId(first.keyId), keys.byId(second.keyId)], [first, second]);
  });

  it('are not made anew when files need the ones that are gone', () => {
    const keys = new RecordingKeys(path);
    const lost = keys.current(1, true);
    assert.equal(lost.ok ? '' : lost.error.code, 'recording/keyMissing');
    assert.throws(() => readFileSync(path));
  });

  it('cannot be rotated when there are none', () => assert.equal(new RecordingKeys(path).rotate(1).ok, false));
});
