// Long: one describe of one socket, each of whose rules is one test.
import assert from 'node:assert/strict';
import type { HttpServer } from '../../src-main/api/http-server.ts';
import { SEAT_LIMITS } from '../../src-main/api/seat-session.ts';
import { CLOSE_CODES, MAX_FRAME_BYTES } from '../../src-main/contract/seat-protocol.ts';
import { channelNumberSchema, stationDevice, trunkDevice } from '../../src-main/contract/ids.ts';
import { SteppedClock } from '../../src-main/foundation/clock.ts';
import { ApiClient, openApi, type SeatClient } from '../support/api-client.ts';
import { until } from '../support/until.ts';
import type { AskedOfCalls } from '../support/fake-calls.ts';
import { fault } from '../support/fake-fault.ts';
import { FakeHouse } from '../support/fake-ports.ts';

const OWN = stationDevice('801');
const TRUNK = trunkDevice(1);

describe('the seat socket', () => {
  let house: FakeHouse;
  let clock: SteppedClock;
  let server: HttpServer;
  let agent: ApiClient;
  let supervisor: ApiClient;

  beforeEach(async () => {
    clock = new SteppedClock(1_795_000_000_000);
    house = new FakeHouse(clock);
    await house.addUser('agent1', 'agent', '陈静');
    await house.addUser('agent2', 'agent', '李强');
    await house.addUser('boss', 'supervisor', '赵敏');
    server = await openApi(house.parts());
    agent = new ApiClient(server.address);
    supervisor = new ApiClient(server.address);
    await agent.login('agent1', '801');
    await supervisor.login('boss');
  });

  afterEach(() => server.close());

  it('greets with session, user and station, and tells the state in a snapshot', async () => {
    house.calls.begin({ farNumber: '13900001234' }, [{ deviceId: TRUNK }, { deviceId: OWN, state: 'alerting' }]);
    house.calls.begin({ farNumber: '13900005678' }, [{ deviceId: trunkDevice(2) }]);
    const { seat, snapshot } = await agent.seated();
    const [hello] = seat.frames;
    assert.ok(hello?.kind === 'hello');
    assert.deepEqual([hello.user.login, hello.stationNo, hello.now], ['agent1', '801', clock.nowMs()]);
    assert.deepEqual(
      snapshot.topics.calls.map((call) => call.farNumber),
      ['13900001234'],
    );
    assert.deepEqual(snapshot.topics.allowed, {
      agent: ['agent.setReady', 'station.setDoNotDisturb', 'station.setForwarding', 'call.make'],
      calls: { call_1: ['call.answer', 'call.hangUp', 'call.deflect'] },
    });
    assert.equal(snapshot.topics.board, undefined);
    assert.equal(snapshot.topics.agents[0]?.online, true);
  });

  it('shows supervisors every call and the board', async () => {
    house.calls.begin({}, [{ deviceId: trunkDevice(2) }]);
    const { snapshot } = await supervisor.seated();
    assert.equal(snapshot.topics.calls.length, 1);
    assert.equal(snapshot.topics.board?.channels.length, 16);
  });

  it('numbers its deltas without a gap, and tells news of calls, agents, lines and records', async () => {
    const { seat, snapshot } = await supervisor.seated();
    const call = house.calls.begin({}, [{ deviceId: TRUNK }]);
    house.calls.tell(call, { kind: 'Established', deviceId: TRUNK });
    house.calls.changeDevice(TRUNK, { state: 'connected' });
    house.agents.setReady(house.agents.byStation('801')?.userId ?? fail(), true);
    assert.equal((await seat.delta('callEvent')).event.kind, 'Established');
    assert.equal((await seat.delta('channel')).channel.state, 'connected');
    assert.equal((await seat.delta('agent')).agent.state, 'ready');
    const numbers = seat.frames.flatMap((frame) => (frame.kind === 'delta' ? [frame.seq] : []));
    assert.deepEqual(
      numbers,
      numbers.map((_, at) => snapshot.seq + 1 + at),
    );
  });

  it('tells an agent of a call when it reaches the own station, and that it is gone when it leaves', async () => {
    const { seat } = await agent.seated();
    const call = house.calls.begin({}, [{ deviceId: TRUNK, state: 'connected' }]);
    house.calls.tell(call, { kind: 'Established', deviceId: TRUNK });
    const ringing = {
      ...call,
      connections: [...call.connections, { deviceId: OWN, state: 'alerting', since: 0, media: 'none' } as const],
    };
    house.calls.tell(ringing, {
      kind: 'Delivered',
      deviceId: OWN,
      direction: 'inbound',
      number: '',
      name: '',
      dnis: '',
    });
    assert.equal((await seat.delta('callEvent')).event.kind, 'Delivered');
    assert.deepEqual((await seat.delta('allowed')).allowed.calls, {
      call_1: ['call.answer', 'call.hangUp', 'call.deflect'],
    });
    const left = {
      ...ringing,
      connections: ringing.connections.map(
        (each) => ({ ...each, state: each.deviceId === OWN ? 'null' : each.state }) as const,
      ),
    };
    house.calls.tell(left, { kind: 'ConnectionCleared', deviceId: OWN, cause: 'noAnswer' });
    assert.equal((await seat.delta('callEvent')).event.kind, 'ConnectionCleared');
    assert.equal((await seat.delta('callGone')).callId, call.callId);
  });

  it('carries commands out on the own station and tells their end', async () => {
    const call = house.calls.begin({}, [
      { deviceId: TRUNK, state: 'connected' },
      { deviceId: OWN, state: 'alerting' },
    ]);
    const { seat } = await agent.seated();
    seat.send({ kind: 'command', id: 1, name: 'call.answer', params: { callId: call.callId } });
    assert.deepEqual(await seat.next('result'), { kind: 'result', id: 1, ok: true, callId: call.callId });
    assert.deepEqual(house.calls.asked.slice(), [{ service: 'answerCall', callId: call.callId, deviceId: OWN }]);
    seat.send({ kind: 'command', id: 2, name: 'agent.setReady', params: { ready: true } });
    assert.equal((await seat.next('result')).id, 2);
    assert.equal(house.agents.byStation('801')?.state, 'ready');
    seat.send({ kind: 'command', id: 3, name: 'call.make', params: { number: '139 0000-5678' } });
    assert.equal((await seat.next('result')).id, 3);
    const lastAsked: AskedOfCalls | undefined = house.calls.asked.slice(-1)[0];
    assert.equal(lastAsked?.detail, '13900005678');
  });

  it('refuses what the role, the state, the call or the parameters do not allow', async () => {
    const foreign = house.calls.begin({}, [
      { deviceId: TRUNK, state: 'connected' },
      { deviceId: stationDevice('802'), state: 'connected' },
    ]);
    const own = house.calls.begin({}, [{ deviceId: OWN, state: 'connected' }]);
    await house.addUser('admin', 'admin', '管理员');
    const admin = new ApiClient(server.address);
    await admin.login('admin');
    const { seat } = await agent.seated();
    const { seat: adminSeat } = await admin.seated();
    const refusals: unknown[] = [];
    const ask = async (from: SeatClient, id: number, name: string, params: unknown): Promise<void> => {
      from.send({ kind: 'command', id, name, params });
      refusals.push((await from.next('refused')).error.code);
    };
    await ask(seat, 1, 'call.dance', {});
    await ask(seat, 2, 'call.make', { number: 'abc' });
    await ask(seat, 3, 'call.hangUp', { callId: foreign.callId });
    await ask(seat, 4, 'call.answer', { callId: own.callId });
    await ask(seat, 5, 'call.sendDigits', { callId: own.callId, digits: '1' });
    await ask(seat, 6, 'call.hangUp', { callId: 'call_unknown' });
    await ask(adminSeat, 1, 'agent.setReady', { ready: true });
    house.calls.nextFault = fault('call/failed');
    await ask(seat, 7, 'call.hangUp', { callId: own.callId });
    assert.deepEqual(refusals, [
      'request/unknownCommand',
      'request/invalid',
      'call/notYours',
      'call/wrongState',
      'call/wrongState',
      'call/ended',
      'auth/forbidden',
      'call/failed',
    ]);
    assert.deepEqual(
      house.calls.asked.map((each) => each.service),
      ['clearConnection'],
    );
  });

  it('answers a gap with a new snapshot at the present number', async () => {
    const { seat } = await supervisor.seated();
    house.calls.changeDevice(TRUNK, { state: 'incoming' });
    await seat.delta('channel');
    seat.send({ kind: 'resync' });
    const snapshot = await seat.next('snapshot');
    assert.equal(snapshot.seq, 1);
    assert.equal(snapshot.topics.board?.channels[0]?.state, 'incoming');
  });

  it('answers pings and closes a seat that is silent for ten seconds', async () => {
    const { seat } = await agent.seated();
    for (let n = 1; n <= 4; n += 1) {
      clock.advance(3000);
      seat.send({ kind: 'ping', n });
      assert.equal((await seat.next('pong')).n, n);
    }
    clock.advance(SEAT_LIMITS.silentMs);
    assert.equal(await seat.closed, 1006);
    await until(() => house.agents.byStation('801')?.online === false);
  });

  for (const [name, frame, code] of [
    ['no JSON', '{broken', 'request/invalid'],
    ['no frame of the protocol', { kind: 'song' }, 'request/invalid'],
    [
      'larger than the limit',
      JSON.stringify({ kind: 'ping', n: 1, pad: 'x'.repeat(MAX_FRAME_BYTES) }),
      'request/tooLarge',
    ],
    ['a second hello', { kind: 'hello', protocol: 1, client: 'test' }, 'request/outOfOrder'],
  ] as const) {
    it(`answers a frame that is ${name} with an error, and closes when it repeats`, async () => {
      const { seat } = await agent.seated();
      for (let times = 1; times <= SEAT_LIMITS.badFrames; times += 1) {
        seat.send(frame);
        assert.equal((await seat.next('error')).error.code, code);
      }
      assert.equal(await seat.closed, CLOSE_CODES.badFrames);
    });
  }

  it('answers a command whose id was used before, and one before hello, as out of order', async () => {
    const { seat } = await agent.seated();
    for (const id of [5, 5, 4]) seat.send({ kind: 'command', id, name: 'agent.setReady', params: { ready: true } });
    assert.equal((await seat.next('result')).id, 5);
    const errors = seat.frames.flatMap((frame) => (frame.kind === 'error' ? [frame.error.code] : []));
    assert.deepEqual(errors, ['request/outOfOrder', 'request/outOfOrder']);
    const early = supervisor.seat();
    await early.opened;
    early.send({ kind: 'command', id: 1, name: 'agent.setReady', params: { ready: true } });
    assert.equal((await early.next('error')).error.code, 'request/outOfOrder');
  });

  it('closes a seat that floods it with frames', async () => {
    const { seat } = await agent.seated();
    for (let n = 0; n < SEAT_LIMITS.framesPerSecond + SEAT_LIMITS.badFrames; n += 1) seat.send({ kind: 'ping', n });
    assert.equal(await seat.closed, CLOSE_CODES.badFrames);
  });

  it('does not even take in a frame of a megabyte', async () => {
    const { seat } = await agent.seated();
    seat.send('x'.repeat(1024 * 1024));
    assert.equal(await seat.closed, 1009);
  });

  it('closes a seat of another protocol version and says which', async () => {
    const seat = agent.seat();
    await seat.opened;
    seat.send({ kind: 'hello', protocol: 99, client: 'old' });
    assert.equal((await seat.next('error')).error.code, 'request/versionMismatch');
    assert.equal(await seat.closed, CLOSE_CODES.protocolVersion);
  });

  it('closes a seat that stops reading, while the others go on', async () => {
    const { seat: slow } = await supervisor.seated();
    const { seat: quick } = await agent.seated();
    slow.socket.pause();
    const call = house.calls.begin({ farName: 'x'.repeat(100_000) }, [
      { deviceId: TRUNK },
      { deviceId: OWN, state: 'connected' },
    ]);
    let told = 0;
    const isClosed = async (): Promise<boolean> => {
      const { body } = await agent.get('/metrics');
      return String(body).includes('trunkline_seat_closures_total{reason="tooSlow"} 1');
    };
    for (let round = 0; round < 40 && !(await isClosed()); round += 1) {
      for (let each = 0; each < 20; each += 1, told += 1)
        house.calls.tell(call, { kind: 'Established', deviceId: TRUNK });
      await quick.delta('callEvent');
    }
    assert.ok(await isClosed(), `${told} deltas were not enough`);
    const events = (): number =>
      quick.frames.filter((frame) => frame.kind === 'delta' && frame.delta.topic === 'callEvent').length;
    await until(() => events() === told);
    assert.equal(quick.socket.readyState, quick.socket.OPEN);
    clock.advance(SEAT_LIMITS.farewellMs);
    slow.socket.resume();
    assert.notEqual(await slow.closed, 1000);
  }).timeout(20_000);

  it('is not opened without a session, from another site, or before the first password was changed', async () => {
    const nobody = new ApiClient(server.address);
    assert.equal(await nobody.seat().closed, 401);
    assert.equal(await agent.seat({ origin: 'http://evil.example' }).closed, 403);
    await house.addUser('new', 'agent', '新人', true);
    await nobody.login('new');
    const early = nobody.seat();
    assert.equal((await early.next('error')).error.code, 'auth/passwordChangeRequired');
    assert.equal(await early.closed, CLOSE_CODES.unauthorised);
  });

  it('ends with its session', async () => {
    const { seat } = await agent.seated();
    await agent.post('/api/logout');
    assert.equal(await seat.closed, CLOSE_CODES.sessionEnded);
  });

  it('ends when its session expires while it is open', async () => {
    const { seat } = await supervisor.seated();
    for (const session of house.sessions.stored.values())
      house.sessions.stored.set(session.sessionId, { ...session, expiresAt: 0 });
    for (let n = 0; n < 20; n += 1) {
      clock.advance(3000);
      seat.send({ kind: 'ping', n });
      await seat.next('pong').catch(() => undefined);
      if (n === 18) break;
    }
    clock.advance(3000);
    assert.equal(await seat.closed, CLOSE_CODES.sessionEnded);
  });

  it('has one seat at a station: the newest', async () => {
    const { seat: first } = await agent.seated();
    const { seat: second } = await agent.seated();
    assert.equal(await first.closed, CLOSE_CODES.replaced);
    assert.equal(second.socket.readyState, second.socket.OPEN);
    await until(() => house.agents.byStation('801')?.online === true);
  });

  it('signs the agent in again when the server was started anew', async () => {
    house.agents.signOut(house.agents.byStation('801')?.userId ?? fail());
    const { snapshot } = await agent.seated();
    assert.equal(snapshot.topics.agents[0]?.stationNo, '801');
    assert.equal(house.agents.byStation('801')?.online, true);
  });

  it('carries the sound of the bench both ways', async () => {
    const { WebSocket } = await import('ws');
    const socket = new WebSocket(`${server.address.replace('http', 'ws')}/bench/audio?party=far&no=1`, {
      headers: { cookie: agent.cookie },
    });
    socket.binaryType = 'arraybuffer';
    const heard = new Promise<ArrayBuffer>((resolve) => {
      socket.once('message', (bytes) => resolve(bytes instanceof ArrayBuffer ? bytes : new ArrayBuffer(0)));
    });
    await new Promise((resolve) => socket.once('open', resolve));
    await until(() => house.bench.isHeard);
    socket.send(new Int16Array([1, -2, 300]));
    await until(() => house.bench.fed.length === 3);
    assert.deepEqual(house.bench.fed, [1, -2, 300]);
    house.bench.sound(new Int16Array([7, -8]));
    assert.deepEqual([...new Int16Array(await heard)], [7, -8]);
    socket.close();
    await until(() => !house.bench.isHeard);
  });

  it('lets a supervisor hear a channel, and writes down who listened', async () => {
    const { WebSocket } = await import('ws');
    const socketOf = (client: ApiClient, query: string) =>
      new WebSocket(`${server.address.replace('http', 'ws')}/board/audio${query}`, {
        headers: { cookie: client.cookie },
      });
    const socket = socketOf(supervisor, '?channel=3');
    socket.binaryType = 'arraybuffer';
    const heard = new Promise<ArrayBuffer>((resolve) => {
      socket.once('message', (bytes) => resolve(bytes instanceof ArrayBuffer ? bytes : new ArrayBuffer(0)));
    });
    await until(() => house.monitor.listeners.size === 1);
    house.monitor.listeners.get(channelNumberSchema.parse(3))?.(new Int16Array([5, -6]));
    assert.deepEqual([...new Int16Array(await heard)], [5, -6]);
    socket.close();
    await until(() => house.monitor.listeners.size === 0);
    assert.ok(house.log.lines.some((line) => line.message.includes('listens') && line.fields.channel === 3));
    for (const query of ['', '?channel=x', '?channel=99']) {
      const refused = socketOf(supervisor, query);
      const code = await new Promise((resolve) => refused.once('close', resolve));
      assert.equal(code, CLOSE_CODES.badFrames);
    }
    const forbidden = socketOf(agent, '?channel=3');
    const error = await new Promise<Error>((resolve) => forbidden.once('error', resolve));
    assert.match(error.message, /403/);
  });
});

function fail(): never {
  throw new Error('nobody is at the station');
}
