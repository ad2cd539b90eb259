import type { PasswordHasher } from '../../api/authentication/password-hash.ts';
import type { Role } from '../../contract/users.ts';
import { numberListSchema, type NumberList } from '../../contract/number-lists.ts';
import { welcomeFlow, type FlowDefinition } from '../../services/ivr/index.ts';
import {
  officeHours,
  serverTimeZone,
  welcomeRule,
  type NextStep,
  type RuleMatch,
} from '../../services/routing/index.ts';
import type { AccountsRepository } from '../../storage/repositories/accounts.ts';
import type { FlowsRepository } from '../../storage/repositories/flows.ts';
import type { InboundRulesRepository } from '../../storage/repositories/inbound-rules.ts';
import type { NumberListsRepository } from '../../storage/repositories/number-lists.ts';
import type { SchedulesRepository } from '../../storage/repositories/schedules.ts';

/** First passwords are the logins; each must be changed at the first login. */
const DEMO_USERS: readonly { readonly login: string; readonly displayName: string; readonly role: Role }[] = [
  { login: 'admin', displayName: '系统管理员', role: 'admin' },
  { login: 'supervisor', displayName: '赵敏', role: 'supervisor' },
  { login: 'agent1', displayName: '陈静', role: 'agent' },
  { login: 'agent2', displayName: '李强', role: 'agent' },
  { login: 'agent3', displayName: '王芳', role: 'agent' },
];

/** Empty: whoever is to be on them is the house's own affair. */
const DEMO_LISTS: readonly NumberList[] = [
  { listId: 'black', kind: 'black', title: '黑名单' },
  { listId: 'white', kind: 'white', title: '白名单' },
  { listId: 'vip', kind: 'vip', title: 'VIP' },
].map((list) => numberListSchema.parse(list));

export interface DemoParts {
  readonly accounts: AccountsRepository;
  readonly rules: InboundRulesRepository<RuleMatch, NextStep>;
  readonly flows: FlowsRepository<FlowDefinition>;
  readonly schedules: SchedulesRepository;
  readonly numberLists: NumberListsRepository;
  readonly hasher: PasswordHasher;
  /** Number of the first extension: the agents get the first ones. */
  readonly firstStation: number;
}

/** Furnishes a house that nobody has furnished yet: people, the welcome rule, its flow, hours, lists. Touches nothing else. */
export async function furnishDemoHouse(parts: DemoParts): Promise<boolean> {
  const { accounts, rules, flows, schedules, numberLists } = parts;
  const isFresh = (await accounts.all()).length === 0;
  if (isFresh) {
    await addUsers(parts);
    await schedules.save(officeHours(serverTimeZone()));
    for (const list of DEMO_LISTS) await numberLists.save(list);
  }
  if ((await flows.all()).length === 0 && (await rules.all()).length === 0) {
    await flows.save(welcomeFlow);
    await rules.save(welcomeRule);
  }
  return isFresh;
}

async function addUsers({ accounts, hasher, firstStation }: DemoParts): Promise<void> {
  const hashes = await Promise.all(DEMO_USERS.map((user) => hasher.hash(user.login)));
  let stationNo = firstStation;
  for (const [at, user] of DEMO_USERS.entries()) {
    const passwordHash = hashes[at] ?? '';
    const created = await accounts.create({ ...user, locale: 'zh-CN', passwordHash, mustChangePassword: true });
    if (!created.ok || user.role !== 'agent') continue;
    await accounts.setLastStation(created.value.userId, String(stationNo));
    stationNo += 1;
  }
}
