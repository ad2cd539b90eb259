import { isStation, isTrunk, type ChannelNumber } from '../contract/ids.ts';
import type { CallView, ConnectionView } from '../contract/call-model.ts';
import { connectedParties } from './call-model.ts';
import type { Situation } from './plan.ts';
import type { Link } from './wiring.ts';

/** How the channels of a call should be joined, by its connections. */
export interface WantedWiring {
  /** One a pair. */
  readonly links: readonly Link[];
  readonly seats: ReadonlyMap<ChannelNumber, 'talk' | 'hear'>;
}

const FAR_END_STATES: ReadonlySet<ConnectionView['state']> = new Set(['reserved', 'initiated', 'alerting']);

/**
 * Two parties are linked, three and more are in a conference. Who listens taps its target's line, or sits in the
 * conference without being heard; who whispers is heard by its target besides. A station that has dialled hears its
 * trunk before the answer.
 */
export function wantedWiring(call: CallView, situation: Situation): WantedWiring {
  const links: Link[] = [];
  const seats = new Map<ChannelNumber, 'talk' | 'hear'>();
  const link = (one: ConnectionView, other: ConnectionView, ways: Link['ways']): void => {
    const channel = channelOf(one, situation);
    const peer = channelOf(other, situation);
    if (channel !== undefined && peer !== undefined) links.push({ channel, peer, ways });
  };
  const seat = (connection: ConnectionView, mode: 'talk' | 'hear'): void => {
    const channel = channelOf(connection, situation);
    if (channel !== undefined) seats.set(channel, mode);
  };
  const parties = connectedParties(call);
  const [first, second] = parties;
  if (parties.length > 2) for (const party of parties) seat(party, 'talk');
  else if (first !== undefined && second !== undefined) link(first, second, 'both');
  else if (first !== undefined && isStation(first.deviceId)) {
    const dialled = call.connections.find((each) => isTrunk(each.deviceId) && FAR_END_STATES.has(each.state));
    if (dialled !== undefined && call.attendant === undefined) link(first, dialled, 'hears');
  }
  if (parties.length === call.connections.length) return { links, seats };
  const target = parties.find((party) => isStation(party.deviceId)) ?? first;
  for (const watcher of call.connections) {
    const { participation, state } = watcher;
    if (target === undefined || state !== 'connected' || (participation !== 'listen' && participation !== 'whisper'))
      continue;
    const isConference = parties.length > 2;
    if (isConference) seat(watcher, 'hear');
    if (participation === 'whisper') link(watcher, target, isConference ? 'heardBy' : 'whispers');
    else if (!isConference) link(watcher, target, 'taps');
  }
  return { links, seats };
}

export function channelOf(connection: ConnectionView, situation: Situation): ChannelNumber | undefined {
  return situation.devices.device(connection.deviceId)?.description.channel;
}
