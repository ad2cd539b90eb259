import type { SeatDelta } from '../../contract/seat-protocol.ts';
import { DisposableStack } from '../../foundation/disposable.ts';
import { mayWatch, type Viewer } from '../policies/seat-policies.ts';
import type { BoardPort } from '../ports.ts';
import { Audience, type SendDelta, type Topic, type TopicFeed } from './topic.ts';

/** The board console: the board as a whole when it changes, else one channel a step. */
export class BoardTopic implements Topic {
  readonly #board: BoardPort;
  readonly #audience = new Audience<{ readonly send: SendDelta }>();
  readonly #subscriptions = new DisposableStack();

  constructor(board: BoardPort) {
    this.#board = board;
    this.#subscriptions.own(board.onBoardChanged((view) => this.#tell({ topic: 'board', board: view })));
    this.#subscriptions.own(board.onChannelChanged((channel) => this.#tell({ topic: 'channel', channel })));
  }

  attach(viewer: Viewer, send: SendDelta): TopicFeed {
    if (!mayWatch(viewer.role, 'board')) return { snapshot: () => ({}), dispose: () => undefined };
    const place = this.#audience.add({ send });
    return { snapshot: () => ({ board: this.#board.view() }), dispose: () => place.dispose() };
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #tell(delta: SeatDelta): void {
    for (const feed of this.#audience) feed.send(delta);
  }
}
