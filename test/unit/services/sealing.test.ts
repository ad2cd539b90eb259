// Over 250 lines: each form, each trouble and each crash of sealing.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordingId } from '../../../src-main/contract/ids.ts';
import { RealClock, SteppedClock } from '../../../src-main/foundation/clock.ts';
import { failed } from '../../../src-main/foundation/result.ts';
import { ThreadedSealer } from '../../../src-main/services/recording/index.ts';
import { diskFiles, type SealFiles } from '../../../src-main/services/recording/sealing/seal-files.ts';
import { CODER_PATH, directSealer, openRecordingHouse, type RecordingHouse } from '../../support/recording-house.ts';
import { recordOne, SOUND } from '../../support/recorded-file.ts';

const NEVER_MS = 3_600_000;

describe('sealing', () => {
  let house: RecordingHouse;
  afterEach(() => house.close());

  /** Everything that lies below the recordings, by its end. */
  function files(): readonly string[] {
    return globSync('recordings/**/*.*', { cwd: house.folder })
      .map((path) => path.replace(/.*rec_[^.]+/, ''))
      .toSorted();
  }

  /** The bytes as a player gets them. */
  async function heard(recordingId: RecordingId): Promise<Buffer> {
    const located = await house.locator.locate(recordingId);
    const opened = located.ok ? await located.value.open() : located;
    if (!opened.ok) return assert.fail(opened.error.code);
    return Buffer.concat(await opened.value.read(0, opened.value.sizeBytes - 1).toArray());
  }

  async function stateOf(recordingId: RecordingId) {
    return (await house.store.seals.byId(recordingId))?.state;
  }

  async function links() {
    const all = [];
    for await (const link of house.store.chain.all()) all.push(link);
    return all;
  }

  describe('of one file', () => {
    beforeEach(async () => (house = await openRecordingHouse()));

    it('keeps the form that no policy changes, and links its hash', async () => {
      const recordingId = await recordOne(house, {});
      await house.settled();
      const [link] = await links();
      assert.deepEqual(
        [await stateOf(recordingId), files(), link?.fileSha256, (await links()).length],
        ['kept', ['.wav'], createHash('sha256').update(SOUND).digest('hex'), 1],
      );
    });

    it('encrypts: nothing of the sound is on the disk, and a player hears every byte', async () => {
      const recordingId = await recordOne(house, { encrypt: true });
      await house.settled();
      assert.deepEqual(files(), ['.wav.tlre']);
      const [path = ''] = globSync('recordings/**/*.tlre', { cwd: house.folder });
      assert.equal(readFileSync(join(house.folder, path)).indexOf(SOUND.subarray(4_000, 4_016)), -1);
      assert.deepEqual(await heard(recordingId), SOUND);
      const { mode } = statSync(join(house.folder, 'keys/recordings.json'));
      assert.equal(mode & 0o777, 0o600);
    });

    it('turns it into MP3, a fraction of its size', async function () {
      const recordingId = await recordOne(house, { sealAs: 'mp3' });
      await house.settled();
      assert.deepEqual(files(), ['.mp3']);
      const bytes = await heard(recordingId);
      assert.equal(bytes.readUInt16BE(0) & 0xffe0, 0xffe0);
      assert.ok(bytes.length < SOUND.length / 5);
    });

    it('turns it into GSM with both legs mixed, and encrypts that', async function () {
      const recordingId = await recordOne(house, { sealAs: 'gsm', encrypt: true });
      await house.settled();
      assert.deepEqual(files(), ['.gsm.wav.tlre']);
      const bytes = await heard(recordingId);
      assert.deepEqual([bytes.readUInt16LE(20), bytes.readUInt16LE(22), bytes.readUInt32LE(56)], [0x31, 1, 75 * 65]);
    });

    it('takes in what was recorded before there was any sealing', async () => {
      const recordingId = await house.keep('rec_old', SOUND);
      await house.restart();
      assert.deepEqual([await stateOf(recordingId), (await links()).length], ['kept', 1]);
    });

    it('gives up a recording whose file was deleted by hand, and says so', async () => {
      const troubles: string[] = [];
      house.sealing.onTrouble(({ code }) => troubles.push(code));
      const recordingId = await house.keep('rec_gone', SOUND);
      rmSync(join(house.folder, 'recordings'), { recursive: true });
      await house.restart();
      assert.deepEqual([await stateOf(recordingId), await links()], ['lost', []]);
      assert.ok(house.log.errors.some((line) => line.includes('lost')));
    });

    it('seals what a stop of the server cut', async () => {
      const recordingId = await house.keep('rec_cut', SOUND);
      const sourcePath = house.files.relativePath(globSync(join(house.folder, 'recordings/**/*.wav'))[0] ?? '');
      const plan = { encrypt: true };
      const callId = (await house.store.recordings.byId(recordingId))?.callId ?? assert.fail();
      await house.store.seals.plan({ recordingId, callId, plan, sourcePath, startedAt: 0 });
      await house.restart();
      assert.deepEqual([await stateOf(recordingId), files()], ['kept', ['.wav.tlre']]);
    });
  });

  describe('that meets trouble', () => {
    it('keeps the WAV and tries again when the codec is missing', async () => {
      house = await openRecordingHouse({ coderPath: join(CODER_PATH, '../there-is-none') });
      const recordingId = await recordOne(house, { sealAs: 'mp3' });
      await house.settled();
      const row = await house.store.seals.byId(recordingId);
      assert.deepEqual(
        [row?.state, row?.trouble, row?.tries, files()],
        ['waiting', 'recording/coderFailed', 1, ['.wav']],
      );
      assert.deepEqual(await heard(recordingId), SOUND);
    });

    it('says which package is missing in words', async () => {
      const script = join((house = await openRecordingHouse()).folder, 'no-library');
      writeFileSync(
        script,
        '#!/bin/sh\ncat >/dev/null\necho "MP3 is not on this machine: install libmp3lame0" >&2\nexit 2\n',
        {
          mode: 0o755,
        },
      );
      const source = join(house.folder, 'x.wav');
      writeFileSync(source, SOUND);
      const order = {
        kind: 'seal',
        sourcePath: source,
        partPath: `${source}.part`,
        sealAs: 'mp3',
        coder: script,
      } as const;
      const sealed = await directSealer.carryOut(order);
      assert.match(sealed.ok ? '' : sealed.error.now, /libmp3lame0/);
      assert.deepEqual(globSync('*.part', { cwd: house.folder }), []);
    });

    it('never keeps unencrypted what shall be encrypted: without its key it waits, is told, and is sealed when the key is back', async () => {
      house = await openRecordingHouse();
      await recordOne(house, { encrypt: true });
      await house.settled();
      const keyFile = join(house.folder, 'keys/recordings.json');
      const kept = readFileSync(keyFile);
      rmSync(keyFile);
      const second = await recordOne(house, { encrypt: true }, 2);
      await house.settled();
      assert.deepEqual([await stateOf(second), files()], ['waiting', ['.wav', '.wav.tlre']]);
      const warned = house.capacity.state.warnings;
      assert.deepEqual(warned, [{ kind: 'sealingFails', code: 'recording/keyMissing', count: 1 }]);
      writeFileSync(keyFile, kept);
      house.sealing.retryNow();
      await house.settled();
      assert.deepEqual([await stateOf(second), files()], ['kept', ['.wav.tlre', '.wav.tlre']]);
      assert.deepEqual((await house.capacity.check()).warnings, []);
    });

    it('does not take a damaged key file for none', async () => {
      house = await openRecordingHouse();
      await recordOne(house, { encrypt: true });
      await house.settled();
      writeFileSync(join(house.folder, 'keys/recordings.json'), '{"version":1}');
      const second = await recordOne(house, { encrypt: true }, 2);
      await house.settled();
      assert.equal((await house.store.seals.byId(second))?.trouble, 'recording/keyMissing');
    });

    it('tries again by the clock, later each time', async () => {
      let tries = 0;
      house = await openRecordingHouse({
        sealer: {
          carryOut: async () => {
            tries += 1;
            return failed({ kind: 'operational', code: 'recording/diskFull', tried: '', now: '', next: '' });
          },
        },
      });
      await recordOne(house, {});
      await house.settled();
      const seen: number[] = [tries];
      for (let round = 0; round < 6; round += 1) {
        house.clock.advance(30_000);
        await house.settled();
        seen.push(tries);
      }
      assert.deepEqual(seen, [1, 2, 2, 3, 3, 3, 3]);
    });
  });

  /** Each step that changes the disk or the database, once before it is done and once after. */
  const crashes: readonly (readonly [string, (moves: SealFiles) => SealFiles])[] = [
    [
      'before the sealed file is in its place',
      (moves) => ({ ...moves, publish: () => Promise.reject(new Error('killed')) }),
    ],
    [
      'after the sealed file is in its place',
      (moves) => ({
        ...moves,
        publish: async (part, path) => {
          await moves.publish(part, path);
          throw new Error('killed');
        },
      }),
    ],
    ['before the original is removed', (moves) => ({ ...moves, remove: () => Promise.reject(new Error('killed')) })],
    [
      'after the original is removed',
      (moves) => ({
        ...moves,
        remove: async (path) => {
          await moves.remove(path);
          throw new Error('killed');
        },
      }),
    ],
  ];
  describe('cut by a crash', () => {
    for (const [when, broken] of crashes) {
      it(`${when} loses nothing and links once`, async () => {
        house = await openRecordingHouse({ moves: broken(diskFiles) });
        const recordingId = await recordOne(house, { encrypt: true });
        await house.settled();
        await house.restart();
        house.clock.advance(NEVER_MS);
        await house.settled();
        assert.deepEqual([await stateOf(recordingId), files(), (await links()).length], ['kept', ['.wav.tlre'], 1]);
        assert.deepEqual(await heard(recordingId), SOUND);
        assert.deepEqual((await house.chainCheck.verify()).problems, []);
      });
    }

    it('in the middle of the work leaves the original, and the half file is made anew', async () => {
      house = await openRecordingHouse({ sealer: { carryOut: () => Promise.reject(new Error('killed')) } });
      const recordingId = await recordOne(house, { encrypt: true });
      await house.settled();
      const [path = ''] = globSync('recordings/**/*.wav', { cwd: house.folder });
      writeFileSync(join(house.folder, `${path}.tlre.part`), 'half');
      await house.restart();
      house.clock.advance(NEVER_MS);
      await house.settled();
      assert.deepEqual([await stateOf(recordingId), files()], ['kept', ['.wav.tlre']]);
      assert.deepEqual(await heard(recordingId), SOUND);
    });
  });

  it('runs in a thread of its own, which ends when nothing is left to do', async () => {
    house = await openRecordingHouse();
    const sealer = new ThreadedSealer(new RealClock());
    const source = join(house.folder, 'x.wav');
    writeFileSync(source, SOUND);
    const order = { kind: 'hash', path: source } as const;
    const both = await Promise.all([sealer.carryOut(order), sealer.carryOut({ kind: 'hash', path: `${source}.not` })]);
    sealer.dispose();
    assert.deepEqual(
      both.map((each) => (each.ok ? each.value.sizeBytes : each.error.code)),
      [SOUND.length, 'recording/missing'],
    );
  });

  it('starts nothing and waits for nothing after its end: the order in hand fails, and those behind it', async () => {
    house = await openRecordingHouse();
    const clock = new SteppedClock(0);
    const sealer = new ThreadedSealer(clock);
    const source = join(house.folder, 'x.wav');
    writeFileSync(source, SOUND);
    const order = { kind: 'hash', path: source } as const;
    const asked = [sealer.carryOut(order), sealer.carryOut(order)];
    sealer.dispose();
    const ended = await Promise.all(asked);
    assert.deepEqual(
      ended.map((each) => each.ok),
      [false, false],
    );
    assert.equal(clock.untilNextTimerMs(), undefined);
  });
});
