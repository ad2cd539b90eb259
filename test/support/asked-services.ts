import type { Fault } from '../../src-main/foundation/errors.ts';
import { failed, ok, type Result } from '../../src-main/foundation/result.ts';
import { callIdSchema, type CallId, type DeviceId, type RecordingId } from '../../src-main/contract/ids.ts';
import type {
  CallControl,
  ConsultationRequest,
  DeflectRequest,
  FlowHandRequest,
  InviteRequest,
  JoinRequest,
  MergeRequest,
  MessageEnd,
  MessageRequest,
  ParkRequest,
  PickupRequest,
  StationFeatures,
  SummonRequest,
} from '../../src-main/mediator/call-control.ts';

export interface AskedService {
  readonly name: keyof CallControl;
  readonly request: unknown;
}

const NO_FEATURES: StationFeatures = { doNotDisturb: false, forwarding: {} };

/** The services of CallControl that move nothing in a fake: remembered, and answered as the test says. */
export class AskedServices {
  readonly services: AskedService[] = [];
  /** What a service answers instead of success, by its name. */
  readonly serviceFaults = new Map<string, Fault>();
  /** How the next message that is recorded ends. */
  nextMessage: MessageEnd = { kind: 'digit', digit: '#', lengthMs: 5_000 };
  readonly #features = new Map<DeviceId, StationFeatures>();

  holdCall(callId: CallId, stationId: DeviceId): Promise<Result<void, Fault>> {
    return this.#asked('holdCall', { callId, stationId }, undefined);
  }

  retrieveCall(callId: CallId, stationId: DeviceId): Promise<Result<void, Fault>> {
    return this.#asked('retrieveCall', { callId, stationId }, undefined);
  }

  alternateCall(heldCallId: CallId, stationId: DeviceId): Promise<Result<void, Fault>> {
    return this.#asked('alternateCall', { heldCallId, stationId }, undefined);
  }

  reconnectCall(heldCallId: CallId, stationId: DeviceId): Promise<Result<void, Fault>> {
    return this.#asked('reconnectCall', { heldCallId, stationId }, undefined);
  }

  consultationCall(request: ConsultationRequest): Promise<Result<CallId, Fault>> {
    return this.#asked('consultationCall', request, callIdSchema.parse('call_consultation'));
  }

  transferCall(request: MergeRequest): Promise<Result<void, Fault>> {
    return this.#asked('transferCall', request, undefined);
  }

  conferenceCall(request: MergeRequest): Promise<Result<void, Fault>> {
    return this.#asked('conferenceCall', request, undefined);
  }

  singleStepConference(request: InviteRequest): Promise<Result<void, Fault>> {
    return this.#asked('singleStepConference', request, undefined);
  }

  deflectCall(request: DeflectRequest): Promise<Result<void, Fault>> {
    return this.#asked('deflectCall', request, undefined);
  }

  pickupCall(request: PickupRequest): Promise<Result<void, Fault>> {
    return this.#asked('pickupCall', request, undefined);
  }

  parkCall(request: ParkRequest): Promise<Result<string, Fault>> {
    return this.#asked('parkCall', request, request.slot ?? '1');
  }

  joinCall(request: JoinRequest): Promise<Result<void, Fault>> {
    return this.#asked('joinCall', request, undefined);
  }

  handToFlow(request: FlowHandRequest): Promise<Result<void, Fault>> {
    return this.#asked('handToFlow', request, undefined);
  }

  summon(request: SummonRequest): Promise<Result<DeviceId, Fault>> {
    const first = this.#stationOf(request);
    return this.#asked('summon', request, first);
  }

  maskRecording(callId: CallId, recordingId: RecordingId, masked: boolean): Promise<Result<void, Fault>> {
    return this.#asked('maskRecording', { callId, recordingId, masked }, undefined);
  }

  recordMessage(request: MessageRequest): Promise<Result<MessageEnd, Fault>> {
    return this.#asked('recordMessage', request, this.nextMessage);
  }

  setMessageWaiting(stationId: DeviceId, on: boolean): Promise<Result<void, Fault>> {
    return this.#asked('setMessageWaiting', { stationId, on }, undefined);
  }

  setSecretDigits(callId: CallId, deviceId: DeviceId, secret: boolean): void {
    this.services.push({ name: 'setSecretDigits', request: { callId, deviceId, secret } });
  }

  setFeatures(stationId: DeviceId, features: StationFeatures): Result<void, Fault> {
    this.#features.set(stationId, features);
    return ok();
  }

  features(stationId: DeviceId): StationFeatures {
    return this.#features.get(stationId) ?? NO_FEATURES;
  }

  #asked<Value>(name: keyof CallControl, request: unknown, value: Value): Promise<Result<Value, Fault>> {
    this.services.push({ name, request });
    const fault = this.serviceFaults.get(name);
    return Promise.resolve(fault === undefined ? ok(value) : failed(fault));
  }

  #stationOf(request: SummonRequest): DeviceId {
    const { byId } = request;
    if (byId === undefined) throw new Error('the fake needs byId to name who took the call');
    return byId;
  }
}
