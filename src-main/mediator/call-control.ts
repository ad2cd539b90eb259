import type { Fault } from '../foundation/errors.ts';
import type { Disposable } from '../foundation/disposable.ts';
import type { Result } from '../foundation/result.ts';
import type { CallId, DeviceId, PromptId, RecordingId, UserId } from '../contract/ids.ts';
import type { CallEvent, UnnumberedCallEvent } from '../contract/call-events.ts';
import type { CallView } from '../contract/call-model.ts';
import type { ChannelDescription, ChannelSnapshot } from '../driver/board-driver.ts';
import type { ChannelEvent, Digit } from '../driver/channel-event.ts';

/**
 * CSTA call control: what every service of the call centre stands on. A service is asked for by a method,
 * which resolves when the line has done it (or could not); what happened is told by events, in the same
 * order to everybody. Every promise has a deadline. Runs on the JS thread only.
 */
export interface CallControl {
  /**
   * Soft dialling (LE002): rings the station, then hunts a trunk and dials; resolves when the far end
   * answered, or fails with the cause. The call id is given at once through `onCall`.
   */
  makeCall(request: MakeCallRequest): Promise<Result<CallId, Fault>>;
  /**
   * On an alerting trunk: off-hook, the caller is in the talk path. On an alerting station: its headset circuit
   * goes off-hook where the channel has one (capability hookTx); else board/unsupported: lift the handset.
   */
  answerCall(callId: CallId, deviceId: DeviceId): Promise<Result<void, Fault>>;
  /** One device leaves the call. The last pair's end clears the call. */
  clearConnection(callId: CallId, deviceId: DeviceId): Promise<Result<void, Fault>>;
  clearCall(callId: CallId): Promise<Result<void, Fault>>;
  /** Second-stage digits from a device towards its far end. */
  generateDigits(callId: CallId, deviceId: DeviceId, digits: string): Promise<Result<void, Fault>>;
  /** Plays prompts to one device; resolves when the playback has ended, whatever ended it. */
  playMessage(request: PlayMessageRequest): Promise<Result<PlaybackOutcome, Fault>>;
  stopMessage(callId: CallId, deviceId: DeviceId): Promise<Result<void, Fault>>;
  /**
   * 释放转: the call moves from a flow or a station to another station; the caller stays connected while it
   * rings. Resolves when the new station answered; fails with noAnswer after `ringTimeoutMs`.
   */
  singleStepTransfer(request: TransferRequest): Promise<Result<void, Fault>>;
  startRecording(request: RecordingRequest): Promise<Result<void, Fault>>;
  stopRecording(callId: CallId, recordingId: RecordingId): Promise<Result<void, Fault>>;
  /** While masked the file holds silence and its time goes on; told as RecordingGap with the reason 'masked'. */
  maskRecording(callId: CallId, recordingId: RecordingId, masked: boolean): Promise<Result<void, Fault>>;
  /** Adds a fact to the call's story: rule, flow, flow steps, the agent, a recording that could not be made. */
  note(
    event: Extract<
      UnnumberedCallEvent,
      { kind: 'CallInformation' | 'FlowStepped' | 'RecordingGap' | 'RecordingMarked' }
    >,
  ): void;

  /** Calls that have not been cleared. */
  readonly calls: ReadonlyMap<CallId, CallView>;
  readonly devices: DeviceDirectory;
  /** After the model has changed; `call` is the state after the event (its last state for CallCleared). */
  onCallEvent(listener: (event: CallEvent, call: CallView) => void): Disposable;
  /** Line machine steps, for the board console and the log. */
  onDeviceChanged(listener: (device: DeviceView) => void): Disposable;
  onChannelEvent(listener: (event: ChannelEvent) => void): Disposable;
}

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

export interface TransferRequest {
  readonly callId: CallId;
  /** The station that gives the call away; absent when a flow does. */
  readonly fromId?: DeviceId;
  readonly toId: DeviceId;
  readonly ringTimeoutMs?: number;
}

export interface RecordingRequest {
  readonly callId: CallId;
  /** The trunk leg to which the recording belongs. */
  readonly deviceId: DeviceId;
  readonly recordingId: RecordingId;
  readonly path: string;
  readonly format: 'pcm16' | 'alaw' | 'ulaw' | 'imaAdpcm' | 'gsm';
  /** Tells both sides now and then that they are recorded. */
  readonly beep?: boolean;
}

export interface DeviceDirectory {
  device(deviceId: DeviceId): DeviceView | undefined;
  all(): readonly DeviceView[];
  trunks(): readonly DeviceView[];
  stations(): readonly DeviceView[];
}

export interface DeviceView {
  readonly deviceId: DeviceId;
  readonly description: ChannelDescription;
  readonly channel: ChannelSnapshot;
  /** Unix milliseconds. */
  readonly since: number;
  readonly callId?: CallId;
}
