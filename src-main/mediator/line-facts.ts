import { deviceNumber, isTrunk, type DeviceId } from '../contract/ids.ts';
import type { ChannelEvent } from '../driver/channel-event.ts';
import { callOfDevice, callsHeldBy, connectedParties, connectionOf } from './call-model.ts';
import type { DeviceView } from './call-control.ts';
import { audioOf, departed, endCall, isAtRest, releaseDevice } from './clearing.ts';
import { hardDial } from './operations/hard-dial.ts';
import { NOTHING, type EventPlan, type Plan, type Situation } from './plan.ts';

type OnChannel = Exclude<ChannelEvent, { kind: 'BoardChanged' }>;
type Of<Kind extends ChannelEvent['kind']> = Extract<ChannelEvent, { kind: Kind }>;

/**
 * What a line's own event means for the calls; completions of commands are the business of their operations.
 *
 * That a device has left is read from its channel's state alone. RingStopped and HookChanged tell the same a
 * moment later, when the channel may have been picked for the next call already.
 */
export function planForEvent(event: OnChannel, device: DeviceView, situation: Situation): EventPlan {
  switch (event.kind) {
    case 'CallOffered':
      return offered(event, device, situation);
    case 'CallerIdReceived':
      return callerKnown(event, device, situation);
    case 'RemoteCleared':
      return remoteCleared(device, situation);
    case 'StateChanged':
      return stateChanged(event, device, situation);
    case 'NumberDialled':
      return device.callId === undefined ? hardDial(device, event.digits, situation) : NOTHING;
    case 'DigitReceived':
      return onCall(device, situation, (head) => ({
        ...head,
        kind: 'DigitsReceived',
        digits: event.digit,
        secret: false,
      }));
    case 'LineChanged':
      return lineChanged(event, device, situation);
    default:
      return NOTHING;
  }
}

/** An inbound call wins over one of ours that has picked the same trunk and not yet dialled (glare). */
export function offered(
  caller: { readonly number: string; readonly name: string },
  device: DeviceView,
  situation: Situation,
): Plan<never> {
  const at = situation.nowMs;
  const { deviceId } = device;
  const other = callOfDevice(situation.model, deviceId);
  const held = other && connectionOf(other, deviceId);
  if (held?.state === 'alerting' || held?.state === 'connected') return NOTHING;
  const cause = (other && situation.model.endings.get(other.callId)?.cause) ?? 'glare';
  return {
    // The last call's recording is reported no more once the next caller is there.
    abandon: audioOf(deviceId, situation),
    inputs: [
      ...(other === undefined
        ? []
        : [{ kind: 'ConnectionCleared', at, callId: other.callId, deviceId, cause } as const]),
      {
        kind: 'Delivered',
        at,
        callId: situation.newCallId(),
        deviceId,
        direction: 'inbound',
        number: caller.number,
        name: caller.name,
        dnis: '',
        trunkNo: Number(deviceNumber(deviceId)),
      },
    ],
  };
}

function callerKnown(event: Of<'CallerIdReceived'>, device: DeviceView, situation: Situation): Plan<never> {
  const call = callOfDevice(situation.model, device.deviceId);
  if (call === undefined || call.direction !== 'inbound' || event.quality !== 'good') return NOTHING;
  if (call.farNumber === event.number && call.farName === event.name) return NOTHING;
  const { number, name } = event;
  return { inputs: [{ kind: 'CallInformation', at: situation.nowMs, callId: call.callId, number, name }] };
}

/** The far end hung up: before our answer it gave up, after it the call is over (DRV-10). */
export function remoteCleared(device: DeviceView, situation: Situation): Plan<never> {
  const call = callOfDevice(situation.model, device.deviceId);
  if (call === undefined) return NOTHING;
  const gaveUp = call.direction === 'inbound' && call.answeredAt === undefined;
  const others = connectedParties(call).filter((party) => party.deviceId !== device.deviceId);
  // In a conference only the one who hung up leaves.
  if (others.length > 1) return releaseDevice(call.callId, device.deviceId, 'trunkHungUp', situation);
  return endCall(call.callId, { cause: gaveUp ? 'callerGaveUp' : 'trunkHungUp', endedBy: 'far' }, situation);
}

function stateChanged(event: Of<'StateChanged'>, device: DeviceView, situation: Situation): Plan<never> {
  const call = callOfDevice(situation.model, device.deviceId);
  // The same state again is a change of its label only.
  if (event.state === event.previous) return NOTHING;
  const isHolder = callsHeldBy(situation.model, device.deviceId).length > 0;
  if (call === undefined && isHolder) {
    const hasLeft = isAtRest(event.state) && event.previous !== 'ringing';
    return hasLeft ? departed(device.deviceId, 'stationHungUp', situation) : NOTHING;
  }
  if (call === undefined) {
    return event.previous === 'incoming' && isAtRest(event.state) ? missed(device, situation) : NOTHING;
  }
  const { deviceId } = device;
  const isEnding = situation.model.endings.has(call.callId);
  if (isEnding && isOnHook(event)) return departed(deviceId, 'normal', situation);
  if (event.state === 'outOfService') return outOfService(deviceId, situation);
  if (isAtRest(event.state)) {
    return isOperationEnding(event, situation) ? NOTHING : departed(deviceId, causeOfRest(event, device), situation);
  }
  const connection = connectionOf(call, deviceId);
  const isRung = event.state === 'ringing' && (connection?.state === 'reserved' || connection?.state === 'initiated');
  return isRung ? ringing(device, situation) : NOTHING;
}

/** The caller gave up before its number was there: a call all the same, so that nobody's attempt goes uncounted. */
function missed(device: DeviceView, situation: Situation): Plan<never> {
  const delivered = offered({ number: '', name: '' }, device, situation);
  const callId = delivered.inputs?.find((input) => input.kind === 'Delivered')?.callId;
  if (callId === undefined) return NOTHING;
  const { deviceId } = device;
  const cleared = { kind: 'ConnectionCleared', at: situation.nowMs, callId, deviceId, cause: 'callerGaveUp' } as const;
  return { ...delivered, inputs: [...(delivered.inputs ?? []), cleared] };
}

/** At rest for the call; a trunk that was let go unanswered stays `clearing` until its caller gives up. */
function isOnHook(event: Of<'StateChanged'>): boolean {
  const wasUnanswered = event.previous === 'offered' || event.previous === 'incoming';
  return isAtRest(event.state) || (event.state === 'clearing' && wasUnanswered);
}

/** A ring or dial that ends tells its operation why; the channel's rest says less. */
function isOperationEnding(event: Of<'StateChanged'>, situation: Situation): boolean {
  if (event.previous === 'ringing') return situation.running(event.channel, 'ring') !== undefined;
  return event.previous === 'dialling' && situation.running(event.channel, 'dial') !== undefined;
}

/** The pair's fault or the board's loss: what comes next in the burst tells; nothing more means the pair. */
function outOfService(deviceId: DeviceId, situation: Situation): Plan<never> {
  return {
    waits: [{ afterMs: situation.limits.lineVerdictMs, then: (later) => departedFromDeadLine(deviceId, later) }],
  };
}

function departedFromDeadLine(deviceId: DeviceId, situation: Situation): Plan<never> {
  const isDead = situation.devices.device(deviceId)?.channel.state === 'outOfService';
  return isDead ? departed(deviceId, 'lineFault', situation) : NOTHING;
}

function ringing(device: DeviceView, situation: Situation): Plan<never> {
  const call = callOfDevice(situation.model, device.deviceId);
  if (call === undefined) return NOTHING;
  return {
    inputs: [
      {
        kind: 'Delivered',
        at: situation.nowMs,
        callId: call.callId,
        deviceId: device.deviceId,
        direction: call.direction,
        number: call.farNumber,
        name: call.farName,
        dnis: call.dnis,
      },
    ],
  };
}

/** Why a channel is at rest when nothing was said before: its own side let go. */
function causeOfRest(
  event: Of<'StateChanged'>,
  device: DeviceView,
): 'callerGaveUp' | 'trunkHungUp' | 'ringTimeout' | 'stationHungUp' {
  if (isTrunk(device.deviceId)) {
    return event.previous === 'offered' || event.previous === 'incoming' ? 'callerGaveUp' : 'trunkHungUp';
  }
  return event.previous === 'ringing' ? 'ringTimeout' : 'stationHungUp';
}

function lineChanged(event: Of<'LineChanged'>, device: DeviceView, situation: Situation): Plan<never> {
  const call = callOfDevice(situation.model, device.deviceId);
  if (call === undefined || event.inService) return NOTHING;
  const { callId } = call;
  const { deviceId } = device;
  return {
    inputs: [{ kind: 'LineFault', at: situation.nowMs, callId, deviceId, cause: 'lineFault' }],
    next: (later) =>
      isAtRest(device.channel.state)
        ? departed(deviceId, 'lineFault', later)
        : endCall(callId, { cause: 'lineFault', endedBy: 'system' }, later),
  };
}

type DeviceHead = {
  readonly at: number;
  readonly callId: NonNullable<DeviceView['callId']>;
  readonly deviceId: DeviceId;
};
type Digits = Extract<NonNullable<Plan<never>['inputs']>[number], { kind: 'DigitsReceived' }>;

function onCall(device: DeviceView, situation: Situation, make: (head: DeviceHead) => Digits): Plan<never> {
  if (device.callId === undefined) return NOTHING;
  return { inputs: [make({ at: situation.nowMs, callId: device.callId, deviceId: device.deviceId })] };
}
