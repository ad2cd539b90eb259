// Over 250 lines: reading, stepping and writing one socket belong together, because their order is the protocol.
import {
  CLOSE_CODES,
  SEAT_PROTOCOL_VERSION,
  type SeatDelta,
  type SeatFrame,
  type SeatTopics,
  type ServerFrame,
} from '../contract/seat-protocol.ts';
import type { Clock } from '../foundation/clock.ts';
import type { Disposable } from '../foundation/disposable.ts';
import { never, type Fault } from '../foundation/errors.ts';
import type { Result } from '../foundation/result.ts';
import { stepTable } from '../foundation/state-table.ts';
import { errorBodyOf } from './http-fault.ts';
import type { Identity } from './authentication/session-keeper.ts';
import type { CommandDone } from './seat-commands.ts';
import { commandDefect, foreignVersion, outOfOrder, tooManyCommands, tooManyFrames } from './seat-faults.ts';
import { readSeatFrame, type DeltaWriter } from './seat-frame.ts';
import {
  SEAT_SESSION_TABLE,
  type SeatSessionAction,
  type SeatSessionEvent,
  type SeatSessionState,
} from './seat-session-table.ts';
import type { TopicFeed } from './topics/topic.ts';

/** The socket as the session needs it. */
export interface SeatWire {
  send(text: string): void;
  /** Bytes that the peer has not taken yet. */
  readonly bufferedBytes: number;
  close(code: number, reason: string): void;
  /** Ends it without waiting for the peer. */
  terminate(): void;
}

/** What the server beneath gives each session. */
export interface SeatHost {
  readonly version: string;
  readonly wallClock: Clock;
  /** Unix milliseconds of the calls' clock. */
  callNowMs(): number;
  readonly deltas: DeltaWriter;
  attach(session: SeatSession, send: (delta: SeatDelta) => void): readonly TopicFeed[];
  execute(session: SeatSession, name: string, params: unknown): Promise<Result<CommandDone, Fault>>;
  onFrame(way: 'in' | 'out'): void;
  onClosing(session: SeatSession, reason: string): void;
  onDefect(error: unknown): void;
}

export const SEAT_LIMITS = {
  /** A seat pings every 3 s; three missed and a little grace. Milliseconds. */
  silentMs: 10_000,
  /** Unread bytes of a seat that does not take what it is sent; about 2 000 deltas. */
  backlogBytes: 1024 * 1024,
  /** What a closed socket has to say goodbye. Milliseconds. */
  farewellMs: 2_000,
  badFrames: 3,
  framesPerSecond: 100,
  commandsAtOnce: 16,
} as const;

const CLOSE_REASONS = {
  closeProtocol: [CLOSE_CODES.protocolVersion, 'protocolVersion'],
  closeBadFrames: [CLOSE_CODES.badFrames, 'badFrames'],
  closeTooSlow: [CLOSE_CODES.tooSlow, 'tooSlow'],
} as const satisfies Partial<Record<SeatSessionAction, readonly [number, string]>>;

/** One seat's connection. Steps the table; the only writer of its socket. JS thread. */
export class SeatSession {
  readonly identity: Identity;
  readonly #wire: SeatWire;
  readonly #host: SeatHost;
  #state: SeatSessionState = 'greeting';
  #feeds: readonly TopicFeed[] = [];
  #silence: Disposable;
  #farewell: Disposable | undefined;
  #expulsion: 'sessionEnded' | 'replaced' | 'unauthorised' = 'sessionEnded';
  #seq = 0;
  #lastCommandId = 0;
  #commandsRunning = 0;
  #badFrames = 0;
  #second = { startMs: 0, frames: 0 };

  constructor(identity: Identity, wire: SeatWire, host: SeatHost) {
    this.identity = identity;
    this.#wire = wire;
    this.#host = host;
    this.#silence = this.#watchSilence();
  }

  get state(): SeatSessionState {
    return this.#state;
  }

  /** A frame came in. */
  onFrame(bytes: Buffer, isBinary: boolean): void {
    this.#host.onFrame('in');
    this.#silence.dispose();
    this.#silence = this.#watchSilence();
    if (this.#isTooFast()) return this.#onBadFrame(tooManyFrames());
    const frame = readSeatFrame(bytes, isBinary);
    if (!frame.ok) return this.#onBadFrame(frame.error);
    this.#onSeatFrame(frame.value);
  }

  onGone(): void {
    this.#silence.dispose();
    this.#farewell?.dispose();
    this.#step('gone');
  }

  /** Ends the seat: its session was revoked, or its user sits elsewhere now. */
  expel(why: 'sessionEnded' | 'replaced' | 'unauthorised'): void {
    this.#expulsion = why;
    this.#step('expelled');
  }

  /** Tells the seat why before it is expelled. */
  complain(fault: Fault): void {
    this.#send({ kind: 'error', error: errorBodyOf(fault) });
  }

  #onSeatFrame(frame: SeatFrame): void {
    switch (frame.kind) {
      case 'hello': {
        const event = frame.protocol === SEAT_PROTOCOL_VERSION ? 'hello' : 'foreignHello';
        if (this.#state === 'live') return this.#onBadFrame(outOfOrder('hello was said before'));
        if (event === 'foreignHello') this.complain(foreignVersion(frame.protocol));
        return this.#step(event);
      }
      case 'command':
        return this.#onCommand(frame);
      case 'ping':
        this.#step('ping');
        if (this.#isOpen()) this.#send({ kind: 'pong', n: frame.n, now: this.#host.callNowMs() });
        return;
      case 'resync':
        return this.#state === 'greeting' ? this.#onBadFrame(outOfOrder('nobody said hello')) : this.#step('resync');
      default:
        return never(frame);
    }
  }

  #onCommand(frame: Extract<SeatFrame, { kind: 'command' }>): void {
    if (this.#state === 'greeting') return this.#onBadFrame(outOfOrder('nobody said hello'));
    if (frame.id <= this.#lastCommandId) return this.#onBadFrame(outOfOrder('the id of the command was used before'));
    if (this.#state !== 'live') return;
    this.#lastCommandId = frame.id;
    if (this.#commandsRunning >= SEAT_LIMITS.commandsAtOnce) {
      return this.#send({
        kind: 'refused',
        id: frame.id,
        error: errorBodyOf(tooManyCommands(SEAT_LIMITS.commandsAtOnce)),
      });
    }
    this.#commandsRunning += 1;
    void this.#runCommand(frame);
  }

  async #runCommand({ id, name, params }: Extract<SeatFrame, { kind: 'command' }>): Promise<void> {
    try {
      const outcome = await this.#host.execute(this, name, params);
      if (!outcome.ok) return this.#send({ kind: 'refused', id, error: errorBodyOf(outcome.error) });
      const call = outcome.value.callId === undefined ? {} : { callId: outcome.value.callId };
      this.#send({ kind: 'result', id, ok: true, ...call });
    } catch (error) {
      this.#host.onDefect(error);
      this.#send({ kind: 'refused', id, error: errorBodyOf(commandDefect()) });
    } finally {
      this.#commandsRunning -= 1;
    }
  }

  #onBadFrame(fault: Fault): void {
    this.#badFrames += 1;
    if (this.#isOpen()) this.complain(fault);
    this.#step(this.#badFrames >= SEAT_LIMITS.badFrames ? 'lastBadFrame' : 'badFrame');
  }

  #step(event: SeatSessionEvent): void {
    const step = stepTable<SeatSessionState, SeatSessionEvent, SeatSessionAction>(
      SEAT_SESSION_TABLE,
      this.#state,
      event,
    );
    if (step.kind !== 'moved') return;
    this.#state = step.to;
    for (const action of step.actions) this.#run(action);
  }

  #run(action: SeatSessionAction): void {
    switch (action) {
      case 'greet':
        return this.#greet();
      case 'sendSnapshot':
        return this.#sendSnapshot();
      case 'detach':
        return this.#detach();
      case 'closeExpelled':
        return this.#close(CLOSE_CODES[this.#expulsion], this.#expulsion);
      case 'closeSilent':
        this.#host.onClosing(this, 'silent');
        return this.#wire.terminate();
      case 'closeProtocol':
      case 'closeBadFrames':
      case 'closeTooSlow':
        return this.#close(CLOSE_REASONS[action][0], CLOSE_REASONS[action][1]);
      default:
        return never(action);
    }
  }

  #greet(): void {
    const { user, sessionId, stationNo } = this.identity;
    this.#send({
      kind: 'hello',
      protocol: SEAT_PROTOCOL_VERSION,
      serverVersion: this.#host.version,
      sessionId,
      user,
      ...(stationNo === undefined ? {} : { stationNo }),
      now: this.#host.callNowMs(),
    });
    this.#feeds = this.#host.attach(this, (delta) => this.#sendDelta(delta));
  }

  #sendSnapshot(): void {
    const topics: SeatTopics = { calls: [], agents: [], allowed: { agent: [], calls: {} } };
    for (const feed of this.#feeds) Object.assign(topics, feed.snapshot());
    this.#send({ kind: 'snapshot', seq: this.#seq, now: this.#host.callNowMs(), topics });
  }

  #sendDelta(delta: SeatDelta): void {
    if (this.#state !== 'live') return;
    this.#seq += 1;
    this.#write(this.#host.deltas.frame(this.#seq, this.#host.callNowMs(), delta));
  }

  #send(frame: ServerFrame): void {
    if (this.#isOpen()) this.#write(JSON.stringify(frame));
  }

  #write(text: string): void {
    this.#host.onFrame('out');
    this.#wire.send(text);
    if (this.#wire.bufferedBytes > SEAT_LIMITS.backlogBytes) this.#step('backlog');
  }

  #detach(): void {
    for (const feed of this.#feeds) feed.dispose();
    this.#feeds = [];
  }

  #close(code: number, reason: string): void {
    this.#host.onClosing(this, reason);
    this.#wire.close(code, reason);
    // A peer that does not read does not answer the close either.
    this.#farewell = this.#host.wallClock.setTimer(SEAT_LIMITS.farewellMs, () => this.#wire.terminate());
  }

  #isOpen(): boolean {
    return this.#state === 'greeting' || this.#state === 'live';
  }

  #watchSilence(): Disposable {
    return this.#host.wallClock.setTimer(SEAT_LIMITS.silentMs, () => this.#step('silent'));
  }

  #isTooFast(): boolean {
    const now = this.#host.wallClock.monotonicMs();
    if (now - this.#second.startMs >= 1000) this.#second = { startMs: now, frames: 0 };
    this.#second.frames += 1;
    return this.#second.frames > SEAT_LIMITS.framesPerSecond;
  }
}
