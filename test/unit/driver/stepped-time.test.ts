import assert from 'node:assert/strict';
import { SteppedClock } from '../../../src-main/foundation/clock.ts';
import type { SteppedBoard } from '../../../src-main/driver/stepped-time.ts';
import { SteppedTime } from '../../../src-main/driver/stepped-time.ts';

/** A board of 10 ms frames that raises one event at each of some instants. */
class FrameBoard implements SteppedBoard {
  readonly frameMs = 10;
  nowMs = 0;
  readonly #eventsAtMs: number[];
  readonly #deliver: (atMs: number) => void;
  #waiting = 0;
  busyRounds = 0;

  constructor(eventsAtMs: readonly number[], deliver: (atMs: number) => void) {
    this.#eventsAtMs = [...eventsAtMs];
    this.#deliver = deliver;
  }

  step(maxFrames: number): number {
    for (let ran = 1; ran <= maxFrames; ran++) {
      this.nowMs += this.frameMs;
      if (this.#eventsAtMs[0] === this.nowMs) {
        this.#eventsAtMs.shift();
        this.#waiting += 1;
        return ran;
      }
    }
    return maxFrames;
  }

  deliver(): number {
    const delivered = this.#waiting;
    for (; this.#waiting > 0; this.#waiting--) this.#deliver(this.nowMs);
    return delivered;
  }

  pump(): boolean {
    if (this.busyRounds === 0) return false;
    this.busyRounds -= 1;
    return true;
  }
}

describe('stepped time', () => {
  it('tells an event at the same instant on both clocks', async () => {
    const clock = new SteppedClock(0);
    const seen: number[][] = [];
    const board = new FrameBoard([30, 70], (atMs) => void seen.push([atMs, clock.monotonicMs()]));
    await new SteppedTime(board, clock).advance(100);
    assert.deepEqual(seen, [
      [30, 30],
      [70, 70],
    ]);
    assert.deepEqual([board.nowMs, clock.monotonicMs()], [100, 100]);
  });

  it('fires a timer before native time runs past its frame', async () => {
    const clock = new SteppedClock(0);
    const board = new FrameBoard([], () => {});
    const fired: number[] = [];
    clock.setTimer(25, () => void fired.push(board.nowMs));
    await new SteppedTime(board, clock).advance(1_000);
    assert.deepEqual(fired, [30]);
  });

  it('lets promises that an event settled set a timer before time moves on', async () => {
    const clock = new SteppedClock(0);
    const fired: number[] = [];
    const board = new FrameBoard([20], () => {
      void Promise.resolve().then(() => clock.setTimer(10, () => void fired.push(clock.monotonicMs())));
    });
    await new SteppedTime(board, clock).advance(100);
    assert.deepEqual(fired, [30]);
  });

  it('owes what is less than a frame to the next call', async () => {
    const clock = new SteppedClock(0);
    const time = new SteppedTime(new FrameBoard([], () => {}), clock);
    await time.advance(4);
    await time.advance(4);
    assert.equal(clock.monotonicMs(), 0);
    await time.advance(4);
    assert.equal(clock.monotonicMs(), 10);
  });

  it('pumps and settles until the board is quiet', async () => {
    const board = new FrameBoard([], () => {});
    board.busyRounds = 3;
    let settled = 0;
    const settle = (): Promise<void> => Promise.resolve(void (settled += 1));
    await new SteppedTime(board, new SteppedClock(0), settle).advance(0);
    assert.deepEqual([board.busyRounds, settled], [0, 4]);
  });
});
