import type { Clock } from '../foundation/clock.ts';
import type { Fault } from '../foundation/errors.ts';
import type { Result } from '../foundation/result.ts';
import type { Log } from '../foundation/logger.ts';
import type { CallControl } from '../mediator/call-control.ts';
import type { FollowDesk } from '../services/follow/index.ts';
import type { RoutingDesk, RoutingTesters } from '../services/routing/index.ts';
import type { PasswordHasher } from './authentication/password-hash.ts';
import type { SessionTimes } from './authentication/session-keeper.ts';
import type { LiveRecordingPort, RecordingWorkPort } from './recording-ports.ts';
import type { IntegrationPorts } from './integration-ports.ts';
import type { SettingView } from './routes/settings.ts';
import type {
  AccountsPort,
  AgentsPort,
  BenchPort,
  BoardPort,
  CallRecordsPort,
  FlowsPort,
  HealthPort,
  FollowingPort,
  MonitorPort,
  MusicPort,
  NumberListsPort,
  RecordingsPort,
  SchedulesPort,
  SessionsPort,
  StationsPort,
  VoicemailPort,
} from './ports.ts';

/** Everything that the API stands on; server/compose.ts joins it, tests give fakes. */
export interface ApiParts {
  readonly calls: CallControl;
  readonly agents: AgentsPort;
  readonly records: CallRecordsPort;
  readonly recordings: RecordingsPort;
  readonly recordingWork: RecordingWorkPort;
  readonly recorder: LiveRecordingPort;
  readonly voicemail: VoicemailPort;
  readonly accounts: AccountsPort;
  readonly sessions: SessionsPort;
  readonly hasher: PasswordHasher;
  readonly schedules: SchedulesPort;
  readonly numberLists: NumberListsPort;
  readonly flows: FlowsPort;
  readonly board: BoardPort;
  readonly monitor: MonitorPort;
  readonly routing: { readonly desk: RoutingDesk; readonly testers: RoutingTesters };
  readonly follow: FollowDesk;
  readonly following: FollowingPort;
  readonly stations: StationsPort;
  readonly music: MusicPort;
  /** Opens the board when it is not up; tried again on command. */
  readonly openBoard: () => Promise<Result<void, Fault>>;
  /** Only on the simulator. */
  readonly bench?: BenchPort;
  readonly health: HealthPort;
  readonly integration: IntegrationPorts;
  readonly log: Log;
  /** Time of the calls: stepped when the simulator is. Screens follow it. */
  readonly callClock: Clock;
  /** Time of people and sockets: heartbeats, sessions, throttling. */
  readonly wallClock: Clock;
  /** How often the event lane lost events and was put right by a snapshot. */
  readonly resyncs: () => number;
  readonly options: ApiOptions;
}

export interface ApiOptions {
  readonly version: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Folder of the built seat client; absent serves none. */
  readonly seatFolder?: string;
  readonly sessionTimes: SessionTimes;
  /** Requests that one address may make in a minute. */
  readonly requestsPerMinute: number;
  /** The settings as an admin sees them. */
  readonly settings: () => readonly SettingView[];
}
