import { isTrunk, type CallId, type ChannelNumber } from '../contract/ids.ts';
import type { CallView, ConnectionView } from '../contract/call-model.ts';
import type { ChannelCommand } from '../driver/channel-command.ts';
import type { CallInput } from './call-input.ts';
import { connectedParties, isLive } from './call-model.ts';
import { endCall } from './clearing.ts';
import { both, NOTHING, type CommandEnd, type Plan, type PlanStep, type Situation } from './plan.ts';
import { hush, waitingSound } from './waiting-sound.ts';
import { channelOf, wantedWiring } from './wanted-wiring.ts';
import { isSameLink, isSamePair } from './wiring.ts';

/** What comes when the board has done it; the call may have ended meanwhile, then nothing of it is left to do. */
type Then<Value> = (situation: Situation) => Plan<Value>;

/**
 * Brings the talk paths of a call to what its connections say, tells who hears whom now, and lets a caller who is
 * left waiting hear music. Operations change the connections first; this is how the change reaches the wire. When the
 * board cannot join what must be joined the call is ended: nobody is left in silence.
 */
export function rewire<Value>(callId: CallId, situation: Situation, then: Then<Value> = () => NOTHING): Plan<Value> {
  const call = situation.model.calls.get(callId);
  if (call === undefined) return then(situation);
  const commands = commandsFor(call, situation);
  const sounds = both(hush(call, situation), waitingSound(call, situation));
  const done = (later: Situation): Plan<Value> => both(told(callId, later), { next: then });
  if (commands.length === 0) return both<Value>(sounds, { next: done });
  const last = commands.length - 1;
  const steps = commands.map((command, index): PlanStep<Value> => ({
    command,
    deadlineMs: situation.limits.commandMs,
    onEnd: (end, later) => {
      if (hasFailed(command, end)) return both(broken(callId, later), { next: then });
      return index === last ? done(later) : NOTHING;
    },
  }));
  return both<Value>(sounds, { steps });
}

function commandsFor(call: CallView, situation: Situation): readonly ChannelCommand[] {
  const { wiring } = situation;
  const wanted = wantedWiring(call, situation);
  const channels = channelsOf(call, situation);
  const apart: ChannelCommand[] = [];
  for (const [index, channel] of channels.entries()) {
    for (const link of wiring.linksOf(channel)) {
      const peer = link.channel === channel ? link.peer : link.channel;
      // A link between two of the call is found at both.
      const isKnown = channels.indexOf(peer) < index && channels.includes(peer);
      if (isKnown || wanted.links.some((each) => isSamePair(each, link))) continue;
      apart.push({ kind: 'disconnect', channel: link.channel, peer: link.peer });
    }
  }
  for (const channel of channels) {
    if (wiring.seatOf(channel) !== undefined && !wanted.seats.has(channel))
      apart.push({ kind: 'leaveConference', channel });
  }
  const together: ChannelCommand[] = [];
  for (const link of wanted.links) {
    const known = wiring.linkBetween(link.channel, link.peer);
    if (known === undefined || !isSameLink(known, link)) together.push({ kind: 'connect', ...link });
  }
  if (wanted.seats.size === 0) return apart.length === 0 ? together : [...apart, ...together];
  const room = roomOf(channels, situation);
  for (const [channel, mode] of wanted.seats) {
    const seat = wiring.seatOf(channel);
    if (seat?.room !== room || seat.mode !== mode) together.push({ kind: 'joinConference', channel, room, mode });
  }
  return [...apart, ...together];
}

/** Who holds the call may talk in another one: its links there are not ours. */
function channelsOf(call: CallView, situation: Situation): readonly ChannelNumber[] {
  const channels: ChannelNumber[] = [];
  for (const connection of call.connections) {
    const channel = isLive(connection) && connection.state !== 'held' ? channelOf(connection, situation) : undefined;
    if (channel !== undefined) channels.push(channel);
  }
  return channels;
}

/** The conference that the call has already, else the first that is free. */
function roomOf(channels: readonly ChannelNumber[], { wiring }: Situation): number {
  for (const channel of channels) {
    const seat = wiring.seatOf(channel);
    if (seat !== undefined) return seat.room;
  }
  return freeRoom(wiring.roomsInUse()) ?? LAST_ROOM;
}

/** Conferences of a board, as the engine numbers them. */
export const CONFERENCE_ROOMS = 16;
const LAST_ROOM = CONFERENCE_ROOMS - 1;

export function freeRoom(inUse: ReadonlySet<number>): number | undefined {
  for (let room = 0; room < CONFERENCE_ROOMS; room += 1) if (!inUse.has(room)) return room;
  return undefined;
}

/** To be apart is true in any case when the hang-up was faster; to be together is not. */
function hasFailed(command: ChannelCommand, end: CommandEnd): boolean {
  if (end.result === 'ok') return false;
  // Unheard progress of a dial is no reason to end it.
  return command.kind === 'joinConference' || (command.kind === 'connect' && command.ways !== 'hears');
}

function broken(callId: CallId, situation: Situation): Plan<never> {
  return endCall(callId, { cause: 'lineFault', endedBy: 'system' }, situation);
}

/** Tells who hears whom, where somebody does that did not before. */
function told(callId: CallId, situation: Situation): Plan<never> {
  const call = situation.model.calls.get(callId);
  if (call === undefined || situation.model.endings.has(callId)) return NOTHING;
  const parties = connectedParties(call);
  if (parties.length < 2 || parties.every((party) => party.media === 'joined')) return NOTHING;
  const [first, second] = trunksFirst(parties);
  if (first === undefined || second === undefined) return NOTHING;
  const at = situation.nowMs;
  const input: CallInput =
    parties.length === 2
      ? { kind: 'Joined', at, callId, deviceId: first.deviceId, peerId: second.deviceId }
      : { kind: 'Conferenced', at, callId, deviceIds: parties.map((party) => party.deviceId) };
  return { inputs: [input], ...(parties.every((party) => isTrunk(party.deviceId)) && watchTrunks(callId, situation)) };
}

/** Nobody of the house is in the call: it ends at the latest after the longest time for such calls. */
function watchTrunks(callId: CallId, situation: Situation): Plan<never> {
  const sinceMs = situation.nowMs;
  return {
    waits: [
      {
        afterMs: situation.limits.trunkToTrunkMs,
        then: (later) => {
          const call = later.model.calls.get(callId);
          const parties = call === undefined ? [] : connectedParties(call);
          const isStill =
            parties.length > 1 && parties.every((party) => isTrunk(party.deviceId) && party.since <= sinceMs);
          return isStill ? endCall(callId, { cause: 'maximumDuration', endedBy: 'system' }, later) : NOTHING;
        },
      },
    ],
  };
}

function trunksFirst(parties: readonly ConnectionView[]): readonly ConnectionView[] {
  return [...parties.filter((each) => isTrunk(each.deviceId)), ...parties.filter((each) => !isTrunk(each.deviceId))];
}
