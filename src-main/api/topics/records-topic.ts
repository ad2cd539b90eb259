import type { SeatDelta } from '../../contract/seat-protocol.ts';
import type { Disposable } from '../../foundation/disposable.ts';
import { mayViewRecord, type Viewer } from '../policies/seat-policies.ts';
import type { CallRecordsPort } from '../ports.ts';
import { Audience, type SendDelta, type Topic, type TopicFeed } from './topic.ts';

/** Call records as they are made and completed. The list itself is paged over HTTP, so a snapshot holds none. */
export class RecordsTopic implements Topic {
  readonly #audience = new Audience<{ readonly viewer: Viewer; readonly send: SendDelta }>();
  readonly #subscription: Disposable;

  constructor(records: CallRecordsPort) {
    this.#subscription = records.onRecordChanged((record) => {
      const delta: SeatDelta = { topic: 'record', record };
      for (const feed of this.#audience) if (mayViewRecord(feed.viewer, record)) feed.send(delta);
    });
  }

  attach(viewer: Viewer, send: SendDelta): TopicFeed {
    const place = this.#audience.add({ viewer, send });
    return { snapshot: () => ({}), dispose: () => place.dispose() };
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}
