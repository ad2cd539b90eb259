import assert from 'node:assert/strict';
import { Bench } from '../../../board-sim/control/bench.ts';
import type { BenchNotice, BenchState } from '../../../src-main/contract/bench.ts';
import { SteppedClock } from '../../../src-main/foundation/clock.ts';
import { ok } from '../../../src-main/foundation/result.ts';
import { HostedWorld } from './hosted-world.ts';

describe('the bench', () => {
  let world: HostedWorld;
  let clock: SteppedClock;
  let bench: Bench;
  let states: BenchState[];
  let notices: BenchNotice[];

  /** Both times together, as the product steps them. */
  const pass = (ms: number): void => {
    for (let at = 0; at < ms; at += 10) {
      world.pass(10);
      clock.advance(10);
    }
  };

  beforeEach(() => {
    world = new HostedWorld('bench');
    clock = new SteppedClock(0);
    bench = new Bench({
      simulator: world.simulator,
      clock,
      advance: async (ms) => {
        pass(ms);
        return ok();
      },
      onListenerError: (error) => assert.fail(String(error)),
    });
    states = [];
    notices = [];
    bench.onState((state) => states.push(state));
    bench.onNotice((notice) => notices.push(notice));
  });
  afterEach(() => {
    bench.dispose();
    world.close();
  });

  it('tells a change at once, and is quiet while nothing changes', () => {
    bench.act({ do: 'lift', phoneNo: 1 });
    assert.deepEqual(
      states.map((state) => state.phones[0]?.hookOff),
      [true],
    );
    pass(1_000);
    assert.equal(states.length, 1);
  });

  it('tells changes at most every 100 ms, the last of them always', () => {
    for (let round = 0; round < 5; round += 1) {
      bench.act({ do: 'lift', phoneNo: 1 });
      bench.act({ do: 'lift', phoneNo: 2 });
      bench.act({ do: 'hangUp', phoneNo: 1 });
    }
    assert.equal(states.length, 1);
    pass(100);
    assert.equal(states.length, 2);
    assert.deepEqual([states[1]?.phones[0]?.hookOff, states[1]?.phones[1]?.hookOff], [false, true]);
  });

  it('tells notices without loss', () => {
    bench.act({ do: 'lift', phoneNo: 1 });
    bench.act({ do: 'hangUp', phoneNo: 1 });
    pass(100);
    assert.deepEqual(
      notices.map((notice) => notice.what),
      ['offHook', 'onHook'],
    );
  });

  it('moves time by what it was given', async () => {
    assert.ok((await bench.advance(250)).ok);
    assert.equal(bench.state().nowMs, 260);
  });

  it('gives a headset 20 ms blocks of what the party hears, until it is closed', () => {
    const blocks: number[] = [];
    const opened = bench.openAudio({ kind: 'phone', no: 1 }, (samples) => blocks.push(samples.length));
    assert.ok(opened.ok);
    bench.act({ do: 'lift', phoneNo: 1 });
    pass(200);
    assert.deepEqual(
      blocks,
      Array.from({ length: 10 }, () => 160),
    );
    opened.value.dispose();
    pass(200);
    assert.equal(blocks.length, 10);
  });

  it('makes the party’s voice live with the first block that is fed, and silent when closed', () => {
    const opened = bench.openAudio({ kind: 'phone', no: 1 }, () => undefined);
    assert.ok(opened.ok);
    assert.equal(bench.state().phones[0]?.voice, 'silence');
    opened.value.feed(new Int16Array(160));
    assert.equal(bench.state().phones[0]?.voice, 'live');
    opened.value.dispose();
    opened.value.feed(new Int16Array(160));
    assert.equal(bench.state().phones[0]?.voice, 'silence');
  });

  it('gives one headset a party, and none to a party that is not there', () => {
    const first = bench.openAudio({ kind: 'far', no: 1 }, () => undefined);
    assert.ok(first.ok);
    assert.equal(bench.openAudio({ kind: 'far', no: 1 }, () => undefined).ok, false);
    assert.equal(bench.openAudio({ kind: 'far', no: 3 }, () => undefined).ok, false);
    first.value.dispose();
    assert.equal(bench.openAudio({ kind: 'far', no: 1 }, () => undefined).ok, true);
  });
});
