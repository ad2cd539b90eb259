import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import type { Fault } from '../foundation/errors.ts';
import { failed, ok, type Result } from '../foundation/result.ts';
import { guardRoutes } from './access.ts';
import { AllowedCommands } from './allowed-commands.ts';
import type { ApiParts } from './api-parts.ts';
import { Authenticator } from './authentication/authenticator.ts';
import { LoginThrottle } from './authentication/login-throttle.ts';
import { SessionKeeper } from './authentication/session-keeper.ts';
import { BenchAudioServer } from './bench-audio-server.ts';
import { documentRoutes } from './documentation.ts';
import { EventsServer } from './events-server.ts';
import { createHttpApp, type HttpApp } from './http-app.ts';
import { refusal, withIds } from './http-fault.ts';
import { Metrics } from './metrics.ts';
import { MonitorAudioServer } from './monitor-audio-server.ts';
import { isLoopbackAddress } from './request-identity.ts';
import { agentRoutes } from './routes/agents.ts';
import { benchRoutes } from './routes/bench.ts';
import { boardRoutes } from './routes/board.ts';
import { callExportRoutes } from './routes/call-exports.ts';
import { callRoutes } from './routes/calls.ts';
import { followRoutes } from './routes/follow.ts';
import { clickToDialRoutes } from './routes/click-to-dial.ts';
import { commandRoutes } from './routes/commands.ts';
import { flowRoutes } from './routes/flows.ts';
import { healthRoute } from './routes/health.ts';
import { listEntryRoutes } from './routes/list-entries.ts';
import { loginRoutes } from './routes/login.ts';
import { meRoutes } from './routes/me.ts';
import { metricsRoute } from './routes/metrics.ts';
import { musicRoutes } from './routes/music.ts';
import { recordingDownloadRoutes } from './routes/recording-downloads.ts';
import { recordingKeepingRoutes } from './routes/recording-keeping.ts';
import { recordingNoteRoutes } from './routes/recording-notes.ts';
import { numberListRoutes } from './routes/number-lists.ts';
import { recordingRoutes } from './routes/recordings.ts';
import { scheduleRoutes } from './routes/schedules.ts';
import { routingRuleRoutes } from './routes/routing-rules.ts';
import { routingTestRoutes } from './routes/routing-tests.ts';
import { settingRoutes } from './routes/settings.ts';
import { stationRoutes } from './routes/stations.ts';
import { userRoutes } from './routes/users.ts';
import { voicemailBoxRoutes } from './routes/voicemail-boxes.ts';
import { voicemailRoutes } from './routes/voicemail.ts';
import { screenPopRoutes } from './routes/screen-pops.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { SeatCommands } from './seat-commands.ts';
import { serveSeatPages } from './seat-pages.ts';
import { SeatServer } from './seat-server.ts';
import { AgentsTopic } from './topics/agents-topic.ts';
import { AllowedTopic } from './topics/allowed-topic.ts';
import { BenchTopic } from './topics/bench-topic.ts';
import { BoardTopic } from './topics/board-topic.ts';
import { CallsTopic } from './topics/calls-topic.ts';
import { RecordsTopic } from './topics/records-topic.ts';
import { StationsTopic } from './topics/stations-topic.ts';
import type { Topic } from './topics/topic.ts';
import { VoicemailTopic } from './topics/voicemail-topic.ts';
import { admitUpgrades } from './upgrades.ts';

/** The API while it listens. */
export interface HttpServer {
  /** `http://127.0.0.1:8680`; the address to open on this machine. */
  readonly address: string;
  /** Closes sockets and connections, then the port. Idempotent. */
  close(): Promise<void>;
}

interface Inside {
  readonly sessions: SessionKeeper;
  readonly authenticator: Authenticator;
  readonly metrics: Metrics;
  readonly commands: SeatCommands;
  readonly loopbackOnly: boolean;
}

/** Builds the API over its parts and listens. Fault: server/portInUse. */
export async function openHttpServer(parts: ApiParts): Promise<Result<HttpServer, Fault>> {
  const { host, port } = parts.options;
  const inside = buildInside(parts);
  const app = createHttpApp(parts.log);
  await registerRoutes(app, parts, inside);
  const seats = new SeatServer({
    version: parts.options.version,
    callClock: parts.callClock,
    wallClock: parts.wallClock,
    agents: parts.agents,
    sessions: inside.sessions,
    commands: inside.commands,
    topics: buildTopics(parts),
    metrics: inside.metrics,
    log: parts.log,
  });
  const { journal } = parts.integration;
  const events = new EventsServer({
    journal,
    calls: parts.calls,
    records: parts.records,
    sessions: inside.sessions,
    clock: parts.wallClock,
    log: parts.log,
  });
  const benchAudio = parts.bench === undefined ? undefined : new BenchAudioServer(parts.bench);
  const monitorAudio = new MonitorAudioServer(parts.monitor, parts.log);
  const close = async (): Promise<void> => {
    seats.close();
    events.close();
    benchAudio?.close();
    monitorAudio.close();
    await app.close();
    inside.metrics.dispose();
  };
  admitUpgrades(app.server, {
    sessions: inside.sessions,
    seats,
    events,
    benchAudio,
    monitorAudio,
    loopbackOnly: inside.loopbackOnly,
    log: parts.log,
  });
  try {
    await app.listen({ host, port });
  } catch (error) {
    await close();
    return failed(listenFault(error, port));
  }
  return ok({ address: addressOf(app, host), close });
}

function buildInside(parts: ApiParts): Inside {
  const { accounts, agents, hasher, wallClock, log, options } = parts;
  const sessions = new SessionKeeper({
    accounts,
    sessions: parts.sessions,
    clock: wallClock,
    times: options.sessionTimes,
    onListenerError: (error) => log.error('a listener of ended sessions failed', { error: String(error) }),
  });
  const throttle = new LoginThrottle(wallClock);
  const authenticator = new Authenticator({
    accounts,
    agents,
    sessions,
    throttle,
    hasher,
    devices: parts.calls.devices,
  });
  const metrics = new Metrics(parts);
  const commands = new SeatCommands({
    ...parts,
    allowed: new AllowedCommands(parts.calls, parts.agents, parts.recorder),
  });
  return { sessions, authenticator, metrics, commands, loopbackOnly: isLoopbackListener(options.host) };
}

/** Order matters: what a hook shall guard is registered after it. */
async function registerRoutes(app: HttpApp, parts: ApiParts, inside: Inside): Promise<void> {
  const { sessions, authenticator } = inside;
  await app.register(cookie);
  await app.register(rateLimit, { max: parts.options.requestsPerMinute, timeWindow: '1 minute' });
  const { webhooks, screenPops, clickToDial } = parts.integration;
  guardRoutes(app, sessions, inside.loopbackOnly, (origin) => clickToDial.allows(origin));
  await documentRoutes(app, parts.options.version);
  metricsRoute(app, inside.metrics, parts.wallClock);
  healthRoute(app, parts.health);
  loginRoutes(app, authenticator, parts.wallClock);
  meRoutes(app, { authenticator, accounts: parts.accounts, sessions });
  callRoutes(app, parts);
  flowRoutes(app, parts.flows);
  callExportRoutes(app, parts);
  recordingRoutes(app, parts);
  recordingNoteRoutes(app, parts);
  recordingDownloadRoutes(app, parts);
  recordingKeepingRoutes(app, parts.recordingWork);
  voicemailRoutes(app, parts.voicemail);
  voicemailBoxRoutes(app, parts.voicemail);
  userRoutes(app, { accounts: parts.accounts, agents: parts.agents, sessions, hasher: parts.hasher });
  agentRoutes(app, parts.agents);
  boardRoutes(app, parts);
  benchRoutes(app, parts.bench);
  settingRoutes(app, parts.options.settings);
  scheduleRoutes(app, parts);
  numberListRoutes(app, parts);
  listEntryRoutes(app, parts);
  routingRuleRoutes(app, parts.routing.desk);
  routingTestRoutes(app, parts.routing.testers, parts.routing.desk);
  followRoutes(app, parts.follow);
  stationRoutes(app, parts.stations);
  musicRoutes(app, parts.music);
  commandRoutes(app, inside.commands, parts.wallClock);
  webhookRoutes(app, webhooks);
  screenPopRoutes(app, screenPops);
  clickToDialRoutes(app, { ...parts, clickToDial, sessions, commands: inside.commands, clock: parts.wallClock });
  await serveSeatPages(app, parts.options.seatFolder);
}

function buildTopics(parts: ApiParts): readonly Topic[] {
  const bench = parts.bench === undefined ? [] : [new BenchTopic(parts.bench)];
  return [
    new CallsTopic(parts.calls),
    new AgentsTopic(parts.agents),
    new BoardTopic(parts.board),
    new RecordsTopic(parts.records),
    new StationsTopic(parts.stations),
    new VoicemailTopic(parts.voicemail),
    ...bench,
    new AllowedTopic(new AllowedCommands(parts.calls, parts.agents, parts.recorder), parts.calls, parts.agents),
  ];
}

function isLoopbackListener(host: string): boolean {
  return host === 'localhost' || isLoopbackAddress(host);
}

function addressOf(app: HttpApp, host: string): string {
  const bound = app.server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

function listenFault(error: unknown, port: number): Fault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  if (code === 'EADDRINUSE') {
    const next = 'Stop the other program, or choose another with --port N (--port 0 takes any free one).';
    return withIds(refusal('server/portInUse', 'listen', `port ${port} is in use`, next), { port });
  }
  const next = 'Choose another address with --host or another port with --port.';
  return withIds(refusal('server/portInUse', 'listen', `the port cannot be had (${code})`, next), { port });
}
