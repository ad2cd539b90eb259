import assert from 'node:assert/strict';
import { globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { userIdSchema, type RecordingId } from '../../../src-main/contract/ids.ts';
import type { RecordingRef } from '../../../src-main/contract/call-record.ts';
import { policyIdSchema } from '../../../src-main/contract/recordings.ts';
import { WARN_BELOW_DAYS, type RecordingWarning } from '../../../src-main/services/recording/recording-capacity.ts';
import { FREE_SPACE_LIMITS } from '../../../src-main/storage/free-space-guard.ts';
import { recordOne, SOUND } from '../../support/recorded-file.ts';
import { openRecordingHouse, type RecordingHouse } from '../../support/recording-house.ts';
import { settle } from '../../support/settle.ts';

const DAY_MS = 86_400_000;
const boss = userIdSchema.parse('user_boss');

describe('recordings that are kept', () => {
  let house: RecordingHouse;
  let ids: readonly RecordingId[];
  beforeEach(async () => {
    house = await openRecordingHouse();
    ids = [];
    for (const trunkNo of [1, 2, 3]) ids = [...ids, await recordOne(house, { retentionDays: 30 }, trunkNo)];
    await house.settled();
  });
  afterEach(() => house.close());

  function pathOf(at: number): string {
    return globSync(join(house.folder, `recordings/**/${ids[at] ?? ''}.*`))[0] ?? assert.fail();
  }

  async function problems(): Promise<readonly string[]> {
    const { problems: found } = await house.chainCheck.verify();
    return found.map(({ no, what }) => `${what} ${no}`);
  }

  describe('in the chain', () => {
    it('are all found as they were sealed', async () => {
      assert.deepEqual(await house.chainCheck.verify(), { links: 3, files: 3, problems: [] });
    });

    it('are found changed when one byte is another', async () => {
      const bytes = readFileSync(pathOf(1));
      bytes.writeUInt8((bytes[5_000] ?? 0) ^ 1, 5_000);
      writeFileSync(pathOf(1), bytes);
      assert.deepEqual(await problems(), ['changed 2']);
    });

    it('are found missing when a file was deleted by hand', async () => {
      rmSync(pathOf(2));
      assert.deepEqual(await problems(), ['missing 3']);
    });

    it('are found inserted when nobody recorded them', async () => {
      writeFileSync(pathOf(0).replace(/rec_[-0-9a-f]+/, 'rec_stranger'), SOUND);
      assert.deepEqual(await problems(), ['inserted 0']);
    });

    it('are found changed when two were exchanged', async () => {
      const [first, second] = [pathOf(0), pathOf(1)];
      writeFileSync(first, Buffer.concat([SOUND, Buffer.from('x')]));
      renameSync(first, `${first}.x`);
      renameSync(second, first);
      renameSync(`${first}.x`, second);
      assert.deepEqual(await problems(), ['changed 2']);
    });

    for (const [what, statement, expected] of [
      [
        'a hash was rewritten',
        sql`update recording_chain set file_sha256 = 'x' where no = 2`,
        ['broken 2', 'changed 2'],
      ],
      ['a time was rewritten', sql`update recording_chain set at = at + 1 where no = 1`, ['broken 1']],
      ['a link was taken out', sql`delete from recording_chain where no = 2`, ['broken 3', 'inserted 0']],
      ['the last link was taken out', sql`delete from recording_chain where no = 3`, ['inserted 0']],
      [
        'a proof of deletion was made up',
        sql`insert into recording_chain select 4, 'deleted', recording_id, file_sha256, at, 'retention', null, chain_hash, chain_hash
          from recording_chain where no = 3`,
        ['broken 4'],
      ],
    ] as const) {
      it(`are found broken when ${what}`, async () => {
        await statement.execute(house.store.query);
        assert.deepEqual((await problems()).toSorted(), [...expected].toSorted());
      });
    }
  });

  describe('for their time', () => {
    it('are deleted with a proof when it is over, and the chain stays whole', async () => {
      house.clock.advance(30 * DAY_MS - 1);
      assert.deepEqual(await house.retention.run(), { deleted: 0, held: 0 });
      house.clock.advance(1);
      const at = house.clock.nowMs();
      assert.deepEqual(await house.retention.run(), { deleted: 3, held: 0 });
      assert.deepEqual(globSync(join(house.folder, 'recordings/**/*.*')), []);
      assert.deepEqual(await house.chainCheck.verify(), { links: 6, files: 0, problems: [] });
      const [first] = ids;
      const proof = first === undefined ? undefined : await house.store.chain.deletionOf(first);
      assert.deepEqual(
        [proof?.at, proof?.why, proof?.policyId, proof?.fileSha256.length],
        [at, 'retention', policyIdSchema.parse('p'), 64],
      );
      const located = first === undefined ? undefined : await house.locator.locate(first);
      assert.equal(located?.ok === false && located.error.code, 'recording/deleted');
    });

    it('are deleted by the day that the policy says now', async () => {
      const [policy] = house.policies.all();
      if (policy === undefined) return assert.fail();
      await house.policies.replace([{ ...policy, retentionDays: 5 }]);
      house.clock.advance(5 * DAY_MS);
      assert.deepEqual(await house.retention.run(), { deleted: 3, held: 0 });
    });

    it('are kept for ever without a retention', async () => {
      const [policy] = house.policies.all();
      if (policy === undefined) return assert.fail();
      const { retentionDays: _days, ...forEver } = policy;
      await house.policies.replace([forEver]);
      house.clock.advance(400 * DAY_MS);
      assert.deepEqual(await house.retention.run(), { deleted: 0, held: 0 });
    });

    it('are never deleted under legal hold, by nobody', async () => {
      const [first] = ids;
      if (first === undefined) return assert.fail();
      await house.desk.setHold(first, true, { reason: 'case', byUserId: boss });
      house.clock.advance(31 * DAY_MS);
      assert.deepEqual(await house.retention.run(), { deleted: 2, held: 1 });
      const refused = await house.retention.remove(first, 'purged');
      assert.equal(refused.ok ? '' : refused.error.code, 'recording/held');
      await house.desk.setHold(first, false, { reason: 'settled', byUserId: boss });
      assert.deepEqual(await house.retention.run(), { deleted: 1, held: 0 });
    });

    it('are looked at every night by the clock', async () => {
      house.clock.advance(32 * DAY_MS);
      for (let turn = 0; turn < 1_000 && (await house.store.seals.inState('gone')).length < 3; turn += 1)
        await settle();
      assert.equal((await house.store.seals.inState('gone')).length, 3);
    });

    it('go at the next start when a crash came between the proof and the file', async () => {
      await house.restart({
        moves: { publish: () => Promise.resolve(), remove: () => Promise.reject(new Error('killed')) },
      });
      house.clock.advance(31 * DAY_MS);
      const report = await house.retention.run();
      assert.deepEqual([report.deleted, globSync(join(house.folder, 'recordings/**/*.*')).length], [3, 3]);
      await house.restart();
      assert.deepEqual(globSync(join(house.folder, 'recordings/**/*.*')), []);
      assert.deepEqual((await house.chainCheck.verify()).problems, []);
    });
  });

  describe('with the room they have', () => {
    it('warn once, early, from how much was sealed in the last week', async () => {
      const warnings: RecordingWarning[] = [];
      house.capacity.onWarning((warning) => warnings.push(warning));
      house.clock.advance(DAY_MS);
      await house.capacity.check();
      const perDay = 3 * SOUND.length;
      house.disk.freeBytes = FREE_SPACE_LIMITS.fullBelowBytes + perDay * WARN_BELOW_DAYS + 1;
      await house.freeSpace.check();
      assert.deepEqual(await house.capacity.check(), { daysLeft: WARN_BELOW_DAYS, warnings: [] });
      house.disk.freeBytes -= perDay;
      await house.freeSpace.check();
      await house.capacity.check();
      await house.capacity.check();
      const { freeBytes } = house.disk;
      assert.deepEqual(warnings, [{ kind: 'spaceRunsOut', daysLeft: WARN_BELOW_DAYS - 1, freeBytes }]);
    });

    it('say nothing when nothing was sealed lately', async () => {
      house.clock.advance(8 * DAY_MS);
      await house.capacity.check();
      assert.deepEqual(await house.capacity.check(), { daysLeft: undefined, warnings: [] });
    });
  });

  describe('and heard', () => {
    it('know who listened, and take what one person hears in one go as one', async () => {
      const [id] = ids;
      if (id === undefined) return assert.fail();
      const at = house.clock.nowMs();
      await house.desk.noteListening(id, { userId: boss, how: 'played', fromMs: 500, toMs: 900 });
      house.clock.advance(60_000);
      await house.desk.noteListening(id, { userId: boss, how: 'played', fromMs: 0, toMs: 600 });
      house.clock.advance(600_000);
      await house.desk.noteListening(id, { userId: boss, how: 'downloaded', fromMs: 0, toMs: 2_000 });
      const ref: RecordingRef = {
        recordingId: id,
        startedAt: 0,
        lengthMs: 2_000,
        format: 'pcm16',
        result: 'complete',
        gaps: [],
      };
      const callId = (await house.store.recordings.byId(id))?.callId ?? assert.fail();
      const { listenings } = await house.desk.details(ref, callId);
      assert.deepEqual(listenings, [
        { userId: boss, at: at + 660_000, how: 'downloaded', fromMs: 0, toMs: 2_000 },
        { userId: boss, at, how: 'played', fromMs: 0, toMs: 900 },
      ]);
    });

    for (const [form, policy] of [
      ['as it is', {}],
      ['encrypted', { encrypt: true }],
      ['as MP3', { sealAs: 'mp3', encrypt: true }],
    ] as const) {
      it(`are played to a caller (${form}), and nothing open is left behind`, async function () {
        const recordingId = await recordOne(house, policy, 1);
        await house.settled();
        if ((await house.store.seals.byId(recordingId))?.state !== 'kept') this.skip();
        const callId = await house.answered(2);
        const played = house.desk.playToCaller(callId, recordingId, boss);
        while (house.callControl.playingTo(callId).length === 0) await settle();
        const [path = ''] = house.callControl.playingTo(callId, 'path');
        const head = readFileSync(path).subarray(0, 4).toString();
        assert.deepEqual([(await played).ok, head], [true, 'RIFF']);
        house.callControl.finishPlayback(callId);
        while (globSync(join(house.folder, 'opened/*')).length > 0) await settle();
        assert.deepEqual(globSync(join(house.folder, 'opened/*')), []);
        const { listenings = [] } = await house.desk.details(
          { recordingId, startedAt: 0, lengthMs: 2_000, format: 'pcm16', result: 'complete', gaps: [] },
          callId,
        );
        assert.deepEqual(
          listenings.map(({ how, userId }) => [how, userId]),
          [['toCaller', boss]],
        );
      });
    }

    it('are not played into a call that is over', async () => {
      const [id] = ids;
      if (id === undefined) return assert.fail();
      const callId = await house.answered(2);
      house.callControl.callerHangsUp(callId);
      const played = await house.desk.playToCaller(callId, id, boss);
      assert.equal(played.ok ? '' : played.error.code, 'call/wrongState');
    });
  });
});
