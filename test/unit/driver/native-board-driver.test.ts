import assert from 'node:assert/strict';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { channelNumberSchema, commandIdSchema } from '../../../src-main/contract/ids.ts';
import type { ChannelCommand } from '../../../src-main/driver/channel-command.ts';
import type { ChannelEvent } from '../../../src-main/driver/channel-event.ts';
import { BOARD_SIM_PATH, SimulatedBoard } from '../../support/simulated-board.ts';

const trunk = channelNumberSchema.parse(0);
const id = (number: number) => commandIdSchema.parse(number);

async function startCode(board: SimulatedBoard): Promise<string | undefined> {
  const started = await board.driver.start();
  await board.close();
  return started.ok ? undefined : started.error.code;
}

describe('native board driver', () => {
  for (const probe of [true, false]) {
    it(`says why the board does not open (probe ${probe ? 'first' : 'left out'})`, async () => {
      const codes = [
        await startCode(new SimulatedBoard({ probe, libraryPath: '/nowhere/board.so' })),
        await startCode(new SimulatedBoard({ probe, libraryPath: fileURLToPath(import.meta.url) })),
        await startCode(new SimulatedBoard({ probe }, { failOpen: 'error' })),
        await startCode(new SimulatedBoard({ probe }, { noSuchKey: 1 })),
      ];
      assert.deepEqual(codes, ['board/libraryMissing', 'board/libraryInvalid', 'board/openFailed', 'board/openFailed']);
    });
  }

  it('survives a library that crashes in open', async () => {
    assert.equal(await startCode(new SimulatedBoard({ probe: true }, { failOpen: 'crash' })), 'board/crashedInOpen');
  });

  it('takes no command before start, after stop, and none of an id that still runs', async () => {
    const board = new SimulatedBoard();
    const release: ChannelCommand = { kind: 'release', channel: trunk };
    const codes: string[] = [];
    const post = (number: number): void => {
      const posted = board.driver.post(id(number), release);
      codes.push(posted.ok ? 'ok' : posted.error.code);
    };
    post(1);
    await board.driver.start();
    post(1);
    post(1);
    await board.time.advance(10);
    post(1);
    await board.close();
    post(2);
    assert.deepEqual(codes, ['board/notStarted', 'ok', 'board/commandInvalid', 'ok', 'board/notStarted']);
  });

  it('answers an overflowing ring with a snapshot and goes on with the next number', async () => {
    const board = new SimulatedBoard({ ringCapacity: 16 });
    const told: string[] = [];
    let nextSeq = 1;
    board.driver.onEvent((event) => {
      assert.equal(event.seq, nextSeq);
      nextSeq += 1;
    });
    board.driver.onResync((snapshot) => {
      told.push('resync');
      nextSeq = snapshot.seq + 1;
    });
    await board.driver.start();
    await board.time.advance(100);
    board.act({ do: 'flood', count: 500 });
    await board.time.advance(1_000);
    board.act({ do: 'ring', trunkNo: 1, number: '139' });
    await board.time.advance(3_000);
    assert.ok(told.length >= 1);
    assert.equal(board.driver.snapshot().channels[0]?.state, 'offered');
    assert.equal(board.driver.snapshot().seq, nextSeq - 1);
    await board.close();
  });

  it('ends every command with failed when the board is pulled out, and takes no more', async () => {
    const board = new SimulatedBoard();
    const events: ChannelEvent[] = [];
    board.driver.onEvent((event) => void events.push(event));
    await board.driver.start();
    await board.time.advance(100);
    board.driver.post(id(1), {
      kind: 'dial',
      channel: trunk,
      digits: '12345603',
      waitForDialTone: true,
      answerTimeoutMs: 0,
    });
    await board.time.advance(500);
    board.act({ do: 'removeBoard' });
    await board.time.advance(200);
    const completed = events.flatMap((event) => (event.kind === 'CommandCompleted' ? [event.result] : []));
    const lost = events.filter((event) => event.kind === 'BoardChanged' && event.state === 'lost');
    const posted = board.driver.post(id(2), { kind: 'release', channel: trunk });
    assert.deepEqual(completed, ['failed']);
    assert.equal(lost.length, 1);
    assert.equal(!posted.ok && posted.error.code, 'board/gone');
    await board.close();
  });

  it('runs the same story twice with the same events at the same instants', async () => {
    const run = async (): Promise<readonly ChannelEvent[]> => {
      const board = new SimulatedBoard();
      const events: ChannelEvent[] = [];
      board.driver.onEvent((event) => void events.push(event));
      await board.driver.start();
      await board.time.advance(100);
      board.act({ do: 'ring', trunkNo: 1, number: '13900001234' });
      await board.time.advance(3_000);
      board.driver.post(id(1), { kind: 'answer', channel: trunk });
      board.act({ do: 'lift', phoneNo: 1 });
      await board.time.advance(12_000);
      await board.close();
      return events;
    };
    const first = await run();
    assert.ok(first.length > 10);
    assert.deepEqual(await run(), first);
  });

  it('passes 45 seconds of ringing in far less', async () => {
    const board = new SimulatedBoard();
    let result = '';
    board.driver.onEvent((event) => void (event.kind === 'CommandCompleted' && (result = event.result)));
    await board.driver.start();
    board.driver.post(id(1), {
      kind: 'ring',
      channel: channelNumberSchema.parse(2),
      callerNumber: '',
      callerName: '',
      timeoutMs: 0,
    });
    await board.time.advance(44_900);
    assert.equal(result, '');
    await board.time.advance(200);
    assert.equal(result, 'noAnswer');
    await board.close();
  });

  it('on the wall clock, is rung awake by events and stops with a dial running', async () => {
    const board = new SimulatedBoard({ clock: 'real' });
    const told: string[] = [];
    const seized = new Promise<void>((resolve) => {
      board.driver.onEvent((event) => {
        told.push(event.kind === 'CommandCompleted' ? event.result : event.kind);
        if (event.kind === 'Progressed') resolve();
      });
    });
    const started = await board.driver.start();
    assert.ok(started.ok);
    board.driver.post(id(1), {
      kind: 'dial',
      channel: trunk,
      digits: '12345603',
      waitForDialTone: true,
      answerTimeoutMs: 0,
    });
    await seized;
    await board.close();
    assert.deepEqual([told[0], told.at(-1)], ['BoardChanged', 'BoardChanged']);
    assert.equal(told.filter((each) => ['cancelled', 'hangUp'].includes(each)).length, 1);
  });

  it('works in a worker thread and dies with it while a board is open', async () => {
    const worker = new Worker(new URL('driver-worker.ts', import.meta.url), {
      workerData: { libraryPath: BOARD_SIM_PATH, name: `worker-${process.pid}` },
    });
    const [up] = await once(worker, 'message');
    assert.equal(up, 'up');
    assert.equal(await worker.terminate(), 1);
  });
});
