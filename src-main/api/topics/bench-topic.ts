import type { SeatDelta } from '../../contract/seat-protocol.ts';
import { DisposableStack } from '../../foundation/disposable.ts';
import { mayWatch, type Viewer } from '../policies/seat-policies.ts';
import type { BenchPort } from '../ports.ts';
import { Audience, type SendDelta, type Topic, type TopicFeed } from './topic.ts';

/** The simulated world, and what the ears in it notice. Exists only on the simulator. */
export class BenchTopic implements Topic {
  readonly #bench: BenchPort;
  readonly #audience = new Audience<{ readonly send: SendDelta }>();
  readonly #subscriptions = new DisposableStack();

  constructor(bench: BenchPort) {
    this.#bench = bench;
    this.#subscriptions.own(bench.onState((state) => this.#tell({ topic: 'bench', bench: state })));
    this.#subscriptions.own(bench.onNotice((notice) => this.#tell({ topic: 'benchNotice', notice })));
  }

  attach(viewer: Viewer, send: SendDelta): TopicFeed {
    if (!mayWatch(viewer.role, 'bench')) return { snapshot: () => ({}), dispose: () => undefined };
    const place = this.#audience.add({ send });
    return { snapshot: () => ({ bench: this.#bench.state() }), dispose: () => place.dispose() };
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #tell(delta: SeatDelta): void {
    for (const feed of this.#audience) feed.send(delta);
  }
}
