import { makeAutoObservable, observableRef, runInAction } from 'mobx';
import { callExportProgressSchema, type CallExportProgress } from '../../src-main/contract/call-list.ts';
import type { ErrorBody } from '../../src-main/contract/error-codes.ts';
import type { Clock, Disposable } from '../transport/foundation.ts';
import type { HttpClient } from '../transport/http-client.ts';
import { PATHS } from '../transport/http-paths.ts';

const LOOK_EVERY_MS = 1_000;

/** One file of calls on its way: how far it is, and stopping it. */
export class ExportStore {
  running = false;
  progress: CallExportProgress | undefined = undefined;
  error: ErrorBody | undefined = undefined;
  #abort: AbortController | undefined;
  #lastNo = 0;
  readonly #http: HttpClient;
  readonly #clock: Clock;

  constructor(http: HttpClient, clock: Clock) {
    this.#http = http;
    this.#clock = clock;
    makeAutoObservable(this, { progress: observableRef, error: observableRef });
  }

  /**
   * Fetches a file; undefined when it was stopped or refused, which `error` tells.
   * @param pathOf the path of the file that goes by this id.
   */
  async fetch(pathOf: (exportId: string) => string): Promise<ArrayBuffer | undefined> {
    if (this.running) return undefined;
    const exportId = `export-${this.#clock.nowMs()}-${++this.#lastNo}`;
    const abort = new AbortController();
    this.#begin(abort);
    const look = this.#lookAfter(exportId);
    const reply = await this.#http.bytes(pathOf(exportId), abort.signal);
    look.dispose();
    runInAction(() => {
      this.running = false;
      this.progress = undefined;
      if (!reply.ok && !abort.signal.aborted) this.error = reply.error;
    });
    return reply.ok ? reply.value : undefined;
  }

  /** The server stops writing when nobody reads any more. */
  cancel(): void {
    this.#abort?.abort();
  }

  dismissError(): void {
    this.error = undefined;
  }

  #begin(abort: AbortController): void {
    this.#abort = abort;
    this.running = true;
    this.progress = undefined;
    this.error = undefined;
  }

  #lookAfter(exportId: string): Disposable {
    let timer: Disposable;
    let isOver = false;
    const look = async (): Promise<void> => {
      const path = PATHS.exportProgress(exportId);
      const reply = await this.#http.request({ method: 'GET', path, reply: callExportProgressSchema });
      if (isOver) return;
      runInAction(() => {
        if (reply.ok) this.progress = reply.value;
      });
      timer = this.#clock.setTimer(LOOK_EVERY_MS, () => void look());
    };
    timer = this.#clock.setTimer(LOOK_EVERY_MS, () => void look());
    return {
      dispose: () => {
        isOver = true;
        timer.dispose();
      },
    };
  }
}
