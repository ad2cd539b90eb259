import { isTrunk } from '../contract/ids.ts';
import type { ChannelSnapshot } from '../driver/board-driver.ts';
import type { ChannelCommand } from '../driver/channel-command.ts';
import type { ChannelState } from '../driver/channel-event.ts';
import type { DeviceView } from './call-control.ts';
import { callOfDevice, callsHeldBy, connectionOf } from './call-model.ts';
import { departed, isAtRest } from './clearing.ts';
import { offered, remoteCleared } from './line-facts.ts';
import { NOTHING, type CommandEnd, type Plan, type Situation } from './plan.ts';

/**
 * After events were lost: what a snapshot tells about commands whose completion is gone, and about calls whose
 * channels have moved on. Nothing may be left hanging in either direction.
 */
export function endBySnapshot(command: ChannelCommand, channel: ChannelSnapshot | undefined): CommandEnd {
  const lost = { detail: 0, digits: '' };
  if (channel === undefined) return { ...lost, result: 'failed' };
  switch (command.kind) {
    case 'answer':
      return { ...lost, result: channel.state === 'connected' ? 'ok' : 'hangUp' };
    case 'ring':
      return channel.offHook && channel.state === 'connected'
        ? { ...lost, result: 'answered', answeredBy: 'hook' }
        : { ...lost, result: 'noAnswer' };
    case 'dial':
      if (channel.state === 'connected') return { ...lost, result: 'answered', answeredBy: 'assumed' };
      return { ...lost, result: RINGS.has(channel.state) ? 'refused' : 'undecided' };
    case 'connect':
      return { ...lost, result: channel.linkedTo.includes(command.peer) ? 'ok' : 'failed' };
    case 'joinConference':
      return { ...lost, result: channel.conference === command.room ? 'ok' : 'failed' };
    case 'play':
      return { ...lost, result: isAtRest(channel.state) ? 'hangUp' : 'cancelled' };
    case 'record':
      return { ...lost, result: 'failed' };
    default:
      return { ...lost, result: 'ok' };
  }
}

const RINGS: ReadonlySet<ChannelState> = new Set(['incoming', 'offered']);

/** Brings one device's call, or its channel, to where the other is. */
export function reconcile(device: DeviceView, situation: Situation): Plan<never> {
  const { state } = device.channel;
  const call = callOfDevice(situation.model, device.deviceId);
  const hasHeld = callsHeldBy(situation.model, device.deviceId).length > 0;
  if (call === undefined && hasHeld) {
    return isAtRest(state) ? departed(device.deviceId, 'stationHungUp', situation) : NOTHING;
  }
  if (call === undefined) {
    if (state === 'offered')
      return offered({ number: device.channel.callerNumber, name: device.channel.callerName }, device, situation);
    return BUSY.has(state) ? orphan(device, situation) : NOTHING;
  }
  // Posted since the snapshot was taken: its own completion tells.
  const { channel } = device.description;
  if (situation.running(channel, 'dial') !== undefined || situation.running(channel, 'ring') !== undefined)
    return NOTHING;
  if (isAtRest(state))
    return departed(device.deviceId, isTrunk(device.deviceId) ? 'trunkHungUp' : 'stationHungUp', situation);
  // It has hung up and was lifted again meanwhile.
  const isAnew = state === 'initiated' && connectionOf(call, device.deviceId)?.media === 'joined';
  if (isAnew) return departed(device.deviceId, 'stationHungUp', situation);
  return isTrunk(device.deviceId) && state === 'clearing' ? remoteCleared(device, situation) : NOTHING;
}

/** A channel that works for no call: it is let go. */
function orphan(device: DeviceView, situation: Situation): Plan<never> {
  return {
    steps: [
      {
        command: { kind: 'release', channel: device.description.channel },
        deadlineMs: situation.limits.commandMs,
        onEnd: () => NOTHING,
      },
    ],
  };
}

const BUSY: ReadonlySet<ChannelState> = new Set([
  'answering',
  'connected',
  'reserved',
  'dialling',
  'proceeding',
  'failed',
  'ringing',
  'clearing',
]);
