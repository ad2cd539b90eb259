import { statSync } from 'node:fs';
import type { AgentsPort, CallRecordsPort, RecordingsPort, RecordViewer } from '../../src-main/api/ports.ts';
import { agentsOf, isMissed, matchesFilter } from '../../src-main/contract/call-record-filter.ts';
import type { CallListFilter, CallRecord, CallRecordQuery } from '../../src-main/contract/call-record.ts';
import type { CallId, RecordingId, UserId } from '../../src-main/contract/ids.ts';
import type { AgentView, UserView } from '../../src-main/contract/users.ts';
import type { Fault } from '../../src-main/foundation/errors.ts';
import { failed, ok, type Result } from '../../src-main/foundation/result.ts';
import { TypedEmitter } from '../../src-main/foundation/typed-emitter.ts';
import { fileSource } from '../../src-main/storage/byte-source.ts';
import { fault } from './fake-fault.ts';

const rethrow = (error: unknown): void => {
  throw error;
};

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
  /** Calls that are counted and not there. */
  uncounted = 0;
  readonly #changes = new TypedEmitter<CallRecord>(rethrow);

  put(record: CallRecord): void {
    const at = this.records.findIndex((other) => other.callId === record.callId);
    if (at >= 0) this.records.splice(at, 1);
    this.records.unshift(record);
    this.#changes.emit(record);
  }

  async page(query: CallRecordQuery, viewer: RecordViewer) {
    const from = query.cursor === undefined ? 0 : Number(query.cursor);
    const visible = this.#visible(query, viewer);
    const next = from + query.limit;
    return { records: visible.slice(from, next), ...(next < visible.length ? { nextCursor: String(next) } : {}) };
  }

  async count(query: CallListFilter, viewer: RecordViewer, limit: number) {
    const found = this.#visible(query, viewer).length + this.uncounted;
    return { count: Math.min(found, limit), more: found > limit };
  }

  #visible(query: CallListFilter, viewer: RecordViewer) {
    const isMissedView = query.view === 'missed' || query.view === 'missedByMe';
    const isOwnOnly = query.view === 'mine' || viewer.role === 'agent';
    return this.records
      .filter((record) => (isMissedView ? isMissed(record) : !isOwnOnly || agentsOf(record).has(viewer.userId)))
      .filter((record) => matchesFilter(record, query));
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
    const sizeBytes = statSync(path, { throwIfNoEntry: false })?.size;
    if (sizeBytes === undefined) return failed(fault('recording/missing'));
    const container = path.endsWith('.mp3') ? ('mp3' as const) : ('wav' as const);
    const open = async () => ok(fileSource(path, sizeBytes));
    return ok({ path, callId: record.callId, running: false, lengthMs: 1000, container, open });
  }

  async callOf(recordingId: RecordingId): Promise<CallId | undefined> {
    return this.records.find((each) => each.recordings.some((one) => one.recordingId === recordingId))?.callId;
  }
}
