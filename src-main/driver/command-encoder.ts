import type { CommandId } from '../contract/ids.ts';
import type { ChannelCommand } from './channel-command.ts';
import { RECORD_FORMATS } from './channel-command.ts';
import { TONES } from './channel-event.ts';
import { never } from '../foundation/errors.ts';
import { COMMAND_KINDS, COMMAND_OFFSETS, CONFERENCE_MODES, CONTROL_VERBS, RECORD_FLAGS, WAYS } from './lane-layout.ts';

interface Fields {
  readonly a?: number;
  readonly b?: number;
  readonly c?: number;
  readonly flags?: number;
  readonly texts?: readonly string[];
}

const MAX_TEXT_BYTES = 4096;
const MAX_NUMBER = 0x7fffffff;

/**
 * Writes a command as the engine reads it: a fixed head, then texts, each with its length in bytes.
 * undefined when a text is too long to be sent or a number is none of 32 bits; all other checks are the engine's.
 */
export function encodeCommand(commandId: CommandId, command: ChannelCommand): Uint8Array | undefined {
  const { a = 0, b = 0, c = 0, flags = 0, texts = [] } = fieldsOf(command);
  const encoded = texts.map((text) => Buffer.from(text, 'utf8'));
  if (encoded.some((text) => text.length > MAX_TEXT_BYTES)) return undefined;
  if ([a, b, c].some((number) => number !== Math.trunc(number) || Math.abs(number) > MAX_NUMBER)) return undefined;
  const bytes = Buffer.alloc(COMMAND_OFFSETS.texts + encoded.reduce((sum, text) => sum + 2 + text.length, 0));
  bytes.writeUInt32LE(commandId, COMMAND_OFFSETS.commandId);
  bytes.writeUInt16LE(COMMAND_KINDS.indexOf(command.kind), COMMAND_OFFSETS.kind);
  bytes.writeUInt16LE(command.channel, COMMAND_OFFSETS.channel);
  bytes.writeInt32LE(a, COMMAND_OFFSETS.a);
  bytes.writeInt32LE(b, COMMAND_OFFSETS.b);
  bytes.writeInt32LE(c, COMMAND_OFFSETS.c);
  bytes.writeUInt16LE(encoded.length, COMMAND_OFFSETS.textCount);
  bytes.writeUInt16LE(flags, COMMAND_OFFSETS.flags);
  let at: number = COMMAND_OFFSETS.texts;
  for (const text of encoded) {
    bytes.writeUInt16LE(text.length, at);
    text.copy(bytes, at + 2);
    at += 2 + text.length;
  }
  return bytes;
}

function fieldsOf(command: ChannelCommand): Fields {
  switch (command.kind) {
    case 'answer':
    case 'reserve':
    case 'release':
    case 'leaveConference':
      return {};
    case 'dial':
      return { a: command.waitForDialTone ? 1 : 0, b: command.answerTimeoutMs, texts: [command.digits] };
    case 'ring':
      return { b: command.timeoutMs, texts: [command.callerNumber, command.callerName] };
    case 'play':
      return {
        a: command.repeat,
        texts: [command.stopDigits, ...command.clips.flatMap((clip) => [clip.container, clip.path])],
      };
    case 'tone':
      return { a: TONES.indexOf(command.tone) + 1 };
    case 'sendDigits':
      return { texts: [command.digits] };
    case 'record':
      return recordFields(command);
    case 'connect':
      return { a: command.peer, b: WAYS.indexOf(command.ways) };
    case 'disconnect':
      return { a: command.peer };
    case 'flash':
      return { a: command.durationMs };
    case 'cancel':
      return { a: command.target };
    case 'joinConference':
      return { a: command.room, b: CONFERENCE_MODES.indexOf(command.mode) };
    case 'maskRecording':
      return { a: command.masked ? 1 : 0 };
    case 'messageWaiting':
      return { a: command.on ? 1 : 0 };
    case 'control':
      return { a: command.target, b: CONTROL_VERBS.indexOf(command.verb), c: command.amount };
    default:
      return never(command);
  }
}

function recordFields(command: Extract<ChannelCommand, { kind: 'record' }>): Fields {
  return {
    a: RECORD_FORMATS.indexOf(command.format),
    b: command.maxMs,
    c: command.silenceMs ?? 0,
    flags:
      (command.sides === 'fromLine' ? RECORD_FLAGS.fromLineOnly : 0) | (command.beep === true ? RECORD_FLAGS.beep : 0),
    texts: [command.path, command.stopDigits ?? ''],
  };
}
