import type { NativeBoard, NativeSnapshot } from '../../native/addon/engine_addon.d.ts';
import type { ChannelNumber, CommandId } from '../contract/ids.ts';
import type { BoardDescription, BoardSnapshot, ChannelSnapshot } from './board-driver.ts';
import { CHANNEL_KINDS } from './board-driver.ts';
import { pick, stateOf } from './event-decoder.ts';
import { CAPABILITIES, QUALITIES } from './lane-layout.ts';

/** The engine's snapshot in the words of the driver interface. */
export function decodeSnapshot(native: NativeSnapshot): BoardSnapshot {
  return {
    seq: native.seq,
    timeUs: native.timeUs,
    boardUp: native.boardUp,
    channels: native.channels.map(decodeChannel),
  };
}

function decodeChannel(native: NativeSnapshot['channels'][number], index: number): ChannelSnapshot {
  return {
    channel: index as ChannelNumber,
    kind: pick(CHANNEL_KINDS, native.kind, 'channel kind'),
    state: stateOf(native.state),
    label: { inbound: native.labelInbound, outbound: native.labelOutbound },
    sinceUs: native.sinceUs,
    inService: native.inService,
    offHook: native.offHook,
    callerNumber: native.callerNumber,
    callerName: native.callerName,
    callerIdQuality: pick(QUALITIES, native.callerIdQuality, 'caller-ID quality'),
    running: native.running.map((commandId) => commandId as CommandId),
    linkedTo: native.linkedTo.map((channel) => channel as ChannelNumber),
    conference: native.conference,
  };
}

export function decodeBoard(native: NativeBoard): BoardDescription {
  return {
    vendor: native.vendor,
    model: native.model,
    serial: native.serial,
    driverVersion: native.driverVersion,
    channels: native.channels.map((channel, index) => ({
      channel: index as ChannelNumber,
      kind: pick(CHANNEL_KINDS, channel.kind, 'channel kind'),
      label: channel.label,
      capabilities: capabilityNames(channel.capabilities),
    })),
  };
}

/** Bits that have no name yet are told by their number, so that a newer board is not cut short. */
function capabilityNames(bits: bigint): readonly string[] {
  const names: string[] = [];
  for (let bit = 0; bit < 64; bit++) {
    if ((bits >> BigInt(bit)) & 1n) names.push(CAPABILITIES[bit] ?? `bit${bit}`);
  }
  return names;
}
