import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { UserId } from '../contract/ids.ts';
import { MAX_FRAME_BYTES, type SeatDelta } from '../contract/seat-protocol.ts';
import { setPeriodic, type Clock } from '../foundation/clock.ts';
import { DisposableStack } from '../foundation/disposable.ts';
import type { Log } from '../foundation/logger.ts';
import { passwordChangeRequired } from './access.ts';
import type { Identity, SessionKeeper } from './authentication/session-keeper.ts';
import type { Metrics } from './metrics.ts';
import type { Viewer } from './policies/seat-policies.ts';
import type { AgentsPort } from './ports.ts';
import type { SeatCommands } from './seat-commands.ts';
import { DeltaWriter } from './seat-frame.ts';
import { SeatSession, type SeatHost, type SeatWire } from './seat-session.ts';
import type { Topic } from './topics/topic.ts';

export interface SeatServerParts {
  readonly version: string;
  readonly callClock: Clock;
  readonly wallClock: Clock;
  readonly agents: AgentsPort;
  readonly sessions: SessionKeeper;
  readonly commands: SeatCommands;
  /** In the order in which a seat is told; the allowed commands last. */
  readonly topics: readonly Topic[];
  readonly metrics: Metrics;
  readonly log: Log;
}

/** Beyond the protocol's limit a frame is answered with an error; beyond this it is not even taken in. */
const HARD_LIMIT_BYTES = 4 * MAX_FRAME_BYTES;
/** How often an open seat proves its session anew: it is prolonged, or it has ended. Milliseconds. */
const REPROVE_MS = 60_000;

/** All seats that are connected: admits them, gives them the topics, and lets them go. */
export class SeatServer {
  readonly #parts: SeatServerParts;
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: HARD_LIMIT_BYTES, perMessageDeflate: false });
  readonly #seats = new Map<SeatSession, string>();
  readonly #host: SeatHost;
  readonly #owned = new DisposableStack();

  constructor(parts: SeatServerParts) {
    this.#parts = parts;
    this.#host = this.#makeHost();
    this.#owned.own(
      parts.sessions.onEnded((sessionId) => {
        for (const seat of this.#seats.keys()) if (seat.identity.sessionId === sessionId) seat.expel('sessionEnded');
      }),
    );
    this.#owned.own(setPeriodic(parts.wallClock, REPROVE_MS, () => void this.#reproveAll()));
  }

  /** Takes over an upgrade whose session is proven. `token` proves it again while the seat is open. */
  accept(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    proven: { readonly identity: Identity; readonly token: string },
  ): void {
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) =>
      this.#open(webSocket, proven.identity, proven.token),
    );
  }

  /** Ends every seat, then the topics. */
  close(): void {
    this.#owned.dispose();
    for (const seat of [...this.#seats.keys()]) seat.expel('sessionEnded');
    for (const webSocket of this.#sockets.clients) webSocket.terminate();
    for (const topic of [...this.#parts.topics].reverse()) topic.dispose();
  }

  #open(webSocket: WebSocket, identity: Identity, token: string): void {
    const seat = new SeatSession(identity, wireOf(webSocket), this.#host);
    webSocket.on('message', (bytes, isBinary) => seat.onFrame(bufferOf(bytes), isBinary));
    webSocket.on('close', () => this.#onGone(seat));
    // ws reports a broken or oversized frame here and closes the socket itself.
    webSocket.on('error', () => this.#parts.metrics.seatClosures.inc({ reason: 'broken' }));
    this.#seats.set(seat, token);
    this.#parts.metrics.seatSockets.set(this.#seats.size);
    if (identity.user.mustChangePassword) {
      seat.complain(passwordChangeRequired());
      seat.expel('unauthorised');
    }
  }

  #onGone(seat: SeatSession): void {
    seat.onGone();
    this.#seats.delete(seat);
    this.#parts.metrics.seatSockets.set(this.#seats.size);
    const { userId } = seat.identity.user;
    if (!this.#isOnline(userId)) this.#parts.agents.setOnline(userId, false);
  }

  /** A station has one seat: the newest. */
  #takeSeat(seat: SeatSession): void {
    const { user, stationNo } = seat.identity;
    if (stationNo === undefined) return;
    for (const other of [...this.#seats.keys()]) {
      if (other !== seat && other.identity.user.userId === user.userId && other.state === 'live')
        other.expel('replaced');
    }
    const agent = this.#parts.agents.byUser(user.userId);
    // After a restart of the server the session is still good, but nobody sits anywhere yet.
    if (agent === undefined || agent.state === 'loggedOut') {
      const signedIn = this.#parts.agents.signIn(user, stationNo);
      if (!signedIn.ok)
        this.#parts.log.warn('a seat came back to a station that is taken', { userId: user.userId, stationNo });
    }
    this.#parts.agents.setOnline(user.userId, true);
  }

  #isOnline(userId: UserId): boolean {
    return [...this.#seats.keys()].some((seat) => seat.identity.user.userId === userId && seat.state === 'live');
  }

  async #reproveAll(): Promise<void> {
    for (const [seat, token] of [...this.#seats]) {
      const proven = await this.#parts.sessions.prove(token);
      if (!proven.ok) seat.expel('sessionEnded');
    }
  }

  #makeHost(): SeatHost {
    const { version, callClock, wallClock, topics, commands, metrics, log } = this.#parts;
    return {
      version,
      wallClock,
      callNowMs: () => callClock.nowMs(),
      deltas: new DeltaWriter(),
      attach: (seat: SeatSession, send: (delta: SeatDelta) => void) => {
        this.#takeSeat(seat);
        const viewer = viewerOf(seat.identity);
        return topics.map((topic) => topic.attach(viewer, send));
      },
      execute: (seat, name, params) => commands.execute(viewerOf(seat.identity), name, params),
      onFrame: (way) => metrics.seatFrames.inc({ way }),
      onClosing: (seat, reason) => {
        metrics.seatClosures.inc({ reason });
        log.info('a seat is closed by the server', { userId: seat.identity.user.userId, reason });
      },
      onDefect: (error) =>
        log.error('a command ended in a defect', { error: String(error instanceof Error ? error.stack : error) }),
    };
  }
}

export function viewerOf(identity: Identity): Viewer {
  const { user, sessionId, stationNo } = identity;
  return { userId: user.userId, role: user.role, sessionId, ...(stationNo === undefined ? {} : { stationNo }) };
}

function wireOf(webSocket: WebSocket): SeatWire {
  return {
    send: (text) => webSocket.send(text),
    get bufferedBytes() {
      return webSocket.bufferedAmount;
    },
    close: (code, reason) => webSocket.close(code, reason),
    terminate: () => webSocket.terminate(),
  };
}

export function bufferOf(bytes: Buffer | ArrayBuffer | Buffer[]): Buffer {
  if (Array.isArray(bytes)) return Buffer.concat(bytes);
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes);
}
