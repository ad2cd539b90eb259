import { makeAutoObservable, observable } from 'mobx';
import type { CallEvent } from '../../src-main/contract/call-events.ts';
import type { CallView, ConnectionView } from '../../src-main/contract/call-model.ts';
import { stationDevice, type CallId } from '../../src-main/contract/ids.ts';
import type { SessionStore } from './session-store.ts';

/** What a call was told that its view does not hold: the way through the flow and why it came here. */
export interface CallStory {
  readonly path: readonly string[];
  readonly reason: string;
}

const noStory: CallStory = { path: [], reason: '' };

/** The calls that are up, as the server says; the seat's own one among them. */
export class CallsStore {
  readonly calls = observable.map<CallId, CallView>([], { deep: false });
  readonly #stories = observable.map<CallId, CallStory>([], { deep: false });
  readonly #session: SessionStore;

  constructor(session: SessionStore) {
    this.#session = session;
    makeAutoObservable(this, { calls: false });
  }

  applySnapshot(calls: readonly CallView[]): void {
    this.calls.replace(calls.map((call) => [call.callId, call]));
    for (const callId of [...this.#stories.keys()]) {
      if (!this.calls.has(callId)) this.#stories.delete(callId);
    }
  }

  applyEvent(event: CallEvent, call: CallView): void {
    if (event.kind === 'CallCleared') return this.applyGone(call.callId);
    this.calls.set(call.callId, call);
    const story = this.storyOf(call.callId);
    const told = tellStory(story, event);
    if (told !== story) this.#stories.set(call.callId, told);
  }

  applyGone(callId: CallId): void {
    this.calls.delete(callId);
    this.#stories.delete(callId);
  }

  storyOf(callId: CallId): CallStory {
    return this.#stories.get(callId) ?? noStory;
  }

  /** Calls in which this seat's extension takes part: the talking one first, then the ringing, then the oldest. */
  get own(): readonly CallView[] {
    const mine = [...this.calls.values()].filter((call) => this.ownConnection(call) !== undefined);
    return mine.sort((a, b) => this.#rank(a) - this.#rank(b) || a.startedAt - b.startedAt);
  }

  /** The call that the bar is about. */
  get current(): CallView | undefined {
    return this.own[0];
  }

  /** Callers who wait in a parking place. */
  get parked(): readonly CallView[] {
    return [...this.calls.values()].filter((call) => call.parkSlot !== undefined);
  }

  /** The call from outside that rings this seat now. */
  get incoming(): CallView | undefined {
    return this.own.find((call) => call.direction !== 'outbound' && this.ownConnection(call)?.state === 'alerting');
  }

  ownConnection(call: CallView): ConnectionView | undefined {
    const { stationNo } = this.#session;
    if (stationNo === undefined) return undefined;
    const deviceId = stationDevice(stationNo);
    return call.connections.find((connection) => connection.deviceId === deviceId && connection.state !== 'null');
  }

  #rank(call: CallView): number {
    const state = this.ownConnection(call)?.state;
    return state === 'connected' || state === 'initiated' ? 0 : state === 'alerting' ? 1 : 2;
  }
}

function tellStory(story: CallStory, event: CallEvent): CallStory {
  if (event.kind === 'FlowStepped') {
    const step = event.choice === undefined ? event.node : `${event.node}=${event.choice}`;
    return { ...story, path: mergeStep(story.path, event.node, step) };
  }
  if (event.kind === 'CallInformation' && event.ruleReason !== undefined) return { ...story, reason: event.ruleReason };
  return story;
}

/** A node's choice comes after its entry: `menu` then `menu=1` is one step. */
function mergeStep(path: readonly string[], node: string, step: string): readonly string[] {
  return path.at(-1) === node ? [...path.slice(0, -1), step] : [...path, step];
}
