import type { SeatDelta } from '../../contract/seat-protocol.ts';
import type { StationSettings } from '../../contract/stations.ts';
import type { Disposable } from '../../foundation/disposable.ts';
import type { Viewer } from '../policies/seat-policies.ts';
import type { StationsPort } from '../ports.ts';
import { Audience, type SendDelta, type Topic, type TopicFeed } from './topic.ts';

/** What stations are set to: an agent sees its own, since where others forward to is theirs; who oversees sees all. */
export class StationsTopic implements Topic {
  readonly #stations: StationsPort;
  readonly #audience = new Audience<{ readonly viewer: Viewer; readonly send: SendDelta }>();
  readonly #subscription: Disposable;

  constructor(stations: StationsPort) {
    this.#stations = stations;
    this.#subscription = stations.onStationChanged((station) => {
      const delta: SeatDelta = { topic: 'station', station };
      for (const feed of this.#audience) if (maySee(feed.viewer, station)) feed.send(delta);
    });
  }

  attach(viewer: Viewer, send: SendDelta): TopicFeed {
    const place = this.#audience.add({ viewer, send });
    return {
      snapshot: () => ({ stations: this.#stations.all().filter((station) => maySee(viewer, station)) }),
      dispose: () => place.dispose(),
    };
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}

function maySee(viewer: Viewer, station: StationSettings): boolean {
  return viewer.role !== 'agent' || viewer.stationNo === station.stationNo;
}
