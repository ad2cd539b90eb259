import type { CallEvent, UnnumberedCallEvent } from '../../src-main/contract/call-events.ts';
import type { CallView, ConnectionView } from '../../src-main/contract/call-model.ts';
import {
  callIdSchema,
  channelNumberSchema,
  stationDevice,
  trunkDevice,
  type CallId,
  type DeviceId,
  type RecordingId,
} from '../../src-main/contract/ids.ts';
import type { ChannelEvent } from '../../src-main/driver/channel-event.ts';
import type { Fault } from '../../src-main/foundation/errors.ts';
import { failed, ok, type Result } from '../../src-main/foundation/result.ts';
import { TypedEmitter } from '../../src-main/foundation/typed-emitter.ts';
import { AskedServices } from './asked-services.ts';
import type {
  CallControl,
  DeviceDirectory,
  DeviceView,
  MakeCallRequest,
  PlaybackOutcome,
} from '../../src-main/mediator/call-control.ts';

const rethrow = (error: unknown): void => {
  throw error;
};

export interface AskedOfCalls {
  readonly service: string;
  readonly callId?: CallId;
  readonly deviceId?: DeviceId;
  readonly detail?: string;
}

type EventBody = UnnumberedCallEvent extends infer Each
  ? Each extends UnnumberedCallEvent
    ? Omit<Each, 'at' | 'callId'>
    : never
  : never;

/** CallControl without lines: remembers what it was asked, and emits the events that a test tells it. */
export class FakeCalls extends AskedServices implements CallControl {
  readonly calls = new Map<CallId, CallView>();
  readonly asked: AskedOfCalls[] = [];
  readonly devices: DeviceDirectory;
  /** What the next service asked for answers. */
  nextFault: Fault | undefined;
  readonly #nowMs: () => number;
  readonly #devices = new Map<DeviceId, DeviceView>();
  readonly #callEvents = new TypedEmitter<{ readonly event: CallEvent; readonly call: CallView }>(rethrow);
  readonly #deviceChanges = new TypedEmitter<DeviceView>(rethrow);
  readonly #channelEvents = new TypedEmitter<ChannelEvent>(rethrow);
  #eventNo = 0;
  #callNo = 0;

  constructor(nowMs: () => number, trunks = 8, firstStation = 801, stations = 8) {
    super();
    this.#nowMs = nowMs;
    for (let no = 1; no <= trunks; no += 1) this.#addDevice(trunkDevice(no), 'trunk', no - 1);
    for (let no = 0; no < stations; no += 1) {
      this.#addDevice(stationDevice(String(firstStation + no)), 'station', trunks + no);
    }
    this.devices = {
      device: (deviceId) => this.#devices.get(deviceId),
      all: () => [...this.#devices.values()],
      trunks: () => [...this.#devices.values()].filter((device) => device.description.kind === 'trunk'),
      stations: () => [...this.#devices.values()].filter((device) => device.description.kind === 'station'),
    };
  }

  // what a test lets happen

  /** A call that is up with these connections. */
  begin(call: Partial<CallView>, connections: readonly Partial<ConnectionView>[]): CallView {
    this.#callNo += 1;
    const at = this.#nowMs();
    const made: CallView = {
      callId: callIdSchema.parse(`call_${this.#callNo}`),
      direction: 'inbound',
      farNumber: '13900001234',
      farName: '',
      dnis: '',
      startedAt: at,
      recordingIds: [],
      ...call,
      connections: connections.map((each) => ({
        deviceId: trunkDevice(1),
        state: 'alerting',
        since: at,
        media: 'none',
        ...each,
      })),
    };
    this.calls.set(made.callId, made);
    return made;
  }

  /** Changes a call, then tells everybody of the event. */
  tell(call: CallView, body: EventBody): CallEvent {
    if (body.kind === 'CallCleared') this.calls.delete(call.callId);
    else this.calls.set(call.callId, call);
    this.#eventNo += 1;
    const event = { ...body, eventNo: this.#eventNo, at: this.#nowMs(), callId: call.callId };
    this.#callEvents.emit({ event: event, call });
    return event;
  }

  changeDevice(
    deviceId: DeviceId,
    change: Partial<DeviceView['channel']>,
    calls: Partial<Pick<DeviceView, 'callId' | 'heldCallIds'>> = {},
  ): void {
    const device = this.#devices.get(deviceId);
    if (device === undefined) return;
    const changed = { ...device, ...calls, since: this.#nowMs(), channel: { ...device.channel, ...change } };
    this.#devices.set(deviceId, changed);
    this.#deviceChanges.emit(changed);
  }

  raise(event: ChannelEvent): void {
    this.#channelEvents.emit(event);
  }

  // CallControl

  async makeCall(request: MakeCallRequest): Promise<Result<CallId, Fault>> {
    const asked = this.#ask({ service: 'makeCall', deviceId: request.stationId, detail: request.number });
    if (!asked.ok) return asked;
    const call = this.begin(
      {
        direction: 'outbound',
        farNumber: request.number,
        ...(request.originator === undefined ? {} : { originator: request.originator }),
      },
      [{ deviceId: request.stationId, state: 'alerting' }],
    );
    request.onCall?.(call.callId);
    return ok(call.callId);
  }

  async answerCall(callId: CallId, deviceId: DeviceId): Promise<Result<void, Fault>> {
    return this.#ask({ service: 'answerCall', callId, deviceId });
  }

  async clearConnection(callId: CallId, deviceId: DeviceId): Promise<Result<void, Fault>> {
    return this.#ask({ service: 'clearConnection', callId, deviceId });
  }

  async clearCall(callId: CallId): Promise<Result<void, Fault>> {
    return this.#ask({ service: 'clearCall', callId });
  }

  async generateDigits(callId: CallId, deviceId: DeviceId, digits: string): Promise<Result<void, Fault>> {
    return this.#ask({ service: 'generateDigits', callId, deviceId, detail: digits });
  }

  async playMessage(): Promise<Result<PlaybackOutcome, Fault>> {
    const asked = this.#ask({ service: 'playMessage' });
    return asked.ok ? ok({ kind: 'completed' }) : asked;
  }

  async stopMessage(callId: CallId, deviceId: DeviceId): Promise<Result<void, Fault>> {
    return this.#ask({ service: 'stopMessage', callId, deviceId });
  }

  async singleStepTransfer(): Promise<Result<void, Fault>> {
    return this.#ask({ service: 'singleStepTransfer' });
  }

  async startRecording(): Promise<Result<void, Fault>> {
    return this.#ask({ service: 'startRecording' });
  }

  async stopRecording(callId: CallId): Promise<Result<void, Fault>> {
    return this.#ask({ service: 'stopRecording', callId });
  }

  override async maskRecording(
    callId: CallId,
    _recordingId: RecordingId,
    masked: boolean,
  ): Promise<Result<void, Fault>> {
    return this.#ask({ service: 'maskRecording', callId, detail: masked ? 'on' : 'off' });
  }

  note(): void {
    this.asked.push({ service: 'note' });
  }

  onCallEvent(listener: (event: CallEvent, call: CallView) => void) {
    return this.#callEvents.subscribe(({ event, call }) => listener(event, call));
  }

  onDeviceChanged(listener: (device: DeviceView) => void) {
    return this.#deviceChanges.subscribe(listener);
  }

  onChannelEvent(listener: (event: ChannelEvent) => void) {
    return this.#channelEvents.subscribe(listener);
  }

  #ask(asked: AskedOfCalls): Result<void, Fault> {
    this.asked.push(asked);
    const fault = this.nextFault;
    this.nextFault = undefined;
    return fault === undefined ? ok() : failed(fault);
  }

  #addDevice(deviceId: DeviceId, kind: 'trunk' | 'station', channel: number): void {
    const number = channelNumberSchema.parse(channel);
    this.#devices.set(deviceId, {
      deviceId,
      since: this.#nowMs(),
      heldCallIds: [],
      description: {
        channel: number,
        kind,
        label: deviceId,
        capabilities: kind === 'station' ? ['ringTx', 'hookTx'] : ['ringRx'],
      },
      channel: {
        channel: number,
        kind,
        state: 'idle',
        label: { inbound: 1, outbound: 1 },
        sinceUs: 0,
        inService: true,
        offHook: false,
        callerNumber: '',
        callerName: '',
        callerIdQuality: 'unknown',
        running: [],
        linkedTo: [],
        conference: -1,
      },
    });
  }
}
