import assert from 'node:assert/strict';
import { WebSocket } from 'ws';
import { EVENTS_LIMITS } from '../../src-main/api/events-feed.ts';
import type { HttpServer } from '../../src-main/api/http-server.ts';
import { callRecordSchema } from '../../src-main/contract/call-record.ts';
import { SAMPLE_RECORD } from '../../src-main/api/examples/sample-values.ts';
import type { CallEvent, UnnumberedCallEvent } from '../../src-main/contract/call-events.ts';
import { eventsFrameSchema, type EventsFrame } from '../../src-main/contract/events-protocol.ts';
import { callIdSchema, stationDevice, trunkDevice } from '../../src-main/contract/ids.ts';
import { CLOSE_CODES } from '../../src-main/contract/seat-protocol.ts';
import { SteppedClock } from '../../src-main/foundation/clock.ts';
import { ApiClient, openApi } from '../support/api-client.ts';
import { FakeHouse } from '../support/fake-ports.ts';
import { frameText } from '../support/frame-text.ts';
import { callEvents } from '../support/test-events.ts';
import { until } from '../support/until.ts';

/** A reader of the stream: frames in order, each parsed by the contract. */
class Reader {
  readonly frames: EventsFrame[] = [];
  readonly closed: Promise<number>;
  readonly socket: WebSocket;

  constructor(address: string, query: string, cookie: string) {
    this.socket = new WebSocket(`${address.replace('http', 'ws')}/api/events${query}`, { headers: { cookie } });
    this.closed = new Promise((resolve) => {
      this.socket.once('close', (code) => resolve(code));
      this.socket.once('unexpected-response', (request, response) => {
        resolve(response.statusCode ?? 0);
        request.destroy();
      });
    });
    this.socket.on('error', () => undefined);
    this.socket.on('message', (bytes) => this.frames.push(eventsFrameSchema.parse(JSON.parse(frameText(bytes)))));
  }

  get numbers(): readonly number[] {
    return this.frames.flatMap((frame) => (frame.kind === 'event' ? [frame.event.eventNo] : []));
  }

  /** Resolves when so many frames of the kind have come. */
  async has(count: number, kind: EventsFrame['kind'] = 'event'): Promise<void> {
    await until(() => this.frames.filter((frame) => frame.kind === kind).length >= count);
  }
}

describe('the stream of events', () => {
  const clock = new SteppedClock(1_767_607_200_000);
  let house: FakeHouse;
  let server: HttpServer;
  let readers: Reader[];

  beforeEach(async () => {
    house = new FakeHouse(clock);
    await house.addUser('agent', 'agent', '陈静');
    await house.addUser('boss', 'supervisor', '主管');
    server = await openApi(house.parts());
    readers = [];
  });
  afterEach(async () => {
    for (const reader of readers) reader.socket.terminate();
    await server.close();
  });

  async function read(query = '', who = 'boss'): Promise<Reader> {
    const client = new ApiClient(server.address);
    await client.login(who, who === 'agent' ? '801' : undefined);
    const reader = new Reader(server.address, query, client.cookie);
    readers.push(reader);
    return reader;
  }

  /** The next events of the journal, of one call each, ringing and ending. */
  function write(calls: number): void {
    for (let no = 0; no < calls; no += 1) {
      const { ring, clear } = callEvents(callIdSchema.parse(`call_${house.integration.journal.lastEventNo + 100}`));
      house.integration.journal.write(...numbered(ring(0), clear(1, 'callerGaveUp', 'far')));
    }
  }

  function numbered(...events: readonly UnnumberedCallEvent[]): CallEvent[] {
    const last = house.integration.journal.lastEventNo;
    return events.map((event, index) => ({ ...event, eventNo: last + index + 1 }));
  }

  it('says how far the journal is, and then what happens, by its numbers', async () => {
    write(2);
    const reader = await read();
    await reader.has(1, 'hello');
    write(1);
    await reader.has(2);
    assert.deepEqual(reader.frames[0], { kind: 'hello', lastEventNo: 4, now: clock.nowMs() });
    assert.deepEqual(reader.numbers, [5, 6]);
  });

  it('tells a reader that was away what it missed, without a gap and without doubles', async () => {
    const first = await read('?after=0');
    write(2);
    await first.has(4);
    first.socket.terminate();
    await first.closed;
    write(3);
    const second = await read(`?after=${first.numbers.at(-1)}`);
    write(1);
    await second.has(8);
    assert.deepEqual([...first.numbers, ...second.numbers], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('reads the journal to catch up, and not for what happens after', async () => {
    write(1);
    const reader = await read('?after=0');
    await reader.has(2);
    const { replays } = house.integration.journal;
    for (const count of [4, 6, 8]) {
      write(1);
      await reader.has(count);
    }
    assert.equal(house.integration.journal.replays, replays);
  });

  it('tells the kinds that were asked for, and in its heartbeats how far it has looked', async () => {
    const reader = await read('?kinds=CallCleared&after=0');
    write(2);
    const { ring } = callEvents();
    house.integration.journal.write(...numbered(ring(0)));
    await reader.has(2);
    clock.advance(EVENTS_LIMITS.heartbeatMs);
    await reader.has(1, 'heartbeat');
    assert.deepEqual(reader.numbers, [2, 4]);
    assert.deepEqual(reader.frames.at(-1), { kind: 'heartbeat', eventNo: 5, now: clock.nowMs() });
  });

  it('tells an agent of its own calls: those at its extension, and those that its records say are its', async () => {
    const liveId = callIdSchema.parse('live');
    const other = callEvents(callIdSchema.parse('other'));
    const mine = callEvents(callIdSchema.parse('mine'));
    const live = callEvents(liveId);
    house.records.put(callRecordSchema.parse({ ...SAMPLE_RECORD, callId: 'mine' }));
    house.records.put(callRecordSchema.parse({ ...SAMPLE_RECORD, callId: 'other', userId: 'user_else' }));
    house.integration.journal.write(...numbered(other.ring(0), mine.ring(0), mine.answer(1)));
    const reader = await read('?after=0', 'agent');
    await reader.has(2);
    house.calls.begin({ callId: liveId }, [{ deviceId: trunkDevice(1) }, { deviceId: stationDevice('801') }]);
    house.integration.journal.write(...numbered(live.ring(0), other.clear(2, 'normal', 'far')));
    await reader.has(3);
    house.calls.calls.clear();
    house.integration.journal.write(...numbered(live.clear(3, 'normal', 'far')));
    await reader.has(4);
    assert.deepEqual(reader.numbers, [2, 3, 4, 6]);
  });

  it('keeps secret digits to itself', async () => {
    const reader = await read('?after=0');
    const { ring } = callEvents();
    const head = { callId: ring(0).callId, at: 0, deviceId: trunkDevice(1) };
    house.integration.journal.write(...numbered({ kind: 'DigitsReceived', ...head, digits: '4711', secret: true }));
    await reader.has(1);
    assert.doesNotMatch(JSON.stringify(reader.frames), /4711/);
  });

  it('ends with the session', async () => {
    const client = new ApiClient(server.address);
    await client.login('boss');
    const reader = new Reader(server.address, '', client.cookie);
    readers.push(reader);
    await reader.has(1, 'hello');
    await client.post('/api/logout');
    assert.equal(await reader.closed, CLOSE_CODES.sessionEnded);
  });

  it('refuses strangers, kinds that there are not, numbers that are none, and the eleventh of a user', async () => {
    const refused = [
      new Reader(server.address, '', ''),
      await read('?kinds=Nonsense'),
      await read('?after=soon'),
      await read('?after=-1'),
    ];
    assert.deepEqual(await Promise.all(refused.map((reader) => reader.closed)), [401, 400, 400, 400]);
    for (let no = 0; no < 10; no += 1) await (await read()).has(1, 'hello');
    assert.equal(await (await read()).closed, 429);
  });
});
