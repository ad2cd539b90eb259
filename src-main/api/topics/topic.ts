import type { SeatDelta, SeatTopics } from '../../contract/seat-protocol.ts';
import type { Disposable } from '../../foundation/disposable.ts';
import type { Viewer } from '../policies/seat-policies.ts';

export type SendDelta = (delta: SeatDelta) => void;

/**
 * One kind of news for the seats. A topic subscribes once to the part beneath and serves all seats that are attached;
 * a delta that several seats get is one object, so that it is written as JSON once.
 */
export interface Topic extends Disposable {
  /** From now on `send` gets what this viewer may see; dispose the feed when the seat goes. */
  attach(viewer: Viewer, send: SendDelta): TopicFeed;
}

export interface TopicFeed extends Disposable {
  /** The topic's part of a snapshot, as of now. */
  snapshot(): Partial<SeatTopics>;
}

/** The seats attached to a topic. */
export class Audience<Feed extends object> {
  readonly #feeds = new Set<Feed>();

  add(feed: Feed): Disposable {
    this.#feeds.add(feed);
    return { dispose: () => void this.#feeds.delete(feed) };
  }

  [Symbol.iterator](): IterableIterator<Feed> {
    return this.#feeds.values();
  }
}
