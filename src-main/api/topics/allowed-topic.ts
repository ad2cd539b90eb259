import type { SeatTopics } from '../../contract/seat-protocol.ts';
import { DisposableStack } from '../../foundation/disposable.ts';
import type { CallControl } from '../../mediator/call-control.ts';
import type { AllowedCommands } from '../allowed-commands.ts';
import type { Viewer } from '../policies/seat-policies.ts';
import type { AgentsPort } from '../ports.ts';
import { Audience, type SendDelta, type Topic, type TopicFeed } from './topic.ts';

interface AllowedFeed {
  readonly viewer: Viewer;
  readonly send: SendDelta;
  /** What the seat was told last, as JSON. */
  told: string;
}

/**
 * The keys that work now. Worked out anew after anything that may change them, once for a burst of events, and told
 * only when it differs. It is attached last, so its delta comes after the event that caused it.
 */
export class AllowedTopic implements Topic {
  readonly #allowed: AllowedCommands;
  readonly #audience = new Audience<AllowedFeed>();
  readonly #subscriptions = new DisposableStack();
  #isDue = false;

  constructor(allowed: AllowedCommands, calls: CallControl, agents: AgentsPort) {
    this.#allowed = allowed;
    this.#subscriptions.own(calls.onCallEvent(() => this.#due()));
    this.#subscriptions.own(calls.onDeviceChanged(() => this.#due()));
    this.#subscriptions.own(agents.onAgentChanged(() => this.#due()));
  }

  attach(viewer: Viewer, send: SendDelta): TopicFeed {
    const feed: AllowedFeed = { viewer, send, told: '' };
    const place = this.#audience.add(feed);
    return { snapshot: () => ({ allowed: this.#current(feed) }), dispose: () => place.dispose() };
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #current(feed: AllowedFeed): SeatTopics['allowed'] {
    const allowed = this.#allowed.of(feed.viewer);
    feed.told = JSON.stringify(allowed);
    return allowed;
  }

  #due(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      for (const feed of this.#audience) this.#tell(feed);
    });
  }

  #tell(feed: AllowedFeed): void {
    const before = feed.told;
    const allowed = this.#current(feed);
    if (feed.told !== before) feed.send({ topic: 'allowed', allowed });
  }
}
