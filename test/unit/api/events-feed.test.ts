import assert from 'node:assert/strict';
import { EVENTS_LIMITS, EventsFeed, type EventsWire } from '../../../src-main/api/events-feed.ts';
import type { CallEvent } from '../../../src-main/contract/call-events.ts';
import { eventsFrameSchema, type EventsQuery } from '../../../src-main/contract/events-protocol.ts';
import { CLOSE_CODES } from '../../../src-main/contract/seat-protocol.ts';
import { SteppedClock } from '../../../src-main/foundation/clock.ts';
import { FakeJournal } from '../../support/fake-integration.ts';
import { settle } from '../../support/settle.ts';
import { callEvents } from '../../support/test-events.ts';

/** A reader under the test's hand: it takes what it is sent when it is told to. */
class FakeWire implements EventsWire {
  readonly texts: string[] = [];
  bufferedBytes = 0;
  pings = 0;
  closed: readonly [number, string] | undefined;
  isTerminated = false;
  /** Takes nothing: what is sent piles up. */
  isStuck = false;

  send(text: string): void {
    this.texts.push(text);
    if (this.isStuck) this.bufferedBytes += EVENTS_LIMITS.backlogBytes / 4;
  }

  ping(): void {
    this.pings += 1;
  }

  close(code: number, reason: string): void {
    this.closed = [code, reason];
  }

  terminate(): void {
    this.isTerminated = true;
  }

  get numbers(): readonly number[] {
    const frames = this.texts.map((text) => eventsFrameSchema.parse(JSON.parse(text)));
    return frames.flatMap((frame) => (frame.kind === 'event' ? [frame.event.eventNo] : []));
  }
}

describe('one reader of events', () => {
  let clock: SteppedClock;
  let journal: FakeJournal;
  let wire: FakeWire;
  let defects: unknown[];

  beforeEach(() => {
    clock = new SteppedClock(0);
    journal = new FakeJournal();
    wire = new FakeWire();
    defects = [];
  });

  const open = (query: EventsQuery = {}, mayHear = async (): Promise<boolean> => true): EventsFeed =>
    new EventsFeed({ wire, query, journal, mayHear, clock, onDefect: (error) => defects.push(error) });

  const events = (from: number, to: number): readonly CallEvent[] =>
    Array.from({ length: to - from + 1 }, (_, index) => ({ ...callEvents().ring(0), eventNo: from + index }));

  async function pass(ms = 0): Promise<void> {
    for (let passed = 0; passed <= ms; passed += EVENTS_LIMITS.lookMs) {
      for (let turn = 0; turn < 10; turn += 1) await settle();
      clock.advance(Math.min(EVENTS_LIMITS.lookMs, ms - passed));
    }
    for (let turn = 0; turn < 10; turn += 1) await settle();
  }

  it('reads on when the journal grew while it was reading', async () => {
    journal.write(...events(1, 3));
    open({ after: 0 });
    journal.write(...events(4, 5));
    journal.write(...events(6, 6));
    await pass();
    assert.deepEqual(wire.numbers, [1, 2, 3, 4, 5, 6]);
  });

  it('begins at the end when it is asked for what is not there yet', async () => {
    journal.write(...events(1, 2));
    open({ after: 900 });
    journal.write(...events(3, 3));
    await pass();
    assert.deepEqual(wire.numbers, [3]);
  });

  it('pauses for a reader that is slow, and goes on when it has taken enough', async () => {
    journal.write(...events(1, 20));
    wire.isStuck = true;
    open({ after: 0 });
    await pass(5_000);
    const told = wire.numbers.length;
    assert.ok(told > 0 && told < 20);
    assert.equal(wire.closed, undefined);
    wire.isStuck = false;
    wire.bufferedBytes = 0;
    await pass(EVENTS_LIMITS.lookMs);
    assert.equal(wire.numbers.length, 20);
  });

  it('closes a reader that takes nothing, with a code that says why, and holds nothing for it', async () => {
    journal.write(...events(1, 20));
    wire.isStuck = true;
    open({ after: 0 });
    await pass(EVENTS_LIMITS.stuckMs + EVENTS_LIMITS.lookMs);
    assert.deepEqual(wire.closed, [CLOSE_CODES.tooSlow, 'tooSlow']);
    assert.ok(wire.isTerminated);
    const told = wire.texts.length;
    journal.write(...events(21, 22));
    await pass(EVENTS_LIMITS.heartbeatMs);
    assert.equal(wire.texts.length, told);
  });

  it('lets a reader that takes a little each time take as long as it needs', async () => {
    journal.write(...events(1, 12));
    wire.isStuck = true;
    const feed = open({ after: 0 });
    for (let step = 0; step < 24; step += 1) {
      feed.onPong();
      await pass(EVENTS_LIMITS.stuckMs / 2);
      wire.bufferedBytes = Math.max(0, wire.bufferedBytes - EVENTS_LIMITS.backlogBytes / 4);
    }
    assert.equal(wire.closed, undefined);
    assert.equal(wire.numbers.length, 12);
  });

  it('ends a reader that answers no ping, and keeps one that does', async () => {
    const feed = open();
    for (let beat = 0; beat < 5; beat += 1) {
      clock.advance(EVENTS_LIMITS.heartbeatMs);
      feed.onPong();
    }
    assert.equal(wire.isTerminated, false);
    clock.advance(EVENTS_LIMITS.missedHeartbeats * EVENTS_LIMITS.heartbeatMs);
    assert.equal(wire.isTerminated, false);
    clock.advance(EVENTS_LIMITS.heartbeatMs);
    assert.equal(wire.isTerminated, true);
  });

  it('is ended by a journal that cannot be read, and by nothing else of it', async () => {
    journal.write(...events(1, 2));
    open({ after: 0 }, () => Promise.reject(new Error('disk')));
    await pass();
    assert.deepEqual([defects.length, wire.isTerminated], [1, true]);
  });
});
