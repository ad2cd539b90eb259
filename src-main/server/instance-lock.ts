import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import type { Disposable } from '../foundation/disposable.ts';
import type { Fault } from '../foundation/errors.ts';
import { failed, ok, type Result } from '../foundation/result.ts';

/**
 * One server a data folder: a second one would close the calls of the first as interrupted. The lock is an
 * exclusive transaction on a file of its own, which the system releases also when the process is killed.
 * Fault: storage/locked.
 */
export function lockDataFolder(dataDir: string): Result<Disposable, Fault> {
  const path = join(dataDir, 'server.lock');
  try {
    mkdirSync(dataDir, { recursive: true });
    const file = new SqliteDatabase(path, { timeout: 0 });
    try {
      file.exec('begin exclusive');
    } catch (error) {
      file.close();
      return failed(lockFault(error));
    }
    return ok({ dispose: () => void file.close() });
  } catch (error) {
    return failed(lockFault(error));
  }
}

function lockFault(error: unknown): Fault {
  const isHeld = error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
  const reason = error instanceof Error ? error.message : String(error);
  return {
    kind: 'operational',
    code: isHeld ? 'storage/locked' : 'storage/failed',
    tried: 'take the data folder',
    now: isHeld ? 'another server uses it' : reason,
    next: isHeld ? 'Stop that server, or choose another folder with --data-dir.' : 'Check the rights of the folder.',
  };
}
