import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { SteppedClock } from '../../../src-main/foundation/clock.ts';
import { FREE_SPACE_LIMITS, freeBytesOf, FreeSpaceGuard } from '../../../src-main/storage/free-space-guard.ts';
import { settle } from '../../support/settle.ts';

const MIB = 1024 * 1024;

describe('the free-space guard', () => {
  let free: number;
  let failures: unknown[];
  let told: string[];
  let clock: SteppedClock;
  let guard: FreeSpaceGuard;
  beforeEach(() => {
    free = 100_000 * MIB;
    failures = [];
    told = [];
    clock = new SteppedClock(0);
    guard = new FreeSpaceGuard({
      clock,
      readFreeBytes: () => (free < 0 ? Promise.reject(new Error('no disk')) : Promise.resolve(free)),
      onFailure: (error) => void failures.push(error),
    });
    guard.onChanged((state) => void told.push(state));
  });

  async function stateAt(freeMib: number): Promise<string> {
    free = freeMib * MIB;
    return guard.check();
  }

  it('goes down and up through its states, each way back higher than the way in', async () => {
    const walk: string[] = [];
    for (const freeMib of [4_000, 2_100, 2_047, 2_300, 201, 199, 299, 300, 2_100, 2_560])
      walk.push(await stateAt(freeMib));
    assert.deepEqual(walk, ['ok', 'ok', 'low', 'low', 'low', 'full', 'full', 'low', 'low', 'ok']);
    assert.deepEqual(told, ['low', 'full', 'low', 'ok']);
  });

  it('falls from ok to full at once, and comes back at once', async () => {
    assert.deepEqual([await stateAt(10), await stateAt(9_000)], ['full', 'ok']);
    assert.deepEqual([await stateAt(250), await stateAt(10), await stateAt(2_300)], ['low', 'full', 'low']);
  });

  it('reads at start and every 10 s until disposed of', async () => {
    await guard.start();
    free = 0;
    clock.advance(FREE_SPACE_LIMITS.checkEveryMs - 1);
    await settle();
    assert.equal(guard.state, 'ok');
    clock.advance(1);
    await settle();
    assert.equal(guard.state, 'full');
    guard.dispose();
    assert.equal(clock.untilNextTimerMs(), undefined);
  });

  it('reports a reading that fails and keeps its state', async () => {
    await stateAt(10);
    assert.equal(await stateAt(-1), 'full');
    assert.equal(failures.length, 1);
  });

  it('reads the disk of a folder', async () => {
    assert.ok((await freeBytesOf(tmpdir())) > 0);
  });
});
