import assert from 'node:assert/strict';
import { recordingIdSchema } from '../../src-main/contract/ids.ts';
import { PlayedSpan } from '../../src-renderer/components/played-span.ts';
import { silenceEndAt, silencesOf } from '../../src-renderer/components/silences.ts';
import { settled } from './support/fake-http.ts';
import { SeatWorld } from './support/seat-world.ts';

/** A stereo PCM16 file at 8 kHz whose legs are loud in these stretches, in seconds. */
function legs(lengthS: number, loud: readonly (readonly [leg: 0 | 1, fromS: number, toS: number])[]): ArrayBuffer {
  const file = Buffer.alloc(44 + lengthS * 32_000);
  file.write('RIFF', 0);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(2, 22);
  file.writeUInt32LE(8_000, 24);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(lengthS * 32_000, 40);
  for (const [leg, fromS, toS] of loud)
    for (let frame = fromS * 8_000; frame < toS * 8_000; frame += 1) file.writeInt16LE(6_000, 44 + frame * 4 + leg * 2);
  return file.buffer.slice(file.byteOffset, file.byteOffset + file.length);
}

describe('silences of a recording', () => {
  it('are where neither leg speaks for two seconds, with a margin at either end', () => {
    const file = legs(12, [
      [0, 0, 3],
      [1, 6, 7],
      [0, 8, 9],
    ]);
    assert.deepEqual(silencesOf(file, 12_000), [
      { fromMs: 3_300, toMs: 5_700 },
      { fromMs: 9_300, toMs: 11_700 },
    ]);
  });

  it('are none where one leg speaks all the time, and none in what is no sound', () => {
    assert.deepEqual(silencesOf(legs(5, [[1, 0, 5]]), 5_000), []);
    assert.deepEqual(silencesOf(new ArrayBuffer(100), 5_000), []);
  });

  it('lead to their end, once', () => {
    const silences = [{ fromMs: 1_000, toMs: 4_000 }];
    assert.deepEqual(
      [999, 1_000, 3_899, 3_900, 4_000].map((at) => silenceEndAt(silences, at)),
      [undefined, 4_000, 4_000, undefined, undefined],
    );
  });
});

describe('what was heard', () => {
  it('is from where playing began to where it was last, and nothing for a slip', () => {
    const span = new PlayedSpan();
    assert.equal(span.end(), undefined);
    span.begin(1_000);
    span.reach(2_499.6);
    assert.deepEqual([span.end(), span.end()], [{ fromMs: 1_000, toMs: 2_500 }, undefined]);
    span.begin(5_000);
    span.reach(5_400);
    assert.equal(span.end(), undefined);
  });
});

describe('the recordings of a detail', () => {
  const recordingId = recordingIdSchema.parse('rec_1');
  const details = (change: object = {}): object => ({
    recordingId,
    callId: 'call_1',
    state: 'sealed',
    encrypted: false,
    marks: [],
    mayMark: true,
    names: {},
    ...change,
  });
  const mark = { markId: 'mark_1', atMs: 700, text: '报价', userId: 'user_chen' };

  it('are read, marked, and read again', async () => {
    const { root, http } = new SeatWorld();
    void root.recordings.load(recordingId);
    await http.answer(0, 200, details());
    const saved = root.recordings.addMark(recordingId, 700, '报价');
    assert.equal(root.recordings.pending, true);
    await http.answer(1, 201, mark);
    await http.answer(2, 200, details({ marks: [mark] }));
    assert.deepEqual([await saved, root.recordings.pending], [true, false]);
    assert.deepEqual(http.asked[1], {
      method: 'POST',
      path: '/api/recordings/rec_1/marks',
      body: { atMs: 700, text: '报价' },
    });
    assert.equal(root.recordings.details.get(recordingId)?.marks[0]?.text, '报价');
  });

  it('give a mark back that was taken away', async () => {
    const { root, http } = new SeatWorld();
    void root.recordings.load(recordingId);
    await http.answer(0, 200, details({ marks: [mark] }));
    const removing = root.recordings.removeMark(recordingId, 'mark_1');
    await http.answer(1, 204);
    await http.answer(2, 200, details());
    await removing;
    assert.equal(root.recordings.removed?.mark.text, '报价');
    void root.recordings.undoRemoval();
    assert.deepEqual(http.asked[3]?.body, { atMs: 700, text: '报价' });
    assert.equal(root.recordings.removed, undefined);
  });

  it('say what was refused, and keep what was known', async () => {
    const { root, http } = new SeatWorld();
    void root.recordings.load(recordingId);
    await http.answer(0, 200, details());
    const held = root.recordings.setHold(recordingId, true, 'case');
    await http.answer(1, 403, { code: 'auth/forbidden', message: 'no' });
    assert.equal(await held, false);
    assert.deepEqual(
      [root.recordings.error?.code, root.recordings.pending, root.recordings.details.size],
      ['auth/forbidden', false, 1],
    );
  });
});

describe('a download of many recordings', () => {
  const view = (change: object = {}): object => ({
    downloadId: 'd1',
    state: 'ready',
    recordings: 4,
    doneCount: 0,
    unreadable: 0,
    percent: 0,
    ...change,
  });

  it('is prepared, fetched by the browser, and watched until it is done', async () => {
    const { root, http, clock } = new SeatWorld();
    const path = root.downloads.prepare({ search: '139' });
    await http.answer(0, 201, view());
    assert.deepEqual(
      [await path, http.asked[0]?.body],
      ['/api/recordings/downloads/d1/archive', { filter: { search: '139' } }],
    );
    clock.advance(1_000);
    await http.answer(1, 200, view({ state: 'running', doneCount: 2, percent: 50 }));
    assert.deepEqual([root.downloads.view?.percent, root.downloads.running], [50, true]);
    clock.advance(1_000);
    await http.answer(2, 200, view({ state: 'done', doneCount: 4, percent: 100 }));
    assert.equal(root.downloads.running, false);
    clock.advance(10_000);
    await settled();
    assert.equal(http.asked.length, 3);
  });

  it('is broken off', async () => {
    const { root, http, clock } = new SeatWorld();
    void root.downloads.prepare({});
    await http.answer(0, 201, view());
    const cancelled = root.downloads.cancel();
    await http.answer(1, 204);
    await cancelled;
    clock.advance(5_000);
    assert.deepEqual([root.downloads.running, root.downloads.view, http.asked.length], [false, undefined, 2]);
  });

  it('says why it is refused', async () => {
    const { root, http } = new SeatWorld();
    const path = root.downloads.prepare({});
    await http.answer(0, 413, { code: 'recording/tooMany', message: 'too many' });
    assert.deepEqual(
      [await path, root.downloads.error?.code, root.downloads.running],
      [undefined, 'recording/tooMany', false],
    );
  });
});
