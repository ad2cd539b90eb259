import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { HttpServer } from '../../src-main/api/http-server.ts';
import { errorBodySchema } from '../../src-main/contract/error-codes.ts';
import { followChoiceSchema, followPlanSchema } from '../../src-main/contract/follow.ts';
import { stationDevice, trunkDevice } from '../../src-main/contract/ids.ts';
import { musicFileSchema, musicViewSchema } from '../../src-main/contract/music.ts';
import { stationSettingsSchema } from '../../src-main/contract/stations.ts';
import { ApiClient, openApi } from '../support/api-client.ts';
import { FakeHouse } from '../support/fake-ports.ts';
import { monoWav } from '../support/mono-wav.ts';

const PLANS = '/api/follow/plans';
const plan = { title: '手机', targets: [{ to: '913800138000', confirm: true }] };
const codeOf = (answer: { readonly body: unknown }): string => errorBodySchema.parse(answer.body).code;

describe('follow-me, stations and music over HTTP and the seat', () => {
  let house: FakeHouse;
  let server: HttpServer;
  let admin: ApiClient;
  let boss: ApiClient;
  let agent: ApiClient;

  beforeEach(async () => {
    house = new FakeHouse();
    await house.addUser('admin', 'admin', 'admin');
    await house.addUser('boss', 'supervisor', 'boss');
    await house.addUser('agent1', 'agent', 'agent1');
    server = await openApi(house.parts());
    [admin, boss, agent] = [
      new ApiClient(server.address),
      new ApiClient(server.address),
      new ApiClient(server.address),
    ];
    await admin.login('admin');
    await boss.login('boss', '802');
    await agent.login('agent1', '801');
  });
  afterEach(() => server.close());

  describe('plans', () => {
    it('are made, changed and removed by who owns them', async () => {
      const made = await agent.post(PLANS, plan);
      const { planId, ownerUserId, confirmDigit } = followPlanSchema.parse(made.body);
      assert.deepEqual([made.status, ownerUserId, confirmDigit], [201, 'user_agent1', '1']);
      const changed = await agent.ask('PUT', `${PLANS}/${planId}`, { ...plan, how: 'together' });
      assert.equal(followPlanSchema.parse(changed.body).how, 'together');
      assert.equal((await agent.ask('DELETE', `${PLANS}/${planId}`)).status, 204);
      assert.equal(codeOf(await agent.ask('DELETE', `${PLANS}/${planId}`)), 'request/notFound');
    });

    it('of others are seen by who oversees, and changed by administrators alone', async () => {
      const { planId } = followPlanSchema.parse((await admin.post(PLANS, plan)).body);
      assert.deepEqual((await agent.get(PLANS)).body, []);
      assert.equal(z.array(followPlanSchema).parse((await boss.get(PLANS)).body).length, 1);
      assert.equal(codeOf(await boss.ask('PUT', `${PLANS}/${planId}`, plan)), 'auth/forbidden');
      const offered = await agent.get('/api/follow/choices');
      assert.deepEqual(z.array(followChoiceSchema).parse(offered.body), [{ planId, title: '手机' }]);
      assert.equal(JSON.stringify(offered.body).includes('138'), false);
    });

    it('are refused when they lead round in circles, or are not as agreed', async () => {
      const loop = await admin.post(PLANS, { ...plan, targets: [{ to: '94008008888' }] });
      assert.deepEqual([loop.status, codeOf(loop)], [422, 'follow/loop']);
      const wrong = await admin.post(PLANS, { ...plan, targets: [{ to: '801', ringSeconds: 61 }] });
      assert.deepEqual([wrong.status, codeOf(wrong)], [400, 'request/invalid']);
    });
  });

  describe('stations', () => {
    it('are listed and set by who oversees', async () => {
      const set = await boss.ask('PUT', '/api/stations/801', { doNotDisturb: true, forwarding: { busy: '802' } });
      assert.equal(set.status, 200);
      const listed = z.array(stationSettingsSchema).parse((await boss.get('/api/stations')).body);
      assert.deepEqual(listed[0], { stationNo: '801', doNotDisturb: true, forwarding: { busy: '802' } });
      assert.equal(codeOf(await agent.get('/api/stations')), 'auth/forbidden');
      assert.equal(codeOf(await agent.ask('PUT', '/api/stations/802', listed[0])), 'auth/forbidden');
    });

    it('are told to their own seat, and to who oversees', async () => {
      const { seat, snapshot } = await agent.seated();
      assert.deepEqual(
        snapshot.topics.stations?.map((station) => station.stationNo),
        ['801'],
      );
      const overseer = await boss.seated();
      assert.equal(overseer.snapshot.topics.stations?.length, 3);
      await boss.ask('PUT', '/api/stations/802', { doNotDisturb: true, forwarding: {} });
      await boss.ask('PUT', '/api/stations/801', { doNotDisturb: true, forwarding: {} });
      assert.equal((await overseer.seat.delta('station')).station.stationNo, '802');
      assert.equal((await seat.delta('station')).station.stationNo, '801');
      seat.close();
      overseer.seat.close();
    });

    it('are set from the own seat, and another’s only by who oversees', async () => {
      const { seat, snapshot } = await agent.seated();
      assert.ok(snapshot.topics.allowed.agent.includes('station.setForwarding'));
      seat.send({ kind: 'command', id: 1, name: 'station.setDoNotDisturb', params: { on: true } });
      assert.equal((await seat.next('result')).id, 1);
      assert.equal(house.follow.stations.of('801').doNotDisturb, true);
      const always = { forwarding: { always: '801' } };
      seat.send({ kind: 'command', id: 2, name: 'station.setForwarding', params: always });
      assert.equal((await seat.next('refused')).error.code, 'call/forwardingLoop');
      seat.send({ kind: 'command', id: 3, name: 'station.setForwarding', params: { ...always, stationNo: '802' } });
      assert.equal((await seat.next('refused')).error.code, 'auth/forbidden');
      const overseer = await boss.seated();
      overseer.seat.send({
        kind: 'command',
        id: 1,
        name: 'station.setForwarding',
        params: { ...always, stationNo: '803' },
      });
      await overseer.seat.next('result');
      assert.equal(house.follow.stations.of('803').forwarding.always, '801');
      seat.close();
      overseer.seat.close();
    });
  });

  it('lets an agent send its talk after somebody, and nothing but a talk', async () => {
    const joined = { state: 'connected', media: 'joined' } as const;
    const talk = house.calls.begin({ farNumber: '13900001234', trunkNo: 1 }, [
      { deviceId: trunkDevice(1), ...joined },
      { deviceId: stationDevice('801'), ...joined },
    ]);
    const { seat, snapshot } = await agent.seated();
    assert.ok(snapshot.topics.allowed.calls[talk.callId]?.includes('call.followMe'));
    seat.send({ kind: 'command', id: 1, name: 'call.followMe', params: { callId: talk.callId, planId: 'plan_1' } });
    await seat.next('result');
    assert.deepEqual(house.follow.followed, [{ callId: talk.callId, stationId: 'station/801', planId: 'plan_1' }]);
    const own = { deviceId: stationDevice('801'), state: 'alerting' } as const;
    const ringing = house.calls.begin({ farNumber: '13900001234', trunkNo: 2 }, [
      { deviceId: trunkDevice(2), ...joined },
      own,
    ]);
    seat.send({ kind: 'command', id: 2, name: 'call.followMe', params: { callId: ringing.callId, planId: 'plan_1' } });
    assert.equal((await seat.next('refused')).error.code, 'call/wrongState');
    seat.close();
  });

  describe('music', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'trunkline-music-api-'));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    it('is chosen by administrators for the house, and by everybody for the own calls', async () => {
      assert.equal((await admin.ask('PUT', '/api/music/plan', { house: { kind: 'silence' } })).status, 204);
      assert.equal(codeOf(await boss.ask('PUT', '/api/music/plan', {})), 'auth/forbidden');
      assert.equal((await agent.ask('PUT', '/api/music/own', { choice: { kind: 'ringback' } })).status, 204);
      const view = musicViewSchema.parse((await agent.get('/api/music')).body);
      assert.deepEqual([view.plan.house, view.own], [{ kind: 'silence' }, { kind: 'ringback' }]);
      assert.equal((await agent.ask('PUT', '/api/music/own', {})).status, 204);
      assert.equal(musicViewSchema.parse((await agent.get('/api/music')).body).own, undefined);
    });

    it('is uploaded as it is, and removed', async () => {
      const wav = monoWav(1_000);
      const path = `/api/music/files?title=${encodeURIComponent('春')}`;
      const sent = (client: ApiClient, type: string) =>
        fetch(server.address + path, {
          method: 'POST',
          body: new Uint8Array(wav),
          headers: { cookie: client.cookie, 'content-type': type },
        });
      const done = await sent(admin, 'audio/wav');
      assert.equal(musicFileSchema.parse(await done.json()).title, '春');
      assert.deepEqual(Buffer.from(house.follow.music.uploads[0]?.bytes ?? []), wav);
      assert.equal((await sent(admin, 'audio/mpeg')).status, 201);
      assert.equal((await sent(admin, 'text/plain')).status >= 400, true);
      assert.equal((await sent(agent, 'audio/wav')).status, 403);
      assert.equal((await admin.ask('DELETE', '/api/music/files/music_1')).status, 204);
      assert.deepEqual(house.follow.music.removed, ['music_1']);
    });

    it('can be heard as PCM before it is chosen', async () => {
      house.follow.music.soundPath = join(folder, 'piece.wav');
      assert.equal((await agent.get('/api/music/files/hold-music/sound')).status, 404);
      writeFileSync(house.follow.music.soundPath, monoWav(1_000));
      const sound = await agent.get('/api/music/files/hold-music/sound');
      assert.deepEqual([sound.status, sound.headers.get('content-type')], [200, 'audio/wav']);
      house.follow.music.soundPath = undefined;
      assert.equal(codeOf(await agent.get('/api/music/files/hold-music/sound')), 'prompt/missing');
    });
  });
});
