import type { Disposable } from '../foundation/disposable.ts';
import type { Fault } from '../foundation/errors.ts';
import type { Result } from '../foundation/result.ts';
import type { BenchAction, BenchNotice, BenchState } from '../contract/bench.ts';
import type { BoardView } from '../contract/board-view.ts';
import type { CallCount } from '../contract/call-list.ts';
import type { CallListFilter, CallRecord, CallRecordPage, CallRecordQuery } from '../contract/call-record.ts';
import type { CallId, ChannelNumber, RecordingId, SessionId, UserId } from '../contract/ids.ts';
import type { StreamedRecording } from './recording-ports.ts';
import type { PublishedFlow } from '../contract/flows.ts';
import type { AgentView, Locale, Role, UserView } from '../contract/users.ts';
import type { FollowService } from '../services/follow/index.ts';
import type { MusicService } from '../services/music/index.ts';
import type { StationsService } from '../services/stations/index.ts';
import type { NumberListsService, SchedulesService } from '../services/routing/index.ts';
import type { VoicemailDesk } from '../services/voicemail/index.ts';

/**
 * What the API needs of the services beneath it, besides CallControl. The services implement these by
 * shape; server/compose.ts joins them.
 */

/** services/agents: who is signed in where, and in which state. */
export interface AgentsPort {
  /** Takes the station for the user; refused with auth/stationTaken when another user holds it. */
  signIn(user: UserView, stationNo: string | undefined): Result<AgentView, Fault>;
  signOut(userId: UserId): void;
  /** The seat's socket opened or closed; the agent's state outlives a short absence. */
  setOnline(userId: UserId, online: boolean): void;
  /** 置闲 / 置忙. While talking it is kept as pendingState. */
  setReady(userId: UserId, ready: boolean): Result<AgentView, Fault>;
  byUser(userId: UserId): AgentView | undefined;
  byStation(stationNo: string): AgentView | undefined;
  all(): readonly AgentView[];
  onAgentChanged(listener: (agent: AgentView) => void): Disposable;
}

export interface RecordViewer {
  readonly userId: UserId;
  readonly role: Role;
  readonly stationNo?: string | undefined;
}

/** services/records: call records derived from the journal. */
export interface CallRecordsPort {
  page(query: CallRecordQuery, viewer: RecordViewer): Promise<CallRecordPage>;
  /** At most `limit`; `pause` is awaited between the parts of a long count. */
  count(query: CallListFilter, viewer: RecordViewer, limit: number, pause?: () => Promise<void>): Promise<CallCount>;
  byId(callId: CallId): Promise<CallRecord | undefined>;
  /** After the record was stored. */
  onRecordChanged(listener: (record: CallRecord) => void): Disposable;
}

/** services/recording: sealed and running recordings. */
export interface RecordingsPort {
  /** The file to stream; the call it belongs to decides who may hear it. */
  locate(recordingId: RecordingId): Promise<Result<StreamedRecording, Fault>>;
  /** The call of a recording, also of one whose file is gone. */
  callOf(recordingId: RecordingId): Promise<CallId | undefined>;
}

/** storage: accounts and sessions. Passwords are kept as PHC strings. */
export interface AccountsPort {
  byLogin(
    login: string,
  ): Promise<(UserView & { readonly passwordHash: string; readonly lastStationNo?: string }) | undefined>;
  byId(userId: UserId): Promise<(UserView & { readonly passwordHash: string }) | undefined>;
  all(): Promise<readonly UserView[]>;
  create(user: {
    login: string;
    displayName: string;
    role: Role;
    locale: Locale;
    passwordHash: string;
    mustChangePassword: boolean;
  }): Promise<Result<UserView, Fault>>;
  setPassword(userId: UserId, passwordHash: string, mustChangePassword: boolean): Promise<void>;
  setLocale(userId: UserId, locale: Locale): Promise<void>;
  setDisabled(userId: UserId, disabled: boolean): Promise<void>;
  setLastStation(userId: UserId, stationNo: string): Promise<void>;
}

export interface SessionsPort {
  /** `tokenHash` is the SHA-256 of the secret in the cookie; the secret itself is stored nowhere. */
  create(session: {
    sessionId: SessionId;
    tokenHash: string;
    userId: UserId;
    stationNo?: string;
    createdAt: number;
    expiresAt: number;
    remoteAddress: string;
  }): Promise<void>;
  byTokenHash(tokenHash: string): Promise<StoredSession | undefined>;
  ofUser(userId: UserId): Promise<readonly StoredSession[]>;
  touch(sessionId: SessionId, expiresAt: number): Promise<void>;
  revoke(sessionId: SessionId): Promise<void>;
  revokeAllOf(userId: UserId, except?: SessionId): Promise<void>;
}

export interface StoredSession {
  readonly sessionId: SessionId;
  readonly userId: UserId;
  readonly stationNo?: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly revoked: boolean;
}

/** services/stations: do-not-disturb and forwarding. */
export type StationsPort = Pick<
  StationsService,
  'all' | 'of' | 'save' | 'setDoNotDisturb' | 'setForwarding' | 'onStationChanged'
>;

/** services/follow: a talk is sent after somebody. */
export type FollowingPort = Pick<FollowService, 'followByHand'>;

/** services/music: what waiting callers hear. */
export type MusicPort = Pick<MusicService, 'view' | 'savePlan' | 'setOwn' | 'upload' | 'remove' | 'soundOf'>;

/** services/routing: when the house is open. */
export type SchedulesPort = Pick<SchedulesService, Exclude<keyof SchedulesService, 'book' | 'start'>>;

/** services/routing: who is on which list of numbers. */
export type NumberListsPort = Pick<
  NumberListsService,
  Exclude<keyof NumberListsService, 'lookup' | 'start' | 'stop' | 'countHit'>
>;

/** services/ivr: to which flows a caller can be sent. */
export interface FlowsPort {
  published(): readonly PublishedFlow[];
}

/** mediator and driver: the board as the console shows it. */
export interface BoardPort {
  view(): BoardView;
  onBoardChanged(listener: (board: BoardView) => void): Disposable;
  /** One channel's view after each step; the delta that consoles get. */
  onChannelChanged(listener: (channel: BoardView['channels'][number]) => void): Disposable;
}

/** Hearing a channel without taking part, by browsers and by the board PC's own loudspeaker. */
export interface MonitorPort {
  /** PCM16 at 8 kHz: pairs of one sample from the line and one to it. Faults: board/… */
  listen(channel: ChannelNumber, onHeard: (pairs: Int16Array) => void): Result<Disposable, Fault>;
  /** The channel that the loudspeaker of the board PC plays; undefined chooses none. */
  setLoudspeaker(channel: ChannelNumber | undefined): Promise<Result<void, Fault>>;
}

/** services/voicemail: boxes and messages for people at screens. */
export type VoicemailPort = Pick<VoicemailDesk, keyof VoicemailDesk>;

/** Present only when the board is the simulator. */
export interface BenchPort {
  act(action: BenchAction): Result<void, Fault>;
  state(): BenchState;
  onState(listener: (state: BenchState) => void): Disposable;
  onNotice(listener: (notice: BenchNotice) => void): Disposable;
  /** Moves stepped time; refused on the wall clock. */
  advance(ms: number): Promise<Result<void, Fault>>;
  /** Tester's headset at one party of the simulated world: 20 ms blocks of PCM16 8 kHz, both ways. */
  openAudio(
    party: { readonly kind: 'far' | 'phone'; readonly no: number },
    onHeard: (samples: Int16Array) => void,
  ): Result<BenchAudio, Fault>;
}

export interface BenchAudio extends Disposable {
  feed(samples: Int16Array): void;
}

/** server/health: one line a part, for /health and the doctor. */
export interface HealthPort {
  check(): Promise<HealthReport>;
}

export interface HealthReport {
  readonly status: 'ok' | 'degraded' | 'failing';
  readonly startedAt: number;
  readonly version: string;
  readonly parts: readonly {
    readonly part: string;
    readonly status: 'ok' | 'degraded' | 'failing';
    readonly detail: string;
  }[];
}
