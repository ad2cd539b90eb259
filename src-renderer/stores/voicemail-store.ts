import { makeAutoObservable, observable, observableRef, runInAction } from 'mobx';
import { z, type ZodType } from 'zod';
import { callIdSchema } from '../../src-main/contract/ids.ts';
import {
  boxSummarySchema,
  messagePageSchema,
  voicemailMessageSchema,
  type BoxId,
  type BoxSummary,
  type GreetingSlot,
  type MessageFilter,
  type MessageId,
  type VoicemailMessage,
} from '../../src-main/contract/voicemail.ts';
import type { ErrorBody } from '../../src-main/contract/error-codes.ts';
import type { SeatTopics } from '../../src-main/contract/seat-protocol.ts';
import type { HttpClient, HttpRequest } from '../transport/http-client.ts';
import { PATHS } from '../transport/http-paths.ts';

const PAGE_SIZE = 50;
const namesSchema = z.array(boxSummarySchema.pick({ boxId: true, boxNo: true, title: true, kind: true }));
export type BoxName = z.infer<typeof namesSchema>[number];
const nothing = z.unknown();

/** What was done last, for the line that says so; a deletion can be undone from there. */
export type VoicemailNotice =
  | { readonly kind: 'deleted'; readonly messageId: MessageId }
  | { readonly kind: 'restored' }
  | { readonly kind: 'forwarded'; readonly to: string }
  | { readonly kind: 'callingBack' }
  | { readonly kind: 'saved' };

/** The boxes that this seat hears, and the page of messages that it looks at. */
export class VoicemailStore {
  boxes: readonly BoxSummary[] = [];
  messages: readonly VoicemailMessage[] = [];
  nextCursor: string | undefined = undefined;
  filter: MessageFilter = 'all';
  boxId: BoxId | undefined = undefined;
  loading = false;
  error: ErrorBody | undefined = undefined;
  notice: VoicemailNotice | undefined = undefined;
  /** Every box of the house, to forward to. */
  names: readonly BoxName[] = [];
  readonly #pending = observable.set<MessageId>();
  /** The list was asked for: after a gap it is asked for again. */
  #isUsed = false;
  #query = 0;
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
    makeAutoObservable(this, {
      boxes: observableRef,
      messages: observableRef,
      error: observableRef,
      notice: observableRef,
      names: observableRef,
    });
  }

  applySnapshot(topic: SeatTopics['voicemail']): void {
    this.boxes = topic?.boxes ?? [];
    if (this.#isUsed) void this.reload();
  }

  applyBoxes(boxes: readonly BoxSummary[]): void {
    this.boxes = boxes;
  }

  /** A message came or changed: replaced where it stands, put where its time belongs, or taken out. */
  applyEvent(message: VoicemailMessage): void {
    if (!this.#isUsed) return;
    const isListed = this.messages.some((other) => other.messageId === message.messageId);
    const others = this.messages.filter((other) => other.messageId !== message.messageId);
    if (!this.#belongs(message, isListed)) {
      this.messages = others;
      return;
    }
    const at = others.findIndex((other) => other.at <= message.at);
    this.messages = at < 0 ? [...others, message] : [...others.slice(0, at), message, ...others.slice(at)];
  }

  get newCount(): number {
    return this.boxes.reduce((sum, box) => sum + box.newCount, 0);
  }

  boxOf(boxId: BoxId): BoxSummary | undefined {
    return this.boxes.find((box) => box.boxId === boxId);
  }

  isPending(messageId: MessageId): boolean {
    return this.#pending.has(messageId);
  }

  show(filter: MessageFilter, boxId: BoxId | undefined): Promise<void> {
    this.filter = filter;
    this.boxId = boxId;
    this.messages = [];
    return this.reload();
  }

  reload(): Promise<void> {
    this.#isUsed = true;
    return this.#load(undefined);
  }

  async loadMore(): Promise<void> {
    if (!this.loading && this.nextCursor !== undefined) await this.#load(this.nextCursor);
  }

  async loadNames(): Promise<void> {
    const reply = await this.#http.request({ method: 'GET', path: PATHS.voicemailDirectory, reply: namesSchema });
    runInAction(() => {
      if (reply.ok) this.names = reply.value;
      else this.error = reply.error;
    });
  }

  async markHeard(messageId: MessageId, heard: boolean): Promise<void> {
    const path = `${PATHS.voicemailMessage(messageId)}/heard`;
    await this.#onMessage(messageId, { method: 'PUT', path, body: { heard }, reply: voicemailMessageSchema });
  }

  async remove(messageId: MessageId): Promise<boolean> {
    const path = PATHS.voicemailMessage(messageId);
    const done = await this.#onMessage(messageId, { method: 'DELETE', path, reply: voicemailMessageSchema });
    if (done) this.#tell({ kind: 'deleted', messageId });
    return done;
  }

  async restore(messageId: MessageId): Promise<void> {
    const path = `${PATHS.voicemailMessage(messageId)}/restore`;
    const done = await this.#onMessage(messageId, { method: 'POST', path, reply: voicemailMessageSchema });
    if (done) this.#tell({ kind: 'restored' });
  }

  /** Takes the last deletion back, while its notice stands. */
  undo(): void {
    if (this.notice?.kind === 'deleted') void this.restore(this.notice.messageId);
  }

  async forward(messageId: MessageId, to: BoxName): Promise<boolean> {
    const path = `${PATHS.voicemailMessage(messageId)}/forward`;
    const body = { boxId: to.boxId };
    const done = await this.#onMessage(messageId, { method: 'POST', path, body, reply: voicemailMessageSchema });
    if (done) this.#tell({ kind: 'forwarded', to: to.title });
    return done;
  }

  async callBack(messageId: MessageId): Promise<void> {
    const path = `${PATHS.voicemailMessage(messageId)}/call-back`;
    const reply = z.object({ callId: callIdSchema });
    if (await this.#onMessage(messageId, { method: 'POST', path, reply })) this.#tell({ kind: 'callingBack' });
  }

  setPin(boxId: BoxId, pin: string): Promise<boolean> {
    return this.#keep({ method: 'PUT', path: PATHS.voicemailPin(boxId), body: { pin }, reply: nothing });
  }

  /** @param file undefined goes back to the standard greeting. */
  setGreeting(boxId: BoxId, slot: GreetingSlot, file: Blob | undefined): Promise<boolean> {
    const path = PATHS.voicemailGreeting(boxId, slot);
    if (file === undefined) return this.#keep({ method: 'DELETE', path, reply: nothing });
    return this.#keep({ method: 'PUT', path, body: file, reply: nothing });
  }

  dismiss(): void {
    this.notice = undefined;
    this.error = undefined;
  }

  #tell(notice: VoicemailNotice): void {
    runInAction(() => (this.notice = notice));
  }

  /** A message that was new when it was listed stays where it is while it is heard. */
  #belongs(message: VoicemailMessage, isListed: boolean): boolean {
    if (this.boxId === undefined ? this.boxOf(message.boxId) === undefined : message.boxId !== this.boxId) return false;
    switch (this.filter) {
      case 'all':
        return message.state !== 'deleted';
      case 'deleted':
        return message.state === 'deleted';
      case 'new':
        return message.state === 'new' || (isListed && message.state === 'heard');
    }
  }

  async #onMessage(messageId: MessageId, request: HttpRequest<unknown>): Promise<boolean> {
    if (this.#pending.has(messageId)) return false;
    runInAction(() => {
      this.#pending.add(messageId);
      this.error = undefined;
      this.notice = undefined;
    });
    const reply = await this.#http.request(request);
    runInAction(() => {
      this.#pending.delete(messageId);
      if (!reply.ok) this.error = reply.error;
    });
    return reply.ok;
  }

  async #keep<Value>(request: { readonly reply: ZodType<Value> } & HttpRequest<Value>): Promise<boolean> {
    this.dismiss();
    const reply = await this.#http.request(request);
    runInAction(() => {
      if (reply.ok) this.notice = { kind: 'saved' };
      else this.error = reply.error;
    });
    return reply.ok;
  }

  async #load(cursor: string | undefined): Promise<void> {
    const query = ++this.#query;
    runInAction(() => {
      this.loading = true;
      this.error = undefined;
    });
    const words = { limit: String(PAGE_SIZE), filter: this.filter, boxId: this.boxId, cursor };
    const reply = await this.#http.request({ method: 'GET', path: pathOf(words), reply: messagePageSchema });
    if (query !== this.#query) return;
    runInAction(() => {
      this.loading = false;
      if (!reply.ok) {
        this.error = reply.error;
        return;
      }
      const known = new Set(reply.value.messages.map((message) => message.messageId));
      const kept = cursor === undefined ? [] : this.messages.filter((message) => !known.has(message.messageId));
      this.messages = [...kept, ...reply.value.messages];
      this.nextCursor = reply.value.nextCursor;
    });
  }
}

function pathOf(words: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(words)) if (value !== undefined) query.set(name, value);
  return `${PATHS.voicemailMessages}?${query.toString()}`;
}
