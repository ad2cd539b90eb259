import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { sql } from 'kysely';
import { openDatabase } from '../../../src-main/storage/database.ts';
import { migrations } from '../../../src-main/storage/migrations/migrations.ts';
import { TEST_NOW_MS } from '../../support/test-databases.ts';

describe('opening the database', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'trunkline-open-'));
    path = join(folder, 'below', 'trunkline.db');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function open(options: { busyTimeoutMs?: number } = {}) {
    return openDatabase({ path, ...options }, TEST_NOW_MS);
  }

  async function make(): Promise<void> {
    const opened = await open();
    assert.ok(opened.ok);
    await opened.value.close();
  }

  it('makes folder and file, in write-ahead mode, with foreign keys and strict tables', async () => {
    const opened = await open();
    assert.ok(opened.ok);
    const { query, close } = opened.value;
    const mode = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(query);
    const keys = await sql<{ foreign_keys: number }>`pragma foreign_keys`.execute(query);
    const loose = await sql`select name from pragma_table_list
      where schema = 'main' and type = 'table' and strict = 0 and name not like 'sqlite_%'`.execute(query);
    assert.deepEqual([mode.rows[0]?.journal_mode, keys.rows[0]?.foreign_keys, loose.rows], ['wal', 1, []]);
    await close();
  });

  it('applies each migration once, in order of their numbers', async () => {
    await make();
    await make();
    const file = new SqliteDatabase(path, { readonly: true });
    const rows = file.prepare('select version, name, applied_at from schema_version order by version').all();
    file.close();
    assert.deepEqual(
      rows,
      migrations.map(({ version, name }) => ({ version, name, applied_at: TEST_NOW_MS })),
    );
    assert.deepEqual(
      migrations.map((step) => step.version),
      migrations.map((_, index) => index + 1),
    );
  });

  it('answers storage/newerVersion to a file of a newer program, and changes nothing in it', async () => {
    await make();
    const file = new SqliteDatabase(path);
    file.prepare("insert into schema_version values (900, 'future', 0)").run();
    file.close();
    const opened = await open();
    assert.equal(opened.ok ? 'open' : opened.error.code, 'storage/newerVersion');
    assert.deepEqual(opened.ok ? {} : opened.error.ids, { found: 900, newest: migrations.length });
  });

  it('answers storage/corrupt to a file that is no database, and leaves it as it is', async () => {
    await make();
    const rubbish = 'not a database, but somebody may want it back '.repeat(100);
    writeFileSync(path, rubbish);
    rmSync(`${path}-wal`, { force: true });
    const opened = await open();
    assert.equal(opened.ok ? 'open' : opened.error.code, 'storage/corrupt');
    assert.equal(readFileSync(path, 'utf8'), rubbish);
  });

  it('answers storage/corrupt to a database with a damaged page', async () => {
    await make();
    const bytes = readFileSync(path);
    bytes.fill(0xa5, 4096 * 3, 4096 * 5);
    writeFileSync(path, bytes);
    const opened = await open();
    assert.equal(opened.ok ? 'open' : opened.error.code, 'storage/corrupt');
    assert.deepEqual(readFileSync(path), bytes);
  });

  it('answers storage/locked when another program holds the file', async () => {
    await make();
    const other = new SqliteDatabase(path);
    other.pragma('locking_mode = EXCLUSIVE');
    other.exec('begin exclusive');
    const opened = await open({ busyTimeoutMs: 20 });
    other.exec('rollback');
    other.close();
    assert.equal(opened.ok ? 'open' : opened.error.code, 'storage/locked');
  });

  it('answers storage/failed, with what to do, where no folder can be made', async () => {
    writeFileSync(join(folder, 'below'), 'a file in the way');
    const opened = await open();
    assert.ok(!opened.ok);
    assert.equal(opened.error.code, 'storage/failed');
    assert.match(opened.error.next, /data folder/);
  });
});
