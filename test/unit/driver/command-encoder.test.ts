import assert from 'node:assert/strict';
import { channelNumberSchema, commandIdSchema } from '../../../src-main/contract/ids.ts';
import type { ChannelCommand } from '../../../src-main/driver/channel-command.ts';
import { encodeCommand } from '../../../src-main/driver/command-encoder.ts';
import { COMMAND_KINDS, COMMAND_OFFSETS } from '../../../src-main/driver/lane-layout.ts';

const channel = channelNumberSchema.parse(5);
const peer = channelNumberSchema.parse(6);
const target = commandIdSchema.parse(77);
const commandId = commandIdSchema.parse(9);

/** What was written, taken apart again. */
function fields(command: ChannelCommand) {
  const bytes = Buffer.from(encodeCommand(commandId, command) ?? assert.fail('was not encoded'));
  const texts: string[] = [];
  let at: number = COMMAND_OFFSETS.texts;
  for (let index = 0; index < bytes.readUInt16LE(COMMAND_OFFSETS.textCount); index++) {
    const sizeBytes = bytes.readUInt16LE(at);
    texts.push(bytes.toString('utf8', at + 2, at + 2 + sizeBytes));
    at += 2 + sizeBytes;
  }
  assert.equal(at, bytes.length);
  assert.equal(bytes.readUInt32LE(COMMAND_OFFSETS.commandId), commandId);
  assert.equal(bytes.readUInt16LE(COMMAND_OFFSETS.channel), channel);
  assert.equal(COMMAND_KINDS[bytes.readUInt16LE(COMMAND_OFFSETS.kind)], command.kind);
  return {
    a: bytes.readInt32LE(COMMAND_OFFSETS.a),
    b: bytes.readInt32LE(COMMAND_OFFSETS.b),
    c: bytes.readInt32LE(COMMAND_OFFSETS.c),
    flags: bytes.readUInt16LE(COMMAND_OFFSETS.flags),
    texts,
  };
}

const plain = { a: 0, b: 0, c: 0, flags: 0, texts: [] };

describe('command encoder', () => {
  it('numbers each way of a connect', () => {
    const ways = ['both', 'hears', 'heardBy', 'taps', 'whispers', 'hearsPlay'] as const;
    for (const [number, each] of ways.entries())
      assert.deepEqual(fields({ kind: 'connect', channel, peer, ways: each }), { ...plain, a: 6, b: number });
  });

  it('writes a record with its defaults and with all that can be said', () => {
    assert.deepEqual(fields({ kind: 'record', channel, path: '/录音.wav', format: 'gsm', maxMs: 1_000 }), {
      ...plain,
      a: 4,
      b: 1_000,
      texts: ['/录音.wav', ''],
    });
    const full: ChannelCommand = {
      kind: 'record',
      channel,
      path: '/a.wav',
      format: 'ulaw',
      maxMs: 0,
      sides: 'fromLine',
      stopDigits: '#*',
      silenceMs: 3_000,
      beep: true,
    };
    assert.deepEqual(fields(full), { a: 2, b: 0, c: 3_000, flags: 3, texts: ['/a.wav', '#*'] });
    assert.equal(fields({ ...full, sides: 'both' }).flags, 2);
    assert.equal(fields({ ...full, beep: false }).flags, 1);
  });

  it('writes rooms, masks, messages and controls by their numbers', () => {
    assert.deepEqual(fields({ kind: 'joinConference', channel, room: 15, mode: 'hear' }), { ...plain, a: 15, b: 1 });
    assert.deepEqual(fields({ kind: 'joinConference', channel, room: 0, mode: 'talk' }), plain);
    assert.deepEqual(fields({ kind: 'leaveConference', channel }), plain);
    assert.deepEqual(fields({ kind: 'maskRecording', channel, masked: true }), { ...plain, a: 1 });
    assert.deepEqual(fields({ kind: 'messageWaiting', channel, on: true }), { ...plain, a: 1 });
    assert.deepEqual(fields({ kind: 'messageWaiting', channel, on: false }), plain);
    for (const [number, verb] of (['pause', 'resume', 'seekMs', 'speedPercent'] as const).entries())
      assert.deepEqual(fields({ kind: 'control', channel, target, verb, amount: 90 }), {
        ...plain,
        a: 77,
        b: number,
        c: 90,
      });
  });

  it('encodes nothing of which a text is too long or a number none of 32 bits', () => {
    const control = (amount: number): ChannelCommand => ({ kind: 'control', channel, target, verb: 'seekMs', amount });
    for (const amount of [2 ** 31, -(2 ** 31), 1.5, Number.NaN, Number.POSITIVE_INFINITY])
      assert.equal(encodeCommand(commandId, control(amount)), undefined, String(amount));
    assert.notEqual(encodeCommand(commandId, control(2 ** 31 - 1)), undefined);
    const path = `/${'a'.repeat(4_096)}`;
    assert.equal(encodeCommand(commandId, { kind: 'record', channel, path, format: 'alaw', maxMs: 0 }), undefined);
  });
});
