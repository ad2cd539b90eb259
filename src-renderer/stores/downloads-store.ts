import { makeAutoObservable, observableRef, runInAction } from 'mobx';
import { z } from 'zod';
import type { ErrorBody } from '../../src-main/contract/error-codes.ts';
import { downloadViewSchema, type DownloadView } from '../../src-main/contract/recordings.ts';
import type { Clock, Disposable } from '../transport/foundation.ts';
import type { HttpClient } from '../transport/http-client.ts';
import { PATHS } from '../transport/http-paths.ts';

const LOOK_EVERY_MS = 1_000;

/** A download of many recordings: chosen here, fetched by the browser itself, watched and broken off here. */
export class DownloadsStore {
  preparing = false;
  view: DownloadView | undefined = undefined;
  error: ErrorBody | undefined = undefined;
  #timer: Disposable | undefined;
  readonly #http: HttpClient;
  readonly #clock: Clock;

  constructor(http: HttpClient, clock: Clock) {
    this.#http = http;
    this.#clock = clock;
    makeAutoObservable(this, { view: observableRef, error: observableRef });
  }

  get running(): boolean {
    return this.preparing || this.view?.state === 'ready' || this.view?.state === 'running';
  }

  /** Resolves with the path of the archive; undefined when it was refused, which `error` tells. */
  async prepare(filter: Readonly<Record<string, string>>): Promise<string | undefined> {
    if (this.running) return undefined;
    this.preparing = true;
    this.view = undefined;
    this.error = undefined;
    const request = { method: 'POST', path: PATHS.downloads, body: { filter }, reply: downloadViewSchema } as const;
    const reply = await this.#http.request(request);
    runInAction(() => {
      this.preparing = false;
      if (reply.ok) this.view = reply.value;
      else this.error = reply.error;
    });
    if (!reply.ok) return undefined;
    this.#look();
    return PATHS.downloadArchive(reply.value.downloadId);
  }

  async cancel(): Promise<void> {
    const { view } = this;
    if (view === undefined) return;
    const path = PATHS.download(view.downloadId);
    const reply = await this.#http.request({ method: 'DELETE', path, reply: z.undefined() });
    runInAction(() => {
      if (reply.ok) this.#forget();
      else this.error = reply.error;
    });
  }

  /** The words of a download that has ended, or of one that was refused, have been read. */
  dismiss(): void {
    this.#forget();
    this.error = undefined;
  }

  #forget(): void {
    this.#timer?.dispose();
    this.view = undefined;
  }

  #look(): void {
    this.#timer?.dispose();
    this.#timer = this.#clock.setTimer(LOOK_EVERY_MS, () => void this.#read());
  }

  async #read(): Promise<void> {
    const { view } = this;
    if (view === undefined) return;
    const path = PATHS.download(view.downloadId);
    const reply = await this.#http.request({ method: 'GET', path, reply: downloadViewSchema });
    if (this.view?.downloadId !== view.downloadId) return;
    runInAction(() => {
      if (reply.ok) this.view = reply.value;
      else this.error = reply.error;
    });
    if (this.running) this.#look();
  }
}
