// Over 250 lines: one case a next step of a rule.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { flowIdSchema, ruleIdSchema, trunkDevice } from '../../../../src-main/contract/ids.ts';
import type { NextStep, RingGroup, RoutingSettings } from '../../../../src-main/contract/routing.ts';
import { askOverHttp, welcomeRule } from '../../../../src-main/services/routing/index.ts';
import { openHouse, testUser, type House } from '../../../support/house.ts';
import { aHit, someSettings } from '../../../support/routing-plan.ts';
import { settle } from '../../../support/settle.ts';

const ADDRESS = 'http://crm.example/route';
const welcome: NextStep = { kind: 'flow', flowId: flowIdSchema.parse('welcome') };
const group: RingGroup = {
  groupId: 'sales',
  title: '业务组',
  members: [{ kind: 'station', stationNo: '801' }],
  order: 'together',
  ringMs: 20_000,
  then: { kind: 'hangUp', how: 'answerAndHangUp' },
};

describe('a next step', () => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse();
  });
  afterEach(() => house.close());

  async function routedTo(next: NextStep, settings: Partial<RoutingSettings> = {}) {
    await house.book.replace({
      inboundRules: [{ ...welcomeRule, next }],
      outboundRules: [],
      ringGroups: [group],
      settings: someSettings(settings),
    });
    const callId = house.callControl.ring(1, '13900001234');
    await settle();
    return callId;
  }

  /** Every step of the call's routing, as it stands in its story. */
  function why() {
    return house.callControl.events.flatMap((event) => (event.kind === 'CallInformation' ? (event.why ?? []) : []));
  }

  const fellBack = (from: NextStep['kind'], because: string) => ({ kind: 'fellBack', from, because });

  it('rings the station of the user who is named, wherever it sits', async () => {
    const chen = testUser('chen');
    assert.ok(house.agents.signIn(chen, '803').ok);
    const callId = await routedTo({ kind: 'agent', userId: chen.userId });
    assert.equal(house.callControl.calls.get(callId)?.connections.at(-1)?.deviceId, 'station/803');
  });

  it('falls back to the default step when the user has not signed in', async () => {
    const callId = await routedTo({ kind: 'agent', userId: testUser('chen').userId }, { defaultStep: welcome });
    assert.deepEqual(why().at(-1), fellBack('agent', 'notSignedIn'));
    assert.deepEqual(house.callControl.playingTo(callId), ['welcome']);
  });

  it('serves a queue by ringing the ready agents', async () => {
    const chen = testUser('chen');
    assert.ok(house.agents.signIn(chen, '802').ok && house.agents.setReady(chen.userId, true).ok);
    const callId = await routedTo({ kind: 'queue', queueId: 'sales' });
    house.callControl.finishPlayback(callId);
    await settle();
    assert.equal(house.callControl.calls.get(callId)?.connections.at(-1)?.deviceId, 'station/802');
  });

  for (const step of [
    { kind: 'voicemail', boxId: 'box_1' },
    { kind: 'ringGroup', groupId: 'sales' },
    { kind: 'followMe', planId: 'plan_1' },
  ] as const) {
    it(`tells who listens of a call for ${step.kind}, and takes the default step while nobody does`, async () => {
      const unheard = await routedTo(step, { defaultStep: { kind: 'hangUp', how: 'answerAndHangUp' } });
      assert.deepEqual(why().at(-1), fellBack(step.kind, 'nobodyListens'));
      assert.deepEqual(house.callControl.requests, [`answerCall ${unheard}`, `clearCall ${unheard}`]);
      const told: unknown[] = [];
      house.routing.onCallForVoicemail(({ deviceId, boxId }) => told.push([deviceId, boxId]));
      house.routing.onCallForRingGroup((call) => told.push([call.deviceId, call.group.title]));
      house.routing.onCallForFollowMe(({ deviceId, planId }) => told.push([deviceId, planId]));
      await routedTo(step);
      const target = { voicemail: 'box_1', ringGroup: '业务组', followMe: 'plan_1' }[step.kind];
      assert.deepEqual(told, [['trunk/1', target]]);
    });
  }

  it('takes the fall-back of a fax, because no board here has a fax port', async () => {
    const callId = await routedTo({ kind: 'fax', fallback: { kind: 'agent', stationNo: '801' } });
    assert.deepEqual(why().at(-1), fellBack('fax', 'noFaxPort'));
    assert.equal(house.callControl.calls.get(callId)?.connections.at(-1)?.deviceId, 'station/801');
  });

  it('never answers a call that it rejects', async () => {
    const callId = await routedTo({ kind: 'hangUp', how: 'reject' });
    assert.deepEqual(house.callControl.requests, []);
    assert.equal(house.callControl.calls.get(callId)?.connections[0]?.state, 'alerting');
  });

  it('plays busy tone to the caller, then ends the call', async () => {
    const callId = await routedTo({ kind: 'hangUp', how: 'busyTone' });
    assert.deepEqual(house.callControl.playingTo(callId), ['busy-tone']);
    house.callControl.finishPlayback(callId);
    await settle();
    assert.equal(house.callControl.calls.has(callId), false);
  });

  it('leaves the call ringing when nothing can be done, and says so', async () => {
    await routedTo({ kind: 'voicemail', boxId: 'box_1' }, { defaultStep: { kind: 'followMe', planId: 'plan_1' } });
    assert.deepEqual(why().slice(-2), [fellBack('voicemail', 'nobodyListens'), fellBack('followMe', 'nobodyListens')]);
    assert.deepEqual(house.callControl.requests, []);
    assert.ok(house.log.lines.some((line) => line.includes('left ringing')));
  });

  it('does not answer a caller of the black list, counts the hit, and tells the entry in the story', async () => {
    house.lists.hits = [aHit('black')];
    await routedTo(welcome);
    assert.deepEqual(house.callControl.requests, []);
    assert.deepEqual(house.lists.counted, [aHit('black')]);
    const noted = house.callControl.events.find((event) => event.kind === 'CallInformation');
    assert.deepEqual([noted?.blockedBy, noted?.ruleId], ['black_1', undefined]);
  });

  it('marks a VIP in the story and counts nothing', async () => {
    house.lists.hits = [aHit('vip')];
    await routedTo(welcome);
    const noted = house.callControl.events.find((event) => event.kind === 'CallInformation');
    assert.deepEqual([noted?.vip, noted?.ruleId, house.lists.counted], [true, ruleIdSchema.parse('everything'), []]);
  });

  describe('for a caller who was answered', () => {
    const answered = async (next: NextStep, settings: Partial<RoutingSettings> = {}) => {
      const callId = await routedTo({ kind: 'hangUp', how: 'reject' }, settings);
      const deviceId = trunkDevice(1);
      await house.callControl.answerCall(callId, deviceId);
      house.routing.takeStep(callId, deviceId, next);
      await settle();
      return callId;
    };

    it('ends the call where it would not have answered', async () => {
      const callId = await answered({ kind: 'hangUp', how: 'reject' });
      assert.equal(house.callControl.calls.has(callId), false);
    });

    it('ends the call where it would have been left ringing', async () => {
      const callId = await answered({ kind: 'voicemail', boxId: 'box_1' });
      assert.deepEqual(why().at(-1), fellBack('voicemail', 'nobodyListens'));
      assert.equal(house.callControl.calls.has(callId), false);
    });

    it('gives it to a flow, which looks after it from then on', async () => {
      const callId = await answered(welcome);
      assert.deepEqual(house.callControl.playingTo(callId), ['welcome']);
      const noted = house.callControl.events.findLast((event) => event.kind === 'CallInformation');
      assert.equal(noted?.kind === 'CallInformation' && noted.flowId, 'welcome');
    });

    it('falls back when a step that was handed on cannot be taken', async () => {
      const callId = await routedTo({ kind: 'hangUp', how: 'reject' }, { defaultStep: welcome });
      house.routing.fellBack(callId, trunkDevice(1), { kind: 'followMe', planId: 'gone' }, 'unknownTarget');
      await settle();
      assert.deepEqual(why().at(-1), fellBack('followMe', 'unknownTarget'));
      assert.deepEqual(house.callControl.playingTo(callId), ['welcome']);
    });
  });

  describe('of one’s own', () => {
    const custom: NextStep = { kind: 'custom', address: ADDRESS, fallback: { kind: 'hangUp', how: 'answerAndHangUp' } };
    const permitted = { customAddresses: [ADDRESS] };

    it('is asked while the call rings, and what it answers is done', async () => {
      house.addresses.answer = Promise.resolve({ kind: 'agent', stationNo: '802' });
      const callId = await routedTo(custom, permitted);
      assert.deepEqual(house.addresses.asked, [ADDRESS]);
      assert.equal(house.callControl.calls.get(callId)?.connections.at(-1)?.deviceId, 'station/802');
    });

    it('is passed over after 2 s without an answer, and no sooner', async () => {
      const callId = await routedTo(custom, permitted);
      house.clock.advance(1_999);
      await settle();
      assert.deepEqual(house.callControl.requests, []);
      house.clock.advance(1);
      await settle();
      assert.deepEqual(why().at(-1), fellBack('custom', 'noAnswerInTime'));
      assert.deepEqual(house.callControl.requests, [`answerCall ${callId}`, `clearCall ${callId}`]);
    });

    for (const answer of [{ kind: 'dance' }, { kind: 'custom', address: ADDRESS }, 'text', undefined]) {
      it(`is passed over when it answers ${JSON.stringify(answer)}`, async () => {
        house.addresses.answer = Promise.resolve(answer);
        await routedTo(custom, permitted);
        assert.deepEqual(why().at(-1), fellBack('custom', 'answerNotUnderstood'));
      });
    }

    it('is passed over when it cannot be reached', async () => {
      house.addresses.answer = Promise.reject(new Error('refused'));
      await routedTo(custom, permitted);
      assert.deepEqual(why().at(-1), fellBack('custom', 'noAnswerInTime'));
    });

    it('is never asked at an address that is not permitted', async () => {
      await routedTo(custom);
      assert.deepEqual(house.addresses.asked, []);
      assert.deepEqual(why().at(-1), fellBack('custom', 'addressNotAllowed'));
    });

    it('does nothing more for a caller who gave up meanwhile', async () => {
      const callId = await routedTo(custom, permitted);
      house.callControl.callerHangsUp(callId);
      house.clock.advance(2_000);
      await settle();
      assert.deepEqual(house.callControl.requests, []);
    });

    it('does not go round in circles when it is the default step too', async () => {
      house.addresses.answer = Promise.resolve({ kind: 'voicemail', boxId: 'nobody' });
      await routedTo({ kind: 'followMe', planId: 'plan_1' }, { ...permitted, defaultStep: custom });
      assert.deepEqual(house.addresses.asked, [ADDRESS]);
      assert.deepEqual(why().at(-1), fellBack('voicemail', 'nobodyListens'));
    });
  });
});

describe('an address that is asked over HTTP', () => {
  const question = { callId: 'call_1', number: '13900001234', dialled: '400800888', trunkNo: 1 };

  async function asked(
    answer: (path: string) => { readonly status: number; readonly body: string; readonly to?: string },
  ) {
    const heard: string[] = [];
    const server = createServer((request, response) => {
      request.on('data', (piece) => heard.push(String(piece)));
      request.on('end', () => {
        const { status, body, to } = answer(request.url ?? '');
        response.writeHead(status, to === undefined ? {} : { location: to }).end(body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    try {
      const said = await askOverHttp(`http://127.0.0.1:${port}/`, question, new AbortController().signal).catch(
        (error: unknown) => (error instanceof Error ? 'rejected' : error),
      );
      return { said, heard: heard.join('') };
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  it('is told of the call and may answer a step', async () => {
    const { said, heard } = await asked(() => ({ status: 200, body: '{"kind":"hangUp"}' }));
    assert.deepEqual([said, JSON.parse(heard)], [{ kind: 'hangUp' }, question]);
  });

  for (const [what, answer] of [
    ['an error', { status: 500, body: '{}' }],
    ['no JSON', { status: 200, body: 'hello' }],
    ['too much', { status: 200, body: `"${'x'.repeat(70_000)}"` }],
    ['a redirect', { status: 302, body: '', to: '/elsewhere' }],
  ] as const) {
    it(`is not believed with ${what}`, async () => {
      const { said } = await asked((path) =>
        path === '/elsewhere' ? { status: 200, body: '{"kind":"hangUp"}' } : answer,
      );
      assert.equal(said, 'rejected');
    });
  }
});
