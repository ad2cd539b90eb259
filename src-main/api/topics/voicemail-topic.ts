import type { SeatDelta, SeatTopics } from '../../contract/seat-protocol.ts';
import { DisposableStack } from '../../foundation/disposable.ts';
import type { Viewer } from '../policies/seat-policies.ts';
import type { VoicemailPort } from '../ports.ts';
import { Audience, type SendDelta, type Topic, type TopicFeed } from './topic.ts';

interface VoicemailFeed {
  readonly viewer: Viewer;
  readonly send: SendDelta;
  /** The boxes that the seat was told last, as JSON. */
  told: string;
}

/** The boxes that a seat hears with their counts, and each message of them that comes or changes. */
export class VoicemailTopic implements Topic {
  readonly #voicemail: VoicemailPort;
  readonly #audience = new Audience<VoicemailFeed>();
  readonly #subscriptions = new DisposableStack();

  constructor(voicemail: VoicemailPort) {
    this.#voicemail = voicemail;
    this.#subscriptions.own(
      voicemail.onMessageChanged((message) => {
        const delta: SeatDelta = { topic: 'voicemailMessage', message };
        for (const feed of this.#audience) if (voicemail.hears(feed.viewer, message.boxId)) feed.send(delta);
      }),
    );
    this.#subscriptions.own(
      voicemail.onBoxesChanged(() => {
        for (const feed of this.#audience) this.#tell(feed);
      }),
    );
  }

  attach(viewer: Viewer, send: SendDelta): TopicFeed {
    const feed: VoicemailFeed = { viewer, send, told: '' };
    const place = this.#audience.add(feed);
    return { snapshot: () => ({ voicemail: this.#current(feed) }), dispose: () => place.dispose() };
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #current(feed: VoicemailFeed): NonNullable<SeatTopics['voicemail']> {
    const voicemail = { boxes: [...this.#voicemail.boxesOf(feed.viewer)] };
    feed.told = JSON.stringify(voicemail);
    return voicemail;
  }

  #tell(feed: VoicemailFeed): void {
    const before = feed.told;
    const { boxes } = this.#current(feed);
    if (feed.told !== before) feed.send({ topic: 'voicemailBoxes', boxes });
  }
}
