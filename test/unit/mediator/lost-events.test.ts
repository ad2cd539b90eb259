import assert from 'node:assert/strict';
import { channelNumberSchema, commandIdSchema } from '../../../src-main/contract/ids.ts';
import {
  answeredCall,
  codeOf,
  LINE_1,
  openCallCentre,
  PHONE_801,
  STATION_801,
  PHONE_802,
  talkingCall,
  TRUNK_1,
  watch,
  WELCOME,
  type CallCentre,
} from './call-centre.ts';

describe('mediator, when events were lost', () => {
  let centre: CallCentre;

  beforeEach(async () => {
    centre = await openCallCentre();
  });

  afterEach(() => {
    assert.deepEqual(centre.defects, []);
  });

  it('clears a call whose end was among lost events', async () => {
    await talkingCall(centre);
    centre.driver.loseEvents();
    centre.driver.hangUp(PHONE_801);
    await centre.settle();
    assert.equal(centre.mediator.calls.size, 1);
    centre.driver.resync();
    await centre.settle(1000);
    assert.equal(centre.mediator.calls.size, 0);
    assert.equal(centre.driver.state(LINE_1), 'idle');
    assert.equal(centre.story().at(-1), 'CallCleared stationHungUp station');
  });

  it('takes up a call whose offer was lost, and finishes an answer whose completion was lost', async () => {
    centre.driver.loseEvents();
    centre.driver.ring(LINE_1, '13900001234');
    await centre.settle();
    centre.driver.resync();
    await centre.settle();
    assert.deepEqual(centre.story(), ['Delivered trunk/1']);
    const answer = watch(centre.mediator.answerCall(centre.call().callId, TRUNK_1));
    centre.driver.loseEvents();
    await centre.settle(100);
    centre.driver.resync();
    await centre.settle();
    assert.equal(codeOf(answer), 'ok');
    assert.deepEqual(centre.story(), ['Established trunk/1']);
  });

  it('joins a station whose off-hook was lost', async () => {
    const { callId } = await answeredCall(centre);
    const transfer = watch(centre.mediator.singleStepTransfer({ callId, toId: STATION_801 }));
    await centre.settle(1000);
    centre.driver.loseEvents();
    centre.driver.lift(PHONE_801);
    await centre.settle();
    centre.driver.resync();
    await centre.settle();
    assert.equal(codeOf(transfer), 'ok');
    assert.equal(centre.call().connections[1]?.media, 'joined');
  });

  it('keeps the trunk that it took while it followed a snapshot', async () => {
    const made = watch(centre.mediator.makeCall({ stationId: STATION_801, number: '13800138000' }));
    await centre.settle();
    centre.driver.loseEvents();
    centre.driver.lift(PHONE_801);
    await centre.settle();
    centre.driver.resync();
    await centre.settle();
    assert.equal(centre.driver.state(LINE_1), 'dialling');
    centre.driver.endDial(LINE_1, 'answered', 'voice');
    await centre.settle();
    assert.equal(codeOf(made), 'ok');
  });

  it('lets a playback that still runs go on after a resync', async () => {
    const { callId } = await answeredCall(centre);
    const playback = watch(
      centre.mediator.playMessage({ callId, deviceId: TRUNK_1, prompts: [WELCOME], stopDigits: [], repeat: 0 }),
    );
    await centre.settle();
    centre.driver.loseEvents();
    centre.driver.resync();
    await centre.settle();
    assert.equal(codeOf(playback), 'open');
  });

  it('lets go of a channel that works for no call after a resync', async () => {
    await talkingCall(centre);
    const stray = commandIdSchema.parse(77_777);
    centre.driver.post(stray, {
      kind: 'ring',
      channel: channelNumberSchema.parse(PHONE_802),
      callerNumber: '',
      callerName: '',
      timeoutMs: 0,
    });
    await centre.settle();
    assert.equal(centre.driver.state(PHONE_802), 'ringing');
    centre.driver.loseEvents();
    centre.driver.resync();
    await centre.settle();
    assert.equal(centre.driver.state(PHONE_802), 'idle');
  });

  it('clears by force a call whose line never comes to rest', async () => {
    const { callId } = await talkingCall(centre);
    centre.driver.loseEvents();
    const cleared = watch(centre.mediator.clearCall(callId));
    await centre.settle(9900);
    assert.equal(codeOf(cleared), 'open');
    await centre.settle(200);
    assert.equal(codeOf(cleared), 'ok');
    assert.equal(centre.mediator.calls.size, 0);
  });
});
