// Over 250 lines: every way in which a device or a call ends, because they call each other.
import { isTrunk, type CallId, type CommandId, type DeviceId } from '../contract/ids.ts';
import type { CallView, Cause, ConnectionView } from '../contract/call-model.ts';
import type { ChannelCommand } from '../driver/channel-command.ts';
import type { ChannelState } from '../driver/channel-event.ts';
import { endsCall } from './call-end.ts';
import {
  callOfDevice,
  callsHeldBy,
  connectionOf,
  isComing,
  isInOtherCall,
  isLive,
  liveConnections,
  type Ending,
} from './call-model.ts';
import type { CallInput, EndedBy } from './call-input.ts';
import { both, NOTHING, type Plan, type PlanStep, type Situation, type Wait } from './plan.ts';

/**
 * How calls end (DRV-10, DRV-11). Whoever leaves first decides the cause; everybody else is released, and the
 * call is cleared when the last channel has come to rest. What does not rest in time is cleared by force, so a
 * dead line cannot keep a call up.
 */

/** Takes a call down: every device in it is released. Asking twice changes nothing. */
export function endCall(callId: CallId, ending: Ending, situation: Situation): Plan<never> {
  const call = situation.model.calls.get(callId);
  if (call === undefined || situation.model.endings.has(callId)) return NOTHING;
  return takeDown(call, ending, liveConnections(call), situation);
}

/**
 * A device's channel has come to rest: it leaves the call that it was in. What it held is not lost by that: the held
 * caller goes on waiting while the station is called back.
 */
export function departed(deviceId: DeviceId, cause: Cause, situation: Situation): Plan<never> {
  const active = callOfDevice(situation.model, deviceId);
  const leaving = active === undefined ? NOTHING : departedFrom(active.callId, deviceId, cause, situation);
  const held = callsHeldBy(situation.model, deviceId);
  return held.reduce(
    (plan, call) => both(plan, { next: (later) => holderGone(call.callId, deviceId, cause, later) }),
    leaving,
  );
}

/**
 * A device leaves one call, whatever its channel does. While a playback or a recording of it is still to be reported,
 * only the others are released: its events come before the end.
 */
export function departedFrom(callId: CallId, deviceId: DeviceId, cause: Cause, situation: Situation): Plan<never> {
  const call = situation.model.calls.get(callId);
  const connection = call && connectionOf(call, deviceId);
  if (call === undefined || connection === undefined || !isLive(connection)) return NOTHING;
  const first = situation.model.endings.get(callId);
  const why = first?.cause ?? connection.cause ?? cause;
  const others = liveConnections(call).filter((other) => other.deviceId !== deviceId);
  const endedBy = connection.state === 'failed' ? 'system' : enderOf(deviceId, why);
  const isEnd = first === undefined && endsCall(call, connection);
  const ending = isEnd ? takeDown(call, { cause: why, endedBy }, others, situation) : NOTHING;
  if (audioOf(deviceId, situation).length > 0) {
    // A station that stays off-hook hears no more of this call; then it leaves.
    return isInOtherCall(situation.model, deviceId, callId)
      ? both(ending, { steps: quietThen(callId, deviceId, why, situation) })
      : { ...ending, waits: [...(ending.waits ?? []), sealing(callId, deviceId, why, situation)] };
  }
  const left: CallInput = { kind: 'ConnectionCleared', at: situation.nowMs, callId, deviceId, cause: why };
  const plan: Plan<never> = { ...ending, inputs: [...(ending.inputs ?? []), left] };
  return isEnd || first !== undefined ? plan : { ...plan, follow: [{ kind: 'rewire', callId }] };
}

/** The station that holds the call is at rest: it is called back, unless the call or the line is over. */
function holderGone(callId: CallId, deviceId: DeviceId, cause: Cause, situation: Situation): Plan<never> {
  const call = situation.model.calls.get(callId);
  if (call === undefined || connectionOf(call, deviceId)?.state !== 'held') return NOTHING;
  const isDead = situation.devices.device(deviceId)?.channel.state !== 'idle';
  const isKept = call.attendant === 'flow';
  // It waited for the answer of a transfer's destination: when that fails the caller comes back to it.
  const isOnItsWay = liveConnections(call).some(isComing);
  if (isOnItsWay && !isDead) {
    const chosen: CallInput = { kind: 'RecallChosen', at: situation.nowMs, callId, recallId: deviceId };
    return both({ inputs: [chosen] }, { next: (later) => departedFrom(callId, deviceId, 'transferred', later) });
  }
  if (isDead || isKept || situation.model.endings.has(callId)) return departedFrom(callId, deviceId, cause, situation);
  return { follow: [{ kind: 'recall', callId, deviceId }] };
}

/** After the last report of a playback or recording: the device that waited for it leaves now. */
export function audioEnded(deviceId: DeviceId, situation: Situation): Plan<never> {
  const device = situation.devices.device(deviceId);
  if (device === undefined || !isAtRest(device.channel.state) || audioOf(deviceId, situation).length > 0)
    return NOTHING;
  return departed(deviceId, isTrunk(deviceId) ? 'trunkHungUp' : 'stationHungUp', situation);
}

/** Playbacks and recordings of a device that have not been reported ended. */
export function audioOf(deviceId: DeviceId, situation: Situation): readonly CommandId[] {
  const channel = situation.devices.device(deviceId)?.description.channel;
  return channel === undefined ? [] : situation.audioOn(channel);
}

/** The line may be in its next call by then, which has a recording of its own. */
function sealing(callId: CallId, deviceId: DeviceId, cause: Cause, situation: Situation): Wait<never> {
  const unreported = audioOf(deviceId, situation);
  const sinceMs = situation.nowMs;
  const isLeft = ({ model }: Situation): boolean => {
    const call = model.calls.get(callId);
    const connection = call && connectionOf(call, deviceId);
    return connection === undefined || connection.since > sinceMs;
  };
  return {
    afterMs: situation.limits.sealMs,
    then: (later) => ({
      abandon: audioOf(deviceId, later).filter((command) => unreported.includes(command)),
      next: (last) => (isLeft(last) ? NOTHING : departedFrom(callId, deviceId, cause, last)),
    }),
  };
}

/**
 * One device is let go while the call goes on; its channel's rest clears the connection. A station that is in another
 * call too stays off-hook, and leaves this one at once.
 */
export function releaseDevice(callId: CallId, deviceId: DeviceId, cause: Cause, situation: Situation): Plan<never> {
  const at = situation.nowMs;
  if (isInOtherCall(situation.model, deviceId, callId)) {
    return both({ steps: apart(deviceId, callId, situation) }, departedFrom(callId, deviceId, cause, situation));
  }
  const call = situation.model.calls.get(callId);
  const connection = call && connectionOf(call, deviceId);
  const isLeaving = connection !== undefined && connection.state !== 'clearing' && isLive(connection);
  return {
    inputs: isLeaving ? [{ kind: 'Leaving', at, callId, deviceId }] : [],
    steps: releases(callId, [deviceId], situation),
    waits: [
      {
        afterMs: situation.limits.clearingMs,
        then: (later) => forceOut({ callId, devices: [deviceId], cause, sinceMs: situation.nowMs }, later),
      },
    ],
  };
}

function takeDown(
  call: CallView,
  ending: Ending,
  leaving: readonly ConnectionView[],
  situation: Situation,
): Plan<never> {
  const { callId } = call;
  const devices = leaving.map((connection) => connection.deviceId);
  const kept = devices.filter((deviceId) => isInOtherCall(situation.model, deviceId, callId));
  const isSounding = (deviceId: DeviceId): boolean =>
    (situation.model.callOf.get(deviceId) ?? callId) === callId && audioOf(deviceId, situation).length > 0;
  return {
    inputs: [
      { kind: 'EndingBegan', at: situation.nowMs, callId, ...ending },
      // A station that is in another call too stays off-hook: only its part in this one ends.
      ...kept
        .filter((deviceId) => !isSounding(deviceId))
        .map((deviceId): CallInput => ({
          kind: 'ConnectionCleared',
          at: situation.nowMs,
          callId,
          deviceId,
          cause: ending.cause,
        })),
    ],
    steps: [
      ...releases(
        callId,
        devices.filter((deviceId) => !kept.includes(deviceId)),
        situation,
      ),
      ...kept.flatMap((deviceId) => apart(deviceId, callId, situation)),
      ...kept.filter(isSounding).flatMap((deviceId) => quietThen(callId, deviceId, ending.cause, situation)),
    ],
    waits: [
      {
        afterMs: situation.limits.clearingMs,
        then: (later) => forceOut({ callId, devices, cause: ending.cause, sinceMs: situation.nowMs }, later),
      },
    ],
  };
}

/** Ends what is played to a station, and takes it out of the call when that has been told. */
function quietThen(callId: CallId, deviceId: DeviceId, cause: Cause, situation: Situation): readonly PlanStep<never>[] {
  const channel = situation.devices.device(deviceId)?.description.channel;
  if (channel === undefined) return [];
  return audioOf(deviceId, situation).map((target, index) => ({
    command: { kind: 'cancel', channel, target },
    deadlineMs: situation.limits.commandMs,
    onEnd: (_end, later) => (index === 0 ? departedFrom(callId, deviceId, cause, later) : NOTHING),
  }));
}

/** What a station that stays off-hook heard in this call ends: links to its other calls there are none. */
function apart(deviceId: DeviceId, callId: CallId, situation: Situation): readonly PlanStep<never>[] {
  const channel = situation.devices.device(deviceId)?.description.channel;
  if (channel === undefined || situation.model.callOf.get(deviceId) !== callId) return [];
  const quiet = (command: ChannelCommand): PlanStep<never> => ({
    command,
    deadlineMs: situation.limits.commandMs,
    onEnd: () => NOTHING,
  });
  const tone = situation.running(channel, 'tone');
  return [
    ...situation.wiring
      .linksOf(channel)
      .map((link) => quiet({ kind: 'disconnect', channel, peer: link.channel === channel ? link.peer : link.channel })),
    ...(situation.wiring.seatOf(channel) === undefined ? [] : [quiet({ kind: 'leaveConference', channel })]),
    ...(tone === undefined ? [] : [quiet({ kind: 'cancel', channel, target: tone })]),
  ];
}

export function releases(
  callId: CallId,
  devices: readonly DeviceId[],
  situation: Situation,
): readonly PlanStep<never>[] {
  return devices.flatMap((deviceId): PlanStep<never>[] => {
    const device = situation.devices.device(deviceId);
    if (device === undefined) return [];
    return [
      {
        command: { kind: 'release', channel: device.description.channel },
        deadlineMs: situation.limits.commandMs,
        // A channel that is at rest already makes no step that would clear the connection.
        onEnd: (_end, later) => departedAtRest(callId, deviceId, later),
      },
    ];
  });
}

function departedAtRest(callId: CallId, deviceId: DeviceId, situation: Situation): Plan<never> {
  // Released for this call; it may have been chosen for the next one by now.
  if ((situation.model.callOf.get(deviceId) ?? callId) !== callId) return NOTHING;
  const state = situation.devices.device(deviceId)?.channel.state;
  return state === undefined || isAtRest(state) ? departed(deviceId, 'normal', situation) : NOTHING;
}

/** Channel states in which a device is in no call; while it is `releasing`, only the wire is still busy. */
export function isAtRest(state: ChannelState): boolean {
  return state === 'idle' || state === 'releasing' || state === 'parkedOffHook' || state === 'outOfService';
}

interface Stuck {
  readonly callId: CallId;
  readonly devices: readonly DeviceId[];
  readonly cause: Cause;
  readonly sinceMs: number;
}

/** Clears what has not moved since `sinceMs`: the same device may be back in the call by another way. */
function forceOut(left: Stuck, situation: Situation): Plan<never> {
  const devices = stuckIn(left, situation);
  return {
    abandon: devices.flatMap((deviceId) => audioOf(deviceId, situation)),
    next: (later) => ({
      inputs: stuckIn(left, later).map((deviceId): CallInput => ({
        kind: 'ConnectionCleared',
        at: later.nowMs,
        callId: left.callId,
        deviceId,
        cause: left.cause,
      })),
    }),
  };
}

function stuckIn(left: Stuck, situation: Situation): readonly DeviceId[] {
  const connections = situation.model.calls.get(left.callId)?.connections ?? [];
  return connections
    .filter((each) => each.state === 'clearing' || (isLive(each) && situation.model.endings.has(left.callId)))
    .filter((each) => each.since <= left.sinceMs && left.devices.includes(each.deviceId))
    .map((each) => each.deviceId);
}

function enderOf(deviceId: DeviceId, cause: Cause): EndedBy {
  if (cause === 'stationHungUp') return 'station';
  if (cause === 'trunkHungUp' || cause === 'callerGaveUp') return 'far';
  return isTrunk(deviceId) && cause === 'busy' ? 'far' : 'system';
}
