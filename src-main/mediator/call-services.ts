import type { Fault } from '../foundation/errors.ts';
import type { Result } from '../foundation/result.ts';
import type { CallId, DeviceId, RecordingId } from '../contract/ids.ts';
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
import { alternateCall } from './operations/alternate-call.ts';
import { answerCall } from './operations/answer-call.ts';
import { clearCall } from './operations/clear-call.ts';
import { clearConnection } from './operations/clear-connection.ts';
import { conferenceCall } from './operations/conference-call.ts';
import { consultationCall } from './operations/consultation-call.ts';
import { deflectCall } from './operations/deflect-call.ts';
import { generateDigits } from './operations/generate-digits.ts';
import { handToFlow } from './operations/hand-to-flow.ts';
import { holdCall } from './operations/hold-call.ts';
import { joinCall } from './operations/join-call.ts';
import { makeCall } from './operations/make-call.ts';
import { maskRecording } from './operations/mask-recording.ts';
import { parkCall } from './operations/park-call.ts';
import { pickupCall } from './operations/pickup-call.ts';
import { playMessage, stopMessage } from './operations/play-message.ts';
import { reconnectCall } from './operations/reconnect-call.ts';
import { recordMessage } from './operations/record-message.ts';
import { startRecording, stopRecording } from './operations/recording.ts';
import { retrieveCall } from './operations/retrieve-call.ts';
import { setMessageWaiting } from './operations/set-message-waiting.ts';
import { singleStepConference } from './operations/single-step-conference.ts';
import { singleStepTransfer } from './operations/single-step-transfer.ts';
import { summon } from './operations/summon.ts';
import { transferCall } from './operations/transfer-call.ts';
import type { Planned, Situation } from './plan.ts';

/** The services of CallControl that are a request and nothing besides: each hands its operation to the inbox. */
export abstract class CallServices {
  /** Plans in turn with the events of the board, and resolves when the plan has its outcome. */
  protected abstract request<Value>(operation: (situation: Situation) => Planned<Value>): Promise<Result<Value, Fault>>;

  makeCall(request: MakeCallRequest): Promise<Result<CallId, Fault>> {
    return this.request((situation) => {
      const callId = situation.newCallId();
      const planned = makeCall(request, callId, situation);
      if (planned.ok) request.onCall?.(callId);
      return planned;
    });
  }

  answerCall(callId: CallId, deviceId: DeviceId): Promise<Result<void, Fault>> {
    return this.request((situation) => answerCall(callId, deviceId, situation));
  }

  clearConnection(callId: CallId, deviceId: DeviceId): Promise<Result<void, Fault>> {
    return this.request((situation) => clearConnection(callId, deviceId, situation));
  }

  clearCall(callId: CallId): Promise<Result<void, Fault>> {
    return this.request((situation) => clearCall(callId, situation));
  }

  generateDigits(callId: CallId, deviceId: DeviceId, digits: string): Promise<Result<void, Fault>> {
    return this.request((situation) => generateDigits(callId, deviceId, digits, situation));
  }

  playMessage(request: PlayMessageRequest): Promise<Result<PlaybackOutcome, Fault>> {
    return this.request((situation) => playMessage(request, situation));
  }

  stopMessage(callId: CallId, deviceId: DeviceId): Promise<Result<void, Fault>> {
    return this.request((situation) => stopMessage(callId, deviceId, situation));
  }

  holdCall(callId: CallId, stationId: DeviceId): Promise<Result<void, Fault>> {
    return this.request((situation) => holdCall(callId, stationId, situation));
  }

  retrieveCall(callId: CallId, stationId: DeviceId): Promise<Result<void, Fault>> {
    return this.request((situation) => retrieveCall(callId, stationId, situation));
  }

  alternateCall(heldCallId: CallId, stationId: DeviceId): Promise<Result<void, Fault>> {
    return this.request((situation) => alternateCall(heldCallId, stationId, situation));
  }

  reconnectCall(heldCallId: CallId, stationId: DeviceId): Promise<Result<void, Fault>> {
    return this.request((situation) => reconnectCall(heldCallId, stationId, situation));
  }

  consultationCall(request: ConsultationRequest): Promise<Result<CallId, Fault>> {
    return this.request((situation) => {
      const callId = situation.newCallId();
      const planned = consultationCall(request, callId, situation);
      if (planned.ok) request.onCall?.(callId);
      return planned;
    });
  }

  transferCall(request: MergeRequest): Promise<Result<void, Fault>> {
    return this.request((situation) => transferCall(request, situation));
  }

  conferenceCall(request: MergeRequest): Promise<Result<void, Fault>> {
    return this.request((situation) => conferenceCall(request, situation));
  }

  singleStepTransfer(request: TransferRequest): Promise<Result<void, Fault>> {
    return this.request((situation) => singleStepTransfer(request, situation));
  }

  singleStepConference(request: InviteRequest): Promise<Result<void, Fault>> {
    return this.request((situation) => singleStepConference(request, situation));
  }

  deflectCall(request: DeflectRequest): Promise<Result<void, Fault>> {
    return this.request((situation) => deflectCall(request, situation));
  }

  pickupCall(request: PickupRequest): Promise<Result<void, Fault>> {
    return this.request((situation) => pickupCall(request, situation));
  }

  parkCall(request: ParkRequest): Promise<Result<string, Fault>> {
    return this.request((situation) => parkCall(request, situation));
  }

  joinCall(request: JoinRequest): Promise<Result<void, Fault>> {
    return this.request((situation) => joinCall(request, situation));
  }

  handToFlow(request: FlowHandRequest): Promise<Result<void, Fault>> {
    return this.request((situation) => handToFlow(request, situation));
  }

  summon(request: SummonRequest): Promise<Result<DeviceId, Fault>> {
    return this.request((situation) => summon(request, situation));
  }

  setMessageWaiting(stationId: DeviceId, on: boolean): Promise<Result<void, Fault>> {
    return this.request((situation) => setMessageWaiting(stationId, on, situation));
  }

  maskRecording(callId: CallId, recordingId: RecordingId, masked: boolean): Promise<Result<void, Fault>> {
    return this.request((situation) => maskRecording({ callId, recordingId, masked }, situation));
  }

  recordMessage(request: MessageRequest): Promise<Result<MessageEnd, Fault>> {
    return this.request((situation) => recordMessage(request, situation));
  }

  startRecording(request: RecordingRequest): Promise<Result<void, Fault>> {
    return this.request((situation) => startRecording(request, situation));
  }

  stopRecording(callId: CallId, recordingId: RecordingId): Promise<Result<void, Fault>> {
    return this.request((situation) => stopRecording(callId, recordingId, situation));
  }
}
