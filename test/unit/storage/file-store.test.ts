import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileStore } from '../../../src-main/storage/file-store.ts';
import { testRecordingId } from '../../support/test-events.ts';

describe('the file store', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'trunkline-files-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Noon of the machine's own zone, so that the day is the same everywhere. */
  const noon = new Date(2026, 0, 5, 12).getTime();

  it('places a recording in the folder of its local day, and makes the folder', () => {
    const place = new FileStore(folder).placeRecording(testRecordingId, noon);
    const day = join(folder, 'recordings', '2026', '01', '05');
    assert.deepEqual(place, { ok: true, value: join(day, 'rec_1.wav') });
    assert.ok(statSync(day).isDirectory());
  });

  it('makes the folder again when somebody took it away', () => {
    const files = new FileStore(folder);
    files.placeRecording(testRecordingId, noon);
    rmSync(join(folder, 'recordings'), { recursive: true });
    assert.ok(files.placeRecording(testRecordingId, noon).ok);
    assert.ok(statSync(join(folder, 'recordings', '2026', '01', '05')).isDirectory());
  });

  it('answers storage/failed when no folder can be made', () => {
    writeFileSync(join(folder, 'recordings'), 'in the way');
    const place = new FileStore(folder).placeRecording(testRecordingId, noon);
    assert.equal(place.ok ? place.value : place.error.code, 'storage/failed');
  });

  it('keeps paths relative to the data folder, with forward slashes, and finds them again', () => {
    const files = new FileStore(folder);
    const absolute = join(folder, 'recordings', '2026', '01', '05', 'rec_1.wav');
    assert.equal(files.relativePath(absolute), 'recordings/2026/01/05/rec_1.wav');
    assert.equal(files.absolutePath('recordings/2026/01/05/rec_1.wav'), absolute);
  });

  it('keeps a path outside the data folder as it is', () => {
    const files = new FileStore(folder);
    assert.equal(files.absolutePath(files.relativePath('/usr/share/prompt.wav')), '/usr/share/prompt.wav');
  });

  it('knows the size of a file, and that one is not there', () => {
    const files = new FileStore(folder);
    writeFileSync(join(folder, 'a.wav'), 'twelve bytes');
    assert.deepEqual([files.sizeBytes('a.wav'), files.sizeBytes('b.wav')], [12, undefined]);
  });
});
