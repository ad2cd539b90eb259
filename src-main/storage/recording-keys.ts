import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Fault } from '../foundation/errors.ts';
import { failed, ok, type Result } from '../foundation/result.ts';
import { jsonText } from './row-columns.ts';
import { writeDurably } from './durable-file.ts';

export interface RecordingKey {
  /** 16 hexadecimal digits; stands in the header of every file that needs the key. */
  readonly keyId: string;
  /** 32 bytes. */
  readonly secret: Buffer;
}

const keyFileSchema = z.object({
  version: z.literal(1),
  /** New files are encrypted with this one; the others are for reading. */
  currentKeyId: z.string(),
  keys: z
    .array(
      z.object({
        keyId: z.string().regex(/^[0-9a-f]{16}$/),
        secret: z.string().regex(/^[0-9a-f]{64}$/),
        madeAt: z.number().int(),
      }),
    )
    .min(1),
});
type KeyFile = z.infer<typeof keyFileSchema>;

/**
 * The keys of encrypted recordings: a file of its own, outside the database and outside the recordings, readable by the
 * server's user alone, so that neither a copy of the one nor of the other can be played. It is read anew at every use:
 * a file that was put back works at once. Rotation adds a key and keeps the old ones.
 */
export class RecordingKeys {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * The key for new files. Makes the file on first use, but never when files already need a key: then the key file was
   * lost, and a new one would only hide that. Fault: recording/keyMissing.
   */
  current(nowMs: number, filesNeedKeys: boolean): Result<RecordingKey, Fault> {
    const found = this.#read();
    if (found.kind === 'damaged') return failed(fault('the key file is there and cannot be read'));
    if (found.kind === 'absent' && filesNeedKeys) return failed(fault('the key file is gone, and recordings need it'));
    if (found.kind === 'absent') return this.#add({ version: 1, currentKeyId: '', keys: [] }, nowMs);
    const current = found.file.keys.find((key) => key.keyId === found.file.currentKeyId);
    return current === undefined ? failed(fault('the key file does not hold its current key')) : ok(keyOf(current));
  }

  byId(keyId: string): RecordingKey | undefined {
    const found = this.#read();
    const key = found.kind === 'read' ? found.file.keys.find((each) => each.keyId === keyId) : undefined;
    return key === undefined ? undefined : keyOf(key);
  }

  /** New files get a new key; those that were sealed keep theirs. Fault: recording/keyMissing. */
  rotate(nowMs: number): Result<RecordingKey, Fault> {
    const found = this.#read();
    if (found.kind === 'read') return this.#add(found.file, nowMs);
    return failed(fault('there is no key file that could be read'));
  }

  #add(file: KeyFile, nowMs: number): Result<RecordingKey, Fault> {
    const secret = randomBytes(32);
    const keyId = randomBytes(8).toString('hex');
    const keys = [...file.keys, { keyId, secret: secret.toString('hex'), madeAt: nowMs }];
    try {
      mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
      const beside = `${this.#path}.part`;
      writeDurably(beside, `${JSON.stringify({ version: 1, currentKeyId: keyId, keys }, undefined, 2)}\n`, 0o600);
      renameSync(beside, this.#path);
      return ok({ keyId, secret });
    } catch {
      return failed(fault('the key file cannot be written'));
    }
  }

  #read(): { kind: 'absent' } | { kind: 'damaged' } | { kind: 'read'; file: KeyFile } {
    let text: string;
    try {
      text = readFileSync(this.#path, 'utf8');
    } catch (error) {
      const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      return isAbsent ? { kind: 'absent' } : { kind: 'damaged' };
    }
    const parsed = jsonText(keyFileSchema).safeParse(text);
    return parsed.success ? { kind: 'read', file: parsed.data } : { kind: 'damaged' };
  }
}

function keyOf(key: KeyFile['keys'][number]): RecordingKey {
  return { keyId: key.keyId, secret: Buffer.from(key.secret, 'hex') };
}

function fault(now: string): Fault {
  return {
    kind: 'operational',
    code: 'recording/keyMissing',
    tried: 'take the key of the recordings',
    now,
    next: 'Put the key file back from its backup. Until then recordings stay as they were recorded and are tried again.',
  };
}
