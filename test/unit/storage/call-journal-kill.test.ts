import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { SteppedClock } from '../../../src-main/foundation/clock.ts';
import { CallJournal } from '../../../src-main/storage/call-journal.ts';
import { openDatabase } from '../../../src-main/storage/database.ts';
import { collect } from '../../support/collect.ts';
import { TEST_NOW_MS } from '../../support/test-databases.ts';

describe('the journal of a process that was killed', () => {
  it('holds every event up to some number, without a gap, and all that were told as written', async function () {
    this.timeout(20_000);
    const folder = mkdtempSync(join(tmpdir(), 'trunkline-kill-'));
    try {
      const path = join(folder, 'trunkline.db');
      const lastTold = await killAfter(path, 300);
      const opened = await openDatabase({ path }, TEST_NOW_MS);
      assert.ok(opened.ok);
      const fail = (reason: unknown): never => assert.fail(String(reason));
      const reports = { onFault: fail, onListenerError: fail };
      const journal = await CallJournal.open(opened.value, new SteppedClock(TEST_NOW_MS), reports);
      const numbers = (await collect(journal.replay())).map((event) => event.eventNo);
      await opened.value.close();
      assert.deepEqual(
        numbers,
        numbers.map((_, index) => index + 1),
      );
      assert.ok(numbers.length >= lastTold, `${numbers.length} on the disk, ${lastTold} told`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** @returns the last number that the process told as written before it was killed. */
function killAfter(path: string, eventCount: number): Promise<number> {
  const writer = new URL('../../support/journal-writer.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [writer, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let lastTold = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    lastTold = Number(line);
    if (lastTold >= eventCount) child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (_code, signal) =>
      signal === 'SIGKILL' ? resolve(lastTold) : reject(new Error('the writer ended by itself')),
    );
  });
}
