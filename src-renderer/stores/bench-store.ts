import { makeAutoObservable, observableRef, runInAction } from 'mobx';
import { z } from 'zod';
import type { BenchActionInput, BenchNotice, BenchState } from '../../src-main/contract/bench.ts';
import type { ErrorBody } from '../../src-main/contract/error-codes.ts';
import type { HttpClient } from '../transport/http-client.ts';
import { PATHS } from '../transport/http-paths.ts';

const KEPT_NOTICES = 60;
const anyReply = z.unknown();

/** The simulated world: its lines and phones, what was noticed there, and what a tester does to it. */
export class BenchStore {
  state: BenchState | undefined = undefined;
  /** Newest first. */
  notices: readonly BenchNotice[] = [];
  refusal: ErrorBody | undefined = undefined;
  /** Actions on their way. */
  pending = 0;
  /** Stepped time runs on by itself, one step after the other. */
  running = false;
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
    makeAutoObservable(this, { state: observableRef, notices: observableRef, refusal: observableRef });
  }

  applySnapshot(state: BenchState | undefined): void {
    this.state = state;
  }

  applyNotice(notice: BenchNotice): void {
    this.notices = [notice, ...this.notices].slice(0, KEPT_NOTICES);
  }

  async act(action: BenchActionInput): Promise<boolean> {
    return this.#post(PATHS.benchAct, action);
  }

  /** Moves stepped time. */
  async advance(ms: number): Promise<boolean> {
    return this.#post(PATHS.benchAdvance, { ms });
  }

  /** Advances one second after the other until it is stopped or refused. */
  async run(): Promise<void> {
    if (this.running) return;
    this.#setRunning(true);
    while (this.running && (await this.advance(RUN_STEP_MS)));
    this.#setRunning(false);
  }

  stop(): void {
    this.running = false;
  }

  dismiss(): void {
    this.refusal = undefined;
  }

  #setRunning(running: boolean): void {
    runInAction(() => (this.running = running));
  }

  async #post(path: string, body: unknown): Promise<boolean> {
    runInAction(() => (this.pending += 1));
    const reply = await this.#http.request({ method: 'POST', path, body, reply: anyReply });
    runInAction(() => {
      this.pending -= 1;
      this.refusal = reply.ok ? undefined : reply.error;
    });
    return reply.ok;
  }
}

/** A fifth of a second of simulated time a request keeps the screen moving smoothly. */
const RUN_STEP_MS = 200;
