import type { ChannelNumber } from '../contract/ids.ts';
import type { ChannelSnapshot } from '../driver/board-driver.ts';
import type { ChannelCommand, LinkWays } from '../driver/channel-command.ts';
import type { ChannelState } from '../driver/channel-event.ts';

/** Speech between two channels, seen from `channel`. */
export interface Link {
  readonly channel: ChannelNumber;
  readonly peer: ChannelNumber;
  readonly ways: LinkWays;
}

export interface ConferenceSeat {
  readonly room: number;
  readonly mode: 'talk' | 'hear';
}

export interface WiringView {
  linksOf(channel: ChannelNumber): readonly Link[];
  linkBetween(one: ChannelNumber, other: ChannelNumber): Link | undefined;
  seatOf(channel: ChannelNumber): ConferenceSeat | undefined;
  roomsInUse(): ReadonlySet<number>;
}

/** States in which the engine has taken a channel out of every link and conference. */
const APART: ReadonlySet<ChannelState> = new Set(['idle', 'releasing', 'parkedOffHook', 'outOfService', 'ringing']);

/**
 * Who hears whom, as the board was told: commands are carried out in order, so what was posted last is what will be.
 * A command that fails is taken back by who posted it. Written by the plan runner and the board lane alone.
 */
export class Wiring implements WiringView {
  /** By both of its channels: who is linked with whom. */
  readonly #peers = new Map<ChannelNumber, Map<ChannelNumber, Link>>();
  readonly #seats = new Map<ChannelNumber, ConferenceSeat>();

  linksOf(channel: ChannelNumber): readonly Link[] {
    const peers = this.#peers.get(channel);
    return peers === undefined || peers.size === 0 ? NO_LINKS : [...peers.values()];
  }

  linkBetween(one: ChannelNumber, other: ChannelNumber): Link | undefined {
    return this.#peers.get(one)?.get(other);
  }

  seatOf(channel: ChannelNumber): ConferenceSeat | undefined {
    return this.#seats.get(channel);
  }

  roomsInUse(): ReadonlySet<number> {
    return new Set([...this.#seats.values()].map((seat) => seat.room));
  }

  commanded(command: ChannelCommand): void {
    switch (command.kind) {
      case 'connect': {
        const { channel, peer, ways } = command;
        this.#link({ channel, peer, ways });
        return;
      }
      case 'disconnect':
        this.#unlink(command.channel, command.peer);
        return;
      case 'joinConference':
        this.#seats.set(command.channel, { room: command.room, mode: command.mode });
        return;
      case 'leaveConference':
        this.#seats.delete(command.channel);
        return;
      default:
    }
  }

  /** The board could not: what was to be joined is not. */
  failed(command: ChannelCommand): void {
    if (command.kind === 'connect') this.#unlink(command.channel, command.peer);
    if (command.kind === 'joinConference') this.#seats.delete(command.channel);
  }

  /** A line machine's step may have taken its channel out of everything. */
  entered(channel: ChannelNumber, state: ChannelState): void {
    if (!APART.has(state)) return;
    for (const { channel: one, peer } of this.linksOf(channel)) this.#unlink(one, peer);
    this.#seats.delete(channel);
  }

  /** After lost events: what the snapshot does not have is gone, what it has beyond is joined both ways. */
  reload(channels: readonly ChannelSnapshot[]): void {
    const pairs = new Set<string>();
    for (const { channel, linkedTo, conference } of channels) {
      for (const peer of linkedTo) {
        pairs.add(pairOf(channel, peer));
        if (this.linkBetween(channel, peer) === undefined) this.#link({ channel, peer, ways: 'both' });
      }
      const seat = this.#seats.get(channel);
      if (conference < 0) this.#seats.delete(channel);
      else if (seat?.room !== conference) this.#seats.set(channel, { room: conference, mode: seat?.mode ?? 'talk' });
    }
    const known = [...this.#peers.keys()].flatMap((channel) => this.linksOf(channel));
    for (const { channel, peer } of known) if (!pairs.has(pairOf(channel, peer))) this.#unlink(channel, peer);
  }

  #link(link: Link): void {
    this.#peersOf(link.channel).set(link.peer, link);
    this.#peersOf(link.peer).set(link.channel, link);
  }

  #unlink(channel: ChannelNumber, peer: ChannelNumber): void {
    this.#peers.get(channel)?.delete(peer);
    this.#peers.get(peer)?.delete(channel);
  }

  #peersOf(channel: ChannelNumber): Map<ChannelNumber, Link> {
    const known = this.#peers.get(channel);
    if (known !== undefined) return known;
    const peers = new Map<ChannelNumber, Link>();
    this.#peers.set(channel, peers);
    return peers;
  }
}

const NO_LINKS: readonly Link[] = [];

function pairOf(one: ChannelNumber, other: ChannelNumber): string {
  return one < other ? `${one}-${other}` : `${other}-${one}`;
}

export function isSamePair(one: Link, other: Link): boolean {
  if (one.channel === other.channel) return one.peer === other.peer;
  return one.channel === other.peer && one.peer === other.channel;
}

/** Whether two links of the same pair let the same things be heard. */
export function isSameLink(one: Link, other: Link): boolean {
  if (one.channel === other.channel) return one.ways === other.ways;
  return (
    (one.ways === 'both' && other.ways === 'both') ||
    (one.ways === 'hears' && other.ways === 'heardBy') ||
    (one.ways === 'heardBy' && other.ways === 'hears')
  );
}
