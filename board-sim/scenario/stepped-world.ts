import type { AgentsPort, BoardPort, CallRecordsPort, RecordingsPort } from '../../src-main/api/ports.ts';
import type { BenchAction, BenchNotice, BenchState } from '../../src-main/contract/bench.ts';
import type { ChannelView } from '../../src-main/contract/board-view.ts';
import type { CallEvent } from '../../src-main/contract/call-events.ts';
import type { CallView } from '../../src-main/contract/call-model.ts';
import type { CallRecord } from '../../src-main/contract/call-record.ts';
import type { RecordingId, UserId } from '../../src-main/contract/ids.ts';
import { userIdSchema } from '../../src-main/contract/ids.ts';
import type { SeatCommandName } from '../../src-main/contract/seat-protocol.ts';
import type { AgentView } from '../../src-main/contract/users.ts';
import type { Fault } from '../../src-main/foundation/errors.ts';
import { FaultError } from '../../src-main/foundation/errors.ts';
import { DisposableStack } from '../../src-main/foundation/disposable.ts';
import type { Result } from '../../src-main/foundation/result.ts';
import type { CallControl } from '../../src-main/mediator/call-control.ts';
import { readFile } from 'node:fs/promises';
import type { BenchEar, Simulator } from '../control/simulator.ts';
import type { Arrangements, Attempt, Moment, Seat, World } from './world.ts';
import { momentOfCallEvent, momentOfNotice } from './world.ts';

/** The whole product in this process on stepped time; the composition root makes it. */
export interface SteppedProduct {
  readonly simulator: Simulator;
  /** What was noticed in the simulated world since it was asked last, by whomever else it was read. */
  takeNotices(): readonly BenchNotice[];
  readonly callControl: CallControl;
  readonly agents: AgentsPort;
  readonly records: CallRecordsPort;
  readonly recordings: RecordingsPort;
  readonly board: BoardPort;
  /** Milliseconds since its start. */
  nowMs(): number;
  /** Moves the board's and TypeScript's time together. */
  advance(ms: number): Promise<void>;
  signIn(login: string, stationNo: string): Promise<AgentView>;
  signOut(userId: UserId): Promise<void>;
  /** As the seat's socket would carry it out, policies and all. */
  command(userId: UserId, name: SeatCommandName, params: unknown): Promise<Result<void, Fault>>;
  readonly arrange: Arrangements;
  stop(): Promise<void>;
}

/** Sees every record; is nobody's account. */
const ONLOOKER = { userId: userIdSchema.parse('onlooker'), role: 'admin' } as const;

/** World time is moved by the story alone: 45 s of ringing pass in milliseconds, the same seed gives the same run. */
export class SteppedWorld implements World {
  readonly #product: SteppedProduct;
  readonly #subscriptions = new DisposableStack();
  readonly #callEvents: CallEvent[] = [];
  readonly #listeners: ((moment: Moment) => void)[] = [];
  readonly #startMs: number;

  constructor(product: SteppedProduct) {
    this.#product = product;
    this.#startMs = product.nowMs();
    this.#subscriptions.own(product.callControl.onCallEvent((event) => this.#onCallEvent(event)));
    this.#subscriptions.own(product.board.onChannelChanged((channel) => this.#onChannel(channel)));
    this.#subscriptions.own(product.agents.onAgentChanged((agent) => this.#onAgent(agent)));
  }

  get arrange(): Arrangements {
    return this.#product.arrange;
  }

  nowMs(): number {
    return this.#product.nowMs() - this.#startMs;
  }

  async pass(ms: number): Promise<void> {
    await this.#product.advance(ms);
    for (const notice of this.#product.takeNotices()) this.#tell(momentOfNotice(notice));
  }

  async act(action: BenchAction): Promise<Result<void, Fault>> {
    return this.#product.simulator.act(action);
  }

  async bench(): Promise<BenchState> {
    return this.#product.simulator.state();
  }

  async seat(login: string, stationNo: string): Promise<Seat> {
    const { userId } = await this.#product.signIn(login, stationNo);
    const product = this.#product;
    return {
      login,
      stationNo,
      agent: () => required(product.agents.byUser(userId), `agent ${login}`),
      command: (name, params) => attempt(product.command(userId, name, params)),
      leave: () => product.signOut(userId),
    };
  }

  calls(): readonly CallView[] {
    return [...this.#product.callControl.calls.values()];
  }

  callEvents(): readonly CallEvent[] {
    return this.#callEvents;
  }

  channels(): readonly ChannelView[] {
    return this.#product.board.view().channels;
  }

  async records(): Promise<readonly CallRecord[]> {
    const page = await this.#product.records.page({ limit: 200 }, ONLOOKER);
    return page.records.toReversed();
  }

  async recording(recordingId: RecordingId): Promise<Uint8Array> {
    const located = await this.#product.recordings.locate(recordingId);
    if (!located.ok) throw new FaultError(located.error);
    return readFile(located.value.path);
  }

  hear(ear: BenchEar): Int16Array {
    return this.#product.simulator.hear(ear);
  }

  onMoment(listener: (moment: Moment) => void): void {
    this.#listeners.push(listener);
  }

  async close(): Promise<void> {
    this.#subscriptions.dispose();
    await this.#product.stop();
  }

  #onCallEvent(event: CallEvent): void {
    this.#callEvents.push(event);
    this.#tell(momentOfCallEvent(event, this.nowMs()));
  }

  #onChannel(channel: ChannelView): void {
    this.#tell({
      atMs: this.nowMs(),
      source: 'line',
      who: channel.deviceId,
      what: `${channel.state} (LE001 ${channel.le001}, LE002 ${channel.le002})`,
    });
  }

  #onAgent(agent: AgentView): void {
    this.#tell({ atMs: this.nowMs(), source: 'seat', who: agent.displayName, what: agent.state });
  }

  #tell(moment: Moment): void {
    for (const listener of this.#listeners) listener(moment);
  }
}

/** Watches a command without waiting for it, since only the story lets time pass. */
export function attempt(running: Promise<Result<void, Fault>>): Attempt {
  const watched: { outcome: Result<void, Fault> | undefined } = { outcome: undefined };
  running.then(
    (outcome) => (watched.outcome = outcome),
    (error: unknown) =>
      (watched.outcome = {
        ok: false,
        error: {
          kind: 'defect',
          code: 'server/defect',
          tried: 'carry out a seat command',
          now: String(error),
          next: 'Mend the defect.',
        },
      }),
  );
  return watched;
}

function required<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) {
    throw new FaultError({
      kind: 'defect',
      code: 'request/notFound',
      tried: `find ${what}`,
      now: 'there is none',
      next: 'Check the story.',
    });
  }
  return value;
}
