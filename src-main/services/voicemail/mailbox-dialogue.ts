import type { BoxId, VoicemailMessage } from '../../contract/voicemail.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/log.ts';
import type { CallControl } from '../../mediator/call-control.ts';
import type { StoredBox } from '../../storage/repositories/voicemail-boxes.ts';
import type { BoxBook } from './box-book.ts';
import type { GreetingStore } from './greeting-store.ts';
import type { MailboxEvent } from './mailbox-table.ts';
import type { MessageBook } from './message-book.ts';
import type { PinThrottle } from './pin-throttle.ts';
import type { Recorded, Said, VoiceLine } from './voice-line.ts';
import type { RecordingFiles } from './voicemail-ports.ts';
import type { VoicemailVoice } from './voicemail-voice.ts';

/** How long and how often a phone is asked. */
export const MAILBOX_LIMITS = {
  keyMs: 8_000,
  digitMs: 6_000,
  silences: 3,
  tries: 3,
  mostDigits: 10,
  greetingMs: 120_000,
} as const;

export interface MailboxParts {
  readonly callControl: CallControl;
  readonly clock: Clock;
  readonly boxes: BoxBook;
  readonly messages: MessageBook;
  readonly greetings: GreetingStore;
  readonly recordings: RecordingFiles;
  readonly throttle: PinThrottle;
  readonly voice: VoicemailVoice;
  readonly log: Log;
  /** Calls the number once the phone of this line is on-hook. */
  readonly callBack: (line: VoiceLine, number: string) => void;
}

const KEY_EVENTS = {
  '0': 'Key0',
  '1': 'Key1',
  '2': 'Key2',
  '3': 'Key3',
  '4': 'Key4',
  '5': 'Key5',
  '6': 'Key6',
  '7': 'Key7',
  '8': 'Key8',
  '9': 'Key9',
  '*': 'KeyStar',
  '#': 'KeyPound',
} as const satisfies Readonly<Record<string, MailboxEvent>>;

/** What one phone session remembers, and how it asks. */
export class MailboxDialogue {
  readonly line: VoiceLine;
  readonly #parts: MailboxParts;
  #boxId: BoxId | undefined;
  /** Box of the phone; taken when no number is typed. */
  readonly #ownBoxId: BoxId | undefined;
  #silences = 0;
  #tries = 0;
  #queue: readonly VoicemailMessage[] = [];
  #at = -1;
  #pin = '';
  #forwardTo: BoxId | undefined;
  #draft: Recorded | undefined;

  /** @param open the box that is entered; absent asks which. */
  constructor(line: VoiceLine, open: { readonly boxId?: BoxId; readonly ownBoxId?: BoxId }, parts: MailboxParts) {
    this.line = line;
    this.#parts = parts;
    this.#boxId = open.boxId;
    this.#ownBoxId = open.ownBoxId;
  }

  get box(): StoredBox | undefined {
    return this.#boxId === undefined ? undefined : this.#parts.boxes.byId(this.#boxId);
  }

  get message(): VoicemailMessage | undefined {
    return this.#queue[this.#at];
  }

  get forwardTo(): StoredBox | undefined {
    return this.#forwardTo === undefined ? undefined : this.#parts.boxes.byId(this.#forwardTo);
  }

  get draft(): Recorded | undefined {
    return this.#draft;
  }

  get newPin(): string {
    return this.#pin;
  }

  dropDraft(): void {
    this.#draft = undefined;
  }

  say(...names: readonly string[]): Promise<Said> {
    return this.line.say(this.#parts.voice.phrase(...names));
  }

  async askBox(): Promise<MailboxEvent> {
    if (this.#tries >= MAILBOX_LIMITS.tries) return 'GaveUp';
    this.#tries += 1;
    const typed = await this.#askDigits('vm-enter-box');
    if (typed === 'LineGone' || typed === '*') return typed === '*' ? 'Back' : typed;
    const box = typed === '' ? this.#ownBoxId : this.#parts.boxes.byNo(typed)?.boxId;
    if (box === undefined) return 'BoxUnknown';
    this.#boxId = box;
    this.#tries = 0;
    return 'BoxChosen';
  }

  async askForward(): Promise<MailboxEvent> {
    const typed = await this.#askDigits('vm-forward-to');
    if (typed === 'LineGone') return typed;
    if (typed === '*' || typed === '') return 'Back';
    this.#forwardTo = this.#parts.boxes.byNo(typed)?.boxId;
    return this.#forwardTo === undefined ? 'BoxUnknown' : 'BoxChosen';
  }

  async askPin(): Promise<MailboxEvent> {
    const { box } = this;
    const { throttle, boxes } = this.#parts;
    if (box === undefined || throttle.isClosed(box.boxId)) return 'PinLocked';
    const typed = await this.#askDigits('vm-enter-pin');
    if (typed === 'LineGone' || typed === '*') return typed === '*' ? 'Back' : typed;
    if (typed !== '' && !throttle.admit(box.boxId)) return 'PinLocked';
    if (typed !== '' && (await boxes.isPin(box.boxId, typed))) {
      throttle.succeeded(box.boxId);
      return box.mustChangePin ? 'PinFirst' : 'PinRight';
    }
    this.#tries += 1;
    return this.#tries >= MAILBOX_LIMITS.tries ? 'PinLocked' : 'PinWrong';
  }

  async askNewPin(): Promise<MailboxEvent> {
    if (this.#silences >= MAILBOX_LIMITS.silences) return 'GaveUp';
    const typed = await this.#askDigits('vm-new-pin');
    if (typed === 'LineGone') return typed;
    const { box } = this;
    this.#silences = typed === '' ? this.#silences + 1 : 0;
    // The PIN that was given out is known to who gave it.
    const isWeak = box === undefined || this.#parts.boxes.isWeak(box.boxId, typed);
    if (isWeak || (await this.#parts.boxes.isPin(box.boxId, typed))) return 'PinWeak';
    this.#pin = typed;
    return 'PinTyped';
  }

  async askPinAgain(): Promise<MailboxEvent> {
    const typed = await this.#askDigits('vm-repeat-pin');
    if (typed === 'LineGone') return typed;
    return typed === this.#pin ? 'PinSame' : 'PinDiffers';
  }

  /** Says what may be pressed and takes one key. */
  async askKey(...names: readonly string[]): Promise<MailboxEvent> {
    if ((await this.say(...names)) === 'gone') return 'LineGone';
    const key = await this.line.key(MAILBOX_LIMITS.keyMs);
    if (key === 'gone') return 'LineGone';
    if (key !== 'timeOut') {
      this.#silences = 0;
      return KEY_EVENTS[key];
    }
    this.#silences += 1;
    return this.#silences >= MAILBOX_LIMITS.silences ? 'GaveUp' : 'Silence';
  }

  async fetch(state: 'new' | 'heard'): Promise<MailboxEvent> {
    this.#queue = this.#boxId === undefined ? [] : await this.#parts.messages.ofBox(this.#boxId, state);
    this.#at = -1;
    return this.advance();
  }

  advance(): MailboxEvent {
    if (this.#at + 1 >= this.#queue.length) return 'NothingFound';
    this.#at += 1;
    return 'Found';
  }

  /** Puts what became of the message in its place. */
  async refresh(): Promise<void> {
    const { message } = this;
    const fresh = message === undefined ? undefined : await this.#parts.messages.byId(message.messageId);
    if (fresh !== undefined) this.#queue = this.#queue.with(this.#at, fresh);
  }

  async recordGreeting(): Promise<MailboxEvent> {
    if ((await this.say('vm-speak-greeting')) === 'gone') return 'LineGone';
    const { maxMs, silenceMs } = { maxMs: MAILBOX_LIMITS.greetingMs, silenceMs: 5_000 };
    const recorded = await this.line.record({ maxMs, silenceMs });
    if (this.line.isGone || recorded?.end === 'hangUp') return 'LineGone';
    if (recorded === undefined || recorded.spokenMs === 0) return 'RecordFailed';
    this.#draft = recorded;
    return 'Recorded';
  }

  /** What was typed, '' for nothing and '*' for back. */
  async #askDigits(prompt: string): Promise<string> {
    if ((await this.say(prompt)) === 'gone') return 'LineGone';
    const typed = await this.line.digits(MAILBOX_LIMITS.mostDigits, MAILBOX_LIMITS.digitMs);
    return this.line.isGone ? 'LineGone' : typed;
  }
}
