import type { ChannelNumber, CommandId } from '../contract/ids.ts';
import type { ChannelEvent, ChannelEventBody, Digit } from './channel-event.ts';
import { CHANNEL_STATES, COMMAND_RESULTS, DIGITS, TONES } from './channel-event.ts';
import {
  ANSWER_EVIDENCE,
  BOARD_STATES,
  CLEAR_EVIDENCE,
  DISTURBANCES,
  EVENT_KINDS,
  EVENT_OFFSETS,
  PROGRESS_STEPS,
  QUALITIES,
  RECORD_BYTES,
  TEXT2_BYTES,
  TEXT_BYTES,
} from './lane-layout.ts';

/**
 * Reads the engine's fixed-size records. Everything is checked against the unions: a record that does not
 * fit throws, because both sides are built from one source and disagree only by a defect.
 */
export class EventDecoder {
  readonly #view: DataView;
  readonly #bytes: Buffer;

  /** `bytes` is the buffer that drain() fills; it is read in place. */
  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  decode(index: number): ChannelEvent {
    const at = index * RECORD_BYTES;
    return { seq: this.#u64(at + EVENT_OFFSETS.seq), timeUs: this.#u64(at + EVENT_OFFSETS.timeUs), ...this.#body(at) };
  }

  #body(at: number): ChannelEventBody {
    const kind = pick(EVENT_KINDS, this.#view.getUint16(at + EVENT_OFFSETS.kind, true), 'event kind');
    const channel = this.#channel(at);
    const a = this.#view.getInt32(at + EVENT_OFFSETS.a, true);
    const b = this.#view.getInt32(at + EVENT_OFFSETS.b, true);
    switch (kind) {
      case 'BoardChanged':
        return { kind, state: pick(BOARD_STATES, a, 'board state') };
      case 'StateChanged':
        return { kind, channel, state: stateOf(a), previous: stateOf(b), label: labelOf(this.#c(at)) };
      case 'RingBurst':
        return { kind, channel, on: a === 1, count: b };
      case 'RingStopped':
        return { kind, channel };
      case 'CallerIdReceived':
      case 'CallOffered':
        return {
          kind,
          channel,
          number: this.#text(at),
          name: this.#text2(at),
          quality: pick(QUALITIES, a, 'caller-ID quality'),
        };
      case 'HookChanged':
        return { kind, channel, offHook: a === 1 };
      case 'Flashed':
        return { kind, channel, durationMs: a };
      case 'DigitReceived':
        return { kind, channel, digit: digitOf(this.#text(at)), pulse: a === 1, durationMs: b };
      case 'NumberDialled':
        return { kind, channel, digits: this.#text(at) };
      case 'ToneDetected':
        return { kind, channel, tone: pick(TONES, a - 1, 'tone'), cycles: b };
      case 'VoiceChanged':
        return { kind, channel, speaking: a === 1 };
      case 'LineChanged':
        return { kind, channel, inService: a === 1 };
      case 'PolarityChanged':
        return { kind, channel, reversed: a === 1 };
      case 'RemoteCleared':
        return { kind, channel, evidence: pick(CLEAR_EVIDENCE, a - 1, 'clear evidence') };
      case 'EventRefused':
        return { kind, channel, state: stateOf(a), event: this.#text(at) };
      default:
        return this.#commandBody(kind, at);
    }
  }

  #commandBody(kind: 'Progressed' | 'CommandCompleted' | 'AudioDisturbed', at: number): ChannelEventBody {
    const channel = this.#channel(at);
    const commandId = this.#view.getUint32(at + EVENT_OFFSETS.commandId, true) as CommandId;
    const a = this.#view.getInt32(at + EVENT_OFFSETS.a, true);
    const b = this.#view.getInt32(at + EVENT_OFFSETS.b, true);
    switch (kind) {
      case 'Progressed':
        return { kind, channel, commandId, step: pick(PROGRESS_STEPS, a - 1, 'dial progress') };
      case 'AudioDisturbed':
        return { kind, channel, commandId, what: pick(DISTURBANCES, a - 1, 'disturbance'), amount: b };
      case 'CommandCompleted': {
        const result = pick(COMMAND_RESULTS, a, 'command result');
        const ended = { kind, channel, commandId, result, detail: this.#c(at), digits: this.#text(at) };
        return b === 0 ? ended : { ...ended, answeredBy: pick(ANSWER_EVIDENCE, b - 1, 'answer evidence') };
      }
    }
  }

  #channel(at: number): ChannelNumber {
    return this.#view.getInt32(at + EVENT_OFFSETS.channel, true) as ChannelNumber;
  }

  #c(at: number): number {
    return this.#view.getInt32(at + EVENT_OFFSETS.c, true);
  }

  #u64(at: number): number {
    return this.#view.getUint32(at + 4, true) * 0x1_0000_0000 + this.#view.getUint32(at, true);
  }

  #text(at: number): string {
    return this.#cString(at + EVENT_OFFSETS.text, TEXT_BYTES);
  }

  #text2(at: number): string {
    return this.#cString(at + EVENT_OFFSETS.text2, TEXT2_BYTES);
  }

  #cString(at: number, capacityBytes: number): string {
    if (this.#bytes[at] === 0) return '';
    const end = this.#bytes.indexOf(0, at);
    return this.#bytes.toString('utf8', at, end < 0 ? at + capacityBytes : Math.min(end, at + capacityBytes));
  }
}

export function stateOf(number: number): (typeof CHANNEL_STATES)[number] {
  return pick(CHANNEL_STATES, number, 'channel state');
}

/** One value of a list of names by its number. */
export function pick<Name>(names: readonly Name[], index: number, what: string): Name {
  const name = names[index];
  if (name === undefined) throw new RangeError(`the engine sent ${what} ${index}, which this side does not know`);
  return name;
}

function labelOf(packed: number): { inbound: number; outbound: number } {
  return { inbound: packed & 0xff, outbound: (packed >> 8) & 0xff };
}

function digitOf(text: string): Digit {
  const digit = DIGITS.find((each) => each === text);
  if (digit === undefined) throw new RangeError('the engine sent a digit that is none');
  return digit;
}
