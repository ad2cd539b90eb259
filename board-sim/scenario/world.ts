import type { BenchAction, BenchNotice, BenchState } from '../../src-main/contract/bench.ts';
import type { ChannelView } from '../../src-main/contract/board-view.ts';
import type { CallEvent } from '../../src-main/contract/call-events.ts';
import type { CallView } from '../../src-main/contract/call-model.ts';
import type { CallRecord } from '../../src-main/contract/call-record.ts';
import type { FollowPlanDraft } from '../../src-main/contract/follow.ts';
import type { RecordingId } from '../../src-main/contract/ids.ts';
import type { NextStep } from '../../src-main/contract/routing.ts';
import type { RingGroupDraft } from '../../src-main/contract/routing-requests.ts';
import type { SeatCommandName } from '../../src-main/contract/seat-protocol.ts';
import type { AgentView } from '../../src-main/contract/users.ts';
import type { Fault } from '../../src-main/foundation/errors.ts';
import type { Result } from '../../src-main/foundation/result.ts';
import type { BenchEar } from '../control/simulator.ts';

/**
 * The product on a simulated board, as a scenario sees it: the outside world can be acted upon, seats can
 * be manned, everything that happens can be read. Two kinds: one steps time in this process, one drives a
 * running server over its public interface in real time.
 */
export interface World {
  /** World time since the scenario began, milliseconds. */
  nowMs(): number;
  /** Lets world time pass. */
  pass(ms: number): Promise<void>;
  act(action: BenchAction): Promise<Result<void, Fault>>;
  bench(): Promise<BenchState>;
  seat(login: string, stationNo: string): Promise<Seat>;
  /** What administrators set up before it begins; taken back when the world closes. */
  readonly arrange: Arrangements;
  /** Calls that are up now. */
  calls(): readonly CallView[];
  /** Every call event since the scenario began, in order. */
  callEvents(): readonly CallEvent[];
  channels(): readonly ChannelView[];
  /** Records of calls that began in this scenario, oldest first. */
  records(): Promise<readonly CallRecord[]>;
  /** A sealed recording as a WAV file's bytes. */
  recording(recordingId: RecordingId): Promise<Uint8Array>;
  /** PCM16 8 kHz heard since the last call; undefined where the world has no ears (over the network). */
  hear(ear: BenchEar): Int16Array | undefined;
  onMoment(listener: (moment: Moment) => void): void;
  close(): Promise<void>;
}

export interface Arrangements {
  /** The id of the plan. */
  followPlan(draft: FollowPlanDraft): Promise<string>;
  /** The id of the group. */
  ringGroup(draft: RingGroupDraft): Promise<string>;
  /** A rule before all others, which takes every call. */
  firstRule(next: NextStep): Promise<void>;
}

/** One thing that happened, for the time line. */
export interface Moment {
  readonly atMs: number;
  readonly source: 'world' | 'line' | 'call' | 'seat' | 'story';
  readonly who: string;
  readonly what: string;
}

/** A signed-in agent at a station. */
export interface Seat {
  readonly login: string;
  readonly stationNo: string;
  agent(): AgentView;
  /** Sends the command; the attempt's outcome is filled in when the line has done it. */
  command(name: SeatCommandName, params: unknown): Attempt;
  leave(): Promise<void>;
}

export interface Attempt {
  readonly outcome: Result<void, Fault> | undefined;
}

export function momentOfNotice(notice: BenchNotice): Moment {
  const detail = notice.detail === '' ? '' : ` ${notice.detail}`;
  return { atMs: notice.atMs, source: 'world', who: notice.who, what: `${notice.what}${detail}` };
}

export function momentOfCallEvent(event: CallEvent, atMs: number): Moment {
  const { kind, eventNo: _eventNo, at: _at, callId, ...rest } = event;
  const facts = Object.entries(rest)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`);
  return { atMs, source: 'call', who: callId, what: [kind, ...facts].join(' ') };
}
