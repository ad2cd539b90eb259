// Long because it lists every service of call control, and what people do between them.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  flowIdSchema,
  isStation,
  isTrunk,
  promptIdSchema,
  recordingIdSchema,
  stationDevice,
  type CallId,
  type DeviceId,
} from '../../../src-main/contract/ids.ts';
import type { CallEvent } from '../../../src-main/contract/call-events.ts';
import type { ConnectionState } from '../../../src-main/contract/call-model.ts';
import { openCallCentre, WELCOME, type CallCentre } from './call-centre.ts';

const TRUNKS = 4;
const STATIONS = 5;
const MUSIC = { promptId: promptIdSchema.parse('music'), path: '/prompts/music.wav' };
/** Short, so that a story meets them. */
const LIMITS = { trunkToTrunkMs: 60_000, parkMs: 20_000, parkLongestMs: 60_000 };
const FLOW = flowIdSchema.parse('survey');

type Deed = (centre: CallCentre, index: number) => void;

interface Place {
  readonly callId: CallId;
  readonly deviceId: DeviceId;
}

/** Connections of stations, or of trunks, in some states. */
function places(centre: CallCentre, isWanted: (deviceId: DeviceId) => boolean, states: readonly ConnectionState[]) {
  return [...centre.mediator.calls.values()].flatMap((call) =>
    call.connections
      .filter((each) => isWanted(each.deviceId) && states.includes(each.state))
      .map(({ deviceId }): Place => ({ callId: call.callId, deviceId })),
  );
}

function at(
  isWanted: (deviceId: DeviceId) => boolean,
  states: readonly ConnectionState[],
  act: (centre: CallCentre, place: Place, index: number) => void,
): Deed {
  return (centre, index) => {
    const found = places(centre, isWanted, states);
    const place = found[index % Math.max(1, found.length)];
    if (place !== undefined) act(centre, place, index);
  };
}

const NUMBERS = ['801', '802', '803', '804', '805', '13800138000', '801', '*97'];
const numberAt = (index: number): string => NUMBERS[index % NUMBERS.length] ?? '801';
const stationAt = (index: number): DeviceId => stationDevice(String(801 + (index % STATIONS)));
const talking: readonly ConnectionState[] = ['connected'];
const holding: readonly ConnectionState[] = ['held'];

function merging(centre: CallCentre, { callId: heldCallId, deviceId: stationId }: Place) {
  const activeCallId = centre.mediator.devices.device(stationId)?.callId ?? heldCallId;
  return { heldCallId, activeCallId, stationId };
}

/** Each service where it can be asked for with sense, by name so that a counter-example reads as a story. */
const SERVICES: Readonly<Record<string, Deed>> = {
  makeCall: ({ mediator }, index) =>
    void mediator.makeCall({ stationId: stationAt(index), number: numberAt(index + 3) }),
  answerTrunk: at(isTrunk, ['alerting'], ({ mediator }, { callId, deviceId }) => {
    void mediator.answerCall(callId, deviceId);
  }),
  holdCall: at(isStation, talking, ({ mediator }, { callId, deviceId }) => void mediator.holdCall(callId, deviceId)),
  retrieveCall: at(isStation, holding, ({ mediator }, place) => {
    void mediator.retrieveCall(place.callId, place.deviceId);
  }),
  alternateCall: at(isStation, holding, ({ mediator }, place) => {
    void mediator.alternateCall(place.callId, place.deviceId);
  }),
  reconnectCall: at(isStation, holding, ({ mediator }, place) => {
    void mediator.reconnectCall(place.callId, place.deviceId);
  }),
  consultationCall: at(isStation, ['connected', 'held'], ({ mediator }, { callId, deviceId }, index) => {
    void mediator.consultationCall({ heldCallId: callId, stationId: deviceId, number: numberAt(index) });
  }),
  transferCall: at(isStation, holding, (centre, place) => void centre.mediator.transferCall(merging(centre, place))),
  conferenceCall: at(isStation, holding, (centre, place) => {
    void centre.mediator.conferenceCall(merging(centre, place));
  }),
  blindTransfer: at(isStation, talking, ({ mediator }, { callId, deviceId }, index) => {
    void mediator.singleStepTransfer({ callId, fromId: deviceId, number: numberAt(index), kind: 'blind' });
  }),
  transferOnAnswer: at(isStation, talking, ({ mediator }, { callId, deviceId }, index) => {
    void mediator.singleStepTransfer({ callId, fromId: deviceId, number: numberAt(index), kind: 'onAnswer' });
  }),
  transferFromFlow: at(isTrunk, talking, ({ mediator }, { callId }, index) => {
    void mediator.singleStepTransfer({ callId, number: numberAt(index) });
  }),
  invite: at(isStation, talking, ({ mediator }, { callId, deviceId }, index) => {
    void mediator.singleStepConference({ callId, byId: deviceId, number: numberAt(index) });
  }),
  deflectCall: at(isStation, ['alerting'], ({ mediator }, { callId, deviceId }, index) => {
    void mediator.deflectCall({ callId, deviceId, number: numberAt(index) });
  }),
  pickupCall: ({ mediator }, index) => void mediator.pickupCall({ stationId: stationAt(index) }),
  retrieveParked: ({ mediator }, index) => void mediator.pickupCall({ stationId: stationAt(index), parkSlot: '1' }),
  parkCall: at(isStation, talking, ({ mediator }, { callId, deviceId }) => {
    void mediator.parkCall({ callId, stationId: deviceId });
  }),
  joinCall: at(isTrunk, talking, ({ mediator }, { callId }, index) => {
    const modes = ['listen', 'whisper', 'barge', 'intercept'] as const;
    void mediator.joinCall({ callId, stationId: stationAt(index), mode: modes[index % 4] ?? 'listen' });
  }),
  handToFlow: at(isStation, talking, ({ mediator }, { callId, deviceId }, index) => {
    void mediator.handToFlow({ callId, stationId: deviceId, flowId: FLOW, back: index % 2 === 0 });
  }),
  summon: at(isTrunk, talking, ({ mediator }, { callId }, index) => {
    const targets = [
      { to: numberAt(index), confirm: index % 2 === 0 },
      { to: numberAt(index + 1), ringMs: 5_000 },
    ];
    const confirm = { prompts: [WELCOME], digit: '1', repeat: 2 } as const;
    void mediator.summon({ callId, targets, how: index % 3 === 0 ? 'inOrder' : 'together', confirm });
  }),
  followMe: at(isStation, holding, ({ mediator }, { callId, deviceId }, index) => {
    const targets = [{ to: numberAt(index + 2), confirm: index % 2 === 0 }, { to: numberAt(index) }];
    const confirm = { prompts: [WELCOME], digit: '1', repeat: 2 } as const;
    const how = index % 3 === 0 ? 'inOrder' : 'together';
    void mediator.summon({ callId, targets, how, confirm, byId: deviceId, fromId: deviceId });
  }),
  playMessage: at(
    () => true,
    talking,
    ({ mediator }, { callId, deviceId }) => {
      void mediator.playMessage({ callId, deviceId, prompts: [WELCOME], stopDigits: ['1'], repeat: 1 });
    },
  ),
  record: at(isTrunk, talking, ({ mediator, events }, { callId, deviceId }) => {
    const recordingId = recordingIdSchema.parse(`rec_${events.length}`);
    void mediator.startRecording({ callId, deviceId, recordingId, path: '/rec/1.wav', format: 'gsm' });
  }),
  recordMessage: at(isTrunk, talking, ({ mediator, events }, { callId, deviceId }) => {
    const recordingId = recordingIdSchema.parse(`msg_${events.length}`);
    const limits = { maxMs: 180_000, silenceMs: 10_000, stopDigits: ['#'], beep: true } as const;
    void mediator.recordMessage({ callId, deviceId, recordingId, path: '/rec/2.wav', format: 'alaw', ...limits });
  }),
  setFeatures: ({ mediator }, index) => {
    const forwarding = index % 4 === 0 ? {} : { always: numberAt(index) };
    mediator.setFeatures(stationAt(index), { doNotDisturb: index % 5 === 1, forwarding });
  },
  clearConnection: at(
    () => true,
    ['connected', 'alerting', 'held'],
    ({ mediator }, { callId, deviceId }) => {
      void mediator.clearConnection(callId, deviceId);
    },
  ),
  clearCall: at(
    () => true,
    ['connected', 'alerting'],
    ({ mediator }, { callId }) => void mediator.clearCall(callId),
  ),
};

function channels(centre: CallCentre, state: string, from: number, to: number): readonly number[] {
  return [...Array(to - from).keys()]
    .map((each) => each + from)
    .filter((channel) => centre.driver.state(channel) === state);
}

function nth<Thing>(things: readonly Thing[], index: number, act: (thing: Thing) => void): void {
  const thing = things[index % Math.max(1, things.length)];
  if (thing !== undefined) act(thing);
}

const ALL = TRUNKS + STATIONS;
const dialling = (centre: CallCentre): readonly number[] =>
  [...Array(TRUNKS).keys()].filter((channel) =>
    centre.driver.running(channel).some(({ command }) => command.kind === 'dial'),
  );

const PEOPLE: Readonly<Record<string, Deed>> = {
  callerRings: (centre, index) =>
    nth(channels(centre, 'idle', 0, TRUNKS), index, (channel) => centre.driver.ring(channel, '13900001234')),
  callerHangsUp: (centre, index) =>
    nth(channels(centre, 'connected', 0, TRUNKS), index, (channel) => centre.driver.farHangsUp(channel)),
  lifts: (centre, index) =>
    nth(channels(centre, 'ringing', TRUNKS, ALL), index, (channel) => centre.driver.lift(channel)),
  liftsIdle: (centre, index) =>
    nth(channels(centre, 'idle', TRUNKS, ALL), index, (channel) => centre.driver.lift(channel)),
  hangsUp: (centre, index) =>
    nth(
      [...channels(centre, 'connected', TRUNKS, ALL), ...channels(centre, 'parkedOffHook', TRUNKS, ALL)],
      index,
      (channel) => centre.driver.hangUp(channel),
    ),
  dials: (centre, index) =>
    nth(channels(centre, 'initiated', TRUNKS, ALL), index, (channel) => {
      const codes = ['*8', '*8802', '*51', '*97', '802', '913800138000', '*78'];
      centre.driver.dialNumber(channel, codes[index % codes.length] ?? '*8');
    }),
  farAnswers: (centre, index) =>
    nth(dialling(centre), index, (channel) => centre.driver.endDial(channel, 'answered', 'voice')),
  farRings: (centre, index) => nth(dialling(centre), index, (channel) => centre.driver.progress(channel, 'ringback')),
  farIsBusy: (centre, index) => nth(dialling(centre), index, (channel) => centre.driver.endDial(channel, 'busy')),
  losesEvents: (centre) => centre.driver.loseEvents(),
  resyncs: (centre) => centre.driver.resync(),
  presses: (centre, index) =>
    nth(channels(centre, 'connected', 0, ALL), index, (channel) => centre.driver.press(channel, '1')),
  lineFails: (centre, index) =>
    nth([...Array(ALL).keys()], index, (channel) => centre.driver.setService(channel, index % 2 === 1)),
};

/** How often each is done, so that most stories get to talks of several people; 1 where nothing is said. */
const WEIGHTS: Readonly<Record<string, number>> = {
  callerRings: 6,
  answerTrunk: 8,
  lifts: 14,
  farAnswers: 10,
  transferFromFlow: 6,
  consultationCall: 4,
  conferenceCall: 3,
  invite: 3,
  followMe: 3,
  joinCall: 3,
  resyncs: 4,
};
const DEEDS: Readonly<Record<string, Deed>> = { ...SERVICES, ...PEOPLE };
const deed = fc.oneof(
  ...Object.keys(DEEDS).map((name) => ({ weight: WEIGHTS[name] ?? 1, arbitrary: fc.constant(name) })),
);
const step = fc.record({
  deed,
  index: fc.nat({ max: 11 }),
  afterMs: fc.constantFrom(0, 0, 0, 30, 600, 7_000),
});

describe('mediator, every service in any order', () => {
  it('keeps each device in one talk, joins who should talk, and leaves nothing behind', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 90, size: 'max' }), async (story) => {
        const centre = await openCallCentre(
          { music: () => MUSIC, limits: LIMITS },
          { trunks: TRUNKS, stations: STATIONS },
        );
        for (const { deed: name, index, afterMs } of story) {
          DEEDS[name]?.(centre, index);
          await centre.settle(afterMs);
          assertOneTalkEach(centre);
        }
        centre.driver.resync();
        await centre.settle(100);
        assertJoined(centre);
        await everybodyLeaves(centre);
        assert.deepEqual(centre.defects, []);
        assertWholeStories(centre.events);
        const { pending, timers } = centre.mediator.counters;
        assert.deepEqual([[...centre.mediator.calls.values()], pending, timers], [[], 0, 0]);
        for (let channel = 0; channel < ALL; channel += 1) assert.equal(centre.driver.state(channel), 'idle');
      }),
      { numRuns: 3000, seed: 20_261_121 },
    );
  }).timeout(120_000);
});

/** No device has two connections that are not held, and the directory says the same as the calls. */
function assertOneTalkEach(centre: CallCentre): void {
  const active = new Map<DeviceId, CallId>();
  const held = new Map<DeviceId, CallId[]>();
  for (const call of centre.mediator.calls.values()) {
    for (const { deviceId, state } of call.connections) {
      if (state === 'null') continue;
      if (state === 'held') {
        held.set(deviceId, [...(held.get(deviceId) ?? []), call.callId]);
        continue;
      }
      assert.equal(active.get(deviceId), undefined, `${deviceId} talks in two calls`);
      active.set(deviceId, call.callId);
    }
  }
  for (const { deviceId, callId, heldCallIds } of centre.mediator.devices.all()) {
    assert.deepEqual([callId, heldCallIds.toSorted()], [active.get(deviceId), (held.get(deviceId) ?? []).toSorted()]);
  }
}

/** Two connected parties hear each other on the board, and nobody hears a stranger. */
function assertJoined(centre: CallCentre): void {
  const channelOf = (deviceId: DeviceId) => centre.mediator.devices.device(deviceId)?.description.channel;
  const snapshot = centre.driver.snapshot();
  const homes = new Map<number, CallId>();
  for (const call of centre.mediator.calls.values()) {
    for (const each of call.connections) {
      const channel = channelOf(each.deviceId);
      if (each.state !== 'null' && each.state !== 'held' && channel !== undefined) homes.set(channel, call.callId);
    }
    const talkers = call.connections.filter((each) => each.state === 'connected' && each.participation === undefined);
    if (talkers.length < 2 || talkers.some((each) => each.media !== 'joined')) continue;
    const [one, other] = talkers.map((each) =>
      snapshot.channels.find(({ channel }) => channel === channelOf(each.deviceId)),
    );
    const isLinked =
      talkers.length === 2 && one !== undefined && other !== undefined && one.linkedTo.includes(other.channel);
    const isConference = one !== undefined && one.conference >= 0 && one.conference === other?.conference;
    assert.equal(isLinked || isConference, true, `nobody hears anybody in ${call.callId}`);
  }
  for (const { channel, linkedTo } of snapshot.channels) {
    for (const peer of linkedTo) assert.equal(homes.get(peer), homes.get(channel), `${channel} hears a stranger`);
  }
}

/** Every call ends once with CallCleared as its last event, and what began to sound or to be recorded has ended. */
function assertWholeStories(events: readonly CallEvent[]): void {
  const ends = new Set<CallId>();
  for (const { callId, kind } of events) {
    assert.equal(ends.has(callId), false, `${kind} after CallCleared`);
    if (kind === 'CallCleared') ends.add(callId);
  }
  assert.deepEqual([...ends].toSorted(), [...new Set(events.map(({ callId }) => callId))].toSorted());
  const count = (kind: CallEvent['kind']): number => events.filter((event) => event.kind === kind).length;
  assert.equal(count('PlaybackStarted'), count('PlaybackEnded'));
  assert.equal(count('RecordingStarted'), count('RecordingStopped'));
}

async function everybodyLeaves(centre: CallCentre): Promise<void> {
  const { driver } = centre;
  for (let channel = 0; channel < ALL; channel += 1) driver.setService(channel, true);
  for (let round = 0; round < 4; round += 1) {
    await centre.settle(1000);
    for (let channel = 0; channel < TRUNKS; channel += 1) {
      driver.giveUp(channel);
      driver.farHangsUp(channel);
      if (dialling(centre).includes(channel)) driver.endDial(channel, 'noAnswer');
    }
    for (let channel = TRUNKS; channel < ALL; channel += 1) driver.hangUp(channel);
    await centre.settle(200_000);
  }
}
