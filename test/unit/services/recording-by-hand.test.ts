// Over 250 lines: everything that people may ask of a recording while the call is up.
import assert from 'node:assert/strict';
import {
  promptIdSchema,
  stationDevice,
  trunkDevice,
  userIdSchema,
  type CallId,
} from '../../../src-main/contract/ids.ts';
import { recordingPolicySchema } from '../../../src-main/contract/recordings.ts';
import { RECORDING_TIMERS } from '../../../src-main/services/recording/recording-timers.ts';
import { openRecordingHouse, type RecordingHouse } from '../../support/recording-house.ts';
import { settle } from '../../support/settle.ts';

const agent = userIdSchema.parse('user_chen');
const trunk = trunkDevice(1);

describe('a recording in the hands of people', () => {
  let house: RecordingHouse;
  beforeEach(async () => (house = await openRecordingHouse()));
  afterEach(() => house.close());

  async function policies(...list: readonly object[]): Promise<void> {
    const parsed = list.map((each, at) => recordingPolicySchema.parse({ policyId: `p${at}`, mode: 'all', ...each }));
    assert.ok((await house.policies.replace(parsed)).ok);
  }

  function told(): readonly string[] {
    return house.callControl.events.flatMap((event) => {
      if (event.kind === 'RecordingGap') return [`${event.reason} ${event.phase} ${event.lengthMs}`];
      if (event.kind === 'RecordingMarked') return [`mark ${event.atMs} ${event.text} ${event.userId ?? ''}`];
      return event.kind === 'RecordingStarted' || event.kind === 'RecordingStopped' ? [event.kind] : [];
    });
  }

  async function agentTakes(callId: CallId): Promise<void> {
    const at = house.clock.nowMs();
    house.callControl.tell({ kind: 'CallInformation', at, callId, userId: agent });
    await settle();
  }

  it('on demand begins when the agent presses record, and not before', async () => {
    await policies({ mode: 'onDemand', format: 'ulaw' });
    const callId = await house.answered();
    assert.deepEqual(told(), []);
    assert.ok((await house.service.startManually(callId, agent)).ok);
    const started = house.callControl.events.find((event) => event.kind === 'RecordingStarted');
    assert.equal(started?.format, 'ulaw');
    assert.ok((await house.service.startManually(callId, agent)).ok);
    assert.deepEqual(told(), ['RecordingStarted']);
  });

  it('begins when the agent whose calls are recorded takes the call', async () => {
    await policies({ match: { userIds: [agent] } });
    const callId = await house.answered();
    assert.deepEqual(told(), []);
    await agentTakes(callId);
    assert.deepEqual(told(), ['RecordingStarted']);
  });

  it('begins when a station whose calls are recorded is joined', async () => {
    await policies({ match: { stationNos: ['802'] } });
    const callId = await house.answered();
    house.callControl.tell({ kind: 'Joined', at: 0, callId, deviceId: trunk, peerId: stationDevice('802') });
    await settle();
    assert.deepEqual(told(), ['RecordingStarted']);
  });

  it('begins for a queue whose calls are recorded', async () => {
    await policies({ match: { queueIds: ['sales'] } });
    const callId = await house.answered();
    house.service.enteredQueue(callId, 'support');
    house.service.enteredQueue(callId, 'sales');
    await settle();
    assert.deepEqual(told(), ['RecordingStarted']);
  });

  it('goes on when an agent takes the call whose calls are not recorded', async () => {
    await policies({ match: { userIds: [agent] }, mode: 'none' }, {});
    const callId = await house.answered();
    await agentTakes(callId);
    assert.deepEqual(told(), ['RecordingStarted']);
  });

  it('is refused where the policy says never, and where nothing was answered', async () => {
    await policies({ mode: 'none' });
    const ringing = house.callControl.ring(2, '13900001234');
    const results = [
      await house.service.startManually(await house.answered(), agent),
      await house.service.startManually(ringing, agent),
    ];
    assert.deepEqual(
      results.map((each) => (each.ok ? 'ok' : each.error.code)),
      ['auth/forbidden', 'call/wrongState'],
    );
  });

  it('that was stopped is a gap until it is asked for again, and no policy begins it', async () => {
    await policies({});
    const callId = await house.answered();
    assert.ok((await house.service.stopManually(callId, agent)).ok);
    await agentTakes(callId);
    house.clock.advance(4_000);
    assert.ok((await house.service.startManually(callId, agent)).ok);
    assert.deepEqual(told(), [
      'RecordingStarted',
      'paused began 0',
      'RecordingStopped',
      'paused ended 4000',
      'RecordingStarted',
    ]);
  });

  it('cannot be stopped or marked when it does not run', async () => {
    await policies({ mode: 'onDemand' });
    const callId = await house.answered();
    const results = [await house.service.stopManually(callId, agent), house.service.mark(callId, agent, 'x')];
    assert.deepEqual(
      results.map((each) => (each.ok ? 'ok' : each.error.code)),
      ['recording/missing', 'recording/missing'],
    );
  });

  it('is marked at the moment of the file', async () => {
    const callId = await house.answered();
    house.clock.advance(12_500);
    assert.ok(house.service.mark(callId, agent, 'price').ok);
    assert.deepEqual(told().at(-1), 'mark 12500 price user_chen');
  });

  it('tells the fault of a start that the board refused, and may be asked again', async () => {
    await policies({ mode: 'onDemand' });
    const callId = await house.answered();
    house.callControl.refusals.set('startRecording', 'board/unsupported');
    const first = await house.service.startManually(callId, agent);
    await settle();
    const second = await house.service.startManually(callId, agent);
    assert.deepEqual([first.ok ? 'ok' : first.error.code, second.ok], ['board/unsupported', true]);
  });

  it('goes on in the call into which its line was transferred, and can be marked there', async () => {
    const consulted = await house.answered(1);
    const held = house.callControl.ring(2, '13900001234');
    const { recordingId, path, deviceId, format } =
      house.callControl.events.find((event) => event.kind === 'RecordingStarted') ?? assert.fail();
    house.clock.advance(5_000);
    const at = house.clock.nowMs();
    const line = { at, deviceId, recordingId } as const;
    house.callControl.tell({ kind: 'RecordingStopped', ...line, callId: consulted, lengthMs: 5_000, result: 'moved' });
    house.callControl.tell({ kind: 'RecordingStarted', ...line, callId: held, path, format });
    house.callControl.callerHangsUp(consulted);
    await settle();
    house.clock.advance(1_000);
    assert.ok(house.service.mark(held, agent, 'here').ok);
    assert.equal(told().at(-1), 'mark 6000 here user_chen');
    assert.equal((await house.store.seals.byId(recordingId))?.state, 'planned');
  });

  describe('masked', () => {
    it('is silent while a card number is told', async () => {
      const callId = await house.answered();
      await house.service.mask(callId, true, agent, 'card');
      house.clock.advance(9_000);
      await house.service.mask(callId, false, agent, 'card');
      assert.deepEqual(told(), ['RecordingStarted', 'masked began 0', 'masked ended 9000']);
    });

    it('stays silent until the last reason is gone', async () => {
      const callId = await house.answered();
      await house.service.beginSecretDigits(callId);
      await house.service.mask(callId, true, agent, 'card');
      await house.service.endSecretDigits(callId);
      assert.deepEqual(told(), ['RecordingStarted', 'masked began 0']);
      await house.service.mask(callId, false, agent, 'card');
      assert.deepEqual(told().at(-1), 'masked ended 0');
    });

    it('is let go by its limit', async () => {
      const callId = await house.answered();
      await house.service.mask(callId, true, agent, 'card');
      house.clock.advance(RECORDING_TIMERS.maskLimit.defaultMs - 1);
      await settle();
      assert.equal(told().length, 2);
      house.clock.advance(1);
      await settle();
      assert.deepEqual(told().at(-1), `masked ended ${RECORDING_TIMERS.maskLimit.defaultMs}`);
    });

    it('leaves no timer behind when the call ends', async () => {
      const callId = await house.answered();
      const before = house.clock.untilNextTimerMs();
      await house.service.mask(callId, true, agent, 'card');
      house.callControl.callerHangsUp(callId);
      await settle();
      assert.equal(house.clock.untilNextTimerMs(), before);
      house.clock.advance(RECORDING_TIMERS.maskLimit.defaultMs);
      assert.equal(told().includes('masked ended 180000'), false);
    });

    it('begins silent when secret digits were being taken before it', async () => {
      await policies({ mode: 'onDemand' });
      const callId = await house.answered();
      assert.ok((await house.service.beginSecretDigits(callId)).ok);
      await house.service.startManually(callId, agent);
      await settle();
      assert.deepEqual(told(), ['RecordingStarted', 'masked began 0']);
    });

    it('is stopped where the board cannot mask, and goes on in a new file', async () => {
      const callId = await house.answered();
      house.callControl.refusals.set('maskRecording', 'board/unsupported');
      assert.ok((await house.service.mask(callId, true, agent, 'card')).ok);
      house.clock.advance(5_000);
      assert.ok((await house.service.mask(callId, false, agent, 'card')).ok);
      await settle();
      assert.deepEqual(told(), [
        'RecordingStarted',
        'paused began 0',
        'RecordingStopped',
        'paused ended 5000',
        'RecordingStarted',
      ]);
    });
  });

  describe('with a consent prompt', () => {
    const consentPromptId = promptIdSchema.parse('consent');
    beforeEach(() => policies({ consentPromptId }));

    it('begins when the caller has heard it, and the flow waits for that', async () => {
      house.prompts.set('consent', { promptId: consentPromptId, path: '/prompts/consent.wav' });
      const callId = await house.answered();
      let flowMayPlay = false;
      const waiting = house.service.consented(callId).then(() => (flowMayPlay = true));
      await settle();
      assert.deepEqual([house.callControl.playingTo(callId), told(), flowMayPlay], [['consent'], [], false]);
      house.callControl.finishPlayback(callId);
      await waiting;
      await settle();
      assert.deepEqual(told(), ['RecordingStarted']);
    });

    it('begins all the same when there is no such prompt, and the story says so', async () => {
      const callId = await house.answered();
      await settle();
      assert.deepEqual(told(), ['RecordingStarted']);
      const step = house.callControl.events.find((event) => event.kind === 'FlowStepped');
      assert.deepEqual([step?.callId, step?.node, step?.choice], [callId, 'consent', 'failed']);
    });

    it('begins all the same when the prompt does not end', async () => {
      house.prompts.set('consent', { promptId: consentPromptId, path: '/prompts/consent.wav' });
      await house.answered();
      house.clock.advance(RECORDING_TIMERS.consentLimit.defaultMs);
      await settle();
      await settle();
      assert.deepEqual(told(), ['RecordingStarted']);
    });

    it('has nothing to record when the caller hangs up during it', async () => {
      house.prompts.set('consent', { promptId: consentPromptId, path: '/prompts/consent.wav' });
      const callId = await house.answered();
      house.callControl.callerHangsUp(callId);
      await settle();
      assert.deepEqual(told(), []);
    });
  });
});
