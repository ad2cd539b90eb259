import { makeAutoObservable, observable } from 'mobx';
import type { StationSettings } from '../../src-main/contract/stations.ts';
import type { SessionStore } from './session-store.ts';

/** What stations are set to: the own one, or all for who oversees. */
export class StationsStore {
  readonly stations = observable.map<string, StationSettings>([], { deep: false });
  readonly #session: SessionStore;

  constructor(session: SessionStore) {
    this.#session = session;
    makeAutoObservable(this, { stations: false });
  }

  applySnapshot(stations: readonly StationSettings[] = []): void {
    this.stations.replace(stations.map((station) => [station.stationNo, station]));
  }

  applyEvent(station: StationSettings): void {
    this.stations.set(station.stationNo, station);
  }

  /** In order of their numbers. */
  get all(): readonly StationSettings[] {
    return [...this.stations.values()].toSorted((one, other) => (one.stationNo < other.stationNo ? -1 : 1));
  }

  /** That of this seat. */
  get own(): StationSettings | undefined {
    const { stationNo } = this.#session;
    return stationNo === undefined ? undefined : this.stations.get(stationNo);
  }
}
