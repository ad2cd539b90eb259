import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AllowedCommands } from '../api/allowed-commands.ts';
import { PasswordHasher } from '../api/authentication/password-hash.ts';
import { SeatCommands } from '../api/seat-commands.ts';
import type { Viewer } from '../api/policies/seat-policies.ts';
import { sessionIdSchema, type UserId } from '../contract/ids.ts';
import type { AgentView } from '../contract/users.ts';
import { FaultError, type Fault } from '../foundation/errors.ts';
import type { Log } from '../foundation/log.ts';
import type { Result } from '../foundation/result.ts';
import type { SteppedProduct } from '../../board-sim/scenario/stepped-world.ts';
import { openHouse, type House } from './house.ts';
import { programVersion } from './program.ts';
import { plainSettings } from './settings.ts';

export interface RehearsalOptions {
  readonly trunks?: number;
  readonly extensions?: number;
  readonly seed?: number;
  readonly log: Log;
  /** Kept when given; else a folder of its own, removed at the end. */
  readonly dataDir?: string;
}

/**
 * The whole product beneath the API on stepped time, for scenarios: same house, same seat commands, no sockets.
 * Throws FaultError when it cannot be opened.
 */
export async function openRehearsal(options: RehearsalOptions): Promise<SteppedProduct & { readonly house: House }> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'trunkline-rehearsal-')));
  const removeDataDir = async (): Promise<void> => {
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
  };
  const { trunks = 8, extensions = 8, seed = 1, log } = options;
  const settings = plainSettings(dataDir, { clock: 'stepped', trunks, extensions, seed });
  const house = required(await openHouse({ settings, log, hasher: new PasswordHasher(), version: programVersion() }));
  await house.start();
  required(await house.openBoard());
  const { walk, bench, mediator, agents } = house;
  if (walk === undefined || bench === undefined) throw new Error('a stepped house has its bench');
  const viewers = new Map<UserId, Viewer>();
  const commands = new SeatCommands(mediator, agents, new AllowedCommands(mediator, agents));
  return {
    house,
    simulator: required(await bench.attach()),
    callControl: mediator,
    agents,
    records: house.records,
    recordings: house.locator,
    board: house.console,
    nowMs: () => house.time.callClock.monotonicMs(),
    advance: async (ms) => {
      required(await walk.advance(ms));
    },
    signIn: async (login, stationNo) => {
      const { agent, viewer } = await signIn(house, login, stationNo);
      viewers.set(viewer.userId, viewer);
      return agent;
    },
    signOut: async (userId) => agents.signOut(userId),
    command: async (userId, name, params) => {
      const viewer = viewers.get(userId);
      if (viewer === undefined) throw new Error('nobody of this id is signed in');
      const done = await commands.execute(viewer, name, params);
      return done.ok ? { ok: true, value: undefined } : done;
    },
    stop: async () => {
      await house.close();
      await removeDataDir();
    },
  };
}

async function signIn(house: House, login: string, stationNo: string): Promise<{ agent: AgentView; viewer: Viewer }> {
  const user = await house.storage.accounts.byLogin(login);
  if (user === undefined) throw new Error(`no user is named ${login}`);
  const agent = required(house.agents.signIn(user, stationNo));
  house.agents.setOnline(user.userId, true);
  const sessionId = sessionIdSchema.parse(`rehearsal-${login}`);
  return { agent, viewer: { userId: user.userId, role: user.role, sessionId, stationNo } };
}

function required<Value>(result: Result<Value, Fault>): Value {
  if (!result.ok) throw new FaultError(result.error);
  return result.value;
}
