import { makeAutoObservable, observableRef, runInAction } from 'mobx';
import { z } from 'zod';
import type { ErrorBody } from '../../src-main/contract/error-codes.ts';
import {
  musicFileSchema,
  musicViewSchema,
  type MusicChoice,
  type MusicPlan,
  type MusicView,
} from '../../src-main/contract/music.ts';
import type { HttpClient, HttpRequest } from '../transport/http-client.ts';
import { PATHS } from '../transport/http-paths.ts';

const anyReply = z.unknown().transform(() => 'done' as const);

/** What callers hear who wait, as the server has it. */
export class MusicStore {
  view: MusicView | undefined = undefined;
  error: ErrorBody | undefined = undefined;
  pending = false;
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
    makeAutoObservable(this, { view: observableRef, error: observableRef });
  }

  async load(): Promise<void> {
    const view = await this.#ask({ method: 'GET', path: PATHS.music, reply: musicViewSchema });
    if (view !== undefined) runInAction(() => (this.view = view));
  }

  savePlan(plan: MusicPlan): Promise<boolean> {
    return this.#change({ method: 'PUT', path: PATHS.musicPlan, body: plan, reply: anyReply });
  }

  /** Undefined: as the house has it. */
  setOwn(choice: MusicChoice | undefined): Promise<boolean> {
    const body = choice === undefined ? {} : { choice };
    return this.#change({ method: 'PUT', path: PATHS.ownMusic, body, reply: anyReply });
  }

  upload(title: string, sound: Blob): Promise<boolean> {
    return this.#change({ method: 'POST', path: PATHS.musicUpload(title), body: sound, reply: musicFileSchema });
  }

  remove(musicId: string): Promise<boolean> {
    return this.#change({ method: 'DELETE', path: PATHS.musicFile(musicId), reply: anyReply });
  }

  dismiss(): void {
    this.error = undefined;
  }

  /** A refusal stays on the screen while the list is read again. */
  async #change<Value>(request: HttpRequest<Value>): Promise<boolean> {
    const done = await this.#ask(request);
    const refusal = this.error;
    await this.load();
    if (done === undefined) runInAction(() => (this.error = refusal));
    return done !== undefined;
  }

  async #ask<Value>(request: HttpRequest<Value>): Promise<Value | undefined> {
    runInAction(() => {
      this.pending = true;
      this.error = undefined;
    });
    const reply = await this.#http.request(request);
    runInAction(() => {
      this.pending = false;
      if (!reply.ok) this.error = reply.error;
    });
    return reply.ok ? reply.value : undefined;
  }
}
