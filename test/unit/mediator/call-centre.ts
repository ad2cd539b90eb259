import { SteppedClock } from '../../../src-main/foundation/clock.ts';
import type { Result } from '../../../src-main/foundation/result.ts';
import type { Fault } from '../../../src-main/foundation/errors.ts';
import {
  callIdSchema,
  promptIdSchema,
  recordingIdSchema,
  stationDevice,
  trunkDevice,
  type CallId,
} from '../../../src-main/contract/ids.ts';
import type { CallEvent } from '../../../src-main/contract/call-events.ts';
import type { CallView } from '../../../src-main/contract/call-model.ts';
import { Mediator, type MediatorNote, type MediatorParts } from '../../../src-main/mediator/mediator.ts';
import { ScriptedDriver, type ScriptedDriverOptions } from '../../support/scripted-driver.ts';

/** Channels of the scripted board in these tests: trunks from 0, stations from 4. */
export const TRUNK_1 = trunkDevice(1);
export const TRUNK_2 = trunkDevice(2);
export const STATION_801 = stationDevice('801');
export const STATION_802 = stationDevice('802');
export const LINE_1 = 0;
export const LINE_2 = 1;
export const PHONE_801 = 4;
export const PHONE_802 = 5;
export const EPOCH_MS = 1_800_000_000_000;
export const RECORDING = recordingIdSchema.parse('rec_1');
export const WELCOME = { promptId: promptIdSchema.parse('welcome'), path: '/prompts/welcome.wav' };

export interface CallCentre {
  readonly clock: SteppedClock;
  readonly driver: ScriptedDriver;
  readonly mediator: Mediator;
  readonly events: CallEvent[];
  readonly views: CallView[];
  readonly notes: MediatorNote[];
  readonly defects: unknown[];
  /** Lets everything that is due happen, and promises be settled. */
  settle(ms?: number): Promise<void>;
  /** The events since the last look, as 'Kind device …'. */
  story(): string[];
  /** The only call that is up. */
  call(): CallView;
}

export async function openCallCentre(
  parts: Partial<MediatorParts> = {},
  board: Partial<ScriptedDriverOptions> = {},
): Promise<CallCentre> {
  const clock = new SteppedClock(EPOCH_MS);
  const driver = new ScriptedDriver({ clock, trunks: 4, stations: 4, ...board });
  const events: CallEvent[] = [];
  const views: CallView[] = [];
  const notes: MediatorNote[] = [];
  const defects: unknown[] = [];
  let calls = 0;
  let told = 0;
  let numbered = 0;
  const mediator = new Mediator({
    driver,
    clock,
    journal: { append: (event) => ({ ...event, eventNo: ++numbered }) },
    random: () => 0,
    ids: { callId: (): CallId => callIdSchema.parse(`call_${++calls}`) },
    stations: { first: 801 },
    log: (note) => notes.push(note),
    onDefect: (error) => defects.push(error),
    ...parts,
  });
  mediator.onCallEvent((event, call) => {
    events.push(event);
    views.push(call);
  });
  const settle = async (ms = 0): Promise<void> => {
    clock.advance(ms);
    for (let turn = 0; turn < 4; turn += 1) {
      await Promise.resolve();
      clock.advance(0);
    }
  };
  const started = await mediator.start();
  if (!started.ok) throw new Error(started.error.now);
  await settle();
  return {
    clock,
    driver,
    mediator,
    events,
    views,
    notes,
    defects,
    settle,
    story: () => {
      const fresh = events.slice(told);
      told = events.length;
      return fresh.map(inWords);
    },
    call: () => {
      const [call, ...more] = mediator.calls.values();
      if (call === undefined || more.length > 0) throw new Error(`${mediator.calls.size} calls are up`);
      return call;
    },
  };
}

function inWords(event: CallEvent): string {
  const words: string[] = [event.kind];
  if ('deviceId' in event) words.push(event.deviceId);
  if (event.kind === 'Joined') words.push(event.peerId);
  if (event.kind === 'Transferred') words.push(event.toId);
  if ('cause' in event) words.push(event.cause);
  if (event.kind === 'CallCleared') words.push(event.endedBy);
  if (event.kind === 'PlaybackEnded' || event.kind === 'RecordingStopped') words.push(event.result);
  if (event.kind === 'DigitsReceived') words.push(event.digits);
  return words.join(' ');
}

/** A promise looked at without waiting: undefined while it is open. */
export interface Watched<Value> {
  result: Result<Value, Fault> | undefined;
}

export function watch<Value>(promise: Promise<Result<Value, Fault>>): Watched<Value> {
  const watched: Watched<Value> = { result: undefined };
  void promise.then((result) => (watched.result = result));
  return watched;
}

export function codeOf(watched: Watched<unknown>): string {
  if (watched.result === undefined) return 'open';
  return watched.result.ok ? 'ok' : watched.result.error.code;
}

/** An inbound call on trunk 1, answered. */
export async function answeredCall(centre: CallCentre): Promise<CallView> {
  centre.driver.ring(LINE_1, '13900001234', 'Wang');
  await centre.settle();
  const answer = watch(centre.mediator.answerCall(centre.call().callId, TRUNK_1));
  await centre.settle(100);
  if (codeOf(answer) !== 'ok') throw new Error(`not answered: ${codeOf(answer)}`);
  return centre.call();
}

/** The same, talking with station 801. */
export async function talkingCall(centre: CallCentre): Promise<CallView> {
  const { callId } = await answeredCall(centre);
  const transfer = watch(centre.mediator.singleStepTransfer({ callId, toId: STATION_801 }));
  await centre.settle();
  centre.driver.lift(PHONE_801);
  await centre.settle();
  if (codeOf(transfer) !== 'ok') throw new Error(`not transferred: ${codeOf(transfer)}`);
  return centre.call();
}
