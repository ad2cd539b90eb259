import assert from 'node:assert/strict';
import { SteppedClock } from '../../../src-main/foundation/clock.ts';
import { ServerTime } from '../../../src-renderer/transport/server-time.ts';

const SERVER_MS = 5_000_000;

describe('the time of the server', () => {
  it('runs on between frames from the best frame seen', () => {
    const clock = new SteppedClock(1000);
    const time = new ServerTime(clock);
    time.hear(SERVER_MS);
    clock.advance(1000);
    time.hear(SERVER_MS + 700);
    assert.equal(time.nowMs(), SERVER_MS + 1000, 'a frame that was 300 ms on its way changes nothing');
    time.hear(SERVER_MS + 1100);
    assert.equal(time.nowMs(), SERVER_MS + 1100);
  });

  it('follows a clock that was set back', () => {
    const time = new ServerTime(new SteppedClock(1000));
    time.hear(SERVER_MS);
    time.hear(SERVER_MS - 60_000);
    assert.equal(time.nowMs(), SERVER_MS - 60_000);
  });

  it('stands between frames on a stepped board', () => {
    const clock = new SteppedClock(1000);
    const time = new ServerTime(clock);
    time.setStepped(true);
    time.hear(SERVER_MS);
    clock.advance(9000);
    assert.equal(time.nowMs(), SERVER_MS);
  });
});
