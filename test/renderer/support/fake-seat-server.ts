import { frameText } from '../../support/frame-text.ts';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer, type WebSocket } from 'ws';
import { z } from 'zod';
import type { CallRecord } from '../../../src-main/contract/call-record.ts';
import {
  seatFrameSchema,
  type SeatDelta,
  type SeatTopics,
  type ServerFrame,
} from '../../../src-main/contract/seat-protocol.ts';
import type { UserView } from '../../../src-main/contract/users.ts';
import type { Clock } from '../../../src-main/foundation/clock.ts';
import { aGreeting, aLoginReply, aUser, NOW_MS, someTopics } from './builders.ts';
import { stereoWav } from './stereo-wav.ts';

/** What the fake shows; changed by the test between or during pages. */
export interface FakeWorld {
  user: UserView;
  signedIn: boolean;
  topics: SeatTopics;
  records: readonly CallRecord[];
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self' ws:; object-src 'none'";

/**
 * Serves the built seat client and speaks the seat protocol from a world that the test writes down. It
 * decides nothing: commands are kept in `commands` and answered with ok, events are pushed by the test.
 */
export class FakeSeatServer {
  readonly world: FakeWorld = { user: aUser(), signedIn: true, topics: someTopics(), records: [] };
  readonly commands: { readonly name: string; readonly params: unknown }[] = [];
  readonly posts: { readonly path: string; readonly body: unknown }[] = [];
  readonly #directory: string;
  readonly #clock: Clock;
  readonly #startedMs: number;
  readonly #http: Server;
  readonly #sockets: WebSocketServer;
  readonly #seqs = new Map<WebSocket, number>();

  constructor(directory: string, clock: Clock) {
    this.#directory = directory;
    this.#clock = clock;
    this.#startedMs = clock.monotonicMs();
    this.#http = createServer((request, response) => void this.#answer(request, response));
    this.#sockets = new WebSocketServer({ server: this.#http, path: '/seat' });
    this.#sockets.on('connection', (socket) => this.#serve(socket));
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#http.listen(0, '127.0.0.1', resolve));
    const address = this.#http.address();
    return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
  }

  async close(): Promise<void> {
    this.dropSockets();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  push(delta: SeatDelta): void {
    for (const [socket, seq] of this.#seqs) {
      this.#seqs.set(socket, seq + 1);
      send(socket, { kind: 'delta', seq: seq + 1, now: this.#nowMs(), delta });
    }
  }

  dropSockets(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
  }

  #nowMs(): number {
    return Math.round(NOW_MS + this.#clock.monotonicMs() - this.#startedMs);
  }

  #serve(socket: WebSocket): void {
    socket.on('close', () => this.#seqs.delete(socket));
    socket.on('message', (text) => {
      const frame = seatFrameSchema.parse(JSON.parse(frameText(text)));
      if (frame.kind === 'hello') {
        send(socket, { ...aGreeting({ user: this.world.user }), ...{ now: this.#nowMs() } });
        this.#snapshot(socket);
      }
      if (frame.kind === 'resync') this.#snapshot(socket);
      if (frame.kind === 'ping') send(socket, { kind: 'pong', n: frame.n, now: this.#nowMs() });
      if (frame.kind === 'command') {
        this.commands.push({ name: frame.name, params: frame.params });
        send(socket, { kind: 'result', id: frame.id, ok: true });
      }
    });
  }

  #snapshot(socket: WebSocket): void {
    this.#seqs.set(socket, 1);
    send(socket, { kind: 'snapshot', seq: 1, now: this.#nowMs(), topics: this.world.topics });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://fake').pathname;
    if (!path.startsWith('/api/')) return this.#serveFile(path, response);
    if (path.startsWith('/api/recordings/')) {
      response.writeHead(200, { 'content-type': 'audio/wav' }).end(stereoWav(12_000, [620, 1030]));
      return;
    }
    if (request.method !== 'GET') this.posts.push({ path, body: await readBody(request) });
    const reply = this.#reply(path);
    response.writeHead(reply.status, { 'content-type': 'application/json' });
    response.end(reply.body === undefined ? '' : JSON.stringify(reply.body));
  }

  #reply(path: string): { readonly status: number; readonly body?: unknown } {
    const { world } = this;
    const login = { status: 200, body: aLoginReply({ user: world.user }) };
    if (path === '/api/me')
      return world.signedIn ? login : { status: 401, body: { code: 'auth/required', message: 'no session' } };
    if (path === '/api/login') {
      world.signedIn = true;
      return login;
    }
    if (path === '/api/logout') {
      world.signedIn = false;
      return { status: 204 };
    }
    if (path === '/api/me/password') {
      world.user = { ...world.user, mustChangePassword: false };
      return { status: 204 };
    }
    if (path === '/api/calls') return { status: 200, body: { records: world.records, nextCursor: 'more' } };
    return { status: 204 };
  }

  async #serveFile(path: string, response: ServerResponse): Promise<void> {
    const file = extname(path) === '' ? 'index.html' : normalize(path);
    const content = await readFile(join(this.#directory, file)).catch(() => undefined);
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    response.writeHead(content === undefined ? 404 : 200, { 'content-type': type, 'content-security-policy': POLICY });
    response.end(content);
  }
}

function send(socket: WebSocket, frame: ServerFrame): void {
  socket.send(JSON.stringify(frame));
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(z.instanceof(Buffer).parse(piece));
  const text = Buffer.concat(pieces).toString('utf8');
  return text === '' ? undefined : JSON.parse(text);
}
