import assert from 'node:assert/strict';
import fc from 'fast-check';
import { callIdSchema, trunkDevice } from '../../../src-main/contract/ids.ts';
import { callEventSchema } from '../../../src-main/contract/call-events.ts';
import { EMPTY_MODEL, liveConnections, type CallModel } from '../../../src-main/mediator/call-model.ts';
import { reduce } from '../../../src-main/mediator/call-reducer.ts';
import type { CallInput, CallStep } from '../../../src-main/mediator/call-input.ts';
import { CALL, CALLS, DELIVERED, DEVICES, STATION, TRUNK, anyOf, plainFacts } from './any-fact.ts';

function run(...inputs: readonly CallInput[]): {
  model: CallModel;
  steps: CallStep[];
  refusals: (string | undefined)[];
} {
  let model = EMPTY_MODEL;
  const steps: CallStep[] = [];
  const refusals: (string | undefined)[] = [];
  for (const input of inputs) {
    const reduction = reduce(model, input);
    model = reduction.model;
    steps.push(...reduction.steps);
    refusals.push(reduction.refused);
  }
  return { model, steps, refusals };
}

describe('call reducer', () => {
  it('begins an inbound call with an alerting trunk', () => {
    const { model } = run(DELIVERED);
    assert.deepEqual(model.calls.get(CALL), {
      callId: CALL,
      direction: 'inbound',
      farNumber: '13900001234',
      farName: 'Wang',
      dnis: '',
      trunkNo: 1,
      startedAt: 1000,
      originator: undefined,
      recordingIds: [],
      connections: [{ deviceId: TRUNK, state: 'alerting', since: 1000, media: 'none' }],
    });
  });

  it('follows the last ConnectionCleared with CallCleared and forgets the call', () => {
    const { model, steps } = run(DELIVERED, {
      kind: 'ConnectionCleared',
      at: 2000,
      callId: CALL,
      deviceId: TRUNK,
      cause: 'callerGaveUp',
    });
    assert.deepEqual(steps.map(({ event }) => event).at(-1), {
      kind: 'CallCleared',
      at: 2000,
      callId: CALL,
      cause: 'callerGaveUp',
      endedBy: 'far',
    });
    assert.deepEqual([model.calls.size, model.callOf.size, model.endings.size], [0, 0, 0]);
  });

  it('keeps the first reason of an end', () => {
    const { steps } = run(
      DELIVERED,
      { kind: 'EndingBegan', at: 2, callId: CALL, cause: 'trunkHungUp', endedBy: 'far' },
      { kind: 'EndingBegan', at: 3, callId: CALL, cause: 'stationHungUp', endedBy: 'station' },
      { kind: 'ConnectionCleared', at: 4, callId: CALL, deviceId: TRUNK, cause: 'normal' },
    );
    assert.deepEqual(steps.at(-1)?.event, {
      kind: 'CallCleared',
      at: 4,
      callId: CALL,
      cause: 'trunkHungUp',
      endedBy: 'far',
    });
  });

  it('takes nobody new into a call that ends', () => {
    const { refusals } = run(
      DELIVERED,
      { kind: 'EndingBegan', at: 2, callId: CALL, cause: 'trunkHungUp', endedBy: 'far' },
      { kind: 'Reserved', at: 3, callId: CALL, deviceId: STATION },
    );
    assert.deepEqual(refusals, [undefined, undefined, 'connectionState']);
  });

  it('keeps a device in one call', () => {
    const other = callIdSchema.parse('call_2');
    const { refusals } = run(
      DELIVERED,
      { ...DELIVERED, callId: other },
      { ...DELIVERED, callId: other, deviceId: trunkDevice(2) },
      { kind: 'Reserved', at: 3, callId: other, deviceId: TRUNK },
    );
    assert.deepEqual(refusals, [undefined, 'deviceInOtherCall', undefined, 'deviceInOtherCall']);
  });

  it('refuses facts of a call that is not up', () => {
    const { refusals, model } = run({ kind: 'Established', at: 1, callId: CALL, deviceId: TRUNK });
    assert.deepEqual([refusals, model], [['callUnknown'], EMPTY_MODEL]);
  });

  it('joins only two connected devices, and tells when they could first speak', () => {
    const joined: CallInput = { kind: 'Joined', at: 9, callId: CALL, deviceId: TRUNK, peerId: STATION };
    const { refusals, model } = run(
      DELIVERED,
      { kind: 'Established', at: 2, callId: CALL, deviceId: TRUNK },
      { kind: 'Reserved', at: 3, callId: CALL, deviceId: STATION },
      joined,
      { kind: 'Established', at: 5, callId: CALL, deviceId: STATION, answerEvidence: 'hook' },
      joined,
    );
    assert.deepEqual(refusals, [undefined, undefined, undefined, 'connectionState', undefined, undefined]);
    const call = model.calls.get(CALL);
    assert.deepEqual([call?.answeredAt, call?.talkingSince], [2, 9]);
    assert.deepEqual(
      call?.connections.map(({ media }) => media),
      ['joined', 'joined'],
    );
  });

  it('takes a late number into the call', () => {
    const { model } = run(DELIVERED, { kind: 'CallInformation', at: 2, callId: CALL, number: '02112345678' });
    assert.deepEqual([model.calls.get(CALL)?.farNumber, model.calls.get(CALL)?.farName], ['02112345678', 'Wang']);
  });

  it('holds its promises under any inputs', () => {
    fc.assert(
      fc.property(fc.array(anyOf(plainFacts()), { maxLength: 80 }), (inputs) => {
        let model = EMPTY_MODEL;
        const begun = new Set<string>();
        const cleared = new Set<string>();
        for (const input of [...inputs, ...CLEAR_ALL]) {
          // Ids are never used again.
          if (cleared.has(input.callId)) continue;
          const before = model;
          const { model: after, steps, refused } = reduce(model, input);
          if (refused !== undefined) assert.equal(after, before);
          model = after;
          for (const { event } of steps) {
            assert.equal(cleared.has(event.callId), false, 'an event after CallCleared');
            assert.equal(callEventSchema.safeParse({ ...event, eventNo: 1 }).success, true);
            begun.add(event.callId);
            if (event.kind === 'CallCleared') cleared.add(event.callId);
          }
          assertConsistent(model);
        }
        assert.deepEqual([model.calls.size, model.callOf.size, model.endings.size], [0, 0, 0]);
        assert.deepEqual(begun, cleared);
      }),
      { numRuns: 500, seed: 2 },
    );
  });
});

const CLEAR_ALL: readonly CallInput[] = CALLS.flatMap((callId) =>
  DEVICES.map((deviceId): CallInput => ({ kind: 'ConnectionCleared', at: 9_999, callId, deviceId, cause: 'normal' })),
);

function assertConsistent(model: CallModel): void {
  const live = [...model.calls.values()].flatMap((call) =>
    liveConnections(call).map(({ deviceId }) => [deviceId, call.callId]),
  );
  assert.deepEqual(new Map(live.map(([device, call]) => [device, call])), new Map(model.callOf));
  assert.equal(live.length, model.callOf.size, 'a device in two calls');
  for (const call of model.calls.values()) assert.notEqual(liveConnections(call).length, 0, 'a call without anybody');
  for (const callId of model.endings.keys()) assert.equal(model.calls.has(callId), true);
}
