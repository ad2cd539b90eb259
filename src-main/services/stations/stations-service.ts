import type { CallEvent } from '../../contract/call-events.ts';
import { deviceNumber, stationDevice } from '../../contract/ids.ts';
import type { StationDraft, StationForwarding, StationSettings } from '../../contract/stations.ts';
import { DisposableStack, type Disposable } from '../../foundation/disposable.ts';
import type { Fault } from '../../foundation/errors.ts';
import type { Log } from '../../foundation/log.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import { TypedEmitter } from '../../foundation/typed-emitter.ts';
import type { CallControl, PromptFile, StationFeatures } from '../../mediator/call-control.ts';
import type { StationSettingsRepository } from '../../storage/repositories/station-settings.ts';
import { targetsOf, walkForwarding, type ReadHouseNumber } from './forwarding-walk.ts';
import { CodeCalls } from './code-calls.ts';
import { stationFaults } from './station-faults.ts';

export interface StationsParts {
  readonly callControl: CallControl;
  readonly repository: StationSettingsRepository;
  readonly readNumber: ReadHouseNumber;
  /** A spoken text; undefined when there is none. */
  readonly prompt: (name: string) => PromptFile | undefined;
  readonly log: Log;
}

/**
 * What stations are set to: do-not-disturb and forwarding, kept in the database, given to call control at start and told
 * to seats. Changes come from seats, supervisors, and the phones themselves (*78 and others), and wait for each other.
 */
export class StationsService implements Disposable {
  readonly #parts: StationsParts;
  readonly #owned = new DisposableStack();
  readonly #changed: TypedEmitter<StationSettings>;
  readonly #settings = new Map<string, StationSettings>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: StationsParts) {
    this.#parts = parts;
    this.#changed = new TypedEmitter((error) => parts.log.error(`a listener of stations failed: ${String(error)}`));
  }

  /** Reads what was set, then listens to phones that dial a code. */
  async start(): Promise<void> {
    const { callControl, repository } = this.#parts;
    for (const settings of await repository.all()) this.#apply(settings);
    const codes = new CodeCalls({ ...this.#parts, stations: this });
    this.#owned.own(callControl.onCallEvent((event: CallEvent) => codes.onCallEvent(event)));
  }

  /** Every station of the board, and those that were set and are not there now, by number. */
  all(): readonly StationSettings[] {
    const onBoard = this.#parts.callControl.devices.stations().map((station) => deviceNumber(station.deviceId));
    const numbers = new Set([...onBoard, ...this.#settings.keys()]);
    return [...numbers].toSorted().map((stationNo) => this.of(stationNo));
  }

  of(stationNo: string): StationSettings {
    return this.#settings.get(stationNo) ?? { stationNo, doNotDisturb: false, forwarding: {} };
  }

  /** Faults: call/deviceUnknown, call/numberInvalid, call/forwardingLoop. */
  save(stationNo: string, draft: StationDraft): Promise<Result<StationSettings, Fault>> {
    return this.#change(stationNo, () => draft);
  }

  setDoNotDisturb(stationNo: string, doNotDisturb: boolean): Promise<Result<StationSettings, Fault>> {
    return this.#change(stationNo, (before) => ({ ...before, doNotDisturb }));
  }

  setForwarding(stationNo: string, forwarding: StationForwarding): Promise<Result<StationSettings, Fault>> {
    return this.#change(stationNo, (before) => ({ ...before, forwarding }));
  }

  onStationChanged(listener: (settings: StationSettings) => void): Disposable {
    return this.#changed.subscribe(listener);
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #change(
    stationNo: string,
    change: (before: StationSettings) => StationDraft,
  ): Promise<Result<StationSettings, Fault>> {
    const done = this.#last.then(async () => {
      const settings: StationSettings = { ...change(this.of(stationNo)), stationNo };
      const fault = this.#faultOf(settings);
      if (fault !== undefined) return failed(fault);
      await this.#parts.repository.save(settings);
      this.#apply(settings);
      this.#changed.emit(settings);
      return ok(settings);
    });
    this.#last = done.catch(() => undefined);
    return done;
  }

  #faultOf({ stationNo, forwarding }: StationSettings): Fault | undefined {
    const { callControl, readNumber } = this.#parts;
    if (callControl.devices.device(stationDevice(stationNo)) === undefined) return stationFaults.unknown();
    const numbers = [forwarding.always, forwarding.busy, forwarding.noAnswer?.number].filter(
      (each) => each !== undefined,
    );
    if (numbers.some((number) => readNumber(number).kind === 'nowhere')) return stationFaults.nowhere();
    const forwardingOf = (other: string): StationForwarding => (other === stationNo ? {} : this.of(other).forwarding);
    const walk = walkForwarding(targetsOf(forwarding), forwardingOf, readNumber);
    return walk.stationNos.has(stationNo) || walk.meetsOwnTrunk ? stationFaults.loop() : undefined;
  }

  #apply(settings: StationSettings): void {
    this.#settings.set(settings.stationNo, settings);
    this.#parts.callControl.setFeatures(stationDevice(settings.stationNo), featuresOf(settings));
  }
}

function featuresOf({ doNotDisturb, forwarding: { always, busy, noAnswer } }: StationSettings): StationFeatures {
  return {
    doNotDisturb,
    forwarding: {
      ...(always === undefined ? {} : { always }),
      ...(busy === undefined ? {} : { busy }),
      ...(noAnswer === undefined ? {} : { noAnswer: { number: noAnswer.number, afterMs: noAnswer.seconds * 1000 } }),
    },
  };
}
