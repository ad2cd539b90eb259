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
  readonly #links = new Map<string, Link>();
  readonly #seats = new Map<ChannelNumber, ConferenceSeat>();

  linksOf(channel: ChannelNumber): readonly Link[] {
    return [...this.#links.values()].filter((link) => link.channel === channel || link.peer === channel);
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
        this.#links.set(pairOf(channel, peer), { channel, peer, ways });
        return;
      }
      case 'disconnect':
        this.#links.delete(pairOf(command.channel, command.peer));
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
    if (command.kind === 'connect') this.#links.delete(pairOf(command.channel, command.peer));
    if (command.kind === 'joinConference') this.#seats.delete(command.channel);
  }

  /** A line machine's step may have taken its channel out of everything. */
  entered(channel: ChannelNumber, state: ChannelState): void {
    if (!APART.has(state)) return;
    for (const [pair, link] of this.#links) {
      if (link.channel === channel || link.peer === channel) this.#links.delete(pair);
    }
    this.#seats.delete(channel);
  }

  /** After lost events: what the snapshot does not have is gone, what it has beyond is joined both ways. */
  reload(channels: readonly ChannelSnapshot[]): void {
    const pairs = new Set<string>();
    for (const { channel, linkedTo, conference } of channels) {
      for (const peer of linkedTo) {
        const pair = pairOf(channel, peer);
        pairs.add(pair);
        if (!this.#links.has(pair)) this.#links.set(pair, { channel, peer, ways: 'both' });
      }
      const seat = this.#seats.get(channel);
      if (conference < 0) this.#seats.delete(channel);
      else if (seat?.room !== conference) this.#seats.set(channel, { room: conference, mode: seat?.mode ?? 'talk' });
    }
    for (const pair of this.#links.keys()) if (!pairs.has(pair)) this.#links.delete(pair);
  }
}

export function pairOf(one: ChannelNumber, other: ChannelNumber): string {
  return one < other ? `${one}-${other}` : `${other}-${one}`;
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
