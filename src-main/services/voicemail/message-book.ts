import { randomUUID } from 'node:crypto';
import type { RecordingId, UserId } from '../../contract/ids.ts';
import {
  DELETED_KEPT_MS,
  messageIdSchema,
  type Box,
  type BoxId,
  type MessageId,
  type MessagePage,
  type MessageQuery,
  type VoicemailMessage,
} from '../../contract/voicemail.ts';
import { setPeriodic, type Clock } from '../../foundation/clock.ts';
import { DisposableStack, type Disposable } from '../../foundation/disposable.ts';
import type { Fault } from '../../foundation/errors.ts';
import type { Log } from '../../foundation/log.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import { TypedEmitter } from '../../foundation/typed-emitter.ts';
import type { BoxCounts, VoicemailRepository } from '../../storage/repositories/voicemail.ts';
import { boxFull, noMessage } from './voicemail-faults.ts';

const PURGE_EVERY_MS = 3_600_000;
const NO_MESSAGES: BoxCounts = { new: 0, heard: 0 };

export type LeftMessage = Omit<VoicemailMessage, 'messageId' | 'state' | 'heardBy' | 'heardAt' | 'deletedAt'>;

/**
 * The messages of all boxes and how many of each there are. A deleted message stays DELETED_KEPT_MS and can be had
 * back as it was; then the clock takes it away. The recording belongs to its call and stays with it.
 */
export class MessageBook implements Disposable {
  readonly #repository: VoicemailRepository;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #owned = new DisposableStack();
  readonly #changed: TypedEmitter<VoicemailMessage>;
  readonly #left: TypedEmitter<VoicemailMessage>;
  #counts: ReadonlyMap<BoxId, BoxCounts> = new Map();

  constructor(parts: { readonly repository: VoicemailRepository; readonly clock: Clock; readonly log: Log }) {
    this.#repository = parts.repository;
    this.#clock = parts.clock;
    this.#log = parts.log;
    const onListenerError = (error: unknown): void =>
      parts.log.error(`a listener of voicemail failed: ${String(error)}`);
    this.#changed = new TypedEmitter(onListenerError);
    this.#left = new TypedEmitter(onListenerError);
  }

  async start(): Promise<void> {
    await this.purge();
    this.#owned.own(setPeriodic(this.#clock, PURGE_EVERY_MS, () => void this.purge()));
  }

  dispose(): void {
    this.#owned.dispose();
  }

  /** After the message was stored, whatever became of it; the counts are up to date. */
  onChanged(listener: (message: VoicemailMessage) => void): Disposable {
    return this.#changed.subscribe(listener);
  }

  /** A message came into a box: left by a caller, or forwarded. For webhooks. */
  onMessage(listener: (message: VoicemailMessage) => void): Disposable {
    return this.#left.subscribe(listener);
  }

  countsOf(boxId: BoxId): BoxCounts {
    return this.#counts.get(boxId) ?? NO_MESSAGES;
  }

  isFull(box: Box): boolean {
    const counts = this.countsOf(box.boxId);
    return counts.new + counts.heard >= box.limits.maxMessages;
  }

  byId(messageId: MessageId): Promise<VoicemailMessage | undefined> {
    return this.#repository.byId(messageId);
  }

  ofRecording(recordingId: RecordingId): Promise<readonly VoicemailMessage[]> {
    return this.#repository.ofRecording(recordingId);
  }

  /** The oldest first. */
  ofBox(boxId: BoxId, state: 'new' | 'heard'): Promise<readonly VoicemailMessage[]> {
    return this.#repository.ofBox(boxId, state);
  }

  page(query: MessageQuery, boxIds: readonly BoxId[]): Promise<MessagePage> {
    return this.#repository.page(query, boxIds);
  }

  async add(left: LeftMessage): Promise<VoicemailMessage> {
    const message: VoicemailMessage = {
      ...left,
      messageId: messageIdSchema.parse(`message_${randomUUID()}`),
      state: 'new',
    };
    await this.#store(message);
    this.#left.emit(message);
    return message;
  }

  /** @param by absent when it was heard by phone. A message that is not new stays as it is. */
  async markHeard(messageId: MessageId, by?: UserId): Promise<Result<VoicemailMessage, Fault>> {
    return this.#change(messageId, (message) => {
      if (message.state !== 'new') return message;
      const heard = { ...message, state: 'heard' as const, heardAt: this.#clock.nowMs() };
      return by === undefined ? heard : { ...heard, heardBy: by };
    });
  }

  async markNew(messageId: MessageId): Promise<Result<VoicemailMessage, Fault>> {
    return this.#change(messageId, (message) => {
      if (message.state !== 'heard') return message;
      const { heardBy: _by, heardAt: _at, ...unheard } = message;
      return { ...unheard, state: 'new' };
    });
  }

  async remove(messageId: MessageId): Promise<Result<VoicemailMessage, Fault>> {
    return this.#change(messageId, (message) =>
      message.state === 'deleted' ? message : { ...message, state: 'deleted', deletedAt: this.#clock.nowMs() },
    );
  }

  /** Undoes remove: the message is new or heard again, as it was. */
  async restore(messageId: MessageId): Promise<Result<VoicemailMessage, Fault>> {
    return this.#change(messageId, (message) => {
      if (message.state !== 'deleted') return message;
      const { deletedAt: _at, ...kept } = message;
      return { ...kept, state: kept.heardAt === undefined ? 'new' : 'heard' };
    });
  }

  /** A copy for another box, of the same recording. Fault: voicemail/boxFull. */
  async forward(messageId: MessageId, to: Box): Promise<Result<VoicemailMessage, Fault>> {
    const message = await this.#repository.byId(messageId);
    if (message === undefined) return failed(noMessage());
    if (this.isFull(to)) return failed(boxFull());
    const { callId, recordingId, callerNumber, callerName, at, lengthMs } = message;
    const copy = { callId, recordingId, callerNumber, callerName, at, lengthMs };
    return ok(await this.add({ ...copy, boxId: to.boxId, forwardedFrom: message.boxId }));
  }

  /** Counts anew; for when a box went with its messages. */
  async recount(): Promise<void> {
    this.#counts = await this.#repository.counts();
  }

  async purge(): Promise<void> {
    const purged = await this.#repository.purge(this.#clock.nowMs() - DELETED_KEPT_MS);
    if (purged > 0) this.#log.info('deleted messages were taken away for good', { messages: purged });
    await this.recount();
  }

  async #change(
    messageId: MessageId,
    change: (message: VoicemailMessage) => VoicemailMessage,
  ): Promise<Result<VoicemailMessage, Fault>> {
    const message = await this.#repository.byId(messageId);
    if (message === undefined) return failed(noMessage());
    const changed = change(message);
    if (changed !== message) await this.#store(changed);
    return ok(changed);
  }

  async #store(message: VoicemailMessage): Promise<void> {
    await this.#repository.save(message);
    await this.recount();
    this.#changed.emit(message);
  }
}
