import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { channelNumberSchema } from '../../../src-main/contract/ids.ts';
import { SteppedClock } from '../../../src-main/foundation/clock.ts';
import { ok } from '../../../src-main/foundation/result.ts';
import { Loudspeaker } from '../../../src-main/server/loudspeaker.ts';
import { CollectedLog } from '../../support/collected-log.ts';
import { until } from '../../support/until.ts';

const line = channelNumberSchema.parse(3);
const other = channelNumberSchema.parse(4);

const rethrow = (error: unknown): void => {
  throw error;
};

/** Stands for a player: writes what it is given into a file. */
const KEEPS_SOUND = `process.stdin.pipe(require('node:fs').createWriteStream(process.argv[1]))`;

describe('loudspeaker', () => {
  let folder = '';
  let samples = 0;
  const clock = new SteppedClock(0);
  const log = new CollectedLog();
  const source = {
    monitor: () => ok(),
    readMonitor: (_channel: number, pairs: Int16Array) => {
      pairs.fill(7, 0, samples);
      return samples / 2;
    },
  };
  const speaker = (...player: string[]) => new Loudspeaker({ source, clock, player, log, onListenerError: rethrow });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'loudspeaker-'));
    samples = 0;
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('plays one channel at a time through the player, and says which', async () => {
    const path = join(folder, 'sound');
    const loudspeaker = speaker(process.execPath, '-e', KEEPS_SOUND, path);
    const told: (number | undefined)[] = [];
    loudspeaker.onLoudspeaker((channel) => told.push(channel));
    assert.ok((await loudspeaker.setLoudspeaker(line)).ok);
    samples = 320;
    clock.advance(40);
    await until(() => existsSync(path) && readFileSync(path).length === 1_280);
    assert.equal(readFileSync(path).readInt16LE(0), 7);
    assert.ok((await loudspeaker.setLoudspeaker(other)).ok);
    assert.equal(loudspeaker.loudspeaker(), other);
    assert.ok((await loudspeaker.setLoudspeaker(undefined)).ok);
    assert.deepEqual(told, [line, undefined, other, undefined]);
  });

  it('says what to install when there is no player', async () => {
    const refused = await speaker(join(folder, 'no-such-player')).setLoudspeaker(line);
    assert.equal(refused.ok ? 'ok' : refused.error.code, 'monitor/outputFailed');
    assert.match(refused.ok ? '' : refused.error.next, /aplay/);
  });

  it('falls silent when the player ends by itself', async () => {
    const loudspeaker = speaker(process.execPath, '-e', 'process.exit(3)');
    assert.ok((await loudspeaker.setLoudspeaker(line)).ok);
    await until(() => loudspeaker.loudspeaker() === undefined);
    assert.ok(log.lines.some((entry) => entry.message.includes('ended by itself')));
  });
});
