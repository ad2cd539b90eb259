import type { CallId, DeviceId, RecordingId } from '../../contract/ids.ts';
import type { RecordedLeg } from './recorded-leg.ts';

/** The legs of the calls that are up: one a line, so that a call over two lines has two. */
export class RecordedLegs {
  readonly #calls = new Map<CallId, readonly RecordedLeg[]>();

  at({ callId, deviceId }: { readonly callId: CallId; readonly deviceId: DeviceId }): RecordedLeg | undefined {
    return this.of(callId).find((leg) => leg.deviceId === deviceId);
  }

  /** In the order in which their lines came into the call. */
  of(callId: CallId): readonly RecordedLeg[] {
    return this.#calls.get(callId) ?? [];
  }

  holding(callId: CallId, recordingId: RecordingId): RecordedLeg | undefined {
    return this.of(callId).find((leg) => leg.recordingId === recordingId);
  }

  all(): readonly RecordedLeg[] {
    return [...this.#calls.values()].flat();
  }

  put(leg: RecordedLeg): void {
    const legs = this.of(leg.callId);
    const isKnown = legs.some((each) => each.deviceId === leg.deviceId);
    const next = isKnown ? legs.map((each) => (each.deviceId === leg.deviceId ? leg : each)) : [...legs, leg];
    this.#calls.set(leg.callId, next);
  }

  /** True when it was the last leg of its call. */
  remove({ callId, deviceId }: RecordedLeg): boolean {
    const left = this.of(callId).filter((leg) => leg.deviceId !== deviceId);
    if (left.length > 0) this.#calls.set(callId, left);
    else this.#calls.delete(callId);
    return left.length === 0;
  }
}
