// Over 250 lines: stands in for every service of CallControl, each in a few lines.
import type { CallEvent, UnnumberedCallEvent } from '../../src-main/contract/call-events.ts';
import type { CallView, Cause, ConnectionState } from '../../src-main/contract/call-model.ts';
import {
  callIdSchema,
  isTrunk,
  stationDevice,
  trunkDevice,
  type CallId,
  type DeviceId,
  type RecordingId,
} from '../../src-main/contract/ids.ts';
import type { ChannelState } from '../../src-main/driver/channel-event.ts';
import type { Clock } from '../../src-main/foundation/clock.ts';
import type { Disposable } from '../../src-main/foundation/disposable.ts';
import type { Fault } from '../../src-main/foundation/errors.ts';
import { failed, ok, type Result } from '../../src-main/foundation/result.ts';
import { TypedEmitter } from '../../src-main/foundation/typed-emitter.ts';
import type { ErrorCode } from '../../src-main/contract/error-codes.ts';
import { AskedServices } from './asked-services.ts';
import type {
  CallControl,
  DeviceView,
  MakeCallRequest,
  PlaybackOutcome,
  PlayMessageRequest,
  RecordingRequest,
  TransferRequest,
} from '../../src-main/mediator/call-control.ts';
import { FakeDevices } from './fake-devices.ts';

type Heard = { readonly event: CallEvent; readonly call: CallView };
interface Playing {
  readonly request: PlayMessageRequest;
  readonly end: (
    outcome: Result<PlaybackOutcome, Fault>,
    told: 'completed' | 'digit' | 'stopped' | 'hangUp' | 'failed',
  ) => void;
}
interface Ringing {
  readonly request: TransferRequest;
  readonly timer: Disposable;
  readonly end: (result: Result<void, Fault>) => void;
}

/**
 * CallControl without a board: a few trunks and stations whose people a test moves by hand (ring, press, lift,
 * hang up). Events leave in the order of the mediator; only ring time-outs are its own, by the clock.
 */
export class FakeCallControl extends AskedServices implements CallControl {
  readonly calls = new Map<CallId, CallView>();
  readonly devices: FakeDevices;
  readonly events: CallEvent[] = [];
  /** Every service that was asked for, in words. */
  readonly requests: string[] = [];
  /** Services whose next use fails, with the code. */
  readonly refusals = new Map<string, ErrorCode>();
  readonly #clock: Clock;
  readonly #append: (event: UnnumberedCallEvent) => CallEvent;
  readonly #heard = new TypedEmitter<Heard>((error) => {
    throw error;
  });
  readonly #deviceChanged = new TypedEmitter<DeviceView>(() => undefined);
  readonly #playing = new Map<DeviceId, Playing>();
  readonly #ringing = new Map<DeviceId, Ringing>();
  /** When a recording was masked last. */
  readonly #masks = new Map<RecordingId, number>();
  #calls = 0;

  /** @param append gives an event its number; by default counts from 1. */
  constructor(clock: Clock, append?: (event: UnnumberedCallEvent) => CallEvent) {
    super();
    this.#clock = clock;
    this.#append = append ?? ((event) => ({ ...event, eventNo: this.events.length + 1 }));
    const trunks = [1, 2, 3].map(trunkDevice);
    const stations = ['801', '802', '803'].map(stationDevice);
    this.devices = new FakeDevices([...trunks, ...stations], clock.nowMs());
  }

  // what people do

  /** An outside caller rings a trunk. */
  ring(trunkNo: number, number: string, name = ''): CallId {
    const callId = callIdSchema.parse(`call_${++this.#calls}`);
    const deviceId = trunkDevice(trunkNo);
    this.#begin({ callId, direction: 'inbound', farNumber: number, farName: name }, deviceId);
    this.#tell({
      kind: 'Delivered',
      at: this.#now(),
      callId,
      deviceId,
      direction: 'inbound',
      number,
      name,
      dnis: '',
      trunkNo,
    });
    return callId;
  }

  /** The caller presses keys. */
  press(callId: CallId, digits: string): void {
    const deviceId = this.#trunkOf(callId);
    for (const digit of digits) {
      this.#tell({ kind: 'DigitsReceived', at: this.#now(), callId, deviceId, digits: digit, secret: false });
      const playing = this.#playing.get(deviceId);
      const stop = playing?.request.stopDigits.find((each) => each === digit);
      if (stop !== undefined) playing?.end(ok({ kind: 'digit', digit: stop }), 'digit');
    }
  }

  /** The prompts that play on the caller's trunk have been heard to the end. */
  finishPlayback(callId: CallId): void {
    const playing = this.#playing.get(this.#trunkOf(callId));
    if (playing === undefined) throw new Error('nothing is playing');
    playing.end(ok({ kind: 'completed' }), 'completed');
  }

  /** Prompts that the caller hears now, or their files. */
  playingTo(callId: CallId, what: 'promptId' | 'path' = 'promptId'): readonly string[] {
    return this.#playing.get(this.#trunkOf(callId))?.request.prompts.map((prompt) => prompt[what]) ?? [];
  }

  /** Somebody takes the ringing phone. */
  lift(stationNo: string): void {
    const deviceId = stationDevice(stationNo);
    const ringing = this.#ringing.get(deviceId);
    if (ringing === undefined) throw new Error(`${deviceId} is not ringing`);
    this.#ringing.delete(deviceId);
    ringing.timer.dispose();
    const { callId } = ringing.request;
    const trunk = this.#trunkOf(callId);
    this.#connect(callId, deviceId, 'connected');
    this.#setDevice(deviceId, 'connected', callId);
    this.#tell({ kind: 'Established', at: this.#now(), callId, deviceId, answerEvidence: 'hook' });
    this.#endPlayback(trunk, ok({ kind: 'stopped' }), 'stopped');
    this.#tell({ kind: 'Joined', at: this.#now(), callId, deviceId: trunk, peerId: deviceId });
    this.#tell({ kind: 'Transferred', at: this.#now(), callId, toId: deviceId });
    ringing.end(ok());
  }

  /** The caller hangs up, in whatever state the call is. */
  callerHangsUp(callId: CallId): void {
    this.#clear(callId, this.#trunkWasAnswered(callId) ? 'trunkHungUp' : 'callerGaveUp', 'far');
  }

  /** The phone that is in the call goes on-hook. */
  stationHangsUp(callId: CallId): void {
    this.#clear(callId, 'stationHungUp', 'station');
  }

  /** A phone goes off-hook or comes back without a call, as the board tells it. */
  setStation(stationNo: string, state: ChannelState): void {
    this.#setDevice(stationDevice(stationNo), state, undefined);
  }

  /** Any event, for what the methods above do not do. */
  tell(event: UnnumberedCallEvent): CallEvent {
    return this.#tell(event);
  }

  // CallControl

  makeCall(request: MakeCallRequest): Promise<Result<CallId, Fault>> {
    const callId = callIdSchema.parse(`call_${++this.#calls}`);
    this.requests.push(`makeCall ${request.stationId}`);
    this.#begin({ callId, direction: 'outbound', farNumber: request.number, farName: '' }, request.stationId);
    request.onCall?.(callId);
    this.#tell({
      kind: 'ServiceInitiated',
      at: this.#now(),
      callId,
      deviceId: request.stationId,
      direction: 'outbound',
      dialling: 'soft',
      ...(request.originator === undefined ? {} : { originator: request.originator }),
    });
    return Promise.resolve(ok(callId));
  }

  answerCall(callId: CallId, deviceId: DeviceId): Promise<Result<void, Fault>> {
    const refusal = this.#refusalOf('answerCall', callId);
    if (refusal !== undefined) return Promise.resolve(failed(refusal));
    this.#connect(callId, deviceId, 'connected');
    const call = this.calls.get(callId);
    if (call !== undefined) this.calls.set(callId, { ...call, answeredAt: this.#now() });
    this.#setDevice(deviceId, 'connected', callId);
    this.#tell({ kind: 'Established', at: this.#now(), callId, deviceId, answerEvidence: 'hook' });
    return Promise.resolve(ok());
  }

  clearConnection(callId: CallId, deviceId: DeviceId): Promise<Result<void, Fault>> {
    this.requests.push(`clearConnection ${deviceId}`);
    return this.clearCall(callId);
  }

  clearCall(callId: CallId): Promise<Result<void, Fault>> {
    const refusal = this.#refusalOf('clearCall', callId);
    if (refusal !== undefined) return Promise.resolve(failed(refusal));
    this.#clear(callId, 'flowEnded', 'system');
    return Promise.resolve(ok());
  }

  generateDigits(callId: CallId): Promise<Result<void, Fault>> {
    const refusal = this.#refusalOf('generateDigits', callId);
    return Promise.resolve(refusal === undefined ? ok() : failed(refusal));
  }

  playMessage(request: PlayMessageRequest): Promise<Result<PlaybackOutcome, Fault>> {
    const { callId, deviceId } = request;
    const refusal = this.#refusalOf('playMessage', callId);
    if (refusal !== undefined) return Promise.resolve(failed(refusal));
    if (this.#playing.has(deviceId)) return Promise.resolve(failed(fault('call/deviceBusy', 'playMessage')));
    const promptIds = request.prompts.map((prompt) => prompt.promptId);
    return new Promise((resolve) => {
      this.#playing.set(deviceId, {
        request,
        end: (outcome, result) => {
          this.#playing.delete(deviceId);
          this.#tell({ kind: 'PlaybackEnded', at: this.#now(), callId, deviceId, result, playedMs: 0 });
          resolve(outcome);
        },
      });
      this.#tell({ kind: 'PlaybackStarted', at: this.#now(), callId, deviceId, prompts: promptIds });
    });
  }

  stopMessage(_callId: CallId, deviceId: DeviceId): Promise<Result<void, Fault>> {
    this.#endPlayback(deviceId, ok({ kind: 'stopped' }), 'stopped');
    return Promise.resolve(ok());
  }

  singleStepTransfer(request: TransferRequest): Promise<Result<void, Fault>> {
    const { callId, toId } = request;
    if (toId === undefined) throw new Error('the fake transfers to stations alone');
    const refusal = this.#refusalOf('singleStepTransfer', callId);
    if (refusal !== undefined) return Promise.resolve(failed(refusal));
    return new Promise((resolve) => {
      const timer = this.#clock.setTimer(request.ringTimeoutMs ?? 45_000, () => this.#ringTimedOut(toId));
      this.#ringing.set(toId, { request, timer, end: resolve });
      this.#connect(callId, toId, 'alerting');
      this.#setDevice(toId, 'ringing', callId);
      const { direction = 'inbound', farNumber = '', farName = '' } = this.calls.get(callId) ?? {};
      this.#tell({
        kind: 'Delivered',
        at: this.#now(),
        callId,
        deviceId: toId,
        direction,
        number: farNumber,
        name: farName,
        dnis: '',
      });
    });
  }

  startRecording(request: RecordingRequest): Promise<Result<void, Fault>> {
    const refusal = this.#refusalOf('startRecording', request.callId);
    if (refusal !== undefined) return Promise.resolve(failed(refusal));
    const { callId, deviceId, recordingId, path, format } = request;
    this.#tell({ kind: 'RecordingStarted', at: this.#now(), callId, deviceId, recordingId, path, format });
    return Promise.resolve(ok());
  }

  stopRecording(callId: CallId, recordingId: RecordingId): Promise<Result<void, Fault>> {
    const refusal = this.#refusalOf('stopRecording', callId);
    if (refusal !== undefined) return Promise.resolve(failed(refusal));
    const deviceId = this.#trunkOf(callId);
    this.#tell({
      kind: 'RecordingStopped',
      at: this.#now(),
      callId,
      deviceId,
      recordingId,
      lengthMs: 1_000,
      result: 'complete',
    });
    return Promise.resolve(ok());
  }

  override maskRecording(callId: CallId, recordingId: RecordingId, masked: boolean): Promise<Result<void, Fault>> {
    const refusal = this.#refusalOf('maskRecording', callId);
    if (refusal !== undefined) return Promise.resolve(failed(refusal));
    const [at, deviceId] = [this.#now(), this.#trunkOf(callId)];
    const lengthMs = masked ? 0 : at - (this.#masks.get(recordingId) ?? at);
    const phase = masked ? 'began' : 'ended';
    this.#masks.set(recordingId, at);
    this.#tell({ kind: 'RecordingGap', at, callId, deviceId, recordingId, reason: 'masked', phase, lengthMs });
    return Promise.resolve(ok());
  }

  note(event: UnnumberedCallEvent): void {
    if (this.calls.has(event.callId)) this.#tell(event);
  }

  onCallEvent(listener: (event: CallEvent, call: CallView) => void): Disposable {
    return this.#heard.subscribe(({ event, call }) => listener(event, call));
  }

  onDeviceChanged(listener: (device: DeviceView) => void): Disposable {
    return this.#deviceChanged.subscribe(listener);
  }

  onChannelEvent(): Disposable {
    return { dispose: () => undefined };
  }

  // inside

  #now(): number {
    return this.#clock.nowMs();
  }

  #tell(event: UnnumberedCallEvent): CallEvent {
    const numbered = this.#append(event);
    this.events.push(numbered);
    const call = this.calls.get(event.callId);
    if (call === undefined) return numbered;
    if (event.kind === 'CallCleared') this.calls.delete(event.callId);
    this.#heard.emit({ event: numbered, call });
    return numbered;
  }

  #refusalOf(service: string, callId: CallId): Fault | undefined {
    this.requests.push(`${service} ${callId}`);
    const code = this.refusals.get(service);
    this.refusals.delete(service);
    if (code !== undefined) return fault(code, service);
    return this.calls.has(callId) ? undefined : fault('call/ended', service);
  }

  #ringTimedOut(deviceId: DeviceId): void {
    const ringing = this.#ringing.get(deviceId);
    if (ringing === undefined) return;
    this.#ringing.delete(deviceId);
    const { callId } = ringing.request;
    this.#connect(callId, deviceId, 'null');
    this.#setDevice(deviceId, 'idle', undefined);
    this.#tell({ kind: 'Failed', at: this.#now(), callId, deviceId, cause: 'ringTimeout' });
    this.#tell({ kind: 'ConnectionCleared', at: this.#now(), callId, deviceId, cause: 'ringTimeout' });
    ringing.end(failed(fault('call/noAnswer', 'singleStepTransfer')));
  }

  #clear(callId: CallId, cause: Cause, endedBy: 'far' | 'station' | 'system'): void {
    const call = this.calls.get(callId);
    if (call === undefined) return;
    for (const connection of call.connections.filter((each) => each.state !== 'null')) {
      const { deviceId } = connection;
      this.#endPlayback(deviceId, ok({ kind: 'hangUp' }), 'hangUp');
      const ringing = this.#ringing.get(deviceId);
      this.#ringing.delete(deviceId);
      ringing?.timer.dispose();
      this.#setDevice(deviceId, 'idle', undefined);
      this.#tell({ kind: 'ConnectionCleared', at: this.#now(), callId, deviceId, cause });
      ringing?.end(failed(fault('call/ended', 'singleStepTransfer')));
    }
    this.#tell({ kind: 'CallCleared', at: this.#now(), callId, cause, endedBy });
  }

  #endPlayback(deviceId: DeviceId, outcome: Result<PlaybackOutcome, Fault>, told: 'stopped' | 'hangUp'): void {
    this.#playing.get(deviceId)?.end(outcome, told);
  }

  /** The trunk of the call, or the phone that is alone in it. */
  #trunkOf(callId: CallId): DeviceId {
    const connections = this.calls.get(callId)?.connections ?? [];
    const party = connections.find((each) => isTrunk(each.deviceId)) ?? connections[0];
    if (party === undefined) throw new Error(`${callId} has no device`);
    return party.deviceId;
  }

  #trunkWasAnswered(callId: CallId): boolean {
    return this.calls.get(callId)?.answeredAt !== undefined;
  }

  #begin(call: Pick<CallView, 'callId' | 'direction' | 'farNumber' | 'farName'>, deviceId: DeviceId): void {
    const { callId } = call;
    this.calls.set(callId, { ...call, dnis: '', startedAt: this.#now(), recordingIds: [], connections: [] });
    this.#connect(callId, deviceId, 'alerting');
    this.#setDevice(deviceId, isTrunk(deviceId) ? 'offered' : 'ringing', callId);
  }

  #connect(callId: CallId, deviceId: DeviceId, state: ConnectionState): void {
    const call = this.calls.get(callId);
    if (call === undefined) return;
    const others = call.connections.filter((each) => each.deviceId !== deviceId);
    this.calls.set(callId, {
      ...call,
      connections: [...others, { deviceId, state, since: this.#now(), media: 'none' }],
    });
  }

  #setDevice(deviceId: DeviceId, state: ChannelState, callId: CallId | undefined): void {
    const view = this.devices.set(deviceId, state, callId, this.#now());
    if (view !== undefined) this.#deviceChanged.emit(view);
  }
}

function fault(code: ErrorCode, tried: string): Fault {
  return { kind: 'operational', code, tried, now: 'the test says so', next: 'nothing' };
}
