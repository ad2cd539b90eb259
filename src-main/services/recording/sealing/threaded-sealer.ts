import { Worker } from 'node:worker_threads';
import type { Clock } from '../../../foundation/clock.ts';
import { withDeadline } from '../../../foundation/deadline.ts';
import type { Disposable } from '../../../foundation/disposable.ts';
import type { Fault } from '../../../foundation/errors.ts';
import { failed, ok, type Result } from '../../../foundation/result.ts';
import { RECORDING_TIMERS } from '../recording-timers.ts';
import { sealReplySchema, type SealOrder } from './seal-order.ts';

/** A thread without work is kept so long, for the next of a row of files. */
const IDLE_MS = 5_000;

export interface SealedBytes {
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** Reads, codes and encrypts whole files, away from the JS thread. */
export interface Sealer {
  carryOut(order: SealOrder): Promise<Result<SealedBytes, Fault>>;
}

/**
 * A thread that carries out one order after the other. It is made for the first order and ended when none has come for a while, so an
 * idle house has none. A thread that dies or does not answer fails its order; the next one gets a new thread.
 */
export class ThreadedSealer implements Sealer, Disposable {
  readonly #clock: Clock;
  #worker: Worker | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #idle: Disposable | undefined;
  #isDisposed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async carryOut(order: SealOrder): Promise<Result<SealedBytes, Fault>> {
    this.#idle?.dispose();
    this.#waiting += 1;
    const mine = this.#turn.then(() => this.#ask(order));
    this.#turn = mine;
    const result = await mine;
    this.#waiting -= 1;
    if (!result.ok) this.#end();
    if (this.#waiting === 0 && !this.#isDisposed) this.#idle = this.#clock.setTimer(IDLE_MS, () => this.#end());
    return result;
  }

  /** The order in hand fails, and so does every one that waits or comes later. */
  dispose(): void {
    this.#isDisposed = true;
    this.#idle?.dispose();
    this.#end();
  }

  #ask(order: SealOrder): Promise<Result<SealedBytes, Fault>> {
    if (this.#isDisposed) return Promise.resolve(failed(threadFault('the server ends')));
    this.#worker ??= new Worker(new URL('./seal-thread.ts', import.meta.url));
    const worker = this.#worker;
    const answered = new Promise<Result<SealedBytes, Fault>>((resolve) => {
      const onMessage = (message: unknown): void => settle(resultOf(message));
      const onError = (error: unknown): void => settle(failed(threadFault(String(error))));
      const onExit = (): void => settle(failed(threadFault('the thread ended')));
      const settle = (result: Result<SealedBytes, Fault>): void => {
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        resolve(result);
      };
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    });
    worker.postMessage(order);
    return withDeadline(this.#clock, RECORDING_TIMERS.sealWork.defaultMs, answered, () =>
      threadFault('it has not ended in its time'),
    );
  }

  #end(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
  }
}

function resultOf(message: unknown): Result<SealedBytes, Fault> {
  const reply = sealReplySchema.parse(message);
  if (reply.kind === 'done') return ok({ sha256: reply.sha256, sizeBytes: reply.sizeBytes });
  const { code, tried, now, next } = reply;
  return failed({ kind: 'operational', code, tried, now, next });
}

function threadFault(now: string): Fault {
  const next = 'The recording is kept as it is and tried again.';
  return { kind: 'operational', code: 'storage/failed', tried: 'seal a recording', now, next };
}
