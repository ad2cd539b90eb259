import { stationDevice, type CallId } from '../../contract/ids.ts';
import type { CallView } from '../../contract/call-model.ts';
import { withoutSecrets, type CallEvent } from '../../contract/call-events.ts';
import type { SeatDelta } from '../../contract/seat-protocol.ts';
import type { Disposable } from '../../foundation/disposable.ts';
import type { CallControl } from '../../mediator/call-control.ts';
import type { Viewer } from '../policies/seat-policies.ts';
import { Audience, type SendDelta, type Topic, type TopicFeed } from './topic.ts';

interface CallsFeed {
  readonly viewer: Viewer;
  readonly send: SendDelta;
  /** Calls that the seat shows now. */
  readonly shown: Set<CallId>;
}

/** Calls that are up: an agent sees those of its station, supervisors and admins all. */
export class CallsTopic implements Topic {
  readonly #calls: CallControl;
  readonly #audience = new Audience<CallsFeed>();
  readonly #subscription: Disposable;

  constructor(calls: CallControl) {
    this.#calls = calls;
    this.#subscription = calls.onCallEvent((event, call) => this.#onCallEvent(event, call));
  }

  attach(viewer: Viewer, send: SendDelta): TopicFeed {
    const feed: CallsFeed = { viewer, send, shown: new Set() };
    const place = this.#audience.add(feed);
    return { snapshot: () => ({ calls: this.#visibleTo(feed) }), dispose: () => place.dispose() };
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #visibleTo(feed: CallsFeed): CallView[] {
    const calls = [...this.#calls.calls.values()].filter((call) => maySeeCall(feed.viewer, call));
    feed.shown.clear();
    for (const call of calls) feed.shown.add(call.callId);
    return calls;
  }

  #onCallEvent(event: CallEvent, call: CallView): void {
    const told: SeatDelta = { topic: 'callEvent', event: withoutSecrets(event), call };
    const gone: SeatDelta = { topic: 'callGone', callId: call.callId };
    for (const feed of this.#audience) {
      const isShown = feed.shown.has(call.callId);
      const mayBeShown = maySeeCall(feed.viewer, call);
      // The event by which a seat loses a call is still told, so that it sees why.
      if (isShown || mayBeShown) feed.send(told);
      if (mayBeShown && event.kind !== 'CallCleared') {
        feed.shown.add(call.callId);
      } else if (isShown || mayBeShown) {
        feed.shown.delete(call.callId);
        feed.send(gone);
      }
    }
  }
}

/** Whether a call that is up is shown to a viewer: its station is in it, it asked for it, or it sees all. */
export function maySeeCall(viewer: Viewer, call: CallView): boolean {
  if (viewer.role !== 'agent') return true;
  // Who knows the parking place may take the caller.
  if (call.originator === viewer.userId || call.parkSlot !== undefined) return true;
  if (viewer.stationNo === undefined) return false;
  const own = stationDevice(viewer.stationNo);
  return call.connections.some((connection) => connection.deviceId === own && connection.state !== 'null');
}
