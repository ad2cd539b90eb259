import { sql, type SchemaModule } from 'kysely';
import { z } from 'zod';
import type { Fault } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import type { DatabaseEngine, DialectWords } from '../database-engine.ts';
import type { QueryBuilder } from '../database-schema.ts';
import { migrations } from './migrations.ts';

/** One step of the schema. Released steps are never edited; a new need is a new file with the next number. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  /** @param query for what the schema's words cannot say, and for rows. */
  apply(schema: SchemaModule, words: DialectWords, query: QueryBuilder): Promise<void>;
}

/**
 * Brings the schema to the newest version, each step in a transaction of its own, so that a step that
 * fails leaves the version before it. Refuses a database that a newer program has already changed.
 */
export async function runMigrations(
  query: QueryBuilder,
  engine: DatabaseEngine,
  nowMs: number,
  steps: readonly Migration[] = migrations,
): Promise<Result<void, Fault>> {
  const newest = steps.at(-1)?.version ?? 0;
  try {
    const found = await schemaVersion(query, engine);
    if (found > newest) return failed(newerVersion(found, newest));
    for (const step of steps) {
      if (step.version <= found) continue;
      await query.transaction().execute(async (transaction) => {
        await step.apply(transaction.schema, engine.words, transaction);
        await sql`insert into schema_version (version, name, applied_at)
          values (${step.version}, ${step.name}, ${nowMs})`.execute(transaction);
      });
    }
    return ok();
  } catch (error) {
    return failed(engine.faultOf(error, 'bring the database schema up to date'));
  }
}

async function schemaVersion(query: QueryBuilder, engine: DatabaseEngine): Promise<number> {
  await query.schema
    .createTable('schema_version')
    .ifNotExists()
    .addColumn('version', engine.words.bigint, (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('applied_at', engine.words.bigint, (column) => column.notNull())
    .modifyEnd(engine.words.tableEnd)
    .execute();
  const found = await sql`select coalesce(max(version), 0) as version from schema_version`.execute(query);
  return z.object({ version: z.number() }).parse(found.rows[0]).version;
}

function newerVersion(found: number, newest: number): Fault {
  return {
    kind: 'operational',
    code: 'storage/newerVersion',
    tried: 'bring the database schema up to date',
    now: `the database has schema version ${found}, this program knows up to ${newest}; nothing was changed`,
    next: 'Install the version of the program that last ran on this data folder, or restore an older backup.',
    ids: { found, newest },
  };
}
