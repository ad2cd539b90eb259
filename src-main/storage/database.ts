import { Kysely } from 'kysely';
import type { Fault } from '../foundation/errors.ts';
import { failed, ok, type Result } from '../foundation/result.ts';
import type { DatabaseEngine } from './database-engine.ts';
import type { DatabaseSchema, QueryBuilder } from './database-schema.ts';
import { runMigrations } from './migrations/run-migrations.ts';
import { openSqlite, type SqliteOptions } from './sqlite-engine.ts';

/** An open database at the newest schema. One a process; close it last. */
export interface Database {
  readonly query: QueryBuilder;
  readonly engine: DatabaseEngine;
  close(): Promise<void>;
}

/**
 * Opens the database and brings its schema up to date.
 * Faults: storage/locked, storage/corrupt, storage/newerVersion, storage/failed. The file is never destroyed.
 * @param nowMs stamped on the migrations that ran, Unix milliseconds.
 */
export async function openDatabase(options: SqliteOptions, nowMs: number): Promise<Result<Database, Fault>> {
  const engine = openSqlite(options);
  if (!engine.ok) return engine;
  const query = new Kysely<DatabaseSchema>({ dialect: engine.value.dialect });
  const migrated = await runMigrations(query, engine.value, nowMs);
  if (!migrated.ok) {
    await query.destroy();
    return failed(migrated.error);
  }
  return ok({
    query,
    engine: engine.value,
    close: async () => {
      await engine.value.release();
      await query.destroy();
    },
  });
}
