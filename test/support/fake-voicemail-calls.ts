import type { ErrorCode } from '../../src-main/contract/error-codes.ts';
import { callIdSchema, deviceNumber, stationDevice, type CallId, type DeviceId } from '../../src-main/contract/ids.ts';
import type { Clock } from '../../src-main/foundation/clock.ts';
import type { Disposable } from '../../src-main/foundation/disposable.ts';
import type { Fault } from '../../src-main/foundation/errors.ts';
import { failed, ok, type Result } from '../../src-main/foundation/result.ts';
import { TypedEmitter } from '../../src-main/foundation/typed-emitter.ts';
import type { MessageEnd, MessageRequest } from '../../src-main/mediator/call-control.ts';
import type { CallsForVoicemail } from '../../src-main/services/voicemail/index.ts';
import { FakeCallControl } from './fake-call-control.ts';

type CallForVoicemail = Parameters<Parameters<CallsForVoicemail['onCallForVoicemail']>[0]>[0];

interface RunningRecording {
  readonly request: MessageRequest;
  readonly end: (end: MessageEnd) => void;
}

/** Lines and routing as voicemail uses them: messages end when the test says so, lamps and secrets are remembered. */
export class FakeVoicemailCalls extends FakeCallControl implements CallsForVoicemail {
  /** `801 on`, `801 off`, in order. */
  readonly lamps: string[] = [];
  /** `begin call_1`, `end call_1`, in order. */
  readonly secrets: string[] = [];
  /** The next message cannot be recorded. */
  recordingFault: ErrorCode | undefined;
  lampFault: ErrorCode | undefined;
  readonly #time: Clock;
  readonly #running = new Map<CallId, RunningRecording>();
  readonly #forVoicemail = new TypedEmitter<CallForVoicemail>((error) => {
    throw error;
  });
  #dialled = 0;

  constructor(clock: Clock) {
    super(clock);
    this.#time = clock;
  }

  /** A rule sends the call to a box. */
  send(callId: CallId, deviceId: DeviceId, boxId: string): void {
    this.#forVoicemail.emit({ callId, deviceId, boxId });
  }

  /** Somebody lifts a phone and dials a number that reaches nobody but us. */
  dial(stationNo: string, number: string): CallId {
    const callId = callIdSchema.parse(`call_dialled_${++this.#dialled}`);
    const deviceId = stationDevice(stationNo);
    const at = this.#time.nowMs();
    const connection = { deviceId, since: at, media: 'none' as const };
    const call = { callId, direction: 'internal' as const, farNumber: '', farName: '', dnis: '', startedAt: at };
    this.setStation(stationNo, 'connected');
    this.calls.set(callId, { ...call, recordingIds: [], connections: [{ ...connection, state: 'initiated' }] });
    this.tell({ kind: 'ServiceInitiated', at, callId, deviceId, direction: 'internal', dialling: 'hard' });
    this.calls.set(callId, { ...call, recordingIds: [], connections: [{ ...connection, state: 'connected' }] });
    this.tell({ kind: 'Originated', at, callId, deviceId, number });
    return callId;
  }

  /** What is being recorded of the call. */
  recordingOf(callId: CallId): MessageRequest | undefined {
    return this.#running.get(callId)?.request;
  }

  endRecording(callId: CallId, end: MessageEnd): void {
    const running = this.#running.get(callId);
    if (running === undefined) throw new Error('nothing is being recorded');
    this.#running.delete(callId);
    running.end(end);
  }

  override recordMessage(request: MessageRequest): Promise<Result<MessageEnd, Fault>> {
    const code = this.recordingFault;
    this.recordingFault = undefined;
    if (code !== undefined) return Promise.resolve(failed(fault(code)));
    const { callId, deviceId, recordingId, path, format } = request;
    const onDevice = { callId, deviceId, recordingId };
    this.tell({ kind: 'RecordingStarted', at: this.#time.nowMs(), ...onDevice, path, format });
    return new Promise((resolve) => {
      this.#running.set(callId, {
        request,
        end: (end) => {
          const at = this.#time.nowMs();
          const { lengthMs } = end;
          this.tell({ kind: 'RecordingStopped', at, ...onDevice, lengthMs, result: 'complete' });
          resolve(ok(end));
        },
      });
    });
  }

  override setMessageWaiting(stationId: DeviceId, on: boolean): Promise<Result<void, Fault>> {
    this.lamps.push(`${deviceNumber(stationId)} ${on ? 'on' : 'off'}`);
    return Promise.resolve(this.lampFault === undefined ? ok() : failed(fault(this.lampFault)));
  }

  override setSecretDigits(callId: CallId, _deviceId: DeviceId, secret: boolean): void {
    this.secrets.push(`${secret ? 'begin' : 'end'} ${callId}`);
  }

  onCallForVoicemail(listener: (call: CallForVoicemail) => void): Disposable {
    return this.#forVoicemail.subscribe(listener);
  }
}

function fault(code: ErrorCode): Fault {
  return { kind: 'operational', code, tried: 'use the lines', now: 'the test says so', next: 'nothing' };
}
