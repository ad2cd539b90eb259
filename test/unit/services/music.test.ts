// Over 250 lines: choosing, keeping and uploading share one house.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallView } from '../../../src-main/contract/call-model.ts';
import {
  callIdSchema,
  flowIdSchema,
  promptIdSchema,
  ruleIdSchema,
  stationDevice,
  trunkDevice,
  userIdSchema,
} from '../../../src-main/contract/ids.ts';
import { HOUSE_MUSIC_ID, musicPlanSchema, type MusicChoice } from '../../../src-main/contract/music.ts';
import { RealClock } from '../../../src-main/foundation/clock.ts';
import { MusicService, type DecodeMp3 } from '../../../src-main/services/music/index.ts';
import { mp3Decoder } from '../../../src-main/server/mp3-decoder.ts';
import { FileStore } from '../../../src-main/storage/file-store.ts';
import { MusicFilesRepository } from '../../../src-main/storage/repositories/music-files.ts';
import { SettingsRepository } from '../../../src-main/storage/repositories/settings.ts';
import { monoWav } from '../../support/mono-wav.ts';
import { openMemory, type TestDatabase } from '../../support/test-databases.ts';
import { TestLog } from '../../support/test-log.ts';

const CHEN = userIdSchema.parse('user_chen');
const CODER = 'build/Release/trunkline_dsp';
const hasCoder = existsSync(CODER);

function aCall(change: Partial<CallView> = {}): CallView {
  const trunk = { deviceId: trunkDevice(1), state: 'connected', since: 0, media: 'waiting' } as const;
  const callId = callIdSchema.parse('call_1');
  return {
    ...{ callId, direction: 'inbound', farNumber: '', farName: '', dnis: '', startedAt: 0, recordingIds: [] },
    connections: [trunk],
    ...change,
  };
}

/** PCM16 in so many channels; each sample is the same in all but the last one, which is silent. */
function pcmWav(lengthMs: number, { channels = 1, rateHz = 8_000, bits = 16 } = {}): Buffer {
  const frames = Math.round((lengthMs * rateHz) / 1000);
  const head = monoWav(0, { tag: 1, channels, rateHz });
  head.writeUInt16LE(bits, 34);
  const audio = Buffer.alloc(frames * channels * 2);
  for (let frame = 0; frame < frames; frame += 1) audio.writeInt16LE(1_000, frame * channels * 2);
  head.writeUInt32LE(audio.length, 40);
  return Buffer.concat([head.subarray(0, 44), audio]);
}

describe('music for those who wait', () => {
  let database: TestDatabase;
  let folder: string;
  let log: TestLog;
  let music: MusicService;
  let planned: string[];
  let decoded: Uint8Array | undefined;

  beforeEach(async () => {
    database = await openMemory();
    folder = mkdtempSync(join(tmpdir(), 'trunkline-music-'));
    planned = [];
    decoded = undefined;
    writeFileSync(join(folder, 'hold.wav'), monoWav(2_000));
    await begin();
  });
  afterEach(async () => {
    await database.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  async function begin(decodeMp3: DecodeMp3 = () => Promise.resolve(decoded)): Promise<void> {
    log = new TestLog();
    let made = 0;
    music = new MusicService({
      repository: new MusicFilesRepository(database.database.query),
      settings: new SettingsRepository(database.database.query),
      files: new FileStore(folder),
      builtIn: [{ musicId: HOUSE_MUSIC_ID, title: 'hold-music', path: join(folder, 'hold.wav'), lengthMs: 2_000 }],
      ringback: { promptId: promptIdSchema.parse('ringback'), path: '/prompts/ringback.wav' },
      agents: { at: (stationNo) => (stationNo === '801' ? { userId: CHEN } : undefined) },
      isChosen: (musicId) => planned.includes(musicId),
      decodeMp3,
      makeId: () => String((made += 1)),
      log,
    });
    await music.start();
  }

  /** A piece of ours, by its title. */
  async function uploaded(title: string): Promise<Extract<MusicChoice, { kind: 'music' }>> {
    const done = await music.upload(title, pcmWav(1_500));
    assert.ok(done.ok);
    return { kind: 'music', musicId: done.value.musicId };
  }
  const played = (change: Partial<CallView> = {}): string => music.musicFor(aCall(change))?.promptId ?? 'silence';

  it('is that of the program in a fresh house', () => {
    assert.equal(played(), 'hold-music');
  });

  it('is chosen for the call, by the agent who holds it, the queue, the flow, the rule, the house, in this order', async () => {
    const [house, rule, flow, queue, own, call] = await Promise.all(
      ['house', 'rule', 'flow', 'queue', 'own', 'call'].map(uploaded),
    );
    assert.ok(house && rule && flow && queue && own && call);
    const plan = { house, byRule: { night: rule }, byFlow: { welcome: flow }, byQueue: { sales: queue } };
    assert.ok((await music.savePlan(plan)).ok && (await music.setOwn(CHEN, own)).ok);
    assert.equal(played(), house.musicId);
    const ruleId = ruleIdSchema.parse('night');
    assert.equal(played({ ruleId }), rule.musicId);
    const flowId = flowIdSchema.parse('welcome');
    assert.equal(played({ ruleId, flowId }), flow.musicId);
    music.noteQueue(aCall().callId, 'sales');
    assert.equal(played({ ruleId, flowId }), queue.musicId);
    const holder = { deviceId: stationDevice('801'), state: 'held', since: 0, media: 'none' } as const;
    const connections = [...aCall().connections, holder];
    assert.equal(played({ ruleId, flowId, connections }), own.musicId);
    const chosen = music.choose(aCall().callId, call);
    assert.equal(played({ ruleId, flowId, connections }), call.musicId);
    chosen.dispose();
    music.onCallEvent({
      kind: 'CallCleared',
      eventNo: 1,
      at: 0,
      callId: aCall().callId,
      cause: 'normal',
      endedBy: 'far',
    });
    assert.equal(played({ ruleId }), rule.musicId);
  });

  it('may be the tone of a ringing phone, or nothing', async () => {
    assert.ok((await music.savePlan(musicPlanSchema.parse({ house: { kind: 'ringback' } }))).ok);
    assert.equal(played(), 'ringback');
    assert.ok((await music.savePlan(musicPlanSchema.parse({ house: { kind: 'silence' } }))).ok);
    assert.equal(played(), 'silence');
  });

  it('is there again after a restart', async () => {
    const piece = await uploaded('piece');
    await music.savePlan(musicPlanSchema.parse({ house: piece }));
    await music.setOwn(CHEN, { kind: 'silence' });
    await begin();
    assert.equal(played(), piece.musicId);
    assert.deepEqual(music.view(CHEN).own, { kind: 'silence' });
    await music.setOwn(CHEN, undefined);
    await begin();
    assert.equal(music.view(CHEN).own, undefined);
  });

  it('falls back to the house’s, the program’s and silence when files are gone, and says so once a piece', async () => {
    const [house, rule] = [await uploaded('house'), await uploaded('rule')];
    await music.savePlan(musicPlanSchema.parse({ house, byRule: { night: rule } }));
    const ruleId = ruleIdSchema.parse('night');
    rmSync(join(folder, 'music', `${rule.musicId}.wav`));
    assert.equal(played({ ruleId }), house.musicId);
    rmSync(join(folder, 'music', `${house.musicId}.wav`));
    assert.equal(played({ ruleId }), 'hold-music');
    rmSync(join(folder, 'hold.wav'));
    assert.deepEqual([played({ ruleId }), played({ ruleId })], ['silence', 'silence']);
    assert.equal(log.errors.length, 3);
    assert.deepEqual(
      music.view(CHEN).files.map((piece) => piece.present),
      [false, false, false],
    );
  });

  it('refuses pieces that are not there, and keeps what was chosen', async () => {
    const nothing: MusicChoice = { kind: 'music', musicId: promptIdSchema.parse('nothing') };
    const saved = await music.savePlan(musicPlanSchema.parse({ house: nothing }));
    const own = await music.setOwn(CHEN, nothing);
    assert.deepEqual(
      [saved.ok || saved.error.code, own.ok || own.error.code],
      ['request/notFound', 'request/notFound'],
    );
    assert.equal(played(), 'hold-music');
  });

  it('removes a piece with its file, but none that is chosen or came with the program', async () => {
    const [free, mine, plans] = [await uploaded('free'), await uploaded('mine'), await uploaded('plans')];
    await music.setOwn(CHEN, mine);
    await music.savePlan(musicPlanSchema.parse({ house: { kind: 'silence' } }));
    planned.push(plans.musicId);
    const codes = [];
    for (const musicId of [free.musicId, mine.musicId, plans.musicId, HOUSE_MUSIC_ID, free.musicId]) {
      const removed = await music.remove(musicId);
      codes.push(removed.ok ? 'ok' : removed.error.code);
    }
    assert.deepEqual(codes, ['ok', 'music/inUse', 'music/inUse', 'request/conflict', 'request/notFound']);
    assert.equal(existsSync(join(folder, 'music', `${free.musicId}.wav`)), false);
  });

  describe('that is uploaded', () => {
    const file = (): Buffer => readFileSync(join(folder, 'music', 'music_1.wav'));

    it('becomes one channel, the mean of both', async () => {
      const done = await music.upload('stereo', pcmWav(2_000, { channels: 2, rateHz: 44_100 }));
      assert.ok(done.ok);
      assert.equal(done.value.lengthMs, 2_000);
      const wav = file();
      assert.deepEqual(
        [wav.readUInt16LE(22), wav.readUInt32LE(24), wav.readInt16LE(44), wav.readUInt32LE(40)],
        [1, 44_100, 500, wav.length - 44],
      );
    });

    it('stays A-law when it is', async () => {
      assert.ok((await music.upload('a-law', monoWav(1_000))).ok);
      assert.deepEqual(file(), monoWav(1_000));
    });

    for (const [what, bytes] of [
      ['no sound file', Buffer.from('hello, this is not music at all')],
      ['24 bits', pcmWav(2_000, { bits: 24 })],
      ['six channels', pcmWav(2_000, { channels: 6 })],
      ['a rate of 96 kHz', pcmWav(2_000, { rateHz: 96_000 })],
      ['less than a second', pcmWav(999)],
      ['more than ten minutes', monoWav(600_001)],
      ['a header alone', pcmWav(2_000).subarray(0, 36)],
      ['an MP3 that cannot be read', Buffer.from([0xff, 0xfb, 0x90, 0x00, 0x00])],
    ] as const) {
      it(`is refused with ${what}, and nothing is kept`, async () => {
        const done = await music.upload('bad', bytes);
        assert.deepEqual([done.ok || done.error.code, music.view(CHEN).files.length], ['prompt/notAudio', 1]);
      });
    }

    it('is taken as MP3 when it is one', async () => {
      decoded = Buffer.alloc(16_000);
      const done = await music.upload('mp3', Buffer.from('ID3 and so on'));
      assert.ok(done.ok);
      assert.deepEqual([done.value.lengthMs, file().readUInt32LE(24)], [1_000, 8_000]);
    });

    it('is read by the program of the codecs, where that has LAME', async function () {
      if (!hasCoder) return this.skip();
      const mp3 = mp3Of(pcmWav(3_000).subarray(44));
      if (mp3 === undefined) return this.skip();
      await begin(mp3Decoder(CODER, new RealClock(), log));
      const done = await music.upload('mp3', mp3);
      assert.ok(done.ok);
      assert.ok(Math.abs(done.value.lengthMs - 3_000) < 300, String(done.value.lengthMs));
      assert.equal((await music.upload('cut', Buffer.from([0xff, 0xfb, 0x10, 0x10, 0x10]))).ok, false);
    });
  });
});

/** Undefined on a machine without LAME. */
function mp3Of(pcm: Uint8Array): Buffer | undefined {
  try {
    return execFileSync(CODER, ['codec', 'mp3', 'enc'], { input: pcm, stdio: ['pipe', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
}
