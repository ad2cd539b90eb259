import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '../../src-main/storage/database.ts';
import { FaultError } from '../../src-main/foundation/errors.ts';

/** Each implementation over which the contract suites of the repositories run. */
export interface TestDatabase {
  readonly database: Database;
  remove(): Promise<void>;
}

export const databaseKinds: readonly {
  readonly name: string;
  open(): Promise<TestDatabase>;
}[] = [
  { name: 'a SQLite file', open: openFile },
  { name: 'SQLite in memory', open: openMemory },
];

/** 2026-01-05 10:00 UTC: what tests take as now. */
export const TEST_NOW_MS = Date.UTC(2026, 0, 5, 10);

export async function openMemory(): Promise<TestDatabase> {
  const database = await openOrThrow(':memory:');
  return { database, remove: () => database.close() };
}

async function openFile(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-db-'));
  const database = await openOrThrow(join(folder, 'trunkline.db'));
  return {
    database,
    remove: async () => {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openOrThrow(path: string): Promise<Database> {
  const opened = await openDatabase({ path }, TEST_NOW_MS);
  if (!opened.ok) throw new FaultError(opened.error);
  return opened.value;
}
