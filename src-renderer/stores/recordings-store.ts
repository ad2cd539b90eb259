import { makeAutoObservable, observableRef, runInAction } from 'mobx';
import { z } from 'zod';
import type { ErrorBody } from '../../src-main/contract/error-codes.ts';
import type { CallId, RecordingId } from '../../src-main/contract/ids.ts';
import {
  recordingDetailsSchema,
  recordingMarkSchema,
  type RecordingDetails,
  type RecordingMark,
} from '../../src-main/contract/recordings.ts';
import type { HttpClient } from '../transport/http-client.ts';
import { PATHS } from '../transport/http-paths.ts';

const nothing = z.undefined();

/** What is known of the recordings that are open in a detail, besides their sound; each read when it is opened. */
export class RecordingsStore {
  details: ReadonlyMap<RecordingId, RecordingDetails> = new Map();
  /** Commands that are on their way. */
  pending = false;
  /** The last thing that was refused. */
  error: ErrorBody | undefined = undefined;
  /** The mark that was taken away last, until something else is done: it can be put back. */
  removed: { readonly recordingId: RecordingId; readonly mark: RecordingMark } | undefined = undefined;
  /** The caller of a call hears this recording now. */
  playedTo: { readonly recordingId: RecordingId; readonly callId: CallId } | undefined = undefined;
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
    makeAutoObservable(this, {
      details: observableRef,
      error: observableRef,
      removed: observableRef,
      playedTo: observableRef,
    });
  }

  async load(recordingId: RecordingId): Promise<void> {
    const path = PATHS.recordingPart(recordingId, 'details');
    const reply = await this.#http.request({ method: 'GET', path, reply: recordingDetailsSchema });
    runInAction(() => {
      if (reply.ok) this.details = new Map(this.details).set(recordingId, reply.value);
      else this.error = reply.error;
    });
  }

  /** Resolves with whether it was saved. */
  async addMark(recordingId: RecordingId, atMs: number, text: string): Promise<boolean> {
    const path = PATHS.recordingPart(recordingId, 'marks');
    const body = { atMs, text };
    return this.#command(recordingId, { method: 'POST', path, body, reply: recordingMarkSchema });
  }

  async removeMark(recordingId: RecordingId, markId: string): Promise<void> {
    const mark = this.details.get(recordingId)?.marks.find((each) => each.markId === markId);
    const path = PATHS.recordingMark(recordingId, markId);
    const isRemoved = await this.#command(recordingId, { method: 'DELETE', path, reply: nothing });
    runInAction(() => {
      if (isRemoved && mark !== undefined) this.removed = { recordingId, mark };
    });
  }

  /** Puts back the mark that was taken away last; it is then of whoever puts it back. */
  async undoRemoval(): Promise<void> {
    const { removed } = this;
    if (removed === undefined) return;
    await this.addMark(removed.recordingId, removed.mark.atMs, removed.mark.text);
  }

  async setHold(recordingId: RecordingId, held: boolean, reason: string): Promise<boolean> {
    const path = PATHS.recordingPart(recordingId, 'hold');
    return this.#command(recordingId, { method: 'PUT', path, body: { held, reason }, reply: nothing });
  }

  async playToCaller(recordingId: RecordingId, callId: CallId): Promise<void> {
    const path = PATHS.recordingPart(recordingId, 'play-to-caller');
    const isPlaying = await this.#command(recordingId, { method: 'POST', path, body: { callId }, reply: nothing });
    runInAction(() => {
      if (isPlaying) this.playedTo = { recordingId, callId };
    });
  }

  /** Not shown and not waited for: listening goes on whether or not it could be written down. */
  async notePlayed(recordingId: RecordingId, span: { readonly fromMs: number; readonly toMs: number }): Promise<void> {
    const path = PATHS.recordingPart(recordingId, 'listenings');
    const reply = await this.#http.request({ method: 'POST', path, body: span, reply: nothing });
    if (reply.ok) await this.load(recordingId);
  }

  dismissError(): void {
    this.error = undefined;
  }

  async #command<Value>(
    recordingId: RecordingId,
    request: {
      readonly method: 'POST' | 'PUT' | 'DELETE';
      readonly path: string;
      readonly body?: unknown;
      readonly reply: z.ZodType<Value>;
    },
  ): Promise<boolean> {
    this.pending = true;
    this.error = undefined;
    this.removed = undefined;
    const reply = await this.#http.request(request);
    if (reply.ok) await this.load(recordingId);
    runInAction(() => {
      this.pending = false;
      if (!reply.ok) this.error = reply.error;
    });
    return reply.ok;
  }
}
