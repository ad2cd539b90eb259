import type { CallEvent } from '../contract/call-events.ts';
import type { ChannelNumber, DeviceId } from '../contract/ids.ts';
import type { ChannelEvent } from '../driver/channel-event.ts';
import { DisposableStack, type Disposable } from '../foundation/disposable.ts';
import type { Log } from '../foundation/log.ts';
import type { CallControl } from '../mediator/call-control.ts';

/** Steps that are kept of each channel, to be told when one of them was refused. */
const KEPT_STEPS = 32;

/** What the source system writes of an event, beside our own name of it. */
const SOURCE_WORDS: Readonly<Partial<Record<CallEvent['kind'], string>>> = {
  Delivered: '外线来电 OnOutCallCome',
  DigitsReceived: '收到按键 OnPushKey',
  PlaybackEnded: '放音结束 OnPlayVocEnd',
  Established: '接通',
  CallCleared: '通话结束',
};

/**
 * Writes the story of the lines into the log, in the form of the source system: what happens to a call with its
 * channel, each step of a line machine with its state numbers, and the last steps of a channel that refused an event.
 */
export class CallLog implements Disposable {
  readonly #log: Log;
  readonly #calls: CallControl;
  readonly #steps = new Map<ChannelNumber, string[]>();
  readonly #subscriptions = new DisposableStack();

  constructor(calls: CallControl, log: Log) {
    this.#log = log;
    this.#calls = calls;
    this.#subscriptions.own(calls.onCallEvent((event) => this.#onCallEvent(event)));
    this.#subscriptions.own(calls.onChannelEvent((event) => this.#onChannelEvent(event)));
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #onCallEvent(event: CallEvent): void {
    const { kind, callId, eventNo } = event;
    const deviceId = 'deviceId' in event ? event.deviceId : undefined;
    const cause = 'cause' in event ? { cause: event.cause } : {};
    const words = SOURCE_WORDS[kind] ?? '';
    const text = `板卡>>>${words === '' ? kind : `${words} ${kind}`}`;
    this.#log.info(text, { ...this.#channelOf(deviceId), callId, eventNo, ...cause });
  }

  #onChannelEvent(event: ChannelEvent): void {
    if (event.kind === 'BoardChanged') return this.#log.info(`board ${event.state}`);
    const { channel } = event;
    if (event.kind === 'StateChanged') {
      const { label, previous, state } = event;
      this.#keep(channel, `${previous}>${state}`);
      const labels = `LE001:${label.inbound} LE002:${label.outbound}`;
      return this.#log.info('', { channel, signal: event.seq, state: `${state} ${labels}` });
    }
    if (event.kind === 'EventRefused') {
      const lastSteps = (this.#steps.get(channel) ?? []).join(' ');
      return this.#log.warn(`refused ${event.event}`, { channel, state: event.state, lastSteps });
    }
    this.#keep(channel, event.kind);
  }

  #keep(channel: ChannelNumber, step: string): void {
    const steps = this.#steps.get(channel) ?? [];
    steps.push(step);
    if (steps.length > KEPT_STEPS) steps.shift();
    this.#steps.set(channel, steps);
  }

  #channelOf(deviceId: DeviceId | undefined): { readonly channel?: number } {
    const device = deviceId === undefined ? undefined : this.#calls.devices.device(deviceId);
    return device === undefined ? {} : { channel: device.description.channel };
  }
}
