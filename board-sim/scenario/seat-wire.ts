import WebSocket from 'ws';
import type { Fault } from '../../src-main/foundation/errors.ts';
import { FaultError } from '../../src-main/foundation/errors.ts';
import type { Result } from '../../src-main/foundation/result.ts';
import { SEAT_PROTOCOL_VERSION, serverFrameSchema } from '../../src-main/contract/seat-protocol.ts';
import type { SeatDelta, SeatFrame, SeatTopics, ServerFrame } from '../../src-main/contract/seat-protocol.ts';
import type { Attempt } from './world.ts';

/** One seat socket of a running server, as a scenario needs it: topics kept up to date, commands watched. */
export class SeatWire {
  readonly #socket: WebSocket;
  readonly #attempts = new Map<number, { outcome: Result<void, Fault> | undefined }>();
  readonly #onDelta: (delta: SeatDelta) => void;
  #topics: SeatTopics;
  #lastCommand = 0;
  #lastPing = 0;
  #closedWith: number | undefined;

  private constructor(socket: WebSocket, topics: SeatTopics, onDelta: (delta: SeatDelta) => void) {
    this.#socket = socket;
    this.#topics = topics;
    this.#onDelta = onDelta;
    socket.on('message', (text) => this.#onFrame(parseFrame(textOf(text))));
    socket.on('close', (code) => (this.#closedWith = code));
    socket.on('error', () => socket.terminate());
  }

  /** Why the server let go of this seat; undefined while it holds it. */
  get closedWith(): number | undefined {
    return this.#closedWith;
  }

  /** Resolves with the first snapshot. Throws FaultError when the server refuses the seat. */
  static async open(address: string, token: string, onDelta: (delta: SeatDelta) => void): Promise<SeatWire> {
    const url = `${address.replace(/^http/, 'ws')}/seat`;
    const socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` } });
    const hello: SeatFrame = { kind: 'hello', protocol: SEAT_PROTOCOL_VERSION, client: 'scenario' };
    socket.once('open', () => socket.send(JSON.stringify(hello)));
    return new Promise((resolve, reject) => {
      socket.once('error', (error) => reject(refused(error.message)));
      socket.once('close', (code, reason) => reject(refused(`the server closed it: ${code} ${String(reason)}`)));
      const onFirst = (text: WebSocket.RawData): void => {
        const frame = parseFrame(textOf(text));
        if (frame.kind === 'refused' || frame.kind === 'error') reject(refused(frame.error.message));
        if (frame.kind !== 'snapshot') return;
        socket.removeAllListeners('message').removeAllListeners('close');
        resolve(new SeatWire(socket, frame.topics, onDelta));
      };
      socket.on('message', onFirst);
    });
  }

  get topics(): SeatTopics {
    return this.#topics;
  }

  /** Keeps the server from taking this seat for dead; every 3 s at most. */
  ping(): void {
    this.#lastPing += 1;
    this.#send({ kind: 'ping', n: this.#lastPing });
  }

  command(name: string, params: unknown): Attempt {
    this.#lastCommand += 1;
    const attempt: { outcome: Result<void, Fault> | undefined } = { outcome: undefined };
    this.#attempts.set(this.#lastCommand, attempt);
    this.#send({ kind: 'command', id: this.#lastCommand, name, params });
    return attempt;
  }

  async close(): Promise<void> {
    if (this.#closedWith !== undefined) return;
    const closed = new Promise((resolve) => this.#socket.once('close', resolve));
    this.#socket.close(1000);
    await closed;
  }

  #send(frame: SeatFrame): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  #onFrame(frame: ServerFrame): void {
    if (frame.kind === 'snapshot') this.#topics = frame.topics;
    if (frame.kind === 'result') this.#settle(frame.id, { ok: true, value: undefined });
    if (frame.kind === 'refused') this.#settle(frame.id, { ok: false, error: faultOf(frame.error) });
    if (frame.kind !== 'delta') return;
    this.#topics = afterDelta(this.#topics, frame.delta);
    this.#onDelta(frame.delta);
  }

  #settle(id: number, outcome: Result<void, Fault>): void {
    const attempt = this.#attempts.get(id);
    if (attempt !== undefined) attempt.outcome = outcome;
    this.#attempts.delete(id);
  }
}

function textOf(bytes: WebSocket.RawData): string {
  if (Array.isArray(bytes)) return Buffer.concat(bytes).toString();
  return bytes instanceof ArrayBuffer ? Buffer.from(bytes).toString() : bytes.toString();
}

function parseFrame(text: string): ServerFrame {
  return serverFrameSchema.parse(JSON.parse(text));
}

function afterDelta(topics: SeatTopics, delta: SeatDelta): SeatTopics {
  switch (delta.topic) {
    case 'callEvent': {
      const others = topics.calls.filter((call) => call.callId !== delta.call.callId);
      return { ...topics, calls: delta.event.kind === 'CallCleared' ? others : [...others, delta.call] };
    }
    case 'callGone':
      return { ...topics, calls: topics.calls.filter((call) => call.callId !== delta.callId) };
    case 'agent': {
      const others = topics.agents.filter((agent) => agent.userId !== delta.agent.userId);
      return { ...topics, agents: [...others, delta.agent] };
    }
    case 'board':
      return { ...topics, board: delta.board };
    case 'channel':
      return topics.board === undefined ? topics : { ...topics, board: withChannel(topics.board, delta.channel) };
    case 'bench':
      return { ...topics, bench: delta.bench };
    default:
      return topics;
  }
}

type Board = NonNullable<SeatTopics['board']>;

function withChannel(board: Board, channel: Board['channels'][number]): Board {
  const channels = board.channels.map((each) => (each.channel === channel.channel ? channel : each));
  return { ...board, channels };
}

function faultOf(error: Extract<ServerFrame, { kind: 'refused' }>['error']): Fault {
  return { kind: 'operational', code: error.code, tried: 'carry out a seat command', now: error.message, next: '' };
}

function refused(now: string): FaultError {
  return new FaultError({
    kind: 'operational',
    code: 'request/conflict',
    tried: 'take a seat at the running server',
    now,
    next: 'Check that the server runs and that nobody else holds the extension.',
  });
}
