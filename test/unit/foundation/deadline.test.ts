import assert from 'node:assert/strict';
import { SteppedClock } from '../../../src-main/foundation/clock.ts';
import { withDeadline } from '../../../src-main/foundation/deadline.ts';
import { ok, type Result } from '../../../src-main/foundation/result.ts';

describe('deadline', () => {
  it('fails when the time passes first, and drops what comes later', async () => {
    const clock = new SteppedClock(0);
    let finish: (result: Result<string, string>) => void = () => undefined;
    const work = new Promise<Result<string, string>>((resolve) => (finish = resolve));
    const result = withDeadline(clock, 1000, work, () => 'late');
    clock.advance(1000);
    finish(ok('done'));
    assert.deepEqual(await result, { ok: false, error: 'late' });
  });

  it('passes on what is done in time and leaves no timer', async () => {
    const clock = new SteppedClock(0);
    const result = await withDeadline(clock, 1000, Promise.resolve(ok('done')), () => 'late');
    assert.deepEqual([result, clock.untilNextTimerMs()], [{ ok: true, value: 'done' }, undefined]);
  });

  it('passes on a rejection and leaves no timer', async () => {
    const clock = new SteppedClock(0);
    const work = Promise.reject<Result<string, string>>(new Error('defect'));
    await assert.rejects(
      withDeadline(clock, 1000, work, () => 'late'),
      /defect/,
    );
    assert.equal(clock.untilNextTimerMs(), undefined);
  });
});
