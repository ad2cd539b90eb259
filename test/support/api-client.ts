import { frameText } from './frame-text.ts';
import { WebSocket } from 'ws';
import type { ApiParts } from '../../src-main/api/api-parts.ts';
import { openHttpServer, type HttpServer } from '../../src-main/api/http-server.ts';
import { serverFrameSchema, type SeatDelta, type ServerFrame } from '../../src-main/contract/seat-protocol.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Opens the API on any free port of loopback. */
export async function openApi(parts: ApiParts): Promise<HttpServer> {
  const opened = await openHttpServer(parts);
  if (!opened.ok) throw new Error(opened.error.now);
  return opened.value;
}

/** A browser without pages: keeps its cookie. */
export class ApiClient {
  readonly address: string;
  cookie = '';

  constructor(address: string) {
    this.address = address;
  }

  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const response = await fetch(this.address + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isSent(body) ? body : JSON.stringify(body) }),
    });
    const cookie = response.headers.get('set-cookie');
    if (cookie !== null) this.cookie = cookie.split(';')[0] ?? '';
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.ask('GET', path, undefined, headers);
  }

  post(path: string, body: unknown = {}): Promise<Answer> {
    return this.ask('POST', path, body);
  }

  login(login: string, stationNo?: string, password = login): Promise<Answer> {
    return this.post('/api/login', { login, password, ...(stationNo === undefined ? {} : { stationNo }) });
  }

  seat(headers: Readonly<Record<string, string>> = {}): SeatClient {
    return new SeatClient(this.address, { ...(this.cookie === '' ? {} : { cookie: this.cookie }), ...headers });
  }

  /** Connected, greeted, with the snapshot read. */
  async seated(): Promise<{
    readonly seat: SeatClient;
    readonly snapshot: Extract<ServerFrame, { kind: 'snapshot' }>;
  }> {
    const seat = this.seat();
    await seat.opened;
    seat.send({ kind: 'hello', protocol: 1, client: 'test' });
    await seat.next('hello');
    return { seat, snapshot: await seat.next('snapshot') };
  }
}

/** As it is: text that is no JSON, or a file. */
function isSent(body: unknown): body is string | Uint8Array<ArrayBuffer> {
  return typeof body === 'string' || body instanceof Uint8Array;
}

type FrameOf<Kind extends ServerFrame['kind']> = Extract<ServerFrame, { kind: Kind }>;
type DeltaOf<Topic extends SeatDelta['topic']> = Extract<SeatDelta, { topic: Topic }>;

/** A seat without a screen: frames in order, each parsed by the contract. */
export class SeatClient {
  readonly opened: Promise<void>;
  /** The close code, or the HTTP status when the upgrade was refused. */
  readonly closed: Promise<number>;
  readonly frames: ServerFrame[] = [];
  readonly socket: WebSocket;
  readonly #waiting: {
    readonly matches: (frame: ServerFrame) => boolean;
    readonly resolve: (frame: ServerFrame) => void;
  }[] = [];
  #read = 0;

  constructor(address: string, headers: Readonly<Record<string, string>>) {
    this.socket = new WebSocket(`${address.replace('http', 'ws')}/seat`, { headers });
    this.opened = new Promise((resolve) => this.socket.once('open', () => resolve()));
    this.closed = new Promise((resolve) => {
      this.socket.once('close', (code) => resolve(code));
      this.socket.once('unexpected-response', (request, response) => {
        resolve(response.statusCode ?? 0);
        request.destroy();
      });
    });
    this.socket.on('error', () => undefined);
    this.socket.on('message', (bytes) => this.#onFrame(serverFrameSchema.parse(JSON.parse(frameText(bytes)))));
  }

  send(frame: unknown): void {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** The next frame of the kind that was not read yet; frames before it are passed over. */
  next<Kind extends ServerFrame['kind']>(kind: Kind): Promise<FrameOf<Kind>> {
    return this.#await((frame): frame is FrameOf<Kind> => frame.kind === kind);
  }

  async delta<Topic extends SeatDelta['topic']>(topic: Topic): Promise<DeltaOf<Topic>> {
    type Wanted = FrameOf<'delta'> & { readonly delta: DeltaOf<Topic> };
    const frame = await this.#await((each): each is Wanted => each.kind === 'delta' && each.delta.topic === topic);
    return frame.delta;
  }

  close(): void {
    this.socket.close();
  }

  #await<Wanted extends ServerFrame>(matches: (frame: ServerFrame) => frame is Wanted): Promise<Wanted> {
    for (; this.#read < this.frames.length; this.#read += 1) {
      const frame = this.frames[this.#read];
      if (frame === undefined || !matches(frame)) continue;
      this.#read += 1;
      return Promise.resolve(frame);
    }
    return new Promise((resolve) => {
      this.#waiting.push({
        matches,
        resolve: (frame) => {
          if (matches(frame)) resolve(frame);
        },
      });
    });
  }

  #onFrame(frame: ServerFrame): void {
    this.frames.push(frame);
    const waiting = this.#waiting[0];
    if (waiting === undefined) return;
    this.#read = this.frames.length;
    if (!waiting.matches(frame)) return;
    this.#waiting.shift();
    waiting.resolve(frame);
  }
}
