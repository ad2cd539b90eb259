import type { ChannelNumber } from '../../src-main/contract/ids.ts';
import type { ConferenceMode, LinkWays } from '../../src-main/driver/channel-command.ts';

/** What one channel can hear of others, as softmedia/switch_matrix. */
const MAX_SOURCES = 8;

interface Link {
  readonly channel: ChannelNumber;
  readonly peer: ChannelNumber;
  readonly ways: LinkWays;
}

interface Seat {
  readonly room: number;
  readonly mode: ConferenceMode;
}

/** Who hears whom on the scripted board: its links, and who is in which conference. */
export class ScriptedSwitch {
  readonly #links = new Map<string, Link>();
  readonly #seats = new Map<ChannelNumber, Seat>();

  /** False, with nothing changed, when one of the two would hear too many others. */
  link(link: Link): boolean {
    const pair = pairOf(link.channel, link.peer);
    const wanted = [...this.#links]
      .filter(([other]) => other !== pair)
      .map(([, each]) => each)
      .concat(link);
    const sources = (ear: ChannelNumber): number => wanted.filter((each) => hears(each, ear)).length;
    if (sources(link.channel) > MAX_SOURCES || sources(link.peer) > MAX_SOURCES) return false;
    this.#links.set(pair, link);
    return true;
  }

  unlink(channel: ChannelNumber, peer: ChannelNumber): void {
    this.#links.delete(pairOf(channel, peer));
  }

  join(channel: ChannelNumber, room: number, mode: ConferenceMode): void {
    this.#seats.set(channel, { room, mode });
  }

  leave(channel: ChannelNumber): void {
    this.#seats.delete(channel);
  }

  /** Takes the channel out of everything, as a hang-up does. */
  forget(channel: ChannelNumber): void {
    for (const peer of this.linkedTo(channel)) this.unlink(channel, peer);
    this.leave(channel);
  }

  linkedTo(channel: ChannelNumber): readonly ChannelNumber[] {
    return [...this.#links.values()].flatMap((link) =>
      link.channel === channel ? [link.peer] : link.peer === channel ? [link.channel] : [],
    );
  }

  /** As they were asked for on `channel`; undefined when the two are not joined from that end. */
  ways(channel: ChannelNumber, peer: ChannelNumber): LinkWays | undefined {
    const link = this.#links.get(pairOf(channel, peer));
    return link?.channel === channel ? link.ways : undefined;
  }

  conferenceOf(channel: ChannelNumber): number {
    return this.#seats.get(channel)?.room ?? -1;
  }

  members(room: number): ReadonlyMap<ChannelNumber, ConferenceMode> {
    return new Map([...this.#seats].flatMap(([channel, seat]) => (seat.room === room ? [[channel, seat.mode]] : [])));
  }
}

function pairOf(channel: ChannelNumber, peer: ChannelNumber): string {
  return channel < peer ? `${channel}-${peer}` : `${peer}-${channel}`;
}

/** Whether this link is one of what the channel hears. */
function hears(link: Link, ear: ChannelNumber): boolean {
  if (link.channel === ear) return link.ways !== 'heardBy';
  return link.peer === ear && (link.ways === 'both' || link.ways === 'heardBy' || link.ways === 'whispers');
}
