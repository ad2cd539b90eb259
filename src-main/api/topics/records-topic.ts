import type { CallRecord } from '../../contract/call-record.ts';
import type { SeatDelta } from '../../contract/seat-protocol.ts';
import type { Disposable } from '../../foundation/disposable.ts';
import { mayListRecord, type Viewer } from '../policies/seat-policies.ts';
import type { CallRecordsPort } from '../ports.ts';
import { recordFor } from '../presenters/record-view.ts';
import { Audience, type SendDelta, type Topic, type TopicFeed } from './topic.ts';

/** Call records as they are made and completed. The list itself is paged over HTTP, so a snapshot holds none. */
export class RecordsTopic implements Topic {
  readonly #audience = new Audience<{ readonly viewer: Viewer; readonly send: SendDelta }>();
  readonly #subscription: Disposable;

  constructor(records: CallRecordsPort) {
    this.#subscription = records.onRecordChanged((record) => this.#tell(record));
  }

  /** Seats that may see the same get the same object, so that it is written as JSON once. */
  #tell(record: CallRecord): void {
    const whole: SeatDelta = { topic: 'record', record };
    for (const { viewer, send } of this.#audience) {
      if (!mayListRecord(viewer, record)) continue;
      send(viewer.role === 'agent' ? { topic: 'record', record: recordFor(viewer, record) } : whole);
    }
  }

  attach(viewer: Viewer, send: SendDelta): TopicFeed {
    const place = this.#audience.add({ viewer, send });
    return { snapshot: () => ({}), dispose: () => place.dispose() };
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}
