import type { CallEvent, CallEventKind } from '../contract/call-events.ts';
import type { EventsFrame, EventsQuery } from '../contract/events-protocol.ts';
import { outsideEvent } from '../contract/outside-event.ts';
import { CLOSE_CODES } from '../contract/seat-protocol.ts';
import { setPeriodic, type Clock } from '../foundation/clock.ts';
import { DisposableStack } from '../foundation/disposable.ts';
import type { JournalPort } from './integration-ports.ts';

/** The socket as the feed needs it. */
export interface EventsWire {
  send(text: string): void;
  /** Bytes that the reader has not taken yet. */
  readonly bufferedBytes: number;
  ping(): void;
  close(code: number, reason: string): void;
  /** Ends it without waiting for the reader. */
  terminate(): void;
}

export interface EventsFeedParts {
  readonly wire: EventsWire;
  readonly query: EventsQuery;
  readonly journal: JournalPort;
  readonly mayHear: (event: CallEvent) => Promise<boolean>;
  readonly clock: Clock;
  readonly onDefect: (error: unknown) => void;
}

export const EVENTS_LIMITS = {
  heartbeatMs: 10_000,
  /** Heartbeats that may stay unanswered. */
  missedHeartbeats: 3,
  /** Reading of the journal pauses while so much is on the way. */
  backlogBytes: 256 * 1024,
  /** How often a reader that is behind is looked at, and how long it may take nothing. Milliseconds. */
  lookMs: 100,
  stuckMs: 10_000,
} as const;

/**
 * One reader of events. It holds a place in the journal and no events: what was missed is read page by page while the
 * reader takes it, what is new comes as the journal writes it, and a reader that takes nothing is closed.
 */
export class EventsFeed {
  readonly #parts: EventsFeedParts;
  readonly #kinds: ReadonlySet<CallEventKind> | undefined;
  readonly #owned = new DisposableStack();
  /** Everything up to here was told, or is not for this reader. */
  #position: number;
  #isReading = false;
  #hasGrown = false;
  #isOpen = true;
  #unanswered = 0;

  constructor(parts: EventsFeedParts) {
    this.#parts = parts;
    const { query, journal, clock, wire } = parts;
    this.#kinds = query.kinds === undefined ? undefined : new Set(query.kinds);
    const written = journal.lastEventNo - journal.pendingCount;
    this.#position = Math.min(query.after ?? written, written);
    this.#owned.own(journal.onWritten((events) => this.#onWritten(events)));
    this.#owned.own(setPeriodic(clock, EVENTS_LIMITS.heartbeatMs, () => this.#beat()));
    this.#send({ kind: 'hello', lastEventNo: written, now: clock.nowMs() });
    wire.ping();
    if (this.#position < written) this.#read(journal.replay(this.#position + 1));
  }

  /** The reader answered a ping. */
  onPong(): void {
    this.#unanswered = 0;
  }

  /** The socket is gone. */
  onGone(): void {
    this.#isOpen = false;
    this.#owned.dispose();
  }

  close(code: number, reason: string): void {
    if (!this.#isOpen) return;
    this.onGone();
    this.#parts.wire.close(code, reason);
  }

  #onWritten(events: readonly CallEvent[]): void {
    if (this.#isReading) {
      this.#hasGrown = true;
      return;
    }
    // The batch as it was written when it follows on, which is as a rule; else from the disk.
    const isNext = events[0]?.eventNo === this.#position + 1;
    this.#read(isNext ? events : this.#parts.journal.replay(this.#position + 1));
  }

  #read(events: Iterable<CallEvent> | AsyncIterable<CallEvent>): void {
    this.#isReading = true;
    this.#tellAll(events).catch((error: unknown) => {
      this.#parts.onDefect(error);
      this.onGone();
      this.#parts.wire.terminate();
    });
  }

  async #tellAll(events: Iterable<CallEvent> | AsyncIterable<CallEvent>): Promise<void> {
    for await (const event of events) {
      const isWanted = this.#kinds === undefined || this.#kinds.has(event.kind);
      if (isWanted && (await this.#parts.mayHear(event))) {
        await this.#roomForMore();
        this.#send({ kind: 'event', event: outsideEvent(event) });
      }
      if (!this.#isOpen) return;
      this.#position = event.eventNo;
    }
    this.#isReading = false;
    if (!this.#hasGrown) return;
    this.#hasGrown = false;
    this.#read(this.#parts.journal.replay(this.#position + 1));
  }

  /** Resolves when the reader has taken enough, or when it is closed because it takes nothing. */
  async #roomForMore(): Promise<void> {
    const { wire, clock } = this.#parts;
    let bufferedBytes = wire.bufferedBytes;
    let stuckMs = 0;
    while (this.#isOpen && bufferedBytes > EVENTS_LIMITS.backlogBytes) {
      await new Promise<void>((resolve) => clock.setTimer(EVENTS_LIMITS.lookMs, resolve));
      stuckMs = wire.bufferedBytes < bufferedBytes ? 0 : stuckMs + EVENTS_LIMITS.lookMs;
      bufferedBytes = wire.bufferedBytes;
      if (stuckMs < EVENTS_LIMITS.stuckMs) continue;
      this.close(CLOSE_CODES.tooSlow, 'tooSlow');
      // A reader that takes nothing does not take the close either.
      clock.setTimer(EVENTS_LIMITS.lookMs, () => wire.terminate());
    }
  }

  #beat(): void {
    const { wire, clock } = this.#parts;
    if (this.#unanswered >= EVENTS_LIMITS.missedHeartbeats) {
      this.onGone();
      return wire.terminate();
    }
    this.#unanswered += 1;
    wire.ping();
    this.#send({ kind: 'heartbeat', eventNo: this.#position, now: clock.nowMs() });
  }

  #send(frame: EventsFrame): void {
    if (this.#isOpen) this.#parts.wire.send(JSON.stringify(frame));
  }
}
