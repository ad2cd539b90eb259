// Long because much can go wrong; each fault is a case.
import assert from 'node:assert/strict';
import type { Fault } from '../../../src-main/foundation/errors.ts';
import { channelNumberSchema } from '../../../src-main/contract/ids.ts';
import {
  answeredCall,
  codeOf,
  LINE_1,
  LINE_2,
  openCallCentre,
  PHONE_801,
  RECORDING,
  STATION_801,
  STATION_802,
  PHONE_802,
  talkingCall,
  TRUNK_1,
  TRUNK_2,
  watch,
  WELCOME,
  type CallCentre,
} from './call-centre.ts';

describe('mediator, when the line, the board or the order of events fails it', () => {
  let centre: CallCentre;

  beforeEach(async () => {
    centre = await openCallCentre();
  });

  afterEach(() => {
    assert.deepEqual(centre.defects, []);
  });

  it('clears every call as boardLost when the card is pulled out, recordings first', async () => {
    const { callId } = await talkingCall(centre);
    const recording = {
      callId,
      deviceId: TRUNK_1,
      recordingId: RECORDING,
      path: '/rec/1.wav',
      format: 'alaw',
    } as const;
    await centre.mediator.startRecording(recording);
    await centre.settle(1000);
    centre.story();
    centre.driver.goLost();
    await centre.settle(1000);
    const story = centre.story();
    assert.equal(story[0], 'RecordingStopped trunk/1 failed');
    assert.equal(story.at(-1), 'CallCleared boardLost system');
    assert.equal(story.length, 4);
    assert.equal(centre.mediator.calls.size, 0);
    const late = watch(centre.mediator.clearCall(callId));
    await centre.settle();
    assert.equal(codeOf(late), 'board/notStarted');
  });

  it('ends the call of a pair that lost its battery', async () => {
    await talkingCall(centre);
    centre.story();
    centre.driver.setService(LINE_1, false);
    await centre.settle(1000);
    assert.deepEqual(centre.story(), [
      'LineFault trunk/1 lineFault',
      'ConnectionCleared trunk/1 lineFault',
      'ConnectionCleared station/801 lineFault',
      'CallCleared lineFault system',
    ]);
  });

  it('knows the pair at fault though its channel went down before the fault was told', async () => {
    await talkingCall(centre);
    centre.story();
    const channel = channelNumberSchema.parse(LINE_1);
    const label = { inbound: 0, outbound: 0 };
    centre.driver.tell({ kind: 'StateChanged', channel, state: 'outOfService', previous: 'connected', label });
    centre.driver.tell({ kind: 'LineChanged', channel, inService: false });
    await centre.settle(1000);
    assert.deepEqual(centre.story(), [
      'LineFault trunk/1 lineFault',
      'ConnectionCleared trunk/1 lineFault',
      'ConnectionCleared station/801 lineFault',
      'CallCleared lineFault system',
    ]);
  });

  it('blames nothing but the board when its channels go down one after the other before it', async () => {
    const made = watch(centre.mediator.makeCall({ stationId: STATION_802, number: '13800138000' }));
    centre.driver.ring(LINE_1, '13900001234');
    await centre.settle();
    const lost = centre.mediator.calls.size;
    centre.driver.goLost();
    await centre.settle(1000);
    const ends = centre.events.filter((event) => event.kind === 'CallCleared').map(({ cause }) => cause);
    assert.deepEqual([lost, ends], [2, ['boardLost', 'boardLost']]);
    assert.equal(codeOf(made), 'call/ended');
  });

  it('gives a phone that has just come free to the next call, whatever is still told of the last', async () => {
    const first = await talkingCall(centre);
    centre.driver.ring(LINE_2, '13900005678');
    await centre.settle();
    const second = [...centre.mediator.calls.keys()].find((callId) => callId !== first.callId);
    assert(second !== undefined);
    void centre.mediator.answerCall(second, TRUNK_2);
    await centre.settle(100);
    centre.mediator.onDeviceChanged((device) => {
      // As a distributor would: the moment the phone is idle, it is picked again.
      if (device.deviceId === STATION_801 && device.channel.state === 'idle' && device.callId === undefined) {
        void centre.mediator.singleStepTransfer({ callId: second, toId: STATION_801 });
      }
    });
    centre.driver.hangUp(PHONE_801);
    await centre.settle(1000);
    assert.equal(centre.driver.state(PHONE_801), 'ringing');
    assert.equal(centre.mediator.devices.device(STATION_801)?.callId, second);
  });

  it('does not take a new label of the same state for a departure', async () => {
    const { callId } = await answeredCall(centre);
    const transfer = watch(centre.mediator.singleStepTransfer({ callId, toId: STATION_801 }));
    const channel = channelNumberSchema.parse(PHONE_801);
    const label = { inbound: 6, outbound: 2 };
    centre.driver.tell({ kind: 'StateChanged', channel, state: 'idle', previous: 'idle', label });
    await centre.settle();
    assert.equal(centre.mediator.devices.device(STATION_801)?.callId, callId);
    centre.driver.lift(PHONE_801);
    await centre.settle();
    assert.equal(codeOf(transfer), 'ok');
  });

  it('counts and ignores a completion that comes after its deadline', async () => {
    centre.driver.hold('answer');
    centre.driver.ring(LINE_1, '13900001234');
    await centre.settle();
    const answer = watch(centre.mediator.answerCall(centre.call().callId, TRUNK_1));
    await centre.settle(5000);
    assert.equal(codeOf(answer), 'request/timeout');
    assert.equal(centre.mediator.counters.expired, 1);
    centre.driver.complete(LINE_1, 'answer', 'ok');
    await centre.settle();
    assert.equal(centre.mediator.counters.late, 1);
    assert.equal(centre.call().answeredAt, undefined);
  });

  it('waits for the report of a recording that is sealed after the hang-up, but not for ever', async () => {
    const { callId } = await talkingCall(centre);
    const recording = {
      callId,
      deviceId: TRUNK_1,
      recordingId: RECORDING,
      path: '/rec/1.wav',
      format: 'alaw',
    } as const;
    await centre.mediator.startRecording(recording);
    await centre.settle();
    centre.story();
    const channel = channelNumberSchema.parse(LINE_1);
    const label = { inbound: 0, outbound: 0 };
    centre.driver.tell({ kind: 'StateChanged', channel, state: 'releasing', previous: 'connected', label });
    await centre.settle(2900);
    assert.deepEqual(centre.story(), ['ConnectionCleared station/801 trunkHungUp']);
    await centre.settle(200);
    assert.deepEqual(centre.story(), [
      'RecordingStopped trunk/1 failed',
      'ConnectionCleared trunk/1 trunkHungUp',
      'CallCleared trunkHungUp far',
    ]);
  });

  it('refuses services with a plain fault when the driver takes no command', async () => {
    const { callId } = await answeredCall(centre);
    centre.driver.refusePosts(FULL);
    const playback = watch(
      centre.mediator.playMessage({ callId, deviceId: TRUNK_1, prompts: [WELCOME], stopDigits: [], repeat: 1 }),
    );
    await centre.settle();
    assert.equal(codeOf(playback), 'board/gone');
    assert.equal(centre.story().at(-1), 'PlaybackEnded trunk/1 failed');
  });

  it('stops a playback on demand, and finds nothing to do afterwards', async () => {
    const { callId } = await answeredCall(centre);
    const playback = watch(
      centre.mediator.playMessage({ callId, deviceId: TRUNK_1, prompts: [WELCOME], stopDigits: [], repeat: 0 }),
    );
    await centre.settle(1000);
    const stop = watch(centre.mediator.stopMessage(callId, TRUNK_1));
    await centre.settle();
    assert.deepEqual([codeOf(stop), playback.result], ['ok', { ok: true, value: { kind: 'stopped' } }]);
    const again = watch(centre.mediator.stopMessage(callId, TRUNK_1));
    await centre.settle();
    assert.equal(codeOf(again), 'ok');
  });

  it('stops the waiting music before the caller and the station are joined', async () => {
    const { callId } = await answeredCall(centre);
    const music = watch(
      centre.mediator.playMessage({ callId, deviceId: TRUNK_1, prompts: [WELCOME], stopDigits: [], repeat: 0 }),
    );
    const transfer = watch(centre.mediator.singleStepTransfer({ callId, toId: STATION_801 }));
    await centre.settle(1000);
    centre.driver.lift(PHONE_801);
    await centre.settle();
    assert.deepEqual([codeOf(transfer), music.result], ['ok', { ok: true, value: { kind: 'stopped' } }]);
    const story = centre.story();
    assert.equal(story.indexOf('PlaybackEnded trunk/1 stopped') < story.indexOf('Joined trunk/1 station/801'), true);
    assert.equal(centre.call().connections[0]?.media, 'joined');
  });

  it('moves a talk from one station to another and lets the first one go', async () => {
    const { callId } = await talkingCall(centre);
    const transfer = watch(centre.mediator.singleStepTransfer({ callId, fromId: STATION_801, toId: STATION_802 }));
    await centre.settle(1000);
    assert.deepEqual(
      centre.call().connections.map(({ deviceId, state }) => `${deviceId} ${state}`),
      ['trunk/1 connected', 'station/801 held', 'station/802 alerting'],
    );
    const { talkingSince } = centre.call();
    centre.driver.lift(PHONE_802);
    await centre.settle();
    assert.equal(codeOf(transfer), 'ok');
    assert.equal(centre.call().talkingSince, talkingSince);
    assert.equal(centre.driver.state(PHONE_801), 'parkedOffHook');
    assert.deepEqual(
      centre.call().connections.map(({ deviceId, state }) => `${deviceId} ${state}`),
      ['trunk/1 connected', 'station/801 null', 'station/802 connected'],
    );
  });

  it('keeps the caller when the giving station hangs up before the new one answers', async () => {
    const { callId } = await talkingCall(centre);
    const transfer = watch(centre.mediator.singleStepTransfer({ callId, fromId: STATION_801, toId: STATION_802 }));
    await centre.settle(1000);
    centre.driver.hangUp(PHONE_801);
    await centre.settle(1000);
    assert.equal(centre.call().connections[0]?.state, 'connected');
    centre.driver.lift(PHONE_802);
    await centre.settle();
    assert.equal(codeOf(transfer), 'ok');
  });

  it('calls the giving station back when it is gone and the new one does not answer, and ends the call in the end', async () => {
    const { callId } = await talkingCall(centre);
    const transfer = watch(centre.mediator.singleStepTransfer({ callId, fromId: STATION_801, toId: STATION_802 }));
    await centre.settle(1000);
    centre.driver.hangUp(PHONE_801);
    await centre.settle(46_000);
    assert.equal(codeOf(transfer), 'call/noAnswer');
    assert.equal(centre.driver.state(PHONE_801), 'ringing');
    await centre.settle(46_000);
    assert.equal(centre.story().at(-1), 'CallCleared ringTimeout system');
    assert.equal(centre.driver.state(PHONE_801), 'idle');
  });

  it('lets go of an unanswered caller without waiting for its last ring', async () => {
    centre.driver.ring(LINE_1, '13900001234');
    await centre.settle();
    const cleared = watch(centre.mediator.clearCall(centre.call().callId));
    await centre.settle();
    assert.equal(codeOf(cleared), 'ok');
    assert.equal(centre.mediator.calls.size, 0);
    centre.driver.giveUp(LINE_1);
    await centre.settle();
    assert.equal(centre.driver.state(LINE_1), 'idle');
    assert.equal(centre.mediator.calls.size, 0);
  });

  it('works again after a lost board was started again, telling each event once', async () => {
    await talkingCall(centre);
    centre.driver.goLost();
    await centre.settle(1000);
    assert.equal(centre.mediator.isBoardUp, false);
    await centre.mediator.start();
    await centre.settle();
    centre.story();
    await answeredCall(centre);
    assert.deepEqual(centre.story(), ['Delivered trunk/1', 'Established trunk/1']);
    assert.equal(centre.mediator.counters.refusedInputs, 0);
  });

  it('says why when the board does not start', async () => {
    const faulty = await openCallCentre({}, { startFault: FULL }).catch((error: unknown) => error);
    assert.equal(faulty instanceof Error && faulty.message, FULL.now);
  });

  it('clears what is up as systemStopped when it stops', async () => {
    await talkingCall(centre);
    await centre.mediator.stop();
    assert.equal(centre.story().at(-1), 'CallCleared systemStopped system');
    assert.deepEqual([centre.mediator.counters.pending, centre.mediator.counters.timers], [0, 0]);
    await centre.mediator.stop();
  });

  it('tells a listener the state after the event, and lets it ask for services at once', async () => {
    const asked: string[] = [];
    centre.mediator.onCallEvent((event, call) => {
      asked.push(`${event.kind} ${call.connections.map(({ state }) => state).join()}`);
      if (event.kind === 'Delivered') void centre.mediator.answerCall(event.callId, event.deviceId);
    });
    centre.driver.ring(LINE_1, '13900001234');
    await centre.settle(100);
    assert.deepEqual(asked, ['Delivered alerting', 'Established connected']);
  });

  it('keeps nothing of a thousand calls', async () => {
    for (let round = 0; round < 1000; round += 1) {
      await talkingCall(centre);
      centre.driver.farHangsUp(LINE_1);
      centre.driver.hangUp(PHONE_801);
      await centre.settle(1000);
    }
    await centre.settle(60_000);
    assert.deepEqual(
      [centre.mediator.calls.size, centre.mediator.counters.pending, centre.mediator.counters.timers],
      [0, 0, 0],
    );
    assert.equal(centre.clock.untilNextTimerMs(), undefined);
  }).timeout(20_000);
});

const FULL: Fault = {
  kind: 'operational',
  code: 'board/inboxFull',
  tried: 'post',
  now: 'the inbox is full',
  next: 'try later',
};
