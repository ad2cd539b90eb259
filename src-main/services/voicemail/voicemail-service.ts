import type { CallEvent } from '../../contract/call-events.ts';
import type { CallView } from '../../contract/call-model.ts';
import { deviceNumber, isStation, type CallId, type DeviceId } from '../../contract/ids.ts';
import type { Locale } from '../../contract/users.ts';
import { boxIdSchema, type Box, type BoxId, type VoicemailMessage } from '../../contract/voicemail.ts';
import type { Clock } from '../../foundation/clock.ts';
import { DisposableStack, type Disposable } from '../../foundation/disposable.ts';
import type { Log } from '../../foundation/log.ts';
import type { CallControl } from '../../mediator/call-control.ts';
import type { FileStore } from '../../storage/file-store.ts';
import type { VoicemailBoxesRepository } from '../../storage/repositories/voicemail-boxes.ts';
import type { VoicemailRepository } from '../../storage/repositories/voicemail.ts';
import { BoxBook } from './box-book.ts';
import { BoxLamps } from './box-lamps.ts';
import { callWhenOnHook } from './call-back.ts';
import { GreetingStore } from './greeting-store.ts';
import { leaveMessage } from './leave-message.ts';
import type { MailboxParts } from './mailbox-dialogue.ts';
import { MessageBook } from './message-book.ts';
import { openMailbox } from './open-mailbox.ts';
import { PinThrottle } from './pin-throttle.ts';
import { VoiceLine } from './voice-line.ts';
import { VoicemailDesk } from './voicemail-desk.ts';
import type {
  BoxSchedules,
  CallsForVoicemail,
  DialFor,
  PinHasher,
  PromptSource,
  RecordingFiles,
} from './voicemail-ports.ts';
import { VoicemailVoice } from './voicemail-voice.ts';

export interface VoicemailParts {
  readonly callControl: CallControl;
  readonly routing: CallsForVoicemail;
  readonly clock: Clock;
  readonly boxes: VoicemailBoxesRepository;
  readonly messages: VoicemailRepository;
  readonly recordings: RecordingFiles;
  readonly files: FileStore;
  readonly schedules: BoxSchedules;
  readonly hasher: PinHasher;
  readonly prompts: PromptSource;
  readonly language: Locale;
  /** What a phone dials for its messages. */
  readonly accessNumber: string;
  readonly dial: DialFor;
  readonly log: Log;
}

/**
 * Voicemail: callers whom routing sends to a box leave messages, phones that dial the access number hear them, lamps
 * tell of them. `desk` is the same for people at screens. JS thread only.
 */
export class VoicemailService implements Disposable {
  readonly boxes: BoxBook;
  readonly messages: MessageBook;
  readonly desk: VoicemailDesk;
  readonly #parts: VoicemailParts;
  readonly #lamps: BoxLamps;
  readonly #voice: VoicemailVoice;
  readonly #mailbox: MailboxParts;
  readonly #owned = new DisposableStack();
  readonly #lines = new Map<CallId, VoiceLine>();
  /** Phones that have dialled the access number and are not yet connected. */
  readonly #dialled = new Map<CallId, DeviceId>();
  /** Phones that are to call back once they are on-hook. */
  readonly #callBacks = new Map<DeviceId, Disposable>();
  readonly #running = new Set<Promise<void>>();

  constructor(parts: VoicemailParts) {
    const { clock, log, files, dial, recordings, callControl } = parts;
    this.#parts = parts;
    this.boxes = new BoxBook({ repository: parts.boxes, hasher: parts.hasher, log });
    this.messages = this.#owned.own(new MessageBook({ repository: parts.messages, clock, log }));
    const { boxes, messages } = this;
    const greetings = new GreetingStore(files, clock);
    this.desk = new VoicemailDesk({ boxes, messages, greetings, dial });
    this.#lamps = this.#owned.own(new BoxLamps({ boxes, messages, callControl, log }));
    const { language, prompts, schedules } = parts;
    this.#voice = new VoicemailVoice({ language, prompts, greetings, schedules, log });
    this.#mailbox = {
      ...{ callControl, clock, boxes, messages, greetings, recordings, log },
      throttle: new PinThrottle(clock),
      voice: this.#voice,
      callBack: ({ deviceId }, number) => this.#callBack(deviceId, number),
    };
  }

  async start(): Promise<void> {
    await this.boxes.reload();
    await this.messages.start();
    this.#lamps.start();
    this.#owned.own(this.#parts.routing.onCallForVoicemail((call) => this.#leaveMessage(call)));
    this.#owned.own(this.#parts.callControl.onCallEvent((event, call) => this.#onCallEvent(event, call)));
  }

  /** For when the board has opened: it remembers no lamp. */
  lightLamps(): void {
    this.#lamps.lightAnew();
  }

  /** A message came into a box whose setup says that other systems are told. */
  onMessage(listener: (message: VoicemailMessage, box: Box) => void): Disposable {
    return this.messages.onMessage((message) => {
      const box = this.boxes.byId(message.boxId);
      if (box?.notify.webhook === true) listener(message, box);
    });
  }

  /** Resolves when every session that has begun is over and its message stored. */
  async settled(): Promise<void> {
    await Promise.all(this.#running);
  }

  dispose(): void {
    for (const line of this.#lines.values()) line.leave();
    for (const waiting of this.#callBacks.values()) waiting.dispose();
    this.#owned.dispose();
  }

  #leaveMessage(call: { readonly callId: CallId; readonly deviceId: DeviceId; readonly boxId: string }): void {
    const box = this.boxes.byId(boxIdSchema.parse(call.boxId));
    const { callId } = call;
    if (box === undefined) {
      this.#parts.log.error('a rule names a voicemail box that is not there', { callId, boxId: call.boxId });
      return this.#run(call, (line) => this.#refuse(line));
    }
    const parts = {
      ...{ callControl: this.#parts.callControl, clock: this.#parts.clock, log: this.#parts.log },
      ...{ messages: this.messages, voice: this.#voice },
      openMailbox: (line: VoiceLine, { boxId }: Box) => openMailbox(line, { boxId }, this.#mailbox),
    };
    this.#run(call, (line) => leaveMessage(line, box, parts));
  }

  async #refuse(line: VoiceLine): Promise<void> {
    if (await line.answer()) await line.say(this.#voice.phrase('vm-trouble'));
    await line.hangUp();
  }

  #openMailbox(callId: CallId, deviceId: DeviceId): void {
    const own: BoxId | undefined = this.boxes.ofStation(deviceNumber(deviceId))?.boxId;
    this.#run({ callId, deviceId }, async (line) => {
      await openMailbox(line, own === undefined ? {} : { ownBoxId: own }, this.#mailbox);
      await line.hangUp();
    });
  }

  #callBack(deviceId: DeviceId, number: string): void {
    this.#callBacks.get(deviceId)?.dispose();
    this.#callBacks.set(deviceId, callWhenOnHook(deviceId, number, this.#parts));
  }

  #run(call: { readonly callId: CallId; readonly deviceId: DeviceId }, session: (line: VoiceLine) => Promise<void>) {
    const line = new VoiceLine(call, this.#parts);
    this.#lines.set(call.callId, line);
    const running = this.#guarded(line, session).finally(() => {
      this.#lines.delete(call.callId);
      this.#running.delete(running);
    });
    this.#running.add(running);
  }

  /** A session that throws is a defect of ours; nobody must hang in the line for it. */
  async #guarded(line: VoiceLine, session: (line: VoiceLine) => Promise<void>): Promise<void> {
    try {
      await session(line);
    } catch (error) {
      this.#parts.log.error(`a voicemail session failed: ${String(error)}`, { callId: line.callId });
      await line.hangUp();
    }
  }

  #onCallEvent(event: CallEvent, call: CallView): void {
    const { callId } = event;
    if (event.kind === 'Originated' && event.number === this.#parts.accessNumber && isStation(event.deviceId)) {
      this.#dialled.set(callId, event.deviceId);
    }
    if (event.kind === 'CallCleared') this.#dialled.delete(callId);
    const dialledFrom = this.#dialled.get(callId);
    if (dialledFrom !== undefined && isConnected(call, dialledFrom)) {
      this.#dialled.delete(callId);
      this.#openMailbox(callId, dialledFrom);
    }
    const line = this.#lines.get(callId);
    if (line === undefined) return;
    if (event.kind === 'CallCleared') line.leave();
    if (!('deviceId' in event) || event.deviceId !== line.deviceId) return;
    if (event.kind === 'ConnectionCleared') line.leave();
    if (event.kind === 'DigitsReceived') line.receiveDigits(event.digits);
  }
}

/** A phone that dialled by itself is connected from its number on, one that was rung from its answer on. */
function isConnected(call: CallView, deviceId: DeviceId): boolean {
  return call.connections.some((each) => each.deviceId === deviceId && each.state === 'connected');
}
