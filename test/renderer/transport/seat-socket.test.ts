import assert from 'node:assert/strict';
import { CLOSE_CODES, type SeatDelta, type ServerFrame } from '../../../src-main/contract/seat-protocol.ts';
import { SteppedClock } from '../../../src-main/foundation/clock.ts';
import { SeatSocket, type LinkView } from '../../../src-renderer/transport/seat-socket.ts';
import { aGreeting, anAgent, CALL_1, NOW_MS, someTopics } from '../support/builders.ts';
import { settled } from '../support/fake-http.ts';
import { FakeWires } from '../support/fake-wire.ts';

const delta: SeatDelta = { topic: 'agent', agent: anAgent() };
const snapshot = (seq: number): ServerFrame => ({ kind: 'snapshot', seq, now: NOW_MS, topics: someTopics() });
const numbered = (seq: number): ServerFrame => ({ kind: 'delta', seq, now: NOW_MS, delta });

class Seat {
  readonly clock = new SteppedClock(NOW_MS);
  readonly wires = new FakeWires();
  readonly socket = new SeatSocket({ openWire: this.wires.open, clock: this.clock, random: () => 0.5, client: 'test' });
  readonly links: LinkView[] = [];
  readonly heard: string[] = [];
  readonly complaints: string[] = [];

  constructor() {
    this.socket.listen({
      onLink: (view) => this.links.push(view),
      onGreeting: (greeting) => this.heard.push(`hello ${greeting.stationNo ?? ''}`),
      onSnapshot: (frame) => this.heard.push(`snapshot ${frame.seq}`),
      onDelta: (frame) => this.heard.push(`delta ${frame.seq}`),
      onComplaint: (error) => this.complaints.push(error.code),
    });
  }

  live(): this {
    this.socket.start();
    this.wires.last.opens();
    this.wires.last.says(aGreeting(), snapshot(7));
    return this;
  }
}

describe('the seat socket', () => {
  it('says hello first and is live after the snapshot', () => {
    const seat = new Seat().live();
    assert.deepEqual(seat.wires.last.sent, [{ kind: 'hello', protocol: 1, client: 'test' }]);
    assert.deepEqual(seat.heard, ['hello 801', 'snapshot 7']);
    assert.deepEqual(
      seat.links.map((view) => view.state),
      ['connecting', 'greeting', 'syncing', 'live'],
    );
  });

  it('hands on deltas in order and passes over a repeated one', () => {
    const seat = new Seat().live();
    seat.wires.last.says(numbered(8), numbered(8), numbered(9));
    assert.deepEqual(seat.heard.slice(2), ['delta 8', 'delta 9']);
  });

  it('asks for everything again after a gap and drops what comes before the new snapshot', () => {
    const seat = new Seat().live();
    seat.wires.last.says(numbered(9), numbered(10), snapshot(12), numbered(13));
    assert.deepEqual(seat.heard.slice(2), ['snapshot 12', 'delta 13']);
    assert.deepEqual(seat.wires.last.kinds(), ['hello', 'resync']);
    assert.equal(seat.socket.state, 'live');
  });

  it('asks for everything again after a frame that it does not understand', () => {
    const seat = new Seat().live();
    seat.wires.last.saysText('{"kind":"delta","seq":8,"now":1,"delta":{"topic":"unheard"}}');
    assert.deepEqual(seat.wires.last.kinds(), ['hello', 'resync']);
    assert.deepEqual(seat.complaints, ['request/invalid']);
  });

  it('gives up a resync that is not answered in 5 s and connects anew', () => {
    const seat = new Seat().live();
    seat.wires.last.says(numbered(20));
    seat.clock.advance(5000);
    assert.equal(seat.socket.state, 'waiting');
    seat.clock.advance(500);
    assert.equal(seat.wires.opened.length, 2);
  });

  it('pings every 3 s and takes three missing answers for a dead line', () => {
    const seat = new Seat().live();
    seat.clock.advance(9000);
    assert.deepEqual(seat.wires.last.kinds(), ['hello', 'ping', 'ping', 'ping']);
    assert.equal(seat.socket.state, 'live');
    seat.clock.advance(3000);
    assert.equal(seat.socket.state, 'waiting');
    assert.equal(seat.wires.last.closed, true);
  });

  it('stays live while its pings are answered', () => {
    const seat = new Seat().live();
    for (let n = 1; n <= 10; n += 1) {
      seat.clock.advance(3000);
      seat.wires.last.says({ kind: 'pong', n, now: NOW_MS });
    }
    assert.equal(seat.socket.state, 'live');
  });

  it('tells when it will try again, with growing delays, and forgets them once live', () => {
    const seat = new Seat().live();
    seat.wires.last.breaks();
    assert.deepEqual(seat.links.at(-1), { state: 'waiting', attempts: 0, retryAtMs: 500 });
    seat.clock.advance(500);
    seat.wires.last.breaks();
    assert.deepEqual(seat.links.at(-1), { state: 'waiting', attempts: 1, retryAtMs: 500 + 1000 });
    seat.clock.advance(1000);
    seat.wires.last.opens();
    seat.wires.last.says(aGreeting(), snapshot(1));
    assert.deepEqual(seat.links.at(-1), { state: 'live', attempts: 0 });
  });

  it('tries at once when it is told to while it waits', () => {
    const seat = new Seat().live();
    seat.wires.last.breaks();
    seat.socket.start();
    assert.equal(seat.wires.opened.length, 2);
    seat.clock.advance(10_000);
    assert.equal(seat.wires.opened.length, 3, 'the new attempt timed out once, the old one never fired');
  });

  it('does not try again by itself when the server ended the session', () => {
    for (const reason of ['unauthorised', 'sessionEnded', 'replaced', 'protocolVersion'] as const) {
      const seat = new Seat().live();
      seat.wires.last.breaks(CLOSE_CODES[reason]);
      assert.deepEqual(seat.links.at(-1), { state: 'ended', attempts: 0, endReason: reason });
      seat.clock.advance(60_000);
      assert.equal(seat.wires.opened.length, 1);
    }
  });

  it('connects again after it was closed for being slow', () => {
    const seat = new Seat().live();
    seat.wires.last.breaks(CLOSE_CODES.tooSlow);
    seat.clock.advance(500);
    assert.equal(seat.wires.opened.length, 2);
  });

  it('hears nothing more from a socket that it has left', () => {
    const seat = new Seat().live();
    const old = seat.wires.last;
    seat.socket.stop();
    old.says(numbered(8));
    old.breaks();
    assert.equal(seat.socket.state, 'idle');
    assert.deepEqual(seat.heard.slice(2), []);
  });
});

describe('a command', () => {
  it('ends with the result that carries its id', async () => {
    const seat = new Seat().live();
    const answered = seat.socket.command('call.answer', { callId: CALL_1 });
    const dialled = seat.socket.command('call.make', { number: '10010' });
    seat.wires.last.says({ kind: 'refused', id: 2, error: { code: 'call/noTrunkFree', message: 'none' } });
    seat.wires.last.says({ kind: 'result', id: 1, ok: true, callId: CALL_1 });
    assert.deepEqual(await answered, { ok: true, value: { callId: CALL_1 } });
    assert.deepEqual(await dialled, { ok: false, error: { code: 'call/noTrunkFree', message: 'none' } });
  });

  it('is not sent without a connection', async () => {
    const seat = new Seat();
    const outcome = await seat.socket.command('agent.setReady', { ready: true });
    assert.equal(!outcome.ok && outcome.error.code, 'server/unreachable');
  });

  it('ends as unknown when the connection breaks', async () => {
    const seat = new Seat().live();
    const outcome = seat.socket.command('call.hangUp', { callId: CALL_1 });
    seat.wires.last.breaks();
    const ended = await outcome;
    assert.equal(!ended.ok && ended.error.code, 'request/timeout');
  });

  it('ends after 150 s without an answer', async () => {
    const seat = new Seat().live();
    let code = '';
    void seat.socket
      .command('call.make', { number: '10010' })
      .then((ended) => (code = ended.ok ? 'ok' : ended.error.code));
    for (let n = 1; n <= 49; n += 1) {
      seat.clock.advance(3000);
      seat.wires.last.says({ kind: 'pong', n, now: NOW_MS });
    }
    await settled();
    assert.equal(code, '');
    seat.clock.advance(3000);
    await settled();
    assert.equal(code, 'request/timeout');
  });
});
