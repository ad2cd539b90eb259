import { mkdirSync, statSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
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
 * Opens a SQLite file in write-ahead mode, so that readers never wait for the writer. What `synchronous` means there:
 * at NORMAL a commit is written to the log file and not flushed, so it outlives the process, and a power cut may take
 * the last commits, never the file; at FULL each commit also waits for the disk. The wait would stop the thread on
 * which calls are switched: 25 ms and more on a spinning disk. So it is NORMAL, and who needs what it wrote to be on
 * the disk (the journal) awaits `sync`, which flushes the same log file from another thread; test/bench/journal
 * measures both.
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
      ...logFileSync(options.path),
      faultOf: sqliteFault,
    });
  } catch (error) {
    connection?.close();
    return failed(sqliteFault(error, tried));
  }
}

/**
 * Flushes the write-ahead log. Its file stays the same one while the database is open, and SQLite locks other files than
 * this one, so a second handle of it is safe; a handle of the database file itself would drop SQLite's locks on closing.
 */
function logFileSync(path: string): Pick<DatabaseEngine, 'sync' | 'release'> {
  if (path === ':memory:') return { sync: async () => {}, release: async () => {} };
  let log: Promise<FileHandle> | undefined;
  return {
    sync: async () => {
      log ??= open(`${path}-wal`, 'r+');
      const handle = await log.catch((error: unknown) => {
        log = undefined;
        throw error;
      });
      await handle.datasync();
    },
    release: async () => {
      const opened = log;
      log = undefined;
      await (await opened?.catch(() => undefined))?.close();
    },
  };
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
