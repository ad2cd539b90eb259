import type { CallId, DeviceId, FlowId, PromptId, RecordingId, UserId } from '../contract/ids.ts';
import type { RecordFormat } from '../contract/call-events.ts';
import type { Digit } from '../driver/channel-event.ts';

/** What the services of call control are asked with, and what they answer. Others see it through `call-control.ts`. */

export interface MakeCallRequest {
  readonly stationId: DeviceId;
  readonly number: string;
  readonly originator?: UserId;
  readonly answerTimeoutMs?: number;
  readonly onCall?: (callId: CallId) => void;
}

export interface PlayMessageRequest {
  readonly callId: CallId;
  readonly deviceId: DeviceId;
  /** Played one after the other. */
  readonly prompts: readonly PromptFile[];
  /** Digits that end it; the one pressed is in the outcome. */
  readonly stopDigits: readonly Digit[];
  /** 1 once, 0 until stopped. */
  readonly repeat: number;
}

export interface PromptFile {
  readonly promptId: PromptId;
  readonly path: string;
}

export type PlaybackOutcome =
  | { readonly kind: 'completed' }
  | { readonly kind: 'digit'; readonly digit: Digit }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'hangUp' };

export interface ConsultationRequest {
  readonly heldCallId: CallId;
  readonly stationId: DeviceId;
  /** As dialled from the station. */
  readonly number: string;
  readonly originator?: UserId;
  /** Called at once with the id of the new call. */
  readonly onCall?: (callId: CallId) => void;
}

/** Two calls of one station. */
export interface MergeRequest {
  readonly heldCallId: CallId;
  readonly activeCallId: CallId;
  readonly stationId: DeviceId;
}

/** Where a call is to go: a station, or a number as dialled from a station. */
interface To {
  readonly toId?: DeviceId;
  readonly number?: string;
}

export interface TransferRequest extends To {
  readonly callId: CallId;
  /** The station that gives the call away; absent when a flow does. */
  readonly fromId?: DeviceId;
  /** Only with a station: 'onAnswer' is the default. */
  readonly kind?: 'blind' | 'onAnswer';
  readonly ringTimeoutMs?: number;
}

export interface InviteRequest extends To {
  readonly callId: CallId;
  /** The station that invites. */
  readonly byId?: DeviceId;
}

export interface DeflectRequest extends To {
  readonly callId: CallId;
  /** The station that rings. */
  readonly deviceId: DeviceId;
}

/** Which call to pick up: this one, the one at this station, one of these stations, or the one that is parked there. */
export interface PickupRequest {
  readonly stationId: DeviceId;
  readonly callId?: CallId;
  readonly targetId?: DeviceId;
  readonly among?: readonly DeviceId[];
  readonly parkSlot?: string;
}

export interface ParkRequest {
  readonly callId: CallId;
  readonly stationId: DeviceId;
  /** 1 to 99; the lowest free one by default. */
  readonly slot?: string;
}

export type JoinMode = 'listen' | 'whisper' | 'barge' | 'intercept';

export interface JoinRequest {
  readonly callId: CallId;
  /** The supervisor's station. */
  readonly stationId: DeviceId;
  readonly mode: JoinMode;
}

export interface FlowHandRequest {
  readonly callId: CallId;
  readonly stationId: DeviceId;
  readonly flowId: FlowId;
  /** The station waits and has the caller again afterwards. */
  readonly back: boolean;
}

export interface SummonTarget {
  /** A number as dialled, or a station by its device. */
  readonly to: string;
  readonly ringMs?: number;
  /** It is asked to press a key before it gets the caller. */
  readonly confirm?: boolean;
}

export interface SummonRequest {
  readonly callId: CallId;
  readonly targets: readonly SummonTarget[];
  readonly how: 'inOrder' | 'together';
  readonly confirm?: { readonly prompts: readonly PromptFile[]; readonly digit: Digit; readonly repeat: number };
  /** On whose behalf: its rights count for outside numbers. */
  readonly byId?: DeviceId;
  /** The station that holds the caller, and is let go when somebody has taken the call. */
  readonly fromId?: DeviceId;
}

export interface RecordingRequest {
  readonly callId: CallId;
  /** The trunk leg to which the recording belongs. */
  readonly deviceId: DeviceId;
  readonly recordingId: RecordingId;
  readonly path: string;
  readonly format: RecordFormat;
  /** Tells both sides by a short tone that it begins. */
  readonly beep?: boolean;
}

export interface MessageRequest {
  readonly callId: CallId;
  readonly deviceId: DeviceId;
  readonly recordingId: RecordingId;
  readonly path: string;
  readonly format: RecordFormat;
  readonly maxMs: number;
  /** Silence that ends it; 0 for never. */
  readonly silenceMs: number;
  readonly stopDigits: readonly Digit[];
  readonly beep: boolean;
}

export interface MessageEnd {
  readonly kind: 'digit' | 'silence' | 'limit' | 'hangUp' | 'stopped';
  readonly digit?: Digit;
  readonly lengthMs: number;
}
