import assert from 'node:assert/strict';
import { channelNumberSchema, commandIdSchema } from '../../../src-main/contract/ids.ts';
import { ChannelMonitor, type MonitorSource } from '../../../src-main/driver/channel-monitor.ts';
import { SteppedClock } from '../../../src-main/foundation/clock.ts';
import { failed, ok } from '../../../src-main/foundation/result.ts';
import { SimulatedBoard } from '../../support/simulated-board.ts';

const line = channelNumberSchema.parse(0);
const other = channelNumberSchema.parse(1);
const unknown = channelNumberSchema.parse(99);

const rethrow = (error: unknown): void => {
  throw error;
};

/** Ports in memory: what is pushed to an open one is read from it. */
class Ports implements MonitorSource {
  readonly open = new Set<number>();
  readonly waiting = new Map<number, number[]>();

  monitor(channel: typeof line, on: boolean) {
    if (channel === unknown) {
      return failed({
        kind: 'operational' as const,
        code: 'board/channelUnknown' as const,
        tried: 'listen',
        now: 'there is none',
        next: 'Choose another.',
      });
    }
    if (on) this.open.add(channel);
    else this.open.delete(channel);
    return ok();
  }

  readMonitor(channel: typeof line, pairs: Int16Array): number {
    const samples = this.waiting.get(channel) ?? [];
    const count = Math.min(pairs.length, samples.length);
    pairs.set(samples.splice(0, count));
    return count / 2;
  }
}

function rig() {
  const source = new Ports();
  const clock = new SteppedClock(0);
  return { source, clock, monitor: new ChannelMonitor({ source, clock, onListenerError: rethrow }) };
}

describe('channel monitor', () => {
  it('opens a port for the first listener and closes it after the last', () => {
    const { source, clock, monitor } = rig();
    const heard: number[][] = [[], []];
    const first = monitor.listen(line, (pairs) => heard[0]?.push(...pairs));
    const second = monitor.listen(line, (pairs) => heard[1]?.push(...pairs));
    assert.ok(first.ok && second.ok);
    source.waiting.set(line, [1, 2, 3, 4]);
    clock.advance(20);
    first.value.dispose();
    first.value.dispose();
    assert.ok(source.open.has(line));
    source.waiting.set(line, [5, 6]);
    clock.advance(20);
    second.value.dispose();
    assert.deepEqual(heard, [
      [1, 2, 3, 4],
      [1, 2, 3, 4, 5, 6],
    ]);
    assert.equal(source.open.size, 0);
    assert.equal(clock.untilNextTimerMs(), undefined);
  });

  it('does not play what was left of an earlier time', () => {
    const { source, clock, monitor } = rig();
    source.waiting.set(line, [9, 9]);
    const heard: number[] = [];
    monitor.listen(line, (pairs) => heard.push(...pairs));
    clock.advance(100);
    assert.deepEqual(heard, []);
  });

  it('keeps channels apart, and refuses one that is not there', () => {
    const { source, clock, monitor } = rig();
    const heard: number[] = [];
    monitor.listen(line, () => heard.push(-1));
    monitor.listen(other, (pairs) => heard.push(...pairs));
    source.waiting.set(other, [3, 4]);
    clock.advance(20);
    const refused = monitor.listen(unknown, () => undefined);
    assert.equal(refused.ok ? 'ok' : refused.error.code, 'board/channelUnknown');
    assert.deepEqual(heard, [3, 4]);
    monitor.dispose();
    assert.equal(source.open.size, 0);
  });

  it('hears both sides of a line of the simulated board', async () => {
    const board = new SimulatedBoard();
    await board.driver.start();
    const monitor = new ChannelMonitor({ source: board.driver, clock: board.clock, onListenerError: rethrow });
    const loudest = { fromLine: 0, toLine: 0 };
    const listening = monitor.listen(line, (pairs) => {
      for (let at = 0; at < pairs.length; at += 2) {
        loudest.fromLine = Math.max(loudest.fromLine, Math.abs(pairs[at] ?? 0));
        loudest.toLine = Math.max(loudest.toLine, Math.abs(pairs[at + 1] ?? 0));
      }
    });
    assert.ok(listening.ok);
    const dial = { kind: 'dial', channel: line, digits: '13800000000' } as const;
    board.driver.post(commandIdSchema.parse(1), { ...dial, waitForDialTone: true, answerTimeoutMs: 30_000 });
    await board.time.advance(2_500);
    assert.ok(loudest.fromLine > 1_000, `dial tone from the line: ${loudest.fromLine}`);
    assert.ok(loudest.toLine > 500, `digits to the line: ${loudest.toLine}`);
    const refused = monitor.listen(unknown, () => undefined);
    assert.equal(refused.ok ? 'ok' : refused.error.code, 'board/channelUnknown');
    listening.value.dispose();
    loudest.fromLine = 0;
    await board.time.advance(200);
    assert.equal(loudest.fromLine, 0);
    await board.close();
    const late = monitor.listen(line, () => undefined);
    assert.equal(late.ok ? 'ok' : late.error.code, 'board/notStarted');
  });
});
