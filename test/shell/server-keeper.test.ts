import assert from 'node:assert/strict';
import { SteppedClock } from '../../src-main/foundation/clock.ts';
import { stepTable, tableRows } from '../../src-main/foundation/state-table.ts';
import {
  KEEPER_TABLE,
  KEEPER_TIMERS,
  type KeeperAction,
  type KeeperEvent,
  type KeeperState,
} from '../../src-main/shell/keeper-table.ts';
import { ServerKeeper } from '../../src-main/shell/server-keeper.ts';
import { PlayedServer, settle } from './support/kept-server.ts';

describe('the keeper of the server', () => {
  let clock: SteppedClock;
  let server: PlayedServer;
  let keeper: ServerKeeper;
  let reports: string[];

  beforeEach(() => {
    clock = new SteppedClock(0);
    server = new PlayedServer();
    reports = [];
    keeper = new ServerKeeper(clock, server, { onUp: () => reports.push('up'), onDown: (why) => reports.push(why) });
  });

  /** Moves time in steps of a quarter second, so that every probe is answered before the next. */
  async function pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 250) {
      clock.advance(250);
      await settle();
    }
  }

  async function bringUp(): Promise<void> {
    server.isAnswering = true;
    keeper.start();
    await pass(KEEPER_TIMERS.startProbeMs);
  }

  it('says that the server is up when it answers first, and not before', async () => {
    keeper.start();
    await pass(2000);
    assert.deepEqual([reports, server.did], [[], ['launch']]);
    server.isAnswering = true;
    await pass(KEEPER_TIMERS.startProbeMs);
    assert.deepEqual([reports, keeper.state], [['up'], 'up']);
  });

  it('kills a server that leaves three heartbeats unanswered, and starts another after a pause', async () => {
    await bringUp();
    server.isAnswering = false;
    await pass(2 * KEEPER_TIMERS.heartbeatMs);
    assert.deepEqual(server.did, ['launch']);
    await pass(KEEPER_TIMERS.heartbeatMs);
    assert.deepEqual([server.did, reports.length], [['launch', 'kill'], 2]);
    server.end('SIGKILL');
    await pass(KEEPER_TIMERS.firstPauseMs);
    assert.deepEqual(server.did, ['launch', 'kill', 'launch']);
  });

  it('forgives two missed heartbeats when the third is answered', async () => {
    await bringUp();
    server.isAnswering = false;
    await pass(2 * KEEPER_TIMERS.heartbeatMs);
    server.isAnswering = true;
    await pass(KEEPER_TIMERS.heartbeatMs);
    server.isAnswering = false;
    await pass(2 * KEEPER_TIMERS.heartbeatMs);
    assert.deepEqual([keeper.state, server.did], ['up', ['launch']]);
  });

  it('doubles the pause of a server that keeps dying, up to a minute', async () => {
    keeper.start();
    const pauses: number[] = [];
    for (let death = 0; death < 8; death += 1) {
      server.end('exit code 1');
      const launches = server.did.length;
      let pauseMs = 0;
      for (; server.did.length === launches; pauseMs += 250) await pass(250);
      pauses.push(pauseMs);
    }
    assert.deepEqual(pauses, [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  });

  it('begins with the first pause again after a minute of health', async () => {
    keeper.start();
    server.end('exit code 1');
    await pass(1000);
    server.isAnswering = true;
    await pass(KEEPER_TIMERS.startProbeMs + KEEPER_TIMERS.steadyMs);
    server.end('exit code 1');
    await pass(KEEPER_TIMERS.firstPauseMs);
    assert.deepEqual(server.did, ['launch', 'launch', 'launch']);
  });

  it('kills a server that does not answer within its time to start', async () => {
    keeper.start();
    await pass(KEEPER_TIMERS.startLimitMs);
    assert.deepEqual([server.did, reports], [['launch', 'kill'], []]);
  });

  it('asks the server to end when it stops, and kills it when it does not', async () => {
    await bringUp();
    let stopped = false;
    const stopping = keeper.stop().then(() => (stopped = true));
    await pass(KEEPER_TIMERS.stopLimitMs);
    assert.deepEqual([server.did, stopped], [['launch', 'terminate', 'kill'], false]);
    server.end('SIGKILL');
    await stopping;
    assert.equal(keeper.state, 'stopped');
  });

  it('stops at once during a pause, and starts nothing after it', async () => {
    keeper.start();
    server.end('exit code 1');
    await keeper.stop();
    await pass(KEEPER_TIMERS.longestPauseMs);
    assert.deepEqual(server.did, ['launch']);
  });

  it('drops the answer that an earlier process still gave', async () => {
    keeper.start();
    server.isAnswering = true;
    clock.advance(KEEPER_TIMERS.startProbeMs);
    server.end('exit code 1');
    await settle();
    assert.deepEqual([keeper.state, reports], ['pausing', []]);
  });
});

describe("the keeper's table", () => {
  /** States that can be reached from one, itself included. */
  function reachableFrom(start: KeeperState): readonly string[] {
    const rows = tableRows<KeeperState, KeeperEvent, KeeperAction>(KEEPER_TABLE);
    const reached = new Set<string>([start]);
    for (const from of reached) {
      for (const row of rows) if (row.from === from && row.to !== undefined) reached.add(row.to);
    }
    return [...reached].sort();
  }

  it('reaches every state from idle', () => {
    assert.deepEqual(reachableFrom('idle'), Object.keys(KEEPER_TABLE).sort());
  });

  it('can be stopped in every state', () => {
    const states: readonly KeeperState[] = ['idle', 'starting', 'up', 'ending', 'pausing', 'stopping'];
    assert.deepEqual(
      states.filter((state) => !reachableFrom(state).includes('stopped')),
      [],
    );
  });

  it('refuses to start twice and to start again once stopped', () => {
    const step = (state: KeeperState, event: KeeperEvent): string =>
      stepTable<KeeperState, KeeperEvent, KeeperAction>(KEEPER_TABLE, state, event).kind;
    assert.deepEqual(
      [step('starting', 'start'), step('up', 'start'), step('stopped', 'start')],
      ['refused', 'refused', 'refused'],
    );
  });
});
