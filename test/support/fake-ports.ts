import type { ApiParts } from '../../src-main/api/api-parts.ts';
import { PasswordHasher } from '../../src-main/api/authentication/password-hash.ts';
import type { Role, UserView } from '../../src-main/contract/users.ts';
import { RealClock, type Clock } from '../../src-main/foundation/clock.ts';
import { ok } from '../../src-main/foundation/result.ts';
import { CollectedLog } from './collected-log.ts';
import { FakeAccounts, FakeSessions } from './fake-accounts.ts';
import { FakeAgents, FakeRecords } from './fake-agents.ts';
import { FakeBench, FakeBoard, FakeMonitor } from './fake-board.ts';
import { FakeFollow } from './fake-follow.ts';
import { FakeRecorder, FakeRecordingWork } from './fake-recording-work.ts';
import { FakeHours } from './fake-hours.ts';
import { FakeCalls } from './fake-calls.ts';
import { flowIdSchema, userIdSchema } from '../../src-main/contract/ids.ts';
import { memoryRouting } from './routing-plan.ts';
import { noVoicemail } from './fake-voicemail.ts';
import { FakeIntegration } from './fake-integration.ts';

/** Everything the API stands on, without lines, files or a database. */
export class FakeHouse {
  readonly accounts = new FakeAccounts();
  readonly sessions = new FakeSessions();
  readonly agents: FakeAgents;
  readonly calls: FakeCalls;
  readonly records = new FakeRecords();
  readonly recordingWork = new FakeRecordingWork();
  readonly recorder = new FakeRecorder();
  readonly board: FakeBoard;
  readonly monitor = new FakeMonitor();
  readonly bench = new FakeBench();
  readonly hours: FakeHours;
  readonly routing = memoryRouting({
    agents: { stationOf: () => '801', at: () => ({ userId: userIdSchema.parse('user_agent1'), role: 'agent' }) },
    choices: {
      trunkNos: [1, 2, 3, 4],
      stationNos: ['801', '802', '803'],
      users: [{ userId: userIdSchema.parse('user_agent1'), displayName: '陈静' }],
      flows: [{ flowId: flowIdSchema.parse('welcome'), title: '欢迎' }],
      followPlans: [],
      schedules: [{ scheduleId: 'office', title: '工作时间' }],
      lists: [{ listId: 'vip', kind: 'vip', title: 'VIP' }],
    },
  });
  readonly integration = new FakeIntegration();
  readonly log = new CollectedLog();
  readonly follow = new FakeFollow(this.routing.book);
  readonly clock: Clock;
  health: 'ok' | 'degraded' | 'failing' = 'ok';
  boardOpenings = 0;
  readonly #hasher = new PasswordHasher();

  constructor(clock: Clock = new RealClock()) {
    this.clock = clock;
    this.agents = new FakeAgents(() => clock.nowMs());
    this.calls = new FakeCalls(() => clock.nowMs());
    this.hours = new FakeHours(clock, this.log);
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
      recordingWork: this.recordingWork,
      recorder: this.recorder,
      voicemail: noVoicemail,
      accounts: this.accounts,
      sessions: this.sessions,
      schedules: this.hours.schedules,
      numberLists: this.hours.numberLists,
      flows: { published: () => [{ flowId: flowIdSchema.parse('welcome'), title: '欢迎' }] },
      board: this.board,
      monitor: this.monitor,
      routing: this.routing,
      follow: this.follow.desk,
      following: this.follow,
      stations: this.follow.stations,
      music: this.follow.music,
      hasher: this.#hasher,
      openBoard: async () => {
        this.boardOpenings += 1;
        return ok();
      },
      bench: this.bench,
      integration: this.integration,
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
