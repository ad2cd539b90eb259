import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EMPTY_MODEL, type CallModel } from '../../../src-main/mediator/call-model.ts';
import { reduce, reduceInto } from '../../../src-main/mediator/call-reducer.ts';
import { ModelWriter } from '../../../src-main/mediator/model-writer.ts';
import { DEVICES, anyOf, movingFacts, plainFacts } from './any-fact.ts';

describe('model writer', () => {
  it('writes in place what it writes into a copy, and never into the model that it was given', () => {
    fc.assert(
      fc.property(fc.array(anyOf([...plainFacts(), ...movingFacts()]), { maxLength: 80 }), (inputs) => {
        let model = EMPTY_MODEL;
        const moves = new Map<string, string | undefined>();
        const inPlace = new ModelWriter(EMPTY_MODEL, (deviceId, before) => {
          if (!moves.has(deviceId)) moves.set(deviceId, before);
        });
        for (const input of inputs) {
          const given = structuredClone(model);
          const { model: after, ...reduced } = reduce(model, input);
          assert.deepEqual(model, given);
          moves.clear();
          assert.deepEqual(reduceInto(inPlace, input), reduced);
          assert.deepEqual(mapsOf(inPlace), mapsOf(after));
          const moved = DEVICES.filter((deviceId) => model.callOf.get(deviceId) !== after.callOf.get(deviceId));
          for (const deviceId of moved) assert.equal(moves.get(deviceId), model.callOf.get(deviceId));
          assert.deepEqual(
            moved.filter((deviceId) => !moves.has(deviceId)),
            [],
          );
          model = after;
        }
        assert.equal(EMPTY_MODEL.calls.size, 0);
      }),
      { numRuns: 200, seed: 3 },
    );
  });
});

function mapsOf({ calls, callOf, heldBy, endings, diversions }: CallModel): CallModel {
  return { calls, callOf, heldBy, endings, diversions };
}
