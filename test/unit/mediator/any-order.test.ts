// Long because it lists everything that people, lines and services can do.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  recordingIdSchema,
  stationDevice,
  trunkDevice,
  type CallId,
  type DeviceId,
} from '../../../src-main/contract/ids.ts';
import type { CallEvent } from '../../../src-main/contract/call-events.ts';
import { openCallCentre, WELCOME, type CallCentre } from './call-centre.ts';

const TRUNKS = 3;
const STATIONS = 3;

/** What people, lines and services may do, in any order. */
type Deed = (centre: CallCentre) => void;

const trunkChannel = fc.integer({ min: 0, max: TRUNKS - 1 });
const stationChannel = fc.integer({ min: TRUNKS, max: TRUNKS + STATIONS - 1 });
const stationId = fc.integer({ min: 801, max: 800 + STATIONS }).map((number) => stationDevice(String(number)));
const trunkId = fc.integer({ min: 1, max: TRUNKS }).map((number) => trunkDevice(number));
const pick = fc.nat({ max: 5 });

function nthCall(centre: CallCentre, index: number): CallId | undefined {
  const ids = [...centre.mediator.calls.keys()];
  return ids[index % Math.max(1, ids.length)];
}

function hasDial(centre: CallCentre, channel: number): boolean {
  return centre.driver.running(channel).some(({ command }) => command.kind === 'dial');
}

const worldDeed: fc.Arbitrary<Deed> = fc.oneof(
  trunkChannel.map(
    (channel): Deed =>
      ({ driver }) =>
        driver.ring(channel, '13900001234'),
  ),
  trunkChannel.map(
    (channel): Deed =>
      ({ driver }) =>
        driver.giveUp(channel),
  ),
  trunkChannel.map(
    (channel): Deed =>
      ({ driver }) =>
        driver.farHangsUp(channel),
  ),
  stationChannel.map(
    (channel): Deed =>
      ({ driver }) =>
        driver.lift(channel),
  ),
  stationChannel.map(
    (channel): Deed =>
      ({ driver }) =>
        driver.hangUp(channel),
  ),
  trunkChannel.map(
    (channel): Deed =>
      ({ driver }) =>
        driver.press(channel, '1'),
  ),
  fc.tuple(stationChannel, fc.constantFrom('913800138000', '802', '5551234', '9110')).map(
    ([channel, digits]): Deed =>
      ({ driver }) =>
        driver.dialNumber(channel, digits),
  ),
  fc.tuple(trunkChannel, fc.constantFrom('digitsSent' as const, 'ringback' as const)).map(
    ([channel, step]): Deed =>
      (centre) =>
        hasDial(centre, channel) && centre.driver.progress(channel, step),
  ),
  fc.tuple(trunkChannel, fc.constantFrom('answered' as const, 'busy' as const, 'noDialTone' as const)).map(
    ([channel, result]): Deed =>
      (centre) =>
        hasDial(centre, channel) && centre.driver.endDial(channel, result),
  ),
  fc.tuple(fc.nat({ max: TRUNKS + STATIONS - 1 }), fc.boolean()).map(
    ([channel, isOn]): Deed =>
      ({ driver }) =>
        driver.setService(channel, isOn),
  ),
);

const laneDeed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Deed>(({ driver }) => driver.loseEvents()) },
  { weight: 3, arbitrary: fc.constant<Deed>(({ driver }) => driver.resync()) },
);

const serviceDeed: fc.Arbitrary<Deed> = fc.oneof(
  fc.tuple(stationId, fc.constantFrom('13800138000', '801', '110')).map(
    ([station, number]): Deed =>
      ({ mediator }) =>
        void mediator.makeCall({ stationId: station, number }),
  ),
  fc
    .tuple(pick, trunkId)
    .map(([index, deviceId]): Deed =>
      withCall(index, (centre, callId) => void centre.mediator.answerCall(callId, deviceId)),
    ),
  fc
    .tuple(pick, stationId)
    .map(([index, deviceId]): Deed =>
      withCall(index, (centre, callId) => void centre.mediator.answerCall(callId, deviceId)),
    ),
  fc.tuple(pick, stationId, fc.option(stationId, { nil: undefined })).map(([index, toId, fromId]): Deed =>
    withCall(index, (centre, callId) => {
      void centre.mediator.singleStepTransfer({ callId, toId, ...(fromId !== undefined && { fromId }) });
    }),
  ),
  fc.tuple(pick, trunkId).map(([index, deviceId]): Deed =>
    withCall(index, (centre, callId) => {
      void centre.mediator.playMessage({ callId, deviceId, prompts: [WELCOME], stopDigits: ['1'], repeat: 0 });
    }),
  ),
  fc
    .tuple(pick, fc.oneof(stationId, trunkId))
    .map(([index, deviceId]): Deed =>
      withCall(index, (centre, callId) => void centre.mediator.clearConnection(callId, deviceId)),
    ),
  pick.map((index): Deed => withCall(index, (centre, callId) => void centre.mediator.clearCall(callId))),
);

/** Deeds that meet what is there, so that stories get far: the n-th thing to which they apply. */
const apt: readonly ((centre: CallCentre, index: number) => void)[] = [
  (centre, index) => nth(channelsIn(centre, 'ringing'), index, (channel) => centre.driver.lift(channel)),
  (centre, index) => nth(channelsIn(centre, 'connected'), index, (channel) => centre.driver.hangUp(channel)),
  (centre, index) =>
    nth(connectionsIn(centre, 'alerting'), index, ([deviceId, callId]) => {
      void centre.mediator.answerCall(callId, deviceId);
    }),
  (centre, index) =>
    nth(connectionsIn(centre, 'connected'), index, ([deviceId, callId]) => {
      void centre.mediator.playMessage({ callId, deviceId, prompts: [WELCOME], stopDigits: ['1'], repeat: 1 });
    }),
  (centre, index) =>
    nth(connectionsIn(centre, 'connected'), index, ([deviceId, callId]) => {
      const recordingId = recordingIdSchema.parse(`rec_${centre.events.length}`);
      void centre.mediator.startRecording({ callId, deviceId, recordingId, path: '/rec/1.wav', format: 'alaw' });
    }),
  (centre, index) =>
    nth(
      channelsIn(centre, 'idle').filter((channel) => channel >= TRUNKS),
      index,
      (channel) => {
        const callId = nthCall(centre, index);
        const toId = stationDevice(String(801 + channel - TRUNKS));
        if (callId !== undefined) void centre.mediator.singleStepTransfer({ callId, toId });
      },
    ),
  (centre, index) => nth(dialling(centre), index, (channel) => centre.driver.progress(channel, 'digitsSent')),
  (centre, index) => nth(dialling(centre), index, (channel) => centre.driver.endDial(channel, 'answered', 'voice')),
];

const aptDeed = fc.tuple(fc.constantFrom(...apt), pick).map(
  ([act, index]): Deed =>
    (centre) =>
      act(centre, index),
);

function nth<Thing>(things: readonly Thing[], index: number, act: (thing: Thing) => void): void {
  const thing = things[index % Math.max(1, things.length)];
  if (thing !== undefined) act(thing);
}

function channelsIn(centre: CallCentre, state: string): readonly number[] {
  return [...Array(TRUNKS + STATIONS).keys()].filter((channel) => centre.driver.state(channel) === state);
}

function dialling(centre: CallCentre): readonly number[] {
  return [...Array(TRUNKS).keys()].filter((channel) => hasDial(centre, channel));
}

function connectionsIn(centre: CallCentre, state: string): readonly (readonly [DeviceId, CallId])[] {
  return [...centre.mediator.calls.values()].flatMap((call) =>
    call.connections.filter((each) => each.state === state).map((each) => [each.deviceId, call.callId] as const),
  );
}

const anyDeed = fc.oneof(
  { weight: 20, arbitrary: aptDeed },
  { weight: 8, arbitrary: worldDeed },
  { weight: 8, arbitrary: serviceDeed },
  { weight: 1, arbitrary: laneDeed },
);

function withCall(index: number, act: (centre: CallCentre, callId: CallId) => void): Deed {
  return (centre) => {
    const callId = nthCall(centre, index);
    if (callId !== undefined) act(centre, callId);
  };
}

/** Every call begins once, ends once with CallCleared as its last event, and nothing comes after it. */
function assertWholeStories(events: readonly CallEvent[]): void {
  const ends = new Map<CallId, number>();
  for (const { callId, kind } of events) {
    assert.equal(ends.get(callId), undefined, `${kind} after CallCleared`);
    if (kind === 'CallCleared') ends.set(callId, 1);
  }
  const begun = new Set(events.map(({ callId }) => callId));
  assert.deepEqual([...ends.keys()].toSorted(), [...begun].toSorted());
}

function assertPairs(events: readonly CallEvent[]): void {
  const count = (kind: CallEvent['kind']): number => events.filter((event) => event.kind === kind).length;
  assert.equal(count('PlaybackStarted'), count('PlaybackEnded'));
  assert.equal(count('RecordingStarted'), count('RecordingStopped'));
}

describe('mediator, any order of deeds', () => {
  it('leaves no call, command, timer or busy line when everybody has hung up', async () => {
    const deeds = fc.array(fc.tuple(anyDeed, fc.constantFrom(0, 0, 10, 300, 6000)), {
      minLength: 20,
      maxLength: 80,
      size: 'max',
    });
    await fc.assert(
      fc.asyncProperty(deeds, async (story) => {
        const centre = await openCallCentre({}, { trunks: TRUNKS, stations: STATIONS });
        for (const [deed, afterMs] of story) {
          deed(centre);
          await centre.settle(afterMs);
          for (const [deviceId, callId] of deviceCalls(centre)) {
            assert.equal(centre.mediator.devices.device(deviceId)?.callId, callId);
          }
        }
        await everybodyLeaves(centre);
        assert.deepEqual(centre.defects, []);
        assertWholeStories(centre.events);
        assertPairs(centre.events);
        const { pending, timers } = centre.mediator.counters;
        assert.deepEqual([centre.mediator.calls.size, pending, timers], [0, 0, 0]);
        assert.equal(centre.clock.untilNextTimerMs(), undefined);
        for (let channel = 0; channel < TRUNKS + STATIONS; channel += 1) {
          assert.equal(centre.driver.state(channel), 'idle');
        }
      }),
      { numRuns: 400, seed: 20_261_120 },
    );
  }).timeout(60_000);
});

/** Live connections as the calls tell them. */
function deviceCalls(centre: CallCentre): readonly (readonly [DeviceId, CallId])[] {
  return [...centre.mediator.calls.values()].flatMap((call) =>
    call.connections.filter(({ state }) => state !== 'null').map(({ deviceId }) => [deviceId, call.callId] as const),
  );
}

/** Twice: a headset that was told to lift may do so after the first round. */
async function everybodyLeaves(centre: CallCentre): Promise<void> {
  const { driver } = centre;
  driver.resync();
  for (let channel = 0; channel < TRUNKS + STATIONS; channel += 1) driver.setService(channel, true);
  for (let round = 0; round < 2; round += 1) {
    await centre.settle(1000);
    for (let channel = 0; channel < TRUNKS; channel += 1) {
      driver.giveUp(channel);
      driver.farHangsUp(channel);
      if (hasDial(centre, channel)) driver.endDial(channel, 'noAnswer');
    }
    for (let channel = TRUNKS; channel < TRUNKS + STATIONS; channel += 1) driver.hangUp(channel);
    await centre.settle(120_000);
  }
}
