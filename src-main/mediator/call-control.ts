import type { Fault } from '../foundation/errors.ts';
import type { Disposable } from '../foundation/disposable.ts';
import type { Result } from '../foundation/result.ts';
import type { CallId, DeviceId, RecordingId } from '../contract/ids.ts';
import type { CallEvent, UnnumberedCallEvent } from '../contract/call-events.ts';
import type { CallView } from '../contract/call-model.ts';
import type { ChannelDescription, ChannelSnapshot } from '../driver/board-driver.ts';
import type { ChannelEvent } from '../driver/channel-event.ts';
import type {
  ConsultationRequest,
  DeflectRequest,
  FlowHandRequest,
  InviteRequest,
  JoinRequest,
  MakeCallRequest,
  MergeRequest,
  MessageEnd,
  MessageRequest,
  ParkRequest,
  PickupRequest,
  PlaybackOutcome,
  PlayMessageRequest,
  RecordingRequest,
  SummonRequest,
  TransferRequest,
} from './call-requests.ts';
import type { StationFeatures } from './station-features.ts';

export type * from './call-requests.ts';
export type { Forwarding, StationFeatures } from './station-features.ts';
export type { DialDecision, DialRequest } from './dial-decision.ts';
export type { TrunkChoice } from './trunk-hunt.ts';

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
   * On an alerting trunk: off-hook, the caller is in the talk path; at once when it was answered. On an alerting station: its headset circuit
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
  /** 保持: the station stays in the call and hears nobody; who is left alone hears music. */
  holdCall(callId: CallId, stationId: DeviceId): Promise<Result<void, Fault>>;
  /** The station talks again; whoever was being called for the held caller is let go. */
  retrieveCall(callId: CallId, stationId: DeviceId): Promise<Result<void, Fault>>;
  /** Holds the active call and talks with the held one. */
  alternateCall(heldCallId: CallId, stationId: DeviceId): Promise<Result<void, Fault>>;
  /** 接回: leaves the active call and has the held one again. */
  reconnectCall(heldCallId: CallId, stationId: DeviceId): Promise<Result<void, Fault>>;
  /** Holds the call and calls somebody else in a call of its own; resolves when that one answered. */
  consultationCall(request: ConsultationRequest): Promise<Result<CallId, Fault>>;
  /** 通话转: who was held talks with whom was consulted; the station leaves both. */
  transferCall(request: MergeRequest): Promise<Result<void, Fault>>;
  /** 三方转, 会议: the held call and the consultation become one. */
  conferenceCall(request: MergeRequest): Promise<Result<void, Fault>>;
  /**
   * The call goes to another destination. From a flow: the caller stays connected while it rings; resolves when it
   * answered. From a station: `onAnswer` (成功转) the same, the station waits; `blind` (释放转) resolves when the
   * station is let go.
   */
  singleStepTransfer(request: TransferRequest): Promise<Result<void, Fault>>;
  /** Calls somebody more into a talk; resolves when it answered. */
  singleStepConference(request: InviteRequest): Promise<Result<void, Fault>>;
  /** Sends a call that rings a station elsewhere. */
  deflectCall(request: DeflectRequest): Promise<Result<void, Fault>>;
  /** Brings a call that rings elsewhere, or is parked, to a station. */
  pickupCall(request: PickupRequest): Promise<Result<void, Fault>>;
  /** Resolves with the parking place when the station is let go. */
  parkCall(request: ParkRequest): Promise<Result<string, Fault>>;
  /** 监听, 耳语, 插话, 拦截. */
  joinCall(request: JoinRequest): Promise<Result<void, Fault>>;
  /** 挂起转: the caller goes into a flow, and comes back to the station with `retrieveCall` when `back`. */
  handToFlow(request: FlowHandRequest): Promise<Result<void, Fault>>;
  /** Ring groups and follow-me: the first of several destinations that takes the caller. */
  summon(request: SummonRequest): Promise<Result<DeviceId, Fault>>;
  /** Do-not-disturb and forwarding; takes effect for the next call. */
  setFeatures(stationId: DeviceId, features: StationFeatures): Result<void, Fault>;
  features(stationId: DeviceId): StationFeatures;
  setMessageWaiting(stationId: DeviceId, on: boolean): Promise<Result<void, Fault>>;
  startRecording(request: RecordingRequest): Promise<Result<void, Fault>>;
  stopRecording(callId: CallId, recordingId: RecordingId): Promise<Result<void, Fault>>;
  /** While masked the recording holds silence; its time goes on. */
  maskRecording(callId: CallId, recordingId: RecordingId, masked: boolean): Promise<Result<void, Fault>>;
  /** One side, from the line; a recording of the call on that line ends first. Resolves when the message has ended. */
  recordMessage(request: MessageRequest): Promise<Result<MessageEnd, Fault>>;
  /** From now on what is pressed at the device is told as secret: listeners get it, the journal does not keep it. */
  setSecretDigits(callId: CallId, deviceId: DeviceId, secret: boolean): void;
  /** Adds a fact to the call's story: rule, flow, flow steps, the agent, follow-me, a recording that could not be made. */
  note(event: NotedEvent): void;

  /** Calls that have not been cleared. */
  readonly calls: ReadonlyMap<CallId, CallView>;
  readonly devices: DeviceDirectory;
  /** After the model has changed; `call` is the state after the event (its last state for CallCleared). */
  onCallEvent(listener: (event: CallEvent, call: CallView) => void): Disposable;
  /** Line machine steps, for the board console and the log. */
  onDeviceChanged(listener: (device: DeviceView) => void): Disposable;
  onChannelEvent(listener: (event: ChannelEvent) => void): Disposable;
}

/** What services tell of a call; `Diverted` only for follow-me, whose calls are counted by it. */
export type NotedEvent =
  | Extract<UnnumberedCallEvent, { kind: 'CallInformation' | 'FlowStepped' | 'RecordingGap' | 'RecordingMarked' }>
  | (Extract<UnnumberedCallEvent, { kind: 'Diverted' }> & { readonly reason: 'followMe' });

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
  /** The call that it is in and does not hold. */
  readonly callId?: CallId;
  readonly heldCallIds: readonly CallId[];
}
