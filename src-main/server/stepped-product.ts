import { AllowedCommands } from '../api/allowed-commands.ts';
import { PasswordHasher } from '../api/authentication/password-hash.ts';
import { SeatCommands } from '../api/seat-commands.ts';
import type { Viewer } from '../api/policies/seat-policies.ts';
import type { BenchNotice } from '../contract/bench.ts';
import { sessionIdSchema, userIdSchema, type UserId } from '../contract/ids.ts';
import type { Arrangements } from '../../board-sim/scenario/world.ts';
import type { SeatCommandName } from '../contract/seat-protocol.ts';
import type { AgentView } from '../contract/users.ts';
import { FaultError, type Fault } from '../foundation/errors.ts';
import type { Log } from '../foundation/log.ts';
import { failed, ok, type Result } from '../foundation/result.ts';
import { openHouse, type House } from './house.ts';
import { programVersion } from './program.ts';
import { plainSettings } from './settings.ts';

export interface SteppedProductOptions {
  /** Of its own: nothing else uses it meanwhile. */
  readonly dataDir: string;
  readonly log: Log;
  readonly seed?: number;
  readonly trunks?: number;
  readonly extensions?: number;
}

/**
 * The whole product but its sockets, in this process, on the simulated board in stepped time: for scenarios, whose
 * hours pass in milliseconds. One at a time in a process. Throws FaultError when it cannot be opened.
 */
export async function openSteppedProduct({ dataDir, log, ...chosen }: SteppedProductOptions) {
  const settings = plainSettings(dataDir, { ...chosen, clock: 'stepped', outsidePrefix: '9' });
  const house = valueOf(await openHouse({ settings, log, hasher: new PasswordHasher(), version: programVersion() }));
  await house.start();
  valueOf(await house.openBoard());
  const bench = house.bench;
  const walk = house.walk;
  if (bench === undefined || walk === undefined) throw new Error('a stepped product has a bench and a walk');
  const simulator = valueOf(await bench.attach());
  const noticed: BenchNotice[] = [];
  bench.onNotice((notice) => noticed.push(notice));
  const { mediator, agents } = house;
  const commands = new SeatCommands({
    calls: mediator,
    agents,
    allowed: new AllowedCommands(mediator, agents, house.recordings.service),
    recordings: house.recordings.locator,
    recordingWork: house.recordings.work,
    recorder: house.recordings.service,
    records: house.records,
    stations: house.follow.stations,
    following: house.follow.service,
    flows: house.flows,
  });
  return {
    simulator,
    // The bench looks at the world by the wall clock, and takes what it finds there.
    takeNotices: () => [...noticed.splice(0), ...simulator.takeNotices()],
    callControl: mediator,
    agents,
    records: house.records,
    recordings: house.recordings.locator,
    board: house.console,
    routing: house.routing.desk,
    voicemail: house.voicemail.service.desk,
    nowMs: () => house.time.callClock.nowMs(),
    advance: async (ms: number) => valueOf(await walk.advance(ms)),
    signIn: (login: string, stationNo: string) => signIn(house, login, stationNo),
    signOut: async (userId: UserId) => agents.signOut(userId),
    command: async (userId: UserId, name: SeatCommandName, params: unknown): Promise<Result<void, Fault>> => {
      const outcome = await commands.execute(viewerOf(agents.byUser(userId), userId), name, params);
      return outcome.ok ? ok() : failed(outcome.error);
    },
    arrange: arrangements(house),
    stop: () => house.close(),
  };
}

/** What administrators set up for a story. */
function arrangements({ routing, follow }: House): Arrangements {
  const admin = { userId: userIdSchema.parse('scenario'), role: 'admin' } as const;
  return {
    followPlan: async (draft) => valueOf(await follow.desk.save(admin, draft)).planId,
    ringGroup: async (draft) => valueOf(await routing.desk.saveRingGroup(draft)).groupId,
    firstRule: async (next) => {
      const rule = { title: 'scenario', enabled: true, match: {}, next, position: 1 };
      valueOf(await routing.desk.saveInbound(rule));
    },
  };
}

async function signIn({ agents, storage }: House, login: string, stationNo: string): Promise<AgentView> {
  const account = await storage.accounts.byLogin(login);
  if (account === undefined) throw new Error('a scenario signs in an account that there is not');
  const signedIn = valueOf(agents.signIn(account, stationNo));
  agents.setOnline(account.userId, true);
  return signedIn;
}

function viewerOf(agent: AgentView | undefined, userId: UserId): Viewer {
  const station = agent?.stationNo === undefined ? {} : { stationNo: agent.stationNo };
  return { userId, role: agent?.role ?? 'agent', sessionId: sessionIdSchema.parse('scenario'), ...station };
}

function valueOf<Value>(result: Result<Value, Fault>): Value {
  if (result.ok) return result.value;
  throw new FaultError(result.error);
}
