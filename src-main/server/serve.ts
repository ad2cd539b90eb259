import { join } from 'node:path';
import type { ApiParts } from '../api/api-parts.ts';
import { PasswordHasher } from '../api/authentication/password-hash.ts';
import { openHttpServer, type HttpServer } from '../api/http-server.ts';
import { RealClock } from '../foundation/clock.ts';
import { DisposableStack } from '../foundation/disposable.ts';
import type { Fault } from '../foundation/errors.ts';
import { openLogger, type Log, type Logger } from '../foundation/logger.ts';
import { failed, ok, type Result } from '../foundation/result.ts';
import { House, openHouse } from './house.ts';
import { lockDataFolder } from './instance-lock.ts';
import { programVersion, SEAT_FOLDER } from './program.ts';
import type { Settings } from './settings.ts';

/** A server that runs. */
export interface RunningServer {
  readonly address: string;
  readonly house: House;
  readonly log: Log;
  /** Why there are no lines, when the board could not be opened. */
  readonly boardFault: Fault | undefined;
  /** Whether a user still has the password that was given out with the demo house. */
  readonly hasFirstPasswords: boolean;
  /** Calls end and recordings are sealed while the seats still watch; then the sockets, then the files. Idempotent. */
  stop(): Promise<void>;
}

/**
 * Starts in the order: data folder · log · storage · services · port · board. The port comes before the board so that
 * a port in use is told before a card is touched. Faults: storage/…, server/portInUse. A board that does not open is
 * no fault: the server runs without lines, says so in /health, and tries again when it is asked.
 */
export async function serve(settings: Settings): Promise<Result<RunningServer, Fault>> {
  const owned = new DisposableStack();
  const lock = lockDataFolder(settings.dataDir);
  if (!lock.ok) return lock;
  owned.own(lock.value);
  const log = serverLog(settings);
  const giveUp = async (fault: Fault): Promise<Result<RunningServer, Fault>> => {
    log.error(`the server does not start: ${fault.now}`, { code: fault.code });
    await log.close();
    owned.dispose();
    return failed(fault);
  };
  const hasher = new PasswordHasher();
  const house = await openHouse({ settings, log, hasher, version: programVersion() });
  if (!house.ok) return giveUp(house.error);
  await house.value.start();
  const api = await openHttpServer(apiParts(settings, house.value, log, hasher));
  if (!api.ok) {
    await house.value.close();
    return giveUp(api.error);
  }
  const opened = await house.value.openBoard();
  if (!opened.ok) log.error(`the board is not open: ${opened.error.now}`, { code: opened.error.code });
  log.info('the server is ready');
  let stopping: Promise<void> | undefined;
  return ok({
    address: api.value.address,
    house: house.value,
    log,
    boardFault: opened.ok ? undefined : opened.error,
    hasFirstPasswords: (await house.value.storage.accounts.all()).some((user) => user.mustChangePassword),
    stop: () => (stopping ??= stopAll(house.value, api.value, log, owned)),
  });
}

async function stopAll(house: House, api: HttpServer, log: Logger, owned: DisposableStack): Promise<void> {
  log.info('the server stops');
  await house.endCalls();
  await api.close();
  await house.close();
  log.info('the server has stopped');
  await log.close();
  owned.dispose();
}

function serverLog(settings: Settings): Logger {
  const clock = new RealClock();
  return openLogger({
    folder: join(settings.dataDir, 'logs'),
    level: settings.logLevel,
    console: false,
    nowMs: () => clock.nowMs(),
    onTrouble: (message) => void process.stderr.write(`log: ${message}\n`),
  });
}

/** What the API stands on in a real house. */
function apiParts(settings: Settings, house: House, log: Log, hasher: PasswordHasher): ApiParts {
  const { accounts, sessions } = house.storage;
  return {
    calls: house.mediator,
    agents: house.agents,
    records: house.records,
    recordings: house.recordings.locator,
    recordingWork: house.recordings.work,
    recorder: house.recordings.service,
    voicemail: house.voicemail.service.desk,
    accounts,
    sessions,
    hasher,
    schedules: house.routing.hours.schedules,
    numberLists: house.routing.hours.numberLists,
    flows: house.flows,
    board: house.console,
    monitor: house.monitor,
    routing: house.routing,
    follow: house.follow.desk,
    following: house.follow.service,
    stations: house.follow.stations,
    music: house.follow.music,
    ...(house.bench === undefined ? {} : { bench: house.bench }),
    openBoard: () => house.openBoard(),
    health: house.health,
    integration: house.integration,
    log,
    callClock: house.time.callClock,
    wallClock: house.time.wallClock,
    resyncs: () => house.mediator.counters.resyncs,
    options: {
      version: programVersion(),
      host: settings.host,
      port: settings.port,
      seatFolder: SEAT_FOLDER,
      sessionTimes: {
        idleMs: settings.sessionIdleHours * 3_600_000,
        longestMs: settings.sessionLongestDays * 86_400_000,
      },
      requestsPerMinute: settings.requestsPerMinute,
      settings: () => settings.views,
    },
  };
}
