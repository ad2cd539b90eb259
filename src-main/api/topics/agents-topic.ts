import type { SeatDelta } from '../../contract/seat-protocol.ts';
import type { Disposable } from '../../foundation/disposable.ts';
import type { Viewer } from '../policies/seat-policies.ts';
import type { AgentsPort } from '../ports.ts';
import { Audience, type SendDelta, type Topic, type TopicFeed } from './topic.ts';

/** Everybody who is signed in, and in which state. */
export class AgentsTopic implements Topic {
  readonly #agents: AgentsPort;
  readonly #audience = new Audience<{ readonly send: SendDelta }>();
  readonly #subscription: Disposable;

  constructor(agents: AgentsPort) {
    this.#agents = agents;
    this.#subscription = agents.onAgentChanged((agent) => {
      const delta: SeatDelta = { topic: 'agent', agent };
      for (const feed of this.#audience) feed.send(delta);
    });
  }

  attach(_viewer: Viewer, send: SendDelta): TopicFeed {
    const place = this.#audience.add({ send });
    return { snapshot: () => ({ agents: [...this.#agents.all()] }), dispose: () => place.dispose() };
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}
