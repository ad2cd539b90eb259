import { makeAutoObservable, observable, observableRef } from 'mobx';
import { z } from 'zod';
import type { BoardView, ChannelView } from '../../src-main/contract/board-view.ts';
import type { ErrorBody } from '../../src-main/contract/error-codes.ts';
import type { Result } from '../transport/foundation.ts';
import type { HttpClient } from '../transport/http-client.ts';
import { PATHS } from '../transport/http-paths.ts';

const anyReply = z.unknown();

export type BoardFacts = Omit<BoardView, 'channels'>;

/** The voice board and its channels. A step of one channel renders one card again. */
export class BoardStore {
  facts: BoardFacts | undefined = undefined;
  readonly channels = observable.map<number, ChannelView>([], { deep: false });

  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
    makeAutoObservable(this, { facts: observableRef, channels: false });
  }

  applySnapshot(board: BoardView | undefined): void {
    if (board === undefined) {
      this.facts = undefined;
      this.channels.clear();
      return;
    }
    const { channels, ...facts } = board;
    this.facts = facts;
    this.channels.replace(channels.map((channel) => [channel.channel, channel]));
  }

  applyEvent(channel: ChannelView): void {
    this.channels.set(channel.channel, channel);
  }

  /** Plays a channel on the loudspeaker of the board PC, or none; the board's facts tell when it does. */
  setLoudspeaker(channel: number | undefined): Promise<Result<unknown, ErrorBody>> {
    const body = channel === undefined ? {} : { channel };
    return this.#http.request({ method: 'PUT', path: PATHS.loudspeaker, body, reply: anyReply });
  }

  get inOrder(): readonly ChannelView[] {
    return [...this.channels.values()].sort((a, b) => kindRank(a) - kindRank(b) || a.channel - b.channel);
  }

  get outOfService(): readonly ChannelView[] {
    return this.inOrder.filter((channel) => !channel.inService);
  }

  get inUse(): number {
    return this.inOrder.filter(isInUse).length;
  }
}

export function isInUse(channel: ChannelView): boolean {
  return channel.inService && channel.state !== 'idle';
}

function kindRank(channel: ChannelView): number {
  return channel.kind === 'trunk' ? 0 : 1;
}
