import type { ErrorCode } from '../../src-main/contract/error-codes.ts';
import { callIdSchema, stationDevice, type CallId, type DeviceId } from '../../src-main/contract/ids.ts';
import type { Clock } from '../../src-main/foundation/clock.ts';
import type { Disposable } from '../../src-main/foundation/disposable.ts';
import type { Fault } from '../../src-main/foundation/errors.ts';
import { failed, ok, type Result } from '../../src-main/foundation/result.ts';
import { TypedEmitter } from '../../src-main/foundation/typed-emitter.ts';
import type {
  CallsForVoicemail,
  MessageLines,
  RecordMessageOutcome,
  RecordMessageRequest,
} from '../../src-main/services/voicemail/index.ts';
import type { FakeCallControl } from './fake-call-control.ts';

interface RunningRecording {
  readonly request: RecordMessageRequest;
  readonly end: (outcome: RecordMessageOutcome) => void;
}

/** What voicemail asks of the lines and of routing, under the test's hand: recordings end when the test says so. */
export class FakeMessageLines implements MessageLines, CallsForVoicemail {
  /** `801 on`, `801 off`, in order. */
  readonly lamps: string[] = [];
  /** The next recording fails with it. */
  recordingFault: ErrorCode | undefined;
  lampFault: ErrorCode | undefined;
  readonly #callControl: FakeCallControl;
  readonly #clock: Clock;
  readonly #running = new Map<CallId, RunningRecording>();
  readonly #forVoicemail = new TypedEmitter<{
    readonly callId: CallId;
    readonly deviceId: DeviceId;
    readonly boxId: string;
  }>((error) => {
    throw error;
  });
  #dialled = 0;

  constructor(callControl: FakeCallControl, clock: Clock) {
    this.#callControl = callControl;
    this.#clock = clock;
  }

  /** A rule sends the call to a box. */
  send(callId: CallId, deviceId: DeviceId, boxId: string): void {
    this.#forVoicemail.emit({ callId, deviceId, boxId });
  }

  /** Somebody lifts a phone and dials a number that reaches nobody but us. */
  dial(stationNo: string, number: string): CallId {
    const callId = callIdSchema.parse(`call_dialled_${++this.#dialled}`);
    const deviceId = stationDevice(stationNo);
    const at = this.#clock.nowMs();
    const connections = [{ deviceId, state: 'connected' as const, since: at, media: 'none' as const }];
    const call = { callId, direction: 'internal' as const, farNumber: '', farName: '', dnis: '', startedAt: at };
    this.#callControl.setStation(stationNo, 'connected');
    this.#callControl.calls.set(callId, { ...call, recordingIds: [], connections });
    this.#callControl.tell({
      kind: 'ServiceInitiated',
      at,
      callId,
      deviceId,
      direction: 'internal',
      dialling: 'hard',
    });
    this.#callControl.tell({ kind: 'Originated', at, callId, deviceId, number });
    this.#callControl.tell({ kind: 'Established', at, callId, deviceId, answerEvidence: 'hook' });
    return callId;
  }

  /** What is being recorded of the call. */
  recordingOf(callId: CallId): RecordMessageRequest | undefined {
    return this.#running.get(callId)?.request;
  }

  endRecording(callId: CallId, outcome: RecordMessageOutcome): void {
    const running = this.#running.get(callId);
    if (running === undefined) throw new Error('nothing is being recorded');
    this.#running.delete(callId);
    running.end(outcome);
  }

  recordMessage(request: RecordMessageRequest): Promise<Result<RecordMessageOutcome, Fault>> {
    const code = this.recordingFault;
    this.recordingFault = undefined;
    if (code !== undefined) return Promise.resolve(failed(fault(code)));
    const { callId, deviceId, recordingId, path, format } = request;
    const onDevice = { callId, deviceId, recordingId };
    this.#callControl.tell({ kind: 'RecordingStarted', at: this.#clock.nowMs(), ...onDevice, path, format });
    return new Promise((resolve) => {
      this.#running.set(callId, {
        request,
        end: (outcome) => {
          const { lengthMs } = outcome;
          const at = this.#clock.nowMs();
          this.#callControl.tell({ kind: 'RecordingStopped', at, ...onDevice, lengthMs, result: 'complete' });
          resolve(ok(outcome));
        },
      });
    });
  }

  setMessageWaiting(stationNo: string, on: boolean): Promise<Result<void, Fault>> {
    this.lamps.push(`${stationNo} ${on ? 'on' : 'off'}`);
    return Promise.resolve(this.lampFault === undefined ? ok() : failed(fault(this.lampFault)));
  }

  onCallForVoicemail(
    listener: (call: { readonly callId: CallId; readonly deviceId: DeviceId; readonly boxId: string }) => void,
  ): Disposable {
    return this.#forVoicemail.subscribe(listener);
  }
}

function fault(code: ErrorCode): Fault {
  return { kind: 'operational', code, tried: 'use the lines', now: 'the test says so', next: 'nothing' };
}
