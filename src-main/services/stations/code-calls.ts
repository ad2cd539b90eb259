import type { CallEvent } from '../../contract/call-events.ts';
import { deviceNumber, isStation, type CallId, type DeviceId } from '../../contract/ids.ts';
import {
  readStationCode,
  type StationCode,
  type StationForwarding,
  type StationSettings,
} from '../../contract/stations.ts';
import type { Fault } from '../../foundation/errors.ts';
import type { Log } from '../../foundation/log.ts';
import type { Result } from '../../foundation/result.ts';
import type { CallControl, PromptFile } from '../../mediator/call-control.ts';

/** What a code may change. */
export interface SettableStations {
  of(stationNo: string): StationSettings;
  setDoNotDisturb(stationNo: string, on: boolean): Promise<Result<StationSettings, Fault>>;
  setForwarding(stationNo: string, forwarding: StationForwarding): Promise<Result<StationSettings, Fault>>;
}

/**
 * A phone that dials *78, *79, *72 with a number, or *73 sets its own station. It is in a call of its own, hears what
 * is true now, and is let go.
 */
export class CodeCalls {
  readonly #callControl: CallControl;
  readonly #stations: SettableStations;
  readonly #prompt: (name: string) => PromptFile | undefined;
  readonly #log: Log;

  constructor(parts: {
    readonly callControl: CallControl;
    readonly stations: SettableStations;
    readonly prompt: (name: string) => PromptFile | undefined;
    readonly log: Log;
  }) {
    this.#callControl = parts.callControl;
    this.#stations = parts.stations;
    this.#prompt = parts.prompt;
    this.#log = parts.log;
  }

  onCallEvent(event: CallEvent): void {
    if (event.kind !== 'Originated' || !isStation(event.deviceId)) return;
    const code = readStationCode(event.number);
    if (code !== undefined) void this.#serve(event.callId, event.deviceId, code);
  }

  async #serve(callId: CallId, deviceId: DeviceId, code: StationCode): Promise<void> {
    const set = await this.#set(deviceNumber(deviceId), code);
    if (!set.ok) this.#log.info('a code of a phone was refused', { callId, deviceId, code: set.error.code });
    const prompt = this.#prompt(set.ok ? promptOf(code) : 'setting-refused');
    if (prompt !== undefined && this.#callControl.calls.has(callId)) {
      await this.#callControl.playMessage({ callId, deviceId, prompts: [prompt], stopDigits: [], repeat: 1 });
    }
    if (this.#callControl.calls.has(callId)) await this.#callControl.clearCall(callId);
  }

  #set(stationNo: string, code: StationCode): Promise<Result<StationSettings, Fault>> {
    if (code.kind === 'doNotDisturb') return this.#stations.setDoNotDisturb(stationNo, code.on);
    const { always: _before, ...others } = this.#stations.of(stationNo).forwarding;
    return this.#stations.setForwarding(
      stationNo,
      code.number === undefined ? others : { ...others, always: code.number },
    );
  }
}

function promptOf(code: StationCode): string {
  if (code.kind === 'doNotDisturb') return code.on ? 'dnd-on' : 'dnd-off';
  return code.number === undefined ? 'forward-off' : 'forward-on';
}
