// Long because it holds the whole matrix: what each service answers in each state of a connection.
import assert from 'node:assert/strict';
import type { Fault } from '../../../src-main/foundation/errors.ts';
import type { Result } from '../../../src-main/foundation/result.ts';
import { flowIdSchema, stationDevice, type CallId, type DeviceId } from '../../../src-main/contract/ids.ts';
import type { ConnectionState } from '../../../src-main/contract/call-model.ts';
import {
  answeredCall,
  codeOf,
  openCallCentre,
  PHONE_801,
  RECORDING,
  STATION_801,
  STATION_802,
  talkingCall,
  TRUNK_1,
  watch,
  WELCOME,
  type CallCentre,
} from './call-centre.ts';

const STATION_803 = stationDevice('803');
const STATION_804 = stationDevice('804');
const FLOW = flowIdSchema.parse('survey');

type Ask = (centre: CallCentre, callId: CallId, deviceId: DeviceId) => Promise<Result<unknown, Fault>>;

/** Every service, asked of one device in one call. */
const SERVICES: Readonly<Record<string, Ask>> = {
  answerCall: ({ mediator }, callId, deviceId) => mediator.answerCall(callId, deviceId),
  clearConnection: ({ mediator }, callId, deviceId) => mediator.clearConnection(callId, deviceId),
  clearCall: ({ mediator }, callId) => mediator.clearCall(callId),
  holdCall: ({ mediator }, callId, deviceId) => mediator.holdCall(callId, deviceId),
  retrieveCall: ({ mediator }, callId, deviceId) => mediator.retrieveCall(callId, deviceId),
  alternateCall: ({ mediator }, callId, deviceId) => mediator.alternateCall(callId, deviceId),
  reconnectCall: ({ mediator }, callId, deviceId) => mediator.reconnectCall(callId, deviceId),
  consultationCall: ({ mediator }, heldCallId, stationId) =>
    mediator.consultationCall({ heldCallId, stationId, number: '803' }),
  transferCall: ({ mediator }, heldCallId, stationId) =>
    mediator.transferCall({ heldCallId, activeCallId: heldCallId, stationId }),
  conferenceCall: ({ mediator }, heldCallId, stationId) =>
    mediator.conferenceCall({ heldCallId, activeCallId: heldCallId, stationId }),
  blindTransfer: ({ mediator }, callId, fromId) =>
    mediator.singleStepTransfer({ callId, fromId, toId: STATION_803, kind: 'blind' }),
  onAnswer: ({ mediator }, callId, fromId) => mediator.singleStepTransfer({ callId, fromId, toId: STATION_803 }),
  fromFlow: ({ mediator }, callId) => mediator.singleStepTransfer({ callId, toId: STATION_803 }),
  invite: ({ mediator }, callId, byId) => mediator.singleStepConference({ callId, byId, toId: STATION_803 }),
  deflectCall: ({ mediator }, callId, deviceId) => mediator.deflectCall({ callId, deviceId, toId: STATION_803 }),
  pickupCall: ({ mediator }, callId, targetId) => mediator.pickupCall({ stationId: STATION_803, callId, targetId }),
  parkCall: ({ mediator }, callId, stationId) => mediator.parkCall({ callId, stationId }),
  joinCall: ({ mediator }, callId) => mediator.joinCall({ callId, stationId: STATION_803, mode: 'listen' }),
  handToFlow: ({ mediator }, callId, stationId) => mediator.handToFlow({ callId, stationId, flowId: FLOW, back: true }),
  summon: ({ mediator }, callId) => mediator.summon({ callId, targets: [{ to: '803' }], how: 'inOrder' }),
  generateDigits: ({ mediator }, callId, deviceId) => mediator.generateDigits(callId, deviceId, '12'),
  playMessage: ({ mediator }, callId, deviceId) =>
    mediator.playMessage({ callId, deviceId, prompts: [WELCOME], stopDigits: [], repeat: 1 }),
  startRecording: ({ mediator }, callId) =>
    mediator.startRecording({ callId, deviceId: TRUNK_1, recordingId: RECORDING, path: '/r/1.wav', format: 'alaw' }),
  maskRecording: ({ mediator }, callId) => mediator.maskRecording(callId, RECORDING, true),
};

type Reached = { readonly callId: CallId; readonly deviceId: DeviceId };

/** How station 801 or trunk 1 comes into each state, without a moment passing after it. */
const STATES: Readonly<Record<Exclude<ConnectionState, 'queued'>, (centre: CallCentre) => Promise<Reached>>> = {
  null: async (centre) => ({ callId: (await talkingCall(centre)).callId, deviceId: STATION_804 }),
  reserved: async (centre) => {
    const { callId } = await answeredCall(centre);
    void centre.mediator.singleStepTransfer({ callId, toId: STATION_801 });
    return { callId, deviceId: STATION_801 };
  },
  initiated: async (centre) => {
    void centre.mediator.makeCall({ stationId: STATION_801, number: '13800138000' });
    return { callId: centre.call().callId, deviceId: STATION_801 };
  },
  alerting: async (centre) => {
    const { callId } = await answeredCall(centre);
    void centre.mediator.singleStepTransfer({ callId, toId: STATION_801 });
    await centre.settle(500);
    return { callId, deviceId: STATION_801 };
  },
  connected: async (centre) => ({ callId: (await talkingCall(centre)).callId, deviceId: STATION_801 }),
  held: async (centre) => {
    const { callId } = await talkingCall(centre);
    void centre.mediator.holdCall(callId, STATION_801);
    await centre.settle();
    return { callId, deviceId: STATION_801 };
  },
  failed: async (centre) => {
    centre.driver.lift(PHONE_801);
    await centre.settle();
    centre.driver.dialNumber(PHONE_801, '999');
    await centre.settle(500);
    return { callId: centre.call().callId, deviceId: STATION_801 };
  },
  clearing: async (centre) => {
    const { callId } = await talkingCall(centre);
    void centre.mediator.clearCall(callId);
    return { callId, deviceId: STATION_801 };
  },
};

const WORDS: Readonly<Record<string, string>> = {
  ok: 'done',
  open: 'asked',
  'call/wrongState': 'state',
  'call/ended': 'ended',
  'call/notFound': 'gone',
  'call/nothingToPickUp': 'nothing',
  'recording/missing': 'missing',
};

/** `done`: carried out; `asked`: under way, it waits for a person; else why it was refused. */
const EXPECTED: Readonly<Record<string, string>> = {
  // in:             null reserved initiated alerting connected held failed clearing
  answerCall: 'state state state done state state state ended',
  clearConnection: 'state done done done done done done done',
  clearCall: 'done done done done done done done done',
  holdCall: 'state state state state done state state ended',
  retrieveCall: 'state state state state state done state ended',
  alternateCall: 'state state state state state state state ended',
  reconnectCall: 'state state state state state done state ended',
  consultationCall: 'state state state state asked asked state ended',
  transferCall: 'state state state state state state state ended',
  conferenceCall: 'state state state state state state state ended',
  blindTransfer: 'state state state state done state state ended',
  onAnswer: 'state state state state asked state state ended',
  fromFlow: 'state asked state asked state asked state ended',
  invite: 'state state state state asked state state ended',
  deflectCall: 'state done state done state state state ended',
  pickupCall: 'nothing nothing nothing done nothing nothing nothing nothing',
  parkCall: 'state state state state done state state ended',
  joinCall: 'asked state state state asked state state ended',
  handToFlow: 'state state state state done state state ended',
  summon: 'state state state state state asked state ended',
  generateDigits: 'state state state state done state state ended',
  playMessage: 'state state state state asked state state ended',
  startRecording: 'done done state done done done state ended',
  maskRecording: 'missing missing missing missing missing missing missing ended',
};

describe('mediator, every service in every state', () => {
  for (const [service, ask] of Object.entries(SERVICES)) {
    it(`${service} is done or refused with its code, never half`, async () => {
      const answers: string[] = [];
      for (const [state, reach] of Object.entries(STATES)) {
        const centre = await openCallCentre();
        const { callId, deviceId } = await reach(centre);
        const present = centre.mediator.calls.get(callId)?.connections.find((each) => each.deviceId === deviceId);
        assert.equal(present?.state ?? 'null', state);
        const asked = watch(ask(centre, callId, deviceId));
        await centre.settle(300);
        answers.push(WORDS[codeOf(asked)] ?? codeOf(asked));
        await centre.settle(400_000);
        for (const channel of [4, 5, 6, 7]) centre.driver.hangUp(channel);
        for (const channel of [0, 1, 2, 3]) centre.driver.farHangsUp(channel);
        await centre.settle(400_000);
        assert.notEqual(codeOf(asked), 'open', `${service} in ${state} was never answered`);
        assert.deepEqual([centre.defects, centre.mediator.calls.size, centre.mediator.counters.pending], [[], 0, 0]);
      }
      assert.equal(answers.join(' '), EXPECTED[service]);
    });
  }

  it('knows a call that is not there, and a device that the board does not have', async () => {
    const centre = await openCallCentre();
    const { callId } = await talkingCall(centre);
    const nobody = stationDevice('899');
    for (const [service, ask] of Object.entries(SERVICES)) {
      if (service === 'clearCall' || service.endsWith('Recording')) continue;
      const asked = watch(ask(centre, callId, nobody));
      await centre.settle();
      const isOfCall = ['fromFlow', 'joinCall', 'summon'].includes(service);
      assert.equal(
        isOfCall || ['call/deviceUnknown', 'call/wrongState', 'call/nothingToPickUp'].includes(codeOf(asked)),
        true,
        service,
      );
    }
    assert.equal(centre.mediator.devices.device(STATION_802)?.callId, undefined);
  });
});
