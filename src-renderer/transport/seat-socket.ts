import type { ErrorBody } from '../../src-main/contract/error-codes.ts';
import {
  CLOSE_CODES,
  SEAT_PROTOCOL_VERSION,
  serverFrameSchema,
  type SeatCommandName,
  type SeatCommandParams,
  type SeatFrame,
  type ServerFrame,
} from '../../src-main/contract/seat-protocol.ts';
import { failed, setPeriodic, type Clock, type Disposable } from './foundation.ts';
import { CommandDesk, type CommandOutcome } from './command-desk.ts';
import { LINK_TIMERS, retryDelayMs, stepLink, type LinkAction, type LinkEvent, type LinkState } from './link-table.ts';

/** What a WebSocket is to the link; the browser's is wrapped in browser-socket.ts, a fake in the tests. */
export interface Wire {
  send(text: string): void;
  close(): void;
}
export interface WireListener {
  onOpen(): void;
  onText(text: string): void;
  onClose(code: number): void;
}
export type OpenWire = (listener: WireListener) => Wire;

/** Why the server does not want this seat; the link does not try again by itself. */
export type EndReason = 'unauthorised' | 'sessionEnded' | 'replaced' | 'protocolVersion';

export interface LinkView {
  readonly state: LinkState;
  /** Attempts since the link was last live. */
  readonly attempts: number;
  /** This machine's monotonic milliseconds of the next attempt, while waiting. */
  readonly retryAtMs?: number;
  readonly endReason?: EndReason;
}

export type Greeting = Extract<ServerFrame, { kind: 'hello' }>;
export type Snapshot = Extract<ServerFrame, { kind: 'snapshot' }>;
export type Delta = Extract<ServerFrame, { kind: 'delta' }>;

export interface SeatSocketListener {
  onLink(view: LinkView): void;
  onGreeting(greeting: Greeting): void;
  onSnapshot(snapshot: Snapshot): void;
  onDelta(delta: Delta): void;
  /** The server complained about a frame, or sent one that does not parse. */
  onComplaint(error: ErrorBody): void;
}

export interface SeatSocketOptions {
  readonly openWire: OpenWire;
  readonly clock: Clock;
  /** In [0, 1), spreads the retries. */
  readonly random: () => number;
  readonly client: string;
}

/** The seat protocol from the seat's side, stepped by link-table; sequence numbers are checked here. */
export class SeatSocket {
  readonly #options: SeatSocketOptions;
  readonly #commands: CommandDesk;
  #listener: SeatSocketListener | undefined;
  #state: LinkState = 'idle';
  #wire: Wire | undefined;
  #generation = 0;
  #seq = 0;
  #attempts = 0;
  #pingsOpen = 0;
  #pingNo = 0;
  #retryAtMs: number | undefined;
  #endReason: EndReason | undefined;
  #timer: Disposable | undefined;
  #heartbeat: Disposable | undefined;

  constructor(options: SeatSocketOptions) {
    this.#options = options;
    this.#commands = new CommandDesk(options.clock, LINK_TIMERS.commandMs);
  }

  get state(): LinkState {
    return this.#state;
  }

  /** One listener; it is set before the start. */
  listen(listener: SeatSocketListener): void {
    this.#listener = listener;
  }

  /** Connects, or tries again at once while waiting. */
  start(): void {
    this.#step('start');
  }

  stop(): void {
    this.#step('stop');
  }

  command<Name extends SeatCommandName>(name: Name, params: SeatCommandParams<Name>): Promise<CommandOutcome> {
    if (this.#state !== 'live') {
      return Promise.resolve(failed({ code: 'server/unreachable', message: 'Not sent: the seat is not connected.' }));
    }
    return this.#commands.issue((id) => this.#send({ kind: 'command', id, name, params }));
  }

  #step(event: LinkEvent): void {
    const step = stepLink(this.#state, event);
    if (step === undefined) return;
    this.#state = step.next;
    this.#timer?.dispose();
    this.#timer = undefined;
    this.#retryAtMs = undefined;
    if (event !== 'expelled') this.#endReason = undefined;
    for (const action of step.actions) this.#run(action);
    this.#tellLink();
  }

  #run(action: LinkAction): void {
    const run: Record<LinkAction, () => void> = {
      open: () => this.#open(),
      greet: () => this.#send({ kind: 'hello', protocol: SEAT_PROTOCOL_VERSION, client: this.#options.client }),
      watchAnswer: () => this.#after(LINK_TIMERS.answerMs, 'silent'),
      startHeartbeat: () => this.#startHeartbeat(),
      resync: () => this.#send({ kind: 'resync' }),
      scheduleRetry: () => this.#scheduleRetry(),
      forgetAttempts: () => (this.#attempts = 0),
      drop: () => this.#drop(),
    };
    run[action]();
  }

  #open(): void {
    this.#attempts += 1;
    const generation = ++this.#generation;
    const current = (): boolean => generation === this.#generation;
    this.#wire = this.#options.openWire({
      onOpen: () => current() && this.#step('opened'),
      onText: (text) => current() && this.#onText(text),
      onClose: (code) => current() && this.#onClose(code),
    });
  }

  #drop(): void {
    this.#generation += 1;
    this.#heartbeat?.dispose();
    this.#heartbeat = undefined;
    this.#wire?.close();
    this.#wire = undefined;
    this.#commands.abandonAll();
  }

  #after(delayMs: number, event: LinkEvent): void {
    this.#timer = this.#options.clock.setTimer(delayMs, () => this.#step(event));
  }

  #scheduleRetry(): void {
    const delayMs = retryDelayMs(this.#attempts + 1, this.#options.random());
    this.#retryAtMs = this.#options.clock.monotonicMs() + delayMs;
    this.#after(delayMs, 'retryDue');
  }

  #startHeartbeat(): void {
    this.#pingsOpen = 0;
    this.#heartbeat = setPeriodic(this.#options.clock, LINK_TIMERS.heartbeatMs, () => {
      if (this.#pingsOpen >= LINK_TIMERS.missedPongs) return this.#step('silent');
      this.#pingsOpen += 1;
      this.#send({ kind: 'ping', n: ++this.#pingNo });
    });
  }

  #onClose(code: number): void {
    const reason = endReasonOf(code);
    this.#endReason = reason;
    this.#step(reason === undefined ? 'closed' : 'expelled');
  }

  #onText(text: string): void {
    const frame = parseFrame(text);
    if (frame === undefined) {
      this.#listener?.onComplaint({
        code: 'request/invalid',
        message: 'The server sent a frame that is not understood.',
      });
      return this.#step('gap');
    }
    this.#onFrame(frame);
  }

  #onFrame(frame: ServerFrame): void {
    switch (frame.kind) {
      case 'hello':
        this.#listener?.onGreeting(frame);
        return this.#step('hello');
      case 'snapshot':
        this.#seq = frame.seq;
        this.#listener?.onSnapshot(frame);
        return this.#step('snapshot');
      case 'delta':
        return this.#onDelta(frame);
      case 'result':
        return this.#commands.done(frame.id, frame.callId);
      case 'refused':
        return this.#commands.refused(frame.id, frame.error);
      case 'error':
        return this.#listener?.onComplaint(frame.error);
      case 'pong':
        this.#pingsOpen = 0;
        return;
    }
  }

  /** A repeated number is passed over, a missing one is answered by asking for everything again. */
  #onDelta(delta: Delta): void {
    if (this.#state !== 'live' || delta.seq <= this.#seq) return;
    if (delta.seq !== this.#seq + 1) return this.#step('gap');
    this.#seq = delta.seq;
    this.#listener?.onDelta(delta);
  }

  #send(frame: SeatFrame): void {
    this.#wire?.send(JSON.stringify(frame));
  }

  #tellLink(): void {
    this.#listener?.onLink({
      state: this.#state,
      attempts: this.#attempts,
      ...(this.#retryAtMs === undefined ? {} : { retryAtMs: this.#retryAtMs }),
      ...(this.#endReason === undefined ? {} : { endReason: this.#endReason }),
    });
  }
}

function endReasonOf(code: number): EndReason | undefined {
  const reasons: readonly EndReason[] = ['unauthorised', 'sessionEnded', 'replaced', 'protocolVersion'];
  return reasons.find((reason) => CLOSE_CODES[reason] === code);
}

function parseFrame(text: string): ServerFrame | undefined {
  try {
    return serverFrameSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
