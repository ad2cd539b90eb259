import type { ChannelView } from '../../src-main/contract/board-view.ts';
import type { BenchNotice, BenchState } from '../../src-main/contract/bench.ts';
import type { Cause, ConnectionState, Direction } from '../../src-main/contract/call-model.ts';
import type { CallRecord, EndReason, RecordingRef } from '../../src-main/contract/call-record.ts';
import type { ErrorCode } from '../../src-main/contract/error-codes.ts';
import type { AgentState, Role } from '../../src-main/contract/users.ts';
import type { EndReason as LinkEndReason } from '../transport/seat-socket.ts';

/** States of a line machine as the board console names them; the words of the channel view. */
export const CHANNEL_STATE_WORDS = [
  'outOfService',
  'idle',
  'incoming',
  'offered',
  'answering',
  'connected',
  'reserved',
  'dialling',
  'proceeding',
  'failed',
  'ringing',
  'initiated',
  'clearing',
  'parkedOffHook',
  'releasing',
] as const;
export type ChannelStateWord = (typeof CHANNEL_STATE_WORDS)[number];

export function isChannelStateWord(word: string): word is ChannelStateWord {
  return CHANNEL_STATE_WORDS.some((known) => known === word);
}

/** A word for each code that crosses the border; both languages must have all of them. */
export interface CodeWords {
  /** What happened and what to do. */
  readonly errors: Record<ErrorCode, string>;
  readonly causes: Record<Cause, string>;
  readonly endReasons: Record<EndReason, string>;
  readonly endedBy: Record<NonNullable<CallRecord['endedBy']>, string>;
  readonly agentStates: Record<AgentState, string>;
  readonly connectionStates: Record<ConnectionState, string>;
  readonly channelStates: Record<ChannelStateWord, string>;
  readonly channelKinds: Record<ChannelView['kind'], string>;
  readonly directions: Record<Direction, string>;
  readonly roles: Record<Role, string>;
  readonly evidence: Record<NonNullable<CallRecord['answerEvidence']>, string>;
  readonly dialling: Record<NonNullable<CallRecord['dialling']>, string>;
  readonly recordingResults: Record<RecordingRef['result'], string>;
  readonly gapReasons: Record<RecordingRef['gaps'][number]['reason'], string>;
  readonly benchLineStates: Record<BenchState['lines'][number]['state'], string>;
  readonly benchNotices: Record<BenchNotice['what'], string>;
  readonly linkEnds: Record<LinkEndReason, string>;
  /** Words that the simulator adds to a notice; numbers and digits stand as they are. */
  readonly benchDetails: Readonly<Record<string, string>>;
  /** Nodes of the flows that come with the system; others are shown by their own names. */
  readonly flowNodes: Readonly<Record<string, string>>;
  /** Ways out of a node that are no key. */
  readonly flowOutcomes: Readonly<Record<string, string>>;
}
