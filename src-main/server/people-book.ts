import type { UserId } from '../contract/ids.ts';
import type { AgentsService } from '../services/agents/index.ts';
import type { FollowPeople } from '../services/follow/index.ts';
import type { AccountsRepository } from '../storage/repositories/accounts.ts';

/** People by id: their names and their stations, from those who are signed in, else from the accounts as read last. */
export class PeopleBook implements FollowPeople {
  readonly #accounts: AccountsRepository;
  readonly #agents: AgentsService;
  readonly #known = new Map<UserId, { readonly name: string; readonly stationNo: string | undefined }>();

  constructor(accounts: AccountsRepository, agents: AgentsService) {
    this.#accounts = accounts;
    this.#agents = agents;
  }

  async reload(): Promise<void> {
    for (const { userId } of await this.#accounts.all()) {
      const account = await this.#accounts.byId(userId);
      if (account === undefined) continue;
      this.#known.set(userId, { name: account.displayName, stationNo: account.lastStationNo });
    }
  }

  stationOf(userId: UserId): string | undefined {
    return this.#agents.byUser(userId)?.stationNo ?? this.#known.get(userId)?.stationNo;
  }

  nameOf(userId: UserId): string | undefined {
    return this.#agents.byUser(userId)?.displayName ?? this.#known.get(userId)?.name;
  }
}
