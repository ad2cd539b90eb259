import assert from 'node:assert/strict';
import { followPlanSchema, type FollowPlan } from '../../../src-main/contract/follow.ts';
import { flowIdSchema, promptIdSchema, userIdSchema } from '../../../src-main/contract/ids.ts';
import type { StationSettings } from '../../../src-main/contract/stations.ts';
import { FollowPlansRepository } from '../../../src-main/storage/repositories/follow-plans.ts';
import { MusicFilesRepository } from '../../../src-main/storage/repositories/music-files.ts';
import { StationSettingsRepository } from '../../../src-main/storage/repositories/station-settings.ts';
import { databaseKinds, type TestDatabase } from '../../support/test-databases.ts';

const whole: FollowPlan = {
  planId: 'plan_1',
  title: '值班',
  ownerUserId: userIdSchema.parse('user_chen'),
  stationNo: '801',
  enabled: false,
  targets: [
    { to: '802', label: '', ringSeconds: 5, confirm: false },
    {
      to: '913800138000',
      label: '手机',
      ringSeconds: 60,
      confirm: true,
      schedule: { scheduleId: 'office', kinds: ['work', 'lunch'] },
    },
  ],
  how: 'together',
  confirmDigit: '#',
  confirmPromptIds: [promptIdSchema.parse('ask')],
  noticePromptIds: [],
  hears: { kind: 'music', musicId: promptIdSchema.parse('music_1') },
  whenNobody: { kind: 'flow', flowId: flowIdSchema.parse('welcome') },
};

for (const kind of databaseKinds) {
  describe(`follow-me in ${kind.name}`, () => {
    let opened: TestDatabase;
    beforeEach(async () => {
      opened = await kind.open();
    });
    afterEach(() => opened.remove());

    it('gives plans back as they were stored, by title, and puts one in the place of another', async () => {
      const plans = new FollowPlansRepository(opened.database.query);
      const plain = followPlanSchema.parse({ planId: 'plan_2', title: 'A', targets: [{ to: '801' }] });
      await plans.save({ ...whole, title: 'B' });
      await plans.save(plain);
      assert.deepEqual(
        (await plans.all()).map((plan) => plan.title),
        ['A', 'B'],
      );
      await plans.save(whole);
      await plans.remove('plan_2');
      assert.deepEqual(await plans.all(), [whole]);
    });

    it('gives what stations are set to back as it was stored', async () => {
      const stations = new StationSettingsRepository(opened.database.query);
      const noAnswer = { number: '913800138000', seconds: 15 };
      const set: StationSettings = { stationNo: '802', doNotDisturb: true, forwarding: { busy: '803', noAnswer } };
      await stations.save({ stationNo: '801', doNotDisturb: false, forwarding: { always: '802' } });
      await stations.save({ ...set, doNotDisturb: false, forwarding: {} });
      await stations.save(set);
      assert.deepEqual(await stations.all(), [
        { stationNo: '801', doNotDisturb: false, forwarding: { always: '802' } },
        set,
      ]);
    });

    it('gives pieces of music back as they were stored, by title', async () => {
      const music = new MusicFilesRepository(opened.database.query);
      const piece = {
        musicId: promptIdSchema.parse('music_1'),
        title: '春',
        path: 'music/music_1.wav',
        lengthMs: 9_000,
      };
      const other = { ...piece, musicId: promptIdSchema.parse('music_2'), title: 'A' };
      await music.save({ ...piece, title: 'Z', lengthMs: 1 });
      await music.save(other);
      await music.save(piece);
      assert.deepEqual(await music.all(), [other, piece]);
      await music.remove(other.musicId);
      assert.deepEqual(await music.all(), [piece]);
    });
  });
}
