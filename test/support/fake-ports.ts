import type { ApiParts } from '../../src-main/api/api-parts.ts';
import { PasswordHasher } from '../../src-main/api/authentication/password-hash.ts';
import type {
  AccountsPort,
  AgentsPort,
  BenchPort,
  BoardPort,
  CallRecordsPort,
  RecordingsPort,
  SessionsPort,
  StoredSession,
} from '../../src-main/api/ports.ts';
import type { BenchAction, BenchNotice, BenchState } from '../../src-main/contract/bench.ts';
import type { BoardView } from '../../src-main/contract/board-view.ts';
import type { CallRecord } from '../../src-main/contract/call-record.ts';
import { recordingIdSchema, userIdSchema, type RecordingId, type UserId } from '../../src-main/contract/ids.ts';
import type { AgentView, Role, UserView } from '../../src-main/contract/users.ts';
import { RealClock, type Clock } from '../../src-main/foundation/clock.ts';
import type { Log, LogFields } from '../../src-main/foundation/log.ts';
import { failed, ok, type Result } from '../../src-main/foundation/result.ts';
import type { Fault } from '../../src-main/foundation/errors.ts';
import { TypedEmitter } from '../../src-main/foundation/typed-emitter.ts';
import type { DeviceView } from '../../src-main/mediator/call-control.ts';
import { FakeCalls } from './fake-calls.ts';

const rethrow = (error: unknown): void => {
  throw error;
};

type StoredAccount = NonNullable<Awaited<ReturnType<AccountsPort['byLogin']>>>;

export class FakeAccounts implements AccountsPort {
  readonly stored = new Map<UserId, StoredAccount>();

  async byLogin(login: string): Promise<StoredAccount | undefined> {
    return [...this.stored.values()].find((account) => account.login === login.toLowerCase());
  }

  async byId(userId: UserId): Promise<StoredAccount | undefined> {
    return this.stored.get(userId);
  }

  async all(): Promise<readonly UserView[]> {
    return [...this.stored.values()].map(({ passwordHash: _hash, lastStationNo: _station, ...user }) => user);
  }

  async create(user: Parameters<AccountsPort['create']>[0]): Promise<Result<UserView, Fault>> {
    if ((await this.byLogin(user.login)) !== undefined) return failed(fault('request/conflict'));
    const userId = userIdSchema.parse(`user_${user.login}`);
    this.stored.set(userId, { userId, disabled: false, ...user });
    const { passwordHash: _hash, ...view } = user;
    return ok({ userId, disabled: false, ...view });
  }

  async setPassword(userId: UserId, passwordHash: string, mustChangePassword: boolean): Promise<void> {
    this.#change(userId, { passwordHash, mustChangePassword });
  }

  async setLocale(userId: UserId, locale: UserView['locale']): Promise<void> {
    this.#change(userId, { locale });
  }

  async setDisabled(userId: UserId, disabled: boolean): Promise<void> {
    this.#change(userId, { disabled });
  }

  async setLastStation(userId: UserId, lastStationNo: string): Promise<void> {
    this.#change(userId, { lastStationNo });
  }

  #change(userId: UserId, change: Partial<StoredAccount>): void {
    const account = this.stored.get(userId);
    if (account !== undefined) this.stored.set(userId, { ...account, ...change });
  }
}

type KeptSession = StoredSession & { readonly tokenHash: string };

export class FakeSessions implements SessionsPort {
  readonly stored = new Map<string, KeptSession>();

  async create(session: Parameters<SessionsPort['create']>[0]): Promise<void> {
    const { remoteAddress: _address, ...kept } = session;
    this.stored.set(session.sessionId, { ...kept, revoked: false });
  }

  async byTokenHash(tokenHash: string): Promise<StoredSession | undefined> {
    return [...this.stored.values()].find((session) => session.tokenHash === tokenHash);
  }

  async ofUser(userId: UserId): Promise<readonly StoredSession[]> {
    return [...this.stored.values()].filter((session) => session.userId === userId).reverse();
  }

  async touch(sessionId: string, expiresAt: number): Promise<void> {
    this.#change(sessionId, { expiresAt });
  }

  async revoke(sessionId: string): Promise<void> {
    this.#change(sessionId, { revoked: true });
  }

  async revokeAllOf(userId: UserId, except?: string): Promise<void> {
    for (const session of this.stored.values()) {
      if (session.userId === userId && session.sessionId !== except) this.#change(session.sessionId, { revoked: true });
    }
  }

  #change(sessionId: string, change: Partial<KeptSession>): void {
    const session = this.stored.get(sessionId);
    if (session !== undefined) this.stored.set(sessionId, { ...session, ...change });
  }
}

export class FakeAgents implements AgentsPort {
  readonly #agents = new Map<UserId, AgentView>();
  readonly #changes = new TypedEmitter<AgentView>(rethrow);
  readonly #nowMs: () => number;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  signIn(user: UserView, stationNo: string | undefined): Result<AgentView, Fault> {
    const holder = stationNo === undefined ? undefined : this.byStation(stationNo);
    if (holder !== undefined && holder.userId !== user.userId) return failed(fault('auth/stationTaken'));
    const { userId, displayName, role } = user;
    const station = stationNo === undefined ? {} : { stationNo };
    return ok(
      this.put({ userId, displayName, role, ...station, state: 'notReady', since: this.#nowMs(), online: false }),
    );
  }

  signOut(userId: UserId): void {
    const agent = this.#agents.get(userId);
    if (agent === undefined) return;
    const { stationNo: _station, ...rest } = agent;
    this.put({ ...rest, state: 'loggedOut', since: this.#nowMs() });
  }

  setOnline(userId: UserId, online: boolean): void {
    const agent = this.#agents.get(userId);
    if (agent !== undefined) this.put({ ...agent, online });
  }

  setReady(userId: UserId, ready: boolean): Result<AgentView, Fault> {
    const agent = this.#agents.get(userId);
    if (agent === undefined || agent.state === 'loggedOut') return failed(fault('agent/notLoggedIn'));
    return ok(this.put({ ...agent, state: ready ? 'ready' : 'notReady', since: this.#nowMs() }));
  }

  put(agent: AgentView): AgentView {
    this.#agents.set(agent.userId, agent);
    this.#changes.emit(agent);
    return agent;
  }

  byUser(userId: UserId): AgentView | undefined {
    return this.#agents.get(userId);
  }

  byStation(stationNo: string): AgentView | undefined {
    return [...this.#agents.values()].find((agent) => agent.stationNo === stationNo && agent.state !== 'loggedOut');
  }

  all(): readonly AgentView[] {
    return [...this.#agents.values()];
  }

  onAgentChanged(listener: (agent: AgentView) => void) {
    return this.#changes.subscribe(listener);
  }
}

export class FakeRecords implements CallRecordsPort, RecordingsPort {
  readonly records: CallRecord[] = [];
  readonly files = new Map<RecordingId, string>();
  readonly #changes = new TypedEmitter<CallRecord>(rethrow);

  put(record: CallRecord): void {
    const at = this.records.findIndex((other) => other.callId === record.callId);
    if (at >= 0) this.records.splice(at, 1);
    this.records.unshift(record);
    this.#changes.emit(record);
  }

  async page(
    query: Parameters<CallRecordsPort['page']>[0],
    visibleTo: { readonly userId: UserId; readonly role: Role },
  ) {
    const from = query.cursor === undefined ? 0 : Number(query.cursor);
    const visible = this.records
      .filter((record) => visibleTo.role !== 'agent' || record.userId === visibleTo.userId)
      .filter((record) => query.direction === undefined || record.direction === query.direction)
      .filter(
        (record) =>
          query.search === undefined || record.ani.includes(query.search) || record.name.includes(query.search),
      );
    const next = from + query.limit;
    return { records: visible.slice(from, next), ...(next < visible.length ? { nextCursor: String(next) } : {}) };
  }

  async byId(callId: string): Promise<CallRecord | undefined> {
    return this.records.find((record) => record.callId === callId);
  }

  onRecordChanged(listener: (record: CallRecord) => void) {
    return this.#changes.subscribe(listener);
  }

  async locate(recordingId: RecordingId) {
    const path = this.files.get(recordingId);
    const record = this.records.find((each) => each.recordings.some((one) => one.recordingId === recordingId));
    if (path === undefined || record === undefined) return failed(fault('recording/missing'));
    return ok({ path, callId: record.callId, running: false, lengthMs: 1000 });
  }
}

/** The board of the fake calls, as a console shows it. */
export class FakeBoard implements BoardPort {
  readonly #calls: FakeCalls;
  readonly #changes = new TypedEmitter<BoardView>(rethrow);
  isUp = true;

  constructor(calls: FakeCalls) {
    this.#calls = calls;
  }

  view(): BoardView {
    return {
      up: this.isUp,
      vendor: 'Trunkline',
      model: 'simulator',
      serial: 'demo',
      driverVersion: '0',
      simulated: true,
      clock: 'real',
      channels: this.#calls.devices.all().map(channelView),
    };
  }

  change(): void {
    this.#changes.emit(this.view());
  }

  onBoardChanged(listener: (board: BoardView) => void) {
    return this.#changes.subscribe(listener);
  }

  onChannelChanged(listener: (channel: BoardView['channels'][number]) => void) {
    return this.#calls.onDeviceChanged((device) => listener(channelView(device)));
  }
}

function channelView(device: DeviceView): BoardView['channels'][number] {
  const { deviceId, description, channel, since, callId } = device;
  return {
    deviceId,
    channel: description.channel,
    kind: description.kind === 'trunk' ? 'trunk' : 'station',
    label: description.label,
    state: channel.state,
    le001: channel.label.inbound,
    le002: channel.label.outbound,
    since,
    inService: channel.inService,
    offHook: channel.offHook,
    farNumber: channel.callerNumber,
    ...(callId === undefined ? {} : { callId }),
  };
}

export class FakeBench implements BenchPort {
  readonly acted: BenchAction[] = [];
  readonly fed: number[] = [];
  advancedMs = 0;
  readonly #states = new TypedEmitter<BenchState>(rethrow);
  readonly #notices = new TypedEmitter<BenchNotice>(rethrow);
  #state: BenchState = { clock: 'real', nowMs: 0, lines: [], phones: [] };
  #onHeard: ((samples: Int16Array) => void) | undefined;

  act(action: BenchAction): Result<void, Fault> {
    this.acted.push(action);
    return ok();
  }

  state(): BenchState {
    return this.#state;
  }

  show(state: BenchState): void {
    this.#state = state;
    this.#states.emit(state);
  }

  notice(notice: BenchNotice): void {
    this.#notices.emit(notice);
  }

  onState(listener: (state: BenchState) => void) {
    return this.#states.subscribe(listener);
  }

  onNotice(listener: (notice: BenchNotice) => void) {
    return this.#notices.subscribe(listener);
  }

  async advance(ms: number): Promise<Result<void, Fault>> {
    this.advancedMs += ms;
    return ok();
  }

  openAudio(_party: { readonly kind: 'far' | 'phone'; readonly no: number }, onHeard: (samples: Int16Array) => void) {
    this.#onHeard = onHeard;
    return ok({
      feed: (samples: Int16Array) => void this.fed.push(...samples),
      dispose: () => (this.#onHeard = undefined),
    });
  }

  get isHeard(): boolean {
    return this.#onHeard !== undefined;
  }

  sound(samples: Int16Array): void {
    this.#onHeard?.(samples);
  }
}

export class CollectedLog implements Log {
  readonly lines: { readonly level: string; readonly message: string; readonly fields: LogFields }[] = [];

  info(message: string, fields: LogFields = {}): void {
    this.lines.push({ level: 'info', message, fields });
  }

  warn(message: string, fields: LogFields = {}): void {
    this.lines.push({ level: 'warn', message, fields });
  }

  error(message: string, fields: LogFields = {}): void {
    this.lines.push({ level: 'error', message, fields });
  }

  debug(message: string, fields: LogFields = {}): void {
    this.lines.push({ level: 'debug', message, fields });
  }
}

export function fault(code: Fault['code']): Fault {
  return { kind: 'operational', code, tried: 'do it', now: 'it could not be done', next: 'Try something else.' };
}

/** Everything the API stands on, without lines, files or a database. */
export class FakeHouse {
  readonly accounts = new FakeAccounts();
  readonly sessions = new FakeSessions();
  readonly agents: FakeAgents;
  readonly calls: FakeCalls;
  readonly records = new FakeRecords();
  readonly board: FakeBoard;
  readonly bench = new FakeBench();
  readonly log = new CollectedLog();
  readonly clock: Clock;
  health: 'ok' | 'degraded' | 'failing' = 'ok';
  boardOpenings = 0;
  readonly #hasher = new PasswordHasher();

  constructor(clock: Clock = new RealClock()) {
    this.clock = clock;
    this.agents = new FakeAgents(() => clock.nowMs());
    this.calls = new FakeCalls(() => clock.nowMs());
    this.board = new FakeBoard(this.calls);
  }

  /** An account whose first password has been changed, unless told otherwise. */
  async addUser(login: string, role: Role, displayName: string, mustChangePassword = false): Promise<UserView> {
    const passwordHash = await this.#hasher.hash(login);
    const made = await this.accounts.create({
      login,
      displayName,
      role,
      locale: 'zh-CN',
      passwordHash,
      mustChangePassword,
    });
    if (!made.ok) throw new Error(made.error.code);
    return made.value;
  }

  parts(options: Partial<ApiParts['options']> = {}): ApiParts {
    return {
      calls: this.calls,
      agents: this.agents,
      records: this.records,
      recordings: this.records,
      accounts: this.accounts,
      sessions: this.sessions,
      board: this.board,
      hasher: this.#hasher,
      openBoard: async () => {
        this.boardOpenings += 1;
        return ok();
      },
      bench: this.bench,
      log: this.log,
      callClock: this.clock,
      wallClock: this.clock,
      resyncs: () => 0,
      health: {
        check: async () => ({
          status: this.health,
          startedAt: 1,
          version: '0.1.0',
          parts: [{ part: 'board', status: this.health, detail: 'up' }],
        }),
      },
      options: {
        version: '0.1.0',
        host: '127.0.0.1',
        port: 0,
        sessionTimes: { idleMs: 12 * 3_600_000, longestMs: 30 * 86_400_000 },
        requestsPerMinute: 10_000,
        settings: () => [{ name: 'port', value: 0, source: 'flag' }],
        ...options,
      },
    };
  }
}

export function recordingId(text: string): RecordingId {
  return recordingIdSchema.parse(text);
}
