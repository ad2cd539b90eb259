import type { Fault } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import { isTrunk, type CallId, type DeviceId } from '../../contract/ids.ts';
import type { CallView, ConnectionView } from '../../contract/call-model.ts';
import type { CallInput } from '../call-input.ts';
import { isParty, liveConnections } from '../call-model.ts';
import { endCall } from '../clearing.ts';
import { both, type Planned, type Situation } from '../plan.ts';
import { rewire } from '../rewire.ts';
import { handedOver } from './recording-handover.ts';
import { standingOf, wrongState } from './standing.ts';

const TRIED = 'transfer a call';

/** Two calls of one station that are to become one. */
export interface Merging {
  readonly heldCallId: CallId;
  readonly activeCallId: CallId;
  readonly stationId: DeviceId;
}

/**
 * CSTA transferCall (转移完成, 通话转): the station leaves, and the caller that it held talks with whom it consulted. The
 * held call goes on, with its record and its recording; the consultation ends as `transferred`. Before the consulted
 * one has answered too: the caller hears music meanwhile, and the station is called back when nobody answers.
 */
export function transferCall(merging: Merging, situation: Situation): Planned<void> {
  const found = mergeable(TRIED, merging, situation);
  if (!found.ok) return found;
  const { heldCallId, activeCallId, stationId } = merging;
  const { others } = found.value;
  const [target] = others;
  if (target === undefined) return failed(wrongState(TRIED, 'nobody was reached yet', { callId: activeCallId }));
  const at = situation.nowMs;
  const toId = target.deviceId;
  const story: readonly CallInput[] = [
    { kind: 'Transferred', at, callId: activeCallId, fromId: stationId, toId, newCallId: heldCallId },
    { kind: 'Transferred', at, callId: heldCallId, fromId: stationId, toId, oldCallId: activeCallId },
    ...(target.state === 'connected' ? [] : [recallChosen(heldCallId, stationId, at)]),
  ];
  const adopted = others.flatMap(({ deviceId }) => adoption(merging, deviceId, situation));
  return ok({
    inputs: [
      // Its place in the call that goes on is given up; its phone is let go with the consultation.
      { kind: 'ConnectionCleared', at, callId: heldCallId, deviceId: stationId, cause: 'transferred' },
      ...story.slice(0, 1),
      ...adopted,
      ...story.slice(1),
    ],
    next: (later) =>
      both(endCall(activeCallId, { cause: 'transferred', endedBy: 'station' }, later), {
        next: (last) => rewire<void>(heldCallId, last, () => ({ outcome: ok() })),
      }),
  });
}

function recallChosen(callId: CallId, recallId: DeviceId, at: number): CallInput {
  return { kind: 'RecallChosen', at, callId, recallId };
}

interface Mergeable {
  readonly held: CallView;
  readonly active: CallView;
  /** Everybody in the active call but the station. */
  readonly others: readonly ConnectionView[];
}

/** Two calls of the station, one held, one active with somebody in it. Faults: those of standingOf. */
export function mergeable(tried: string, merging: Merging, situation: Situation): Result<Mergeable, Fault> {
  const { heldCallId, activeCallId, stationId } = merging;
  const held = standingOf({ tried, callId: heldCallId, deviceId: stationId, states: ['held'] }, situation);
  if (!held.ok) return held;
  const active = standingOf({ tried, callId: activeCallId, deviceId: stationId, states: ['connected'] }, situation);
  if (!active.ok) return active;
  const others = liveConnections(active.value.call).filter(
    (each) => each.deviceId !== stationId && MOVABLE.has(each.state),
  );
  if (others.some((each) => !isParty(each))) {
    return failed(wrongState(tried, 'somebody listens to the consultation', { callId: activeCallId }));
  }
  return ok({ held: held.value.call, active: active.value.call, others });
}

const MOVABLE: ReadonlySet<ConnectionView['state']> = new Set(['connected', 'alerting', 'initiated', 'reserved']);

/** One device goes over into the held call, with its recording. */
export function adoption(merging: Merging, deviceId: DeviceId, situation: Situation): readonly CallInput[] {
  const { heldCallId, activeCallId } = merging;
  const at = situation.nowMs;
  const recording = isTrunk(deviceId) ? handedOver(merging, deviceId, situation) : undefined;
  return [
    ...(recording === undefined ? [] : [recording.stopped]),
    { kind: 'Adopted', at, callId: heldCallId, fromCallId: activeCallId, deviceId },
    ...(recording === undefined ? [] : [recording.started]),
  ];
}
