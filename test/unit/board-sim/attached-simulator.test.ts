import assert from 'node:assert/strict';
import { attachSimulator } from '../../../board-sim/control/attached-simulator.ts';
import type { BenchAction } from '../../../src-main/contract/bench.ts';
import type { Fault } from '../../../src-main/foundation/errors.ts';
import type { Result } from '../../../src-main/foundation/result.ts';
import { HostedWorld, LIBRARY_PATH } from './hosted-world.ts';

const VOICE_EVENT = 10;
const BOARD_EVENT = 1;

function codeOf(result: Result<unknown, Fault>): string {
  return result.ok ? 'ok' : result.error.code;
}

function rms(samples: Int16Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length));
}

describe('the attached simulator', () => {
  let world: HostedWorld;
  beforeEach(() => {
    world = new HostedWorld('attached');
  });
  afterEach(() => world.close());

  it('says why it cannot attach', () => {
    const name = 'nobody';
    assert.equal(codeOf(attachSimulator({ libraryPath: LIBRARY_PATH, name })), 'bench/notSimulated');
    assert.equal(codeOf(attachSimulator({ libraryPath: '/nowhere/board_sim.so', name })), 'board/libraryInvalid');
    assert.equal(
      codeOf(attachSimulator({ libraryPath: LIBRARY_PATH, name, addonPath: '/nowhere.node' })),
      'server/addonMissing',
    );
  });

  it('rings a trunk and shows it', () => {
    assert.ok(world.act({ do: 'ring', trunkNo: 1, number: '13900001234' }).ok);
    world.pass(20);
    const [line] = world.simulator.state().lines;
    assert.deepEqual([line?.state, line?.number, line?.ourHookOff], ['ringing', '13900001234', false]);
  });

  it('refuses what the world is not in a state for, and names the state', () => {
    const refused = world.act({ do: 'giveUp', trunkNo: 1 });
    assert.ok(!refused.ok);
    assert.deepEqual([refused.error.code, refused.error.now], ['bench/refused', 'the line is idle']);
    for (const action of [
      { do: 'farPress', trunkNo: 1, digits: '1' },
      { do: 'farHangUp', trunkNo: 1 },
      { do: 'farAnswer', trunkNo: 1 },
      { do: 'press', phoneNo: 1, digits: '1' },
      { do: 'flash', phoneNo: 1 },
      { do: 'lift', phoneNo: 3 },
      { do: 'ring', trunkNo: 3, number: '1' },
    ] as const) {
      assert.equal(codeOf(world.act(action)), 'bench/refused', action.do);
    }
  });

  it('carries out every action of the contract', () => {
    const actions: readonly BenchAction[] = [
      { do: 'setLine', trunkNo: 1, clearBy: 'loopDrop', dialTone: true, polarityAnswer: true, battery: true },
      { do: 'ring', trunkNo: 1, number: '1', name: '李', callerId: 'none', giveUpAfterMs: 0 },
      { do: 'giveUp', trunkNo: 1 },
      { do: 'lift', phoneNo: 1 },
      { do: 'press', phoneNo: 1, digits: '1*#,D' },
      { do: 'speak', phoneNo: 1, voice: { kind: 'speech', seed: 1, levelDbm0: -15 } },
      { do: 'flash', phoneNo: 1, durationMs: 300 },
      { do: 'hangUp', phoneNo: 1 },
      { do: 'farSpeak', trunkNo: 1, voice: { kind: 'tone', hz: 1040, levelDbm0: -15 } },
      { do: 'flood', count: 1, perSecond: 0 },
    ];
    for (const action of actions) assert.deepEqual([action.do, codeOf(world.simulator.act(action))], [action.do, 'ok']);
  });

  it('refuses a voice file that is not there or not audio', () => {
    const refused = world.act({ do: 'speak', phoneNo: 1, voice: { kind: 'file', path: LIBRARY_PATH, loop: false } });
    assert.ok(!refused.ok);
    assert.equal(refused.error.now, 'the voice file is not a WAV file');
    const absent = world.act({ do: 'farSpeak', trunkNo: 1, voice: { kind: 'file', path: '/nowhere.wav', loop: true } });
    assert.equal(codeOf(absent), 'bench/refused');
  });

  it('tells notices once, in order, with simulator time', () => {
    world.act({ do: 'ring', trunkNo: 1, number: '13900001234' });
    world.pass(1_000);
    world.board.operate('seize', 0, 1);
    world.pass(100);
    world.act({ do: 'farHangUp', trunkNo: 1 });
    assert.deepEqual(
      world.simulator.takeNotices().map((notice) => [notice.atMs, notice.who, notice.what, notice.detail]),
      [
        [10, 'trunk 1', 'rings', '13900001234'],
        [1_010, 'trunk 1', 'offHook', ''],
        [1_010, 'trunk 1', 'ringEnds', 'answered'],
        [1_010, 'trunk 1', 'answered', ''],
        [1_110, 'trunk 1', 'hungUp', ''],
      ],
    );
    assert.deepEqual(world.simulator.takeNotices(), []);
  });

  it('keeps the last 10 000 notices, however many bytes they are', () => {
    for (let round = 0; round < 5_100; round += 1) {
      world.act({ do: 'lift', phoneNo: 1 });
      world.act({ do: 'hangUp', phoneNo: 1 });
    }
    assert.equal(world.simulator.takeNotices().length, 10_000);
  });

  it('lets a tester hear and speak at a party, at most 2 s', () => {
    world.act({ do: 'ring', trunkNo: 1, number: '1', callerId: 'none' });
    world.board.operate('seize', 0, 1);
    world.act({ do: 'farSpeak', trunkNo: 1, voice: { kind: 'live' } });
    assert.equal(world.simulator.hear({ kind: 'far', trunkNo: 1 }).length, 0);
    world.simulator.feed({ kind: 'far', trunkNo: 1 }, new Int16Array(160).fill(1_000));
    world.pass(500);
    const heard = world.simulator.hear({ kind: 'far', trunkNo: 1 });
    assert.equal(heard.length, 4_000);
    assert.equal(rms(heard), 0); // our side is silent
    world.pass(5_000);
    assert.equal(world.simulator.hear({ kind: 'far', trunkNo: 1 }).length, 16_000);
    assert.equal(world.simulator.hear({ kind: 'phone', phoneNo: 9 }).length, 0);
  });

  it('floods the lane with numbered events, at once or at a rate', () => {
    world.act({ do: 'flood', count: 25_000 });
    world.pass(30);
    const atOnce = world.board.takeEvents().filter((event) => event.kind === VOICE_EVENT);
    assert.equal(atOnce.length, 25_000);
    const [first] = atOnce;
    assert.ok(atOnce.every((event, index) => event.seq === (first?.seq ?? 0) + index));
    world.act({ do: 'flood', count: 5_000, perSecond: 10_000 });
    world.pass(100);
    assert.equal(world.board.takeEvents().length, 1_000);
    world.pass(400);
    assert.equal(world.board.takeEvents().length, 4_000);
    world.pass(100);
    assert.equal(world.board.takeEvents().length, 0);
  });

  it('tells BOARD lost once when the card is pulled out, and then that it is gone', () => {
    assert.ok(world.act({ do: 'removeBoard' }).ok);
    world.pass(10);
    const told = world.board.takeEvents();
    assert.deepEqual([told.length, told[0]?.kind, told[0]?.code], [1, BOARD_EVENT, -1]);
    assert.equal(codeOf(world.act({ do: 'lift', phoneNo: 1 })), 'board/gone');
    assert.equal(codeOf(world.act({ do: 'removeBoard' })), 'board/gone');
    assert.equal(world.simulator.state().lines.length, 2);
  });

  it('refuses everything once detached', () => {
    world.simulator.detach();
    assert.equal(codeOf(world.act({ do: 'lift', phoneNo: 1 })), 'bench/notSimulated');
    assert.equal(world.simulator.hear({ kind: 'phone', phoneNo: 1 }).length, 0);
  });

  it('plays the same run for the same seed', () => {
    const story = (): unknown => {
      const own = new HostedWorld('twin', { seed: 42 });
      own.act({ do: 'ring', trunkNo: 1, number: '13900001234' });
      own.pass(2_000);
      own.board.operate('seize', 0, 1);
      own.act({ do: 'farSpeak', trunkNo: 1, voice: { kind: 'speech', seed: 5, levelDbm0: -15 } });
      own.pass(3_000);
      const run = [own.board.takeEvents(), own.simulator.takeNotices(), own.simulator.state()];
      own.close();
      return run;
    };
    assert.deepEqual(story(), story());
  });
});
