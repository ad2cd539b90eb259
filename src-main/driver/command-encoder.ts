import type { CommandId } from '../contract/ids.ts';
import type { ChannelCommand } from './channel-command.ts';
import { RECORD_FORMATS } from './channel-command.ts';
import { TONES } from './channel-event.ts';
import { never } from '../foundation/errors.ts';
import { COMMAND_KINDS, COMMAND_OFFSETS, WAYS } from './lane-layout.ts';

interface Fields {
  readonly a?: number;
  readonly b?: number;
  readonly texts?: readonly string[];
}

const MAX_TEXT_BYTES = 4096;

/**
 * Writes a command as the engine reads it: a fixed head, then texts, each with its length in bytes.
 * undefined when a text is too long to be sent; all other checks are the engine's.
 */
export function encodeCommand(commandId: CommandId, command: ChannelCommand): Uint8Array | undefined {
  const { a = 0, b = 0, texts = [] } = fieldsOf(command);
  const encoded = texts.map((text) => Buffer.from(text, 'utf8'));
  if (encoded.some((text) => text.length > MAX_TEXT_BYTES)) return undefined;
  const bytes = Buffer.alloc(COMMAND_OFFSETS.texts + encoded.reduce((sum, text) => sum + 2 + text.length, 0));
  bytes.writeUInt32LE(commandId, COMMAND_OFFSETS.commandId);
  bytes.writeUInt16LE(COMMAND_KINDS.indexOf(command.kind), COMMAND_OFFSETS.kind);
  bytes.writeUInt16LE(command.channel, COMMAND_OFFSETS.channel);
  bytes.writeInt32LE(a, COMMAND_OFFSETS.a);
  bytes.writeInt32LE(b, COMMAND_OFFSETS.b);
  bytes.writeUInt16LE(encoded.length, COMMAND_OFFSETS.textCount);
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
      return { a: RECORD_FORMATS.indexOf(command.format), b: command.maxMs, texts: [command.path] };
    case 'connect':
      return { a: command.peer, b: WAYS.indexOf(command.ways) };
    case 'disconnect':
      return { a: command.peer };
    case 'flash':
      return { a: command.durationMs };
    case 'cancel':
      return { a: command.target };
    default:
      return never(command);
  }
}
