// Long because an inbound call has many ends, and each is a case.
import assert from 'node:assert/strict';
import type { Fault } from '../../../src-main/foundation/errors.ts';
import type { Result } from '../../../src-main/foundation/result.ts';
import { callIdSchema, flowIdSchema } from '../../../src-main/contract/ids.ts';
import {
  answeredCall,
  codeOf,
  LINE_1,
  openCallCentre,
  PHONE_801,
  RECORDING,
  STATION_801,
  talkingCall,
  TRUNK_1,
  watch,
  WELCOME,
  type CallCentre,
} from './call-centre.ts';

describe('mediator, inbound call', () => {
  let centre: CallCentre;

  beforeEach(async () => {
    centre = await openCallCentre();
  });

  afterEach(() => {
    assert.deepEqual(centre.defects, []);
    assert.equal(centre.mediator.counters.refusedInputs, 0);
  });

  it('is answered at once and without another event when it was answered before', async () => {
    const { callId } = await answeredCall(centre);
    centre.story();
    const again = watch(centre.mediator.answerCall(callId, TRUNK_1));
    await centre.settle();
    assert.deepEqual([codeOf(again), centre.story()], ['ok', []]);
  });

  it('tells the whole story from the ring to the last hang-up', async () => {
    centre.driver.ring(LINE_1, '13900001234', 'Wang');
    await centre.settle();
    assert.deepEqual(centre.story(), ['Delivered trunk/1']);
    const { callId } = centre.call();

    const answer = watch(centre.mediator.answerCall(callId, TRUNK_1));
    await centre.settle(100);
    assert.equal(codeOf(answer), 'ok');
    const playback = watch(
      centre.mediator.playMessage({ callId, deviceId: TRUNK_1, prompts: [WELCOME], stopDigits: ['1'], repeat: 1 }),
    );
    await centre.settle();
    centre.driver.press(LINE_1, '1');
    await centre.settle();
    assert.deepEqual(playback.result, { ok: true, value: { kind: 'digit', digit: '1' } });
    assert.deepEqual(centre.story(), [
      'Established trunk/1',
      'PlaybackStarted trunk/1',
      'DigitsReceived trunk/1 1',
      'PlaybackEnded trunk/1 digit',
    ]);

    const transfer = watch(centre.mediator.singleStepTransfer({ callId, toId: STATION_801 }));
    await centre.settle(3000);
    centre.driver.lift(PHONE_801);
    await centre.settle();
    assert.equal(codeOf(transfer), 'ok');
    assert.deepEqual(centre.story(), [
      'Delivered station/801',
      'Established station/801',
      'Joined trunk/1 station/801',
      'Transferred station/801',
    ]);

    centre.driver.farHangsUp(LINE_1);
    await centre.settle(1000);
    assert.deepEqual(centre.story(), [
      'ConnectionCleared trunk/1 trunkHungUp',
      'ConnectionCleared station/801 trunkHungUp',
      'CallCleared trunkHungUp far',
    ]);
    assert.equal(centre.mediator.calls.size, 0);
    assert.equal(centre.driver.state(PHONE_801), 'parkedOffHook');
    assert.equal(centre.driver.state(LINE_1), 'idle');
  });

  it('shows number, name, trunk and the moments that count', async () => {
    await talkingCall(centre);
    const call = centre.call();
    assert.equal(call.farNumber, '13900001234');
    assert.equal(call.farName, 'Wang');
    assert.equal(call.trunkNo, 1);
    assert.equal(call.answeredAt, call.startedAt + 20);
    assert.equal(call.talkingSince, call.startedAt + 100);
    assert.deepEqual(
      call.connections.map(({ deviceId, state, media }) => [deviceId, state, media]),
      [
        [TRUNK_1, 'connected', 'joined'],
        [STATION_801, 'connected', 'joined'],
      ],
    );
  });

  it('lets the trunk go when the station hangs up first', async () => {
    await talkingCall(centre);
    centre.story();
    centre.driver.hangUp(PHONE_801);
    await centre.settle(1000);
    assert.deepEqual(centre.story(), [
      'ConnectionCleared station/801 stationHungUp',
      'ConnectionCleared trunk/1 stationHungUp',
      'CallCleared stationHungUp station',
    ]);
    assert.equal(centre.driver.state(LINE_1), 'idle');
  });

  it('handles both hanging up at once as one end', async () => {
    await talkingCall(centre);
    centre.story();
    centre.driver.farHangsUp(LINE_1);
    centre.driver.hangUp(PHONE_801);
    await centre.settle(1000);
    const story = centre.story();
    assert.equal(story.filter((line) => line.startsWith('CallCleared')).length, 1);
    assert.equal(story.filter((line) => line.startsWith('ConnectionCleared')).length, 2);
    assert.equal(story.at(-1), 'CallCleared trunkHungUp far');
  });

  it('keeps the caller when the station does not answer within 45 s', async () => {
    const { callId } = await answeredCall(centre);
    const transfer = watch(centre.mediator.singleStepTransfer({ callId, toId: STATION_801 }));
    await centre.settle(44_900);
    assert.equal(codeOf(transfer), 'open');
    centre.story();
    await centre.settle(200);
    assert.equal(codeOf(transfer), 'call/noAnswer');
    assert.deepEqual(centre.story(), ['Failed station/801 ringTimeout', 'ConnectionCleared station/801 ringTimeout']);
    assert.equal(centre.driver.state(PHONE_801), 'idle');
    assert.equal(centre.driver.state(LINE_1), 'connected');
    const again = watch(centre.mediator.singleStepTransfer({ callId, toId: STATION_801 }));
    await centre.settle();
    centre.driver.lift(PHONE_801);
    await centre.settle();
    assert.equal(codeOf(again), 'ok');
  });

  it('ends a call whose caller gives up while ringing', async () => {
    centre.driver.ring(LINE_1, '13900001234');
    await centre.settle(2000);
    centre.driver.giveUp(LINE_1);
    await centre.settle();
    assert.deepEqual(centre.story(), [
      'Delivered trunk/1',
      'ConnectionCleared trunk/1 callerGaveUp',
      'CallCleared callerGaveUp far',
    ]);
  });

  it('ends a playback before the call when the caller gives up in the flow', async () => {
    const { callId } = await answeredCall(centre);
    const playback = watch(
      centre.mediator.playMessage({ callId, deviceId: TRUNK_1, prompts: [WELCOME], stopDigits: [], repeat: 0 }),
    );
    await centre.settle(500);
    centre.story();
    centre.driver.farHangsUp(LINE_1);
    await centre.settle(1000);
    assert.deepEqual(playback.result, { ok: true, value: { kind: 'hangUp' } });
    assert.deepEqual(centre.story(), [
      'PlaybackEnded trunk/1 hangUp',
      'ConnectionCleared trunk/1 trunkHungUp',
      'CallCleared trunkHungUp far',
    ]);
  });

  it('stops the ringing of the station when the caller gives up meanwhile', async () => {
    const { callId } = await answeredCall(centre);
    const transfer = watch(centre.mediator.singleStepTransfer({ callId, toId: STATION_801 }));
    await centre.settle(5000);
    assert.equal(centre.driver.state(PHONE_801), 'ringing');
    centre.driver.farHangsUp(LINE_1);
    await centre.settle(1000);
    assert.equal(codeOf(transfer), 'call/ended');
    assert.equal(centre.driver.state(PHONE_801), 'idle');
    assert.equal(centre.mediator.calls.size, 0);
  });

  it('resets the phone that was lifted in the moment the caller left', async () => {
    const { callId } = await answeredCall(centre);
    const transfer = watch(centre.mediator.singleStepTransfer({ callId, toId: STATION_801 }));
    await centre.settle(5000);
    centre.driver.farHangsUp(LINE_1);
    centre.driver.lift(PHONE_801);
    await centre.settle(1000);
    assert.equal(codeOf(transfer), 'call/ended');
    assert.equal(centre.driver.state(PHONE_801), 'parkedOffHook');
    assert.equal(centre.mediator.calls.size, 0);
    centre.driver.hangUp(PHONE_801);
    await centre.settle();
    assert.equal(centre.driver.state(PHONE_801), 'idle');
  });

  it('lets a seat with a headset circuit answer by command', async () => {
    const { callId } = await answeredCall(centre);
    const transfer = watch(centre.mediator.singleStepTransfer({ callId, toId: STATION_801 }));
    await centre.settle(1000);
    const answer = watch(centre.mediator.answerCall(callId, STATION_801));
    await centre.settle(100);
    assert.equal(codeOf(answer), 'ok');
    assert.equal(codeOf(transfer), 'ok');
    assert.equal(centre.call().connections[1]?.media, 'joined');
  });

  it('stops only the ringing when the rung station is cleared', async () => {
    const { callId } = await answeredCall(centre);
    const transfer = watch(centre.mediator.singleStepTransfer({ callId, toId: STATION_801 }));
    await centre.settle(1000);
    const cleared = watch(centre.mediator.clearConnection(callId, STATION_801));
    await centre.settle();
    assert.deepEqual([codeOf(cleared), codeOf(transfer)], ['ok', 'call/noAnswer']);
    assert.equal(centre.driver.state(PHONE_801), 'idle');
    assert.equal(centre.call().connections[0]?.state, 'connected');
  });

  it('ends the call for both when one of the pair is cleared', async () => {
    const { callId } = await talkingCall(centre);
    centre.story();
    const cleared = watch(centre.mediator.clearConnection(callId, STATION_801));
    await centre.settle();
    assert.equal(codeOf(cleared), 'ok');
    assert.equal(centre.story().at(-1), 'CallCleared stationHungUp station');
    assert.equal(
      centre.driver.posted.some((command) => command.kind === 'cancel'),
      false,
    );
  });

  it('tells why its flow ended the call', async () => {
    const { callId } = await answeredCall(centre);
    centre.mediator.note({ kind: 'CallInformation', at: 1, callId, flowId: flowIdSchema.parse('welcome') });
    const cleared = watch(centre.mediator.clearCall(callId));
    await centre.settle();
    assert.equal(codeOf(cleared), 'ok');
    assert.equal(centre.story().at(-1), 'CallCleared flowEnded system');
  });

  it('refuses services that the state of the call does not allow', async () => {
    centre.driver.ring(LINE_1, '13900001234');
    await centre.settle();
    const { callId } = centre.call();
    const { mediator } = centre;
    const unknown = callIdSchema.parse('call_none');
    const playing = { deviceId: TRUNK_1, prompts: [WELCOME], stopDigits: [], repeat: 1 };
    const tries = [
      mediator.playMessage({ ...playing, callId }),
      mediator.generateDigits(callId, TRUNK_1, '1'),
      mediator.singleStepTransfer({ callId, toId: STATION_801 }),
      mediator.clearConnection(callId, STATION_801),
      mediator.answerCall(callId, STATION_801),
      mediator.answerCall(unknown, TRUNK_1),
      mediator.playMessage({ ...playing, callId: unknown }),
      mediator.stopMessage(unknown, TRUNK_1),
      mediator.generateDigits(unknown, TRUNK_1, '1'),
      mediator.singleStepTransfer({ callId: unknown, toId: STATION_801 }),
      mediator.clearCall(unknown),
      mediator.clearConnection(unknown, TRUNK_1),
    ].map((promise: Promise<Result<unknown, Fault>>) => watch(promise));
    await centre.settle();
    assert.deepEqual(tries.map(codeOf), [
      ...Array<string>(5).fill('call/wrongState'),
      ...Array<string>(7).fill('call/notFound'),
    ]);
  });

  it('records the trunk leg through the transfer until the trunk lets go', async () => {
    const { callId } = await answeredCall(centre);
    const recording = {
      callId,
      deviceId: TRUNK_1,
      recordingId: RECORDING,
      path: '/rec/1.wav',
      format: 'pcm16',
    } as const;
    assert.equal((await centre.mediator.startRecording(recording)).ok, true);
    const transfer = watch(centre.mediator.singleStepTransfer({ callId, toId: STATION_801 }));
    await centre.settle(1000);
    centre.driver.lift(PHONE_801);
    await centre.settle(9000);
    assert.equal(codeOf(transfer), 'ok');
    centre.story();
    centre.driver.hangUp(PHONE_801);
    await centre.settle(1000);
    assert.deepEqual(centre.story(), [
      'ConnectionCleared station/801 stationHungUp',
      'RecordingStopped trunk/1 complete',
      'ConnectionCleared trunk/1 stationHungUp',
      'CallCleared stationHungUp station',
    ]);
    const stopped = centre.events.find((event) => event.kind === 'RecordingStopped');
    assert.equal(stopped?.kind === 'RecordingStopped' && stopped.lengthMs, 10_000);
  });
});
