import type { Fault } from '../foundation/errors.ts';
import type { Result } from '../foundation/result.ts';
import type { Disposable } from '../foundation/disposable.ts';
import type { ChannelNumber, CommandId } from '../contract/ids.ts';
import type { ChannelCommand } from './channel-command.ts';
import type { CallerIdQuality, ChannelEvent, ChannelState, StateLabel } from './channel-event.ts';

/**
 * The board as TypeScript sees it. Implemented by the native engine and by the scripted driver of the
 * tests; the mediator knows nothing else.
 */
export interface BoardDriver {
  /** Opens and starts the board. Events begin after it resolved; 'BoardChanged up' is the first. */
  start(): Promise<Result<BoardDescription, Fault>>;
  /** Ends running commands, closes the board. No event comes after it resolved. Idempotent. */
  stop(): Promise<void>;
  /**
   * Copies the command and returns at once. A refusal here (malformed, unknown channel, board not up, inbox
   * full) means that nothing was started and no CommandCompleted will come; everything else ends with one.
   */
  post(commandId: CommandId, command: ChannelCommand): Result<void, Fault>;
  /** State of every channel now, with the sequence number of the last event it contains. */
  snapshot(): BoardSnapshot;
  /** Events in order, without gaps. */
  onEvent(listener: (event: ChannelEvent) => void): Disposable;
  /**
   * Events were lost (ring overflow). Called instead of the lost ones, with a snapshot; the lane goes on
   * with snapshot.seq + 1. Commands not in the snapshot's `running` have ended with an unknown result.
   */
  onResync(listener: (snapshot: BoardSnapshot) => void): Disposable;
}

export interface BoardDescription {
  readonly vendor: string;
  readonly model: string;
  readonly serial: string;
  readonly driverVersion: string;
  readonly channels: readonly ChannelDescription[];
}

export interface ChannelDescription {
  readonly channel: ChannelNumber;
  readonly kind: ChannelKind;
  readonly label: string;
  readonly capabilities: readonly string[];
}

export const CHANNEL_KINDS = ['empty', 'trunk', 'station', 'tap', 'voice', 'other'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

export interface BoardSnapshot {
  readonly seq: number;
  readonly timeUs: number;
  readonly boardUp: boolean;
  readonly channels: readonly ChannelSnapshot[];
}

export interface ChannelSnapshot {
  readonly channel: ChannelNumber;
  readonly kind: ChannelKind;
  readonly state: ChannelState;
  readonly label: StateLabel;
  /** When the state was entered. */
  readonly sinceUs: number;
  readonly inService: boolean;
  readonly offHook: boolean;
  readonly callerNumber: string;
  readonly callerName: string;
  readonly callerIdQuality: CallerIdQuality;
  /** Commands that still run on this channel. */
  readonly running: readonly CommandId[];
  /** Channels whose speech is joined with this one, in whatever way. */
  readonly linkedTo: readonly ChannelNumber[];
  /** The room that it is in; -1 for none. */
  readonly conference: number;
}
