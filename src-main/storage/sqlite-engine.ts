import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { SqliteDialect, sql } from 'kysely';
import type { Fault } from '../foundation/errors.ts';
import { failed, ok, type Result } from '../foundation/result.ts';
import type { DatabaseEngine } from './database-engine.ts';

export interface SqliteOptions {
  /** File, made when it does not exist with its folder; ':memory:' for a database that ends with the process. */
  readonly path: string;
  /** How long a statement waits for another process that writes. The wait blocks the thread. */
  readonly busyTimeoutMs?: number;
}

const DEFAULT_BUSY_TIMEOUT_MS = 2_000;
/**
 * Above this the look at every page would eat the time of the start: 420 MB took 0.40 s, measured once with a warm
 * page cache on two cores. Larger files are only opened and their schema read.
 */
const CHECK_UP_TO_BYTES = 512 * 1024 * 1024;

/**
 * Opens a SQLite file in write-ahead mode, so that readers never wait for the writer, and with `synchronous`
 * at NORMAL: what was committed outlives the process; a power cut may take the last commits, never the file.
 * Looks the pages over before the first query. Never repairs and never deletes: a file that cannot be used
 * stays as it is, and the fault says what to do.
 */
export function openSqlite(options: SqliteOptions): Result<DatabaseEngine, Fault> {
  const tried = `open the database ${options.path === ':memory:' ? 'in memory' : 'file'}`;
  let connection: SqliteDatabase.Database | undefined;
  try {
    if (options.path !== ':memory:') mkdirSync(dirname(options.path), { recursive: true });
    connection = new SqliteDatabase(options.path, {
      timeout: options.busyTimeoutMs ?? DEFAULT_BUSY_TIMEOUT_MS,
    });
    const damage = lookOver(connection, options.path);
    if (damage !== undefined) {
      connection.close();
      return failed(corrupt(tried, damage));
    }
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = NORMAL');
    connection.pragma('foreign_keys = ON');
    return ok({
      name: 'sqlite',
      dialect: new SqliteDialect({ database: connection }),
      words: { tableEnd: sql`strict`, bigint: 'integer' },
      faultOf: sqliteFault,
    });
  } catch (error) {
    connection?.close();
    return failed(sqliteFault(error, tried));
  }
}

/** The first line of quick_check when the file is damaged. */
function lookOver(connection: SqliteDatabase.Database, path: string): string | undefined {
  if (path !== ':memory:' && statSync(path).size > CHECK_UP_TO_BYTES) {
    connection.prepare('select count(*) from sqlite_schema').get();
    return undefined;
  }
  const verdict: unknown = connection.pragma('quick_check(1)', {
    simple: true,
  });
  return verdict === 'ok' ? undefined : String(verdict);
}

function sqliteFault(error: unknown, tried: string): Fault {
  const code = error instanceof SqliteDatabase.SqliteError ? error.code : '';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return {
      kind: 'operational',
      code: 'storage/locked',
      tried,
      now: 'another program holds the database file',
      next: 'End the other server or database tool that uses this data folder, then start again.',
    };
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return corrupt(tried, code);
  return {
    kind: 'operational',
    code: 'storage/failed',
    tried,
    now: error instanceof Error ? error.message : String(error),
    next: 'Check that the data folder exists, that this user may write in it, and that the disk has room.',
  };
}

function corrupt(tried: string, detail: string): Fault {
  return {
    kind: 'operational',
    code: 'storage/corrupt',
    tried,
    now: `the file is damaged or is no database (${detail}); it was left as it is`,
    next: 'Put the last backup in its place, or move the file aside to start with an empty database.',
  };
}
