import { benchStateSchema, type BenchAction, type BenchState } from '../../src-main/contract/bench.ts';
import type { ChannelView } from '../../src-main/contract/board-view.ts';
import type { CallEvent } from '../../src-main/contract/call-events.ts';
import type { CallView } from '../../src-main/contract/call-model.ts';
import { callRecordPageSchema, type CallRecord } from '../../src-main/contract/call-record.ts';
import { errorBodySchema } from '../../src-main/contract/error-codes.ts';
import type { RecordingId } from '../../src-main/contract/ids.ts';
import type { SeatDelta } from '../../src-main/contract/seat-protocol.ts';
import type { Clock } from '../../src-main/foundation/clock.ts';
import { setPeriodic } from '../../src-main/foundation/clock.ts';
import type { Disposable } from '../../src-main/foundation/disposable.ts';
import { FaultError, type Fault } from '../../src-main/foundation/errors.ts';
import { failed, ok, type Result } from '../../src-main/foundation/result.ts';
import { RemoteArrangements } from './remote-arrangements.ts';
import { SeatWire } from './seat-wire.ts';
import type { Moment, Seat, World } from './world.ts';
import { momentOfCallEvent, momentOfNotice } from './world.ts';

const PING_MS = 3000;

/** A running server on the simulated board, and the right to act in it. */
export interface RunningServer {
  /** `http://127.0.0.1:8680` */
  readonly address: string;
  /** The time of life. */
  readonly clock: Clock;
  /** A bearer of an account of this role, at this extension. */
  tokenFor(login: string, role: 'agent' | 'admin', stationNo?: string): Promise<string>;
  /** Takes back what tokenFor has given. */
  close(): Promise<void>;
}

/** Drives a running server over its public interface, in real time: what the story does can be watched there. */
export class RemoteWorld implements World {
  readonly #server: RunningServer;
  readonly #token: string;
  readonly #startMs: number;
  readonly #callEvents: CallEvent[] = [];
  readonly #listeners: ((moment: Moment) => void)[] = [];
  readonly #seats: SeatWire[] = [];
  readonly #pings: Disposable;
  readonly arrange: RemoteArrangements;
  #watch: SeatWire | undefined;

  private constructor(server: RunningServer, token: string) {
    this.#server = server;
    this.#token = token;
    this.#startMs = server.clock.nowMs();
    this.arrange = new RemoteArrangements((method, path, body) => this.#asked(method, path, body));
    this.#pings = setPeriodic(server.clock, PING_MS, () => this.#ping());
  }

  /** Throws FaultError when the server cannot be reached or refuses. */
  static async open(server: RunningServer): Promise<RemoteWorld> {
    const token = await server.tokenFor('scenario-watch', 'admin');
    const world = new RemoteWorld(server, token);
    world.#watch = await SeatWire.open(server.address, token, (delta) => world.#onDelta(delta));
    return world;
  }

  nowMs(): number {
    return this.#server.clock.nowMs() - this.#startMs;
  }

  async pass(ms: number): Promise<void> {
    if (this.#watch?.closedWith !== undefined) throw new FaultError(serverGone(this.#watch.closedWith));
    await new Promise<void>((resolve) => void this.#server.clock.setTimer(ms, resolve));
  }

  async act(action: BenchAction): Promise<Result<void, Fault>> {
    const reply = await this.#request('/api/bench/actions', action);
    return reply.ok ? ok() : failed(await faultOf(reply, action.do));
  }

  async bench(): Promise<BenchState> {
    return benchStateSchema.parse(await (await this.#request('/api/bench')).json());
  }

  async seat(login: string, stationNo: string): Promise<Seat> {
    const own = await this.#server.tokenFor(`scenario-${login}`, 'agent', stationNo);
    const wire = await SeatWire.open(this.#server.address, own, () => undefined);
    this.#seats.push(wire);
    return {
      login,
      stationNo,
      agent: () => {
        const agent = wire.topics.agents.find((each) => each.stationNo === stationNo);
        if (agent === undefined) throw new Error(`nobody is signed in at ${stationNo}`);
        return agent;
      },
      command: (name, params) => wire.command(name, params),
      leave: () => wire.close(),
    };
  }

  calls(): readonly CallView[] {
    return this.#watch?.topics.calls ?? [];
  }

  callEvents(): readonly CallEvent[] {
    return this.#callEvents;
  }

  channels(): readonly ChannelView[] {
    return this.#watch?.topics.board?.channels ?? [];
  }

  async records(): Promise<readonly CallRecord[]> {
    const reply = await this.#request(`/api/calls?limit=200&from=${Math.floor(this.#startMs)}`);
    return callRecordPageSchema.parse(await reply.json()).records.toReversed();
  }

  async recording(recordingId: RecordingId): Promise<Uint8Array> {
    const reply = await this.#request(`/api/recordings/${recordingId}`);
    if (!reply.ok) throw new FaultError(await faultOf(reply, 'fetch a recording'));
    return new Uint8Array(await reply.arrayBuffer());
  }

  hear(): undefined {
    return undefined;
  }

  onMoment(listener: (moment: Moment) => void): void {
    this.#listeners.push(listener);
  }

  async close(): Promise<void> {
    this.#pings.dispose();
    await this.arrange.takeBack();
    for (const wire of this.#seats) await wire.close();
    await this.#watch?.close();
    await this.#server.close();
  }

  #request(path: string, body?: unknown): Promise<Response> {
    const headers = { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' };
    return fetch(
      `${this.#server.address}${path}`,
      body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) },
    );
  }

  async #asked(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown> {
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = {
      authorization: `Bearer ${this.#token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const reply = await fetch(`${this.#server.address}${path}`, { method, headers, ...json });
    if (!reply.ok) throw new FaultError(await faultOf(reply, 'arrange the story'));
    return reply.status === 204 ? undefined : reply.json();
  }

  #ping(): void {
    this.#watch?.ping();
    for (const wire of this.#seats) wire.ping();
  }

  #onDelta(delta: SeatDelta): void {
    const atMs = this.nowMs();
    if (delta.topic === 'callEvent') {
      this.#callEvents.push(delta.event);
      this.#tell(momentOfCallEvent(delta.event, atMs));
    }
    if (delta.topic === 'benchNotice') this.#tell({ ...momentOfNotice(delta.notice), atMs });
    if (delta.topic === 'channel') {
      const { deviceId, state, le001, le002 } = delta.channel;
      this.#tell({ atMs, source: 'line', who: deviceId, what: `${state} (LE001 ${le001}, LE002 ${le002})` });
    }
  }

  #tell(moment: Moment): void {
    for (const listener of this.#listeners) listener(moment);
  }
}

function serverGone(closeCode: number): Fault {
  return {
    kind: 'operational',
    code: 'server/stopping',
    tried: 'follow the running server',
    now: `it let go of the seat (${closeCode})`,
    next: 'Start it again and play the story again.',
  };
}

async function faultOf(reply: Response, tried: string): Promise<Fault> {
  const body = errorBodySchema.safeParse(await reply.json().catch(() => undefined));
  const now = body.success ? body.data.message : `the server answered ${reply.status}`;
  return { kind: 'operational', code: body.success ? body.data.code : 'server/defect', tried, now, next: '' };
}
