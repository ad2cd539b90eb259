import { makeAutoObservable, observable } from 'mobx';
import type { UserId } from '../../src-main/contract/ids.ts';
import type { AgentView } from '../../src-main/contract/users.ts';
import type { SessionStore } from './session-store.ts';

/** Agents and their states as the server says. */
export class AgentsStore {
  readonly agents = observable.map<UserId, AgentView>([], { deep: false });
  readonly #session: SessionStore;

  constructor(session: SessionStore) {
    this.#session = session;
    makeAutoObservable(this, { agents: false });
  }

  applySnapshot(agents: readonly AgentView[]): void {
    this.agents.replace(agents.map((agent) => [agent.userId, agent]));
  }

  applyEvent(agent: AgentView): void {
    this.agents.set(agent.userId, agent);
  }

  /** The person at this seat. */
  get me(): AgentView | undefined {
    const userId = this.#session.user?.userId;
    return userId === undefined ? undefined : this.agents.get(userId);
  }

  nameOf(userId: UserId): string | undefined {
    return this.agents.get(userId)?.displayName;
  }
}
