import assert from 'node:assert/strict';
import { channelNumberSchema, recordingIdSchema } from '../../../src-main/contract/ids.ts';
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
  type CallCentre,
} from './call-centre.ts';

describe('mediator, recording', () => {
  let centre: CallCentre;

  beforeEach(async () => {
    centre = await openCallCentre();
  });

  afterEach(() => assert.deepEqual(centre.defects, []));

  it('is stopped on demand with its length', async () => {
    const { callId } = await answeredCall(centre);
    await centre.mediator.startRecording({
      callId,
      deviceId: TRUNK_1,
      recordingId: RECORDING,
      path: '/r.wav',
      format: 'alaw',
    });
    await centre.settle(4000);
    const stop = watch(centre.mediator.stopRecording(callId, RECORDING));
    await centre.settle();
    assert.equal(codeOf(stop), 'ok');
    const stopped = centre.events.at(-1);
    assert.deepEqual(stopped?.kind === 'RecordingStopped' && [stopped.lengthMs, stopped.result], [4000, 'complete']);
    const again = watch(centre.mediator.stopRecording(callId, RECORDING));
    await centre.settle();
    assert.equal(codeOf(again), 'recording/missing');
  });

  it('tells of gaps while the disk is full and of audio that came too fast', async () => {
    const { callId } = await answeredCall(centre);
    await centre.mediator.startRecording({
      callId,
      deviceId: TRUNK_1,
      recordingId: RECORDING,
      path: '/r.wav',
      format: 'alaw',
    });
    await centre.settle();
    const commandId = centre.driver.running(LINE_1)[0]?.commandId;
    assert(commandId !== undefined);
    const notice = { kind: 'AudioDisturbed', channel: channelNumberSchema.parse(LINE_1), commandId } as const;
    centre.driver.tell({ ...notice, what: 'gapBegan', amount: 0 });
    centre.driver.tell({ ...notice, what: 'gapEnded', amount: 1500 });
    centre.driver.tell({ ...notice, what: 'overrun', amount: 800 });
    await centre.settle();
    const gaps = centre.events.flatMap((event) =>
      event.kind === 'RecordingGap' ? [`${event.reason} ${event.phase} ${event.lengthMs}`] : [],
    );
    assert.deepEqual(gaps, ['diskFull began 0', 'diskFull ended 1500', 'overrun began 0', 'overrun ended 100']);
  });

  it('is refused on a station, on a trunk that is recorded, and with an id used before', async () => {
    const { callId } = await talkingCall(centre);
    const first = { callId, deviceId: TRUNK_1, recordingId: RECORDING, path: '/r.wav', format: 'alaw' } as const;
    await centre.mediator.startRecording(first);
    await centre.settle();
    const tries = [
      { ...first, deviceId: STATION_801 },
      { ...first, recordingId: recordingIdSchema.parse('rec_2') },
      first,
    ].map((request) => watch(centre.mediator.startRecording(request)));
    await centre.settle();
    assert.deepEqual(tries.map(codeOf), ['request/invalid', 'call/deviceBusy', 'request/conflict']);
  });

  it('of a caller who rings soon after the last call is not ended by what that call left', async () => {
    const last = await talkingCall(centre);
    const recording = { deviceId: TRUNK_1, path: '/r.wav', format: 'alaw' } as const;
    await centre.mediator.startRecording({ ...recording, callId: last.callId, recordingId: RECORDING });
    await centre.settle(1000);
    // The line is told to be at rest before its recording is told to be sealed.
    const channel = channelNumberSchema.parse(LINE_1);
    const label = { inbound: 0, outbound: 0 };
    centre.driver.tell({ kind: 'StateChanged', channel, state: 'releasing', previous: 'connected', label });
    centre.driver.complete(LINE_1, 'record', 'hangUp');
    centre.driver.hangUp(PHONE_801);
    // The scripted line itself is made idle again.
    centre.driver.setService(LINE_1, false);
    centre.driver.setService(LINE_1, true);
    await centre.settle(1000);
    assert.equal(centre.mediator.calls.size, 0);
    const { callId } = await answeredCall(centre);
    const recordingId = recordingIdSchema.parse('rec_2');
    await centre.mediator.startRecording({ ...recording, callId, recordingId });
    await centre.settle();
    centre.story();
    await centre.settle(4000);
    assert.deepEqual(centre.story(), []);
    assert.equal(centre.call().callId, callId);
  });

  it('that the line refuses is told as failed, and the call goes on', async () => {
    const { callId } = await answeredCall(centre);
    centre.driver.hold('record');
    await centre.mediator.startRecording({
      callId,
      deviceId: TRUNK_1,
      recordingId: RECORDING,
      path: '/r.wav',
      format: 'alaw',
    });
    await centre.settle();
    centre.driver.complete(LINE_1, 'record', 'failed');
    await centre.settle();
    assert.equal(centre.story().at(-1), 'RecordingStopped trunk/1 failed');
    assert.equal(centre.call().connections[0]?.state, 'connected');
  });
});
