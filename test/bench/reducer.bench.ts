import { callIdSchema, promptIdSchema, stationDevice, trunkDevice, type CallId } from '../../src-main/contract/ids.ts';
import type { CallInput } from '../../src-main/mediator/call-input.ts';
import { EMPTY_MODEL, type CallModel } from '../../src-main/mediator/call-model.ts';
import { reduce } from '../../src-main/mediator/call-reducer.ts';

/**
 * How many CSTA events a second the call reducer yields, with 30 calls up at any time. The median of seven
 * runs of whole inbound calls, ringing to cleared; one line of JSON.
 */
const CALLS_UP = 30;
const CALLS_A_RUN = 20_000;
const RUNS = 7;
const GOAL_PER_SECOND = 200_000;
const WELCOME = promptIdSchema.parse('welcome');

function storyOf(callId: CallId, place: number): readonly CallInput[] {
  const trunk = trunkDevice(place + 1);
  const station = stationDevice(String(801 + place));
  const on = { at: 1, callId, deviceId: trunk };
  return [
    { ...on, kind: 'Delivered', direction: 'inbound', number: '13900001234', name: '', dnis: '', trunkNo: place + 1 },
    { ...on, kind: 'Established' },
    { ...on, kind: 'PlaybackStarted', prompts: [WELCOME] },
    { ...on, kind: 'DigitsReceived', digits: '1', secret: false },
    { ...on, kind: 'PlaybackEnded', result: 'digit', playedMs: 900 },
    { kind: 'Reserved', at: 1, callId, deviceId: station },
    { kind: 'Delivered', at: 1, callId, deviceId: station, direction: 'inbound', number: '', name: '', dnis: '' },
    { kind: 'Established', at: 1, callId, deviceId: station, answerEvidence: 'hook' },
    { ...on, kind: 'Joined', peerId: station },
    { kind: 'Transferred', at: 1, callId, toId: station },
    { kind: 'EndingBegan', at: 1, callId, cause: 'trunkHungUp', endedBy: 'far' },
    { ...on, kind: 'ConnectionCleared', cause: 'trunkHungUp' },
    { kind: 'ConnectionCleared', at: 1, callId, deviceId: station, cause: 'trunkHungUp' },
  ];
}

/** Calls are interleaved: each round takes every one of the calls that are up one step on. */
function interleaved(): readonly CallInput[] {
  const inputs: CallInput[] = [];
  for (let first = 0; first < CALLS_A_RUN; first += CALLS_UP) {
    const stories = Array.from({ length: CALLS_UP }, (_, place) =>
      storyOf(callIdSchema.parse(`call_${first + place}`), place),
    );
    const longest = stories[0]?.length ?? 0;
    for (let step = 0; step < longest; step += 1) {
      inputs.push(...stories.flatMap((story) => story.slice(step, step + 1)));
    }
  }
  return inputs;
}

function eventsPerSecond(inputs: readonly CallInput[]): number {
  let model: CallModel = EMPTY_MODEL;
  let events = 0;
  const began = performance.now();
  for (const input of inputs) {
    const reduction = reduce(model, input);
    if (reduction.refused !== undefined) throw new Error(`refused: ${input.kind} ${reduction.refused}`);
    model = reduction.model;
    events += reduction.steps.length;
  }
  const seconds = (performance.now() - began) / 1000;
  if (model.calls.size > 0) throw new Error(`${model.calls.size} calls are left`);
  return events / seconds;
}

const inputs = interleaved();
eventsPerSecond(inputs);
const values = Array.from({ length: RUNS }, () => eventsPerSecond(inputs)).toSorted((a, b) => a - b);
const value = Math.round(values[Math.floor(RUNS / 2)] ?? 0);
console.log(JSON.stringify({ name: 'reducer events', value, unit: '1/s', goal: GOAL_PER_SECOND, better: 'higher' }));
