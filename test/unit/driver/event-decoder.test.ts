import assert from 'node:assert/strict';
import { EventDecoder } from '../../../src-main/driver/event-decoder.ts';
import { EVENT_KINDS, EVENT_OFFSETS, RECORD_BYTES } from '../../../src-main/driver/lane-layout.ts';

interface Fields {
  readonly kind: (typeof EVENT_KINDS)[number];
  readonly commandId?: number;
  readonly a?: number;
  readonly b?: number;
  readonly c?: number;
  readonly text?: string;
  readonly text2?: string;
}

/** A record as the engine writes it: event 5000000001 of channel 3, at 2^40 µs. */
function record(fields: Fields): Uint8Array {
  const bytes = Buffer.alloc(RECORD_BYTES);
  bytes.writeBigUInt64LE(5_000_000_001n, EVENT_OFFSETS.seq);
  bytes.writeBigUInt64LE(1n << 40n, EVENT_OFFSETS.timeUs);
  bytes.writeUInt16LE(EVENT_KINDS.indexOf(fields.kind), EVENT_OFFSETS.kind);
  bytes.writeInt32LE(3, EVENT_OFFSETS.channel);
  bytes.writeUInt32LE(fields.commandId ?? 0, EVENT_OFFSETS.commandId);
  bytes.writeInt32LE(fields.a ?? 0, EVENT_OFFSETS.a);
  bytes.writeInt32LE(fields.b ?? 0, EVENT_OFFSETS.b);
  bytes.writeInt32LE(fields.c ?? 0, EVENT_OFFSETS.c);
  bytes.write(fields.text ?? '', EVENT_OFFSETS.text);
  bytes.write(fields.text2 ?? '', EVENT_OFFSETS.text2);
  return bytes;
}

function decoded(fields: Fields): unknown {
  return new EventDecoder(record(fields)).decode(0);
}

const head = { seq: 5_000_000_001, timeUs: 2 ** 40 };

describe('event decoder', () => {
  it('reads numbers beyond 32 bits, states and labels', () => {
    assert.deepEqual(decoded({ kind: 'StateChanged', a: 5, b: 4, c: 8 | (4 << 8) }), {
      ...head,
      kind: 'StateChanged',
      channel: 3,
      state: 'connected',
      previous: 'answering',
      label: { inbound: 8, outbound: 4 },
    });
  });
  it('reads a call with its number and a name in Chinese', () => {
    assert.deepEqual(decoded({ kind: 'CallOffered', a: 0, text: '13900001234', text2: '远山电话' }), {
      ...head,
      kind: 'CallOffered',
      channel: 3,
      number: '13900001234',
      name: '远山电话',
      quality: 'good',
    });
  });
  it('tells who answered only when somebody did', () => {
    const completed = { ...head, kind: 'CommandCompleted', channel: 3, commandId: 9, digits: '' };
    assert.deepEqual(decoded({ kind: 'CommandCompleted', commandId: 9, a: 9, b: 2 }), {
      ...completed,
      result: 'answered',
      answeredBy: 'voice',
      detail: 0,
    });
    assert.deepEqual(decoded({ kind: 'CommandCompleted', commandId: 9, a: 7, c: -9 }), {
      ...completed,
      result: 'failed',
      detail: -9,
    });
  });
  it('reads each kind as itself', () => {
    const valid: Readonly<Partial<Record<(typeof EVENT_KINDS)[number], Omit<Fields, 'kind'>>>> = {
      DigitReceived: { text: '#' },
      ToneDetected: { a: 1 },
      Progressed: { a: 1 },
      RemoteCleared: { a: 1 },
      AudioDisturbed: { a: 1 },
    };
    for (const kind of EVENT_KINDS) {
      const event = new EventDecoder(record({ kind, ...valid[kind] })).decode(0);
      assert.equal(event.kind, kind);
    }
  });
  it('throws at what no side can have meant', () => {
    assert.throws(() => decoded({ kind: 'StateChanged', a: 99 }), RangeError);
    assert.throws(() => decoded({ kind: 'DigitReceived', text: 'x' }), RangeError);
    assert.throws(() => decoded({ kind: 'RemoteCleared', a: 0 }), RangeError);
  });
  it('reads the record that it is asked for', () => {
    const two = Buffer.concat([record({ kind: 'RingStopped' }), record({ kind: 'HookChanged', a: 1 })]);
    assert.equal(new EventDecoder(two).decode(1).kind, 'HookChanged');
  });
});
