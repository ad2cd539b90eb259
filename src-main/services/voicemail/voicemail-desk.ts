import type { CallId, RecordingId, UserId } from '../../contract/ids.ts';
import type { Role } from '../../contract/users.ts';
import type {
  Box,
  BoxId,
  BoxSetup,
  BoxSummary,
  GreetingSlot,
  MessageId,
  MessagePage,
  MessageQuery,
  VoicemailMessage,
} from '../../contract/voicemail.ts';
import { DisposableStack, type Disposable } from '../../foundation/disposable.ts';
import type { Fault } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import { withoutPin, type BoxBook, type GivenOutPin } from './box-book.ts';
import type { GreetingStore } from './greeting-store.ts';
import type { MessageBook } from './message-book.ts';
import { boxNotEmpty, noBox, noMessage, noNumber, notYourBox } from './voicemail-faults.ts';
import type { DialFor } from './voicemail-ports.ts';

/** Who asks, at a screen. */
export interface Listener {
  readonly userId: UserId;
  readonly role: Role;
}

/** A box as somebody may choose it for forwarding. */
export type BoxName = Pick<Box, 'boxId' | 'boxNo' | 'title' | 'kind'>;

/**
 * Voicemail for people at screens. Everybody hears the boxes that are theirs or whose members they are; supervisors and
 * admins hear every group's box too. A personal box is its owner's alone, whoever asks. What one may not hear is not there.
 */
export class VoicemailDesk {
  readonly #boxes: BoxBook;
  readonly #messages: MessageBook;
  readonly #greetings: GreetingStore;
  readonly #dial: DialFor;

  constructor(parts: {
    readonly boxes: BoxBook;
    readonly messages: MessageBook;
    readonly greetings: GreetingStore;
    readonly dial: DialFor;
  }) {
    this.#boxes = parts.boxes;
    this.#messages = parts.messages;
    this.#greetings = parts.greetings;
    this.#dial = parts.dial;
  }

  // boxes

  boxesOf(listener: Listener): readonly BoxSummary[] {
    return this.#boxes
      .all()
      .filter((box) => mayHear(listener, box))
      .map((box) => this.#summary(listener, box));
  }

  /** Every box, for whoever forwards to it. */
  names(): readonly BoxName[] {
    return this.#boxes.all().map(({ boxId, boxNo, title, kind }) => ({ boxId, boxNo, title, kind }));
  }

  /** As an admin sets them up. */
  all(): readonly Box[] {
    return this.#boxes.all().map(withoutPin);
  }

  create(setup: BoxSetup): Promise<Result<GivenOutPin, Fault>> {
    return this.#boxes.create(setup);
  }

  async change(boxId: BoxId, setup: BoxSetup): Promise<Result<Box, Fault>> {
    const changed = await this.#boxes.change(boxId, setup);
    const box = this.#boxes.byId(boxId);
    return changed.ok && box !== undefined ? ok(withoutPin(box)) : failed(changed.ok ? noBox() : changed.error);
  }

  /** Fault: voicemail/boxNotEmpty, unless its messages may go with it. */
  async remove(boxId: BoxId, withMessages: boolean): Promise<Result<void, Fault>> {
    const box = this.#boxes.byId(boxId);
    if (box === undefined) return failed(noBox());
    const counts = this.#messages.countsOf(boxId);
    if (!withMessages && counts.new + counts.heard > 0) return failed(boxNotEmpty());
    await this.#boxes.remove(boxId);
    await this.#messages.recount();
    for (const greeting of Object.values(box.greetings)) await this.#greetings.remove(greeting);
    return ok();
  }

  resetPin(boxId: BoxId): Promise<Result<GivenOutPin, Fault>> {
    return this.#boxes.resetPin(boxId);
  }

  async setPin(listener: Listener, boxId: BoxId, pin: string): Promise<Result<void, Fault>> {
    const kept = this.#kept(listener, boxId);
    return kept.ok ? this.#boxes.setPin(boxId, pin) : kept;
  }

  // greetings

  /** Faults: prompt/notAudio, auth/forbidden. */
  async putGreeting(
    listener: Listener,
    boxId: BoxId,
    slot: GreetingSlot,
    bytes: Uint8Array,
  ): Promise<Result<void, Fault>> {
    const kept = this.#kept(listener, boxId);
    if (!kept.ok) return kept;
    const greeting = await this.#greetings.keepBytes(bytes);
    if (!greeting.ok) return greeting;
    const set = await this.#boxes.setGreeting(boxId, slot, greeting.value);
    await this.#greetings.remove(set.ok ? kept.value.greetings[slot] : greeting.value);
    return set;
  }

  async removeGreeting(listener: Listener, boxId: BoxId, slot: GreetingSlot): Promise<Result<void, Fault>> {
    const kept = this.#kept(listener, boxId);
    if (!kept.ok) return kept;
    const set = await this.#boxes.setGreeting(boxId, slot, undefined);
    if (set.ok) await this.#greetings.remove(kept.value.greetings[slot]);
    return set;
  }

  /** The file of a recorded greeting. */
  greetingPath(listener: Listener, boxId: BoxId, slot: GreetingSlot): Result<string, Fault> {
    const box = this.#boxes.byId(boxId);
    if (box === undefined || !(mayHear(listener, box) || listener.role === 'admin')) return failed(noBox());
    const greeting = box.greetings[slot];
    const path = greeting?.kind === 'recorded' ? this.#greetings.find(greeting.greetingId) : undefined;
    return path === undefined ? failed(noBox()) : ok(path);
  }

  // messages

  page(listener: Listener, query: MessageQuery): Promise<MessagePage> {
    const boxIds = this.#boxes
      .all()
      .filter((box) => mayHear(listener, box))
      .map((box) => box.boxId);
    return this.#messages.page(query, query.boxId === undefined ? boxIds : boxIds.filter((id) => id === query.boxId));
  }

  async message(listener: Listener, messageId: MessageId): Promise<Result<VoicemailMessage, Fault>> {
    const message = await this.#messages.byId(messageId);
    return message !== undefined && this.hears(listener, message.boxId) ? ok(message) : failed(noMessage());
  }

  async setHeard(listener: Listener, messageId: MessageId, heard: boolean): Promise<Result<VoicemailMessage, Fault>> {
    const found = await this.message(listener, messageId);
    if (!found.ok) return found;
    return heard ? this.#messages.markHeard(messageId, listener.userId) : this.#messages.markNew(messageId);
  }

  async removeMessage(listener: Listener, messageId: MessageId): Promise<Result<VoicemailMessage, Fault>> {
    const found = await this.message(listener, messageId);
    return found.ok ? this.#messages.remove(messageId) : found;
  }

  async restore(listener: Listener, messageId: MessageId): Promise<Result<VoicemailMessage, Fault>> {
    const found = await this.message(listener, messageId);
    return found.ok ? this.#messages.restore(messageId) : found;
  }

  /** Faults: request/notFound, voicemail/boxFull. */
  async forward(listener: Listener, messageId: MessageId, to: BoxId): Promise<Result<VoicemailMessage, Fault>> {
    const found = await this.message(listener, messageId);
    if (!found.ok) return found;
    const box = this.#boxes.byId(to);
    return box === undefined ? failed(noBox()) : this.#messages.forward(messageId, box);
  }

  /** Rings the listener's own phone and calls the number; the message counts as heard. */
  async callBack(listener: Listener, messageId: MessageId): Promise<Result<CallId, Fault>> {
    const found = await this.message(listener, messageId);
    if (!found.ok) return found;
    if (found.value.callerNumber === '') return failed(noNumber());
    const dialled = await this.#dial(listener.userId, found.value.callerNumber);
    if (dialled.ok) await this.#messages.markHeard(messageId, listener.userId);
    return dialled;
  }

  hears(listener: Listener, boxId: BoxId): boolean {
    const box = this.#boxes.byId(boxId);
    return box !== undefined && mayHear(listener, box);
  }

  /** Whether a recording is a message in one of the listener's boxes. */
  async hearsRecording(listener: Listener, recordingId: RecordingId): Promise<boolean> {
    const messages = await this.#messages.ofRecording(recordingId);
    return messages.some((message) => this.hears(listener, message.boxId));
  }

  // news

  onMessageChanged(listener: (message: VoicemailMessage) => void): Disposable {
    return this.#messages.onChanged(listener);
  }

  /** Counts or boxes are not what they were. */
  onBoxesChanged(listener: () => void): Disposable {
    const owned = new DisposableStack();
    owned.own(this.#messages.onChanged(() => listener()));
    owned.own(this.#boxes.onChanged(() => listener()));
    return owned;
  }

  #summary(listener: Listener, box: Box): BoxSummary {
    const { boxId, boxNo, title, kind, greetings, mustChangePin, limits } = box;
    const counts = this.#messages.countsOf(boxId);
    const count = counts.new + counts.heard;
    const head = { boxId, boxNo, title, kind, greetings, mustChangePin };
    return { ...head, newCount: counts.new, count, maxMessages: limits.maxMessages, mayKeep: mayKeep(listener, box) };
  }

  #kept(listener: Listener, boxId: BoxId): Result<Box, Fault> {
    const box = this.#boxes.byId(boxId);
    if (box === undefined) return failed(noBox());
    if (mayKeep(listener, box)) return ok(box);
    return failed(mayHear(listener, box) ? notYourBox() : noBox());
  }
}

function mayHear({ userId, role }: Listener, box: Box): boolean {
  if (box.ownerUserId === userId || box.memberUserIds.includes(userId)) return true;
  return box.kind === 'group' && role !== 'agent';
}

/** Greetings and PIN: of a personal box its owner, of a group's a supervisor, and an admin of all. */
function mayKeep({ userId, role }: Listener, box: Box): boolean {
  if (role === 'admin') return true;
  return box.kind === 'personal' ? box.ownerUserId === userId : role === 'supervisor';
}
