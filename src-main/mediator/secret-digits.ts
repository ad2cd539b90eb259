import type { CallId, DeviceId } from '../contract/ids.ts';
import type { UnnumberedCallEvent } from '../contract/call-events.ts';

/**
 * Where PINs and card numbers are being pressed: the digits are told as secret, and the journal does not keep them.
 * Works only inside the mediator's inbox.
 */
export class SecretDigits {
  readonly #devices = new Map<CallId, Set<DeviceId>>();

  set(callId: CallId, deviceId: DeviceId, secret: boolean): void {
    const devices = this.#devices.get(callId) ?? new Set();
    if (secret) devices.add(deviceId);
    else devices.delete(deviceId);
    if (devices.size > 0) this.#devices.set(callId, devices);
    else this.#devices.delete(callId);
  }

  /** The event as it is to be told. */
  marked(event: UnnumberedCallEvent): UnnumberedCallEvent {
    if (event.kind === 'CallCleared') this.#devices.delete(event.callId);
    if (event.kind !== 'DigitsReceived' || event.secret) return event;
    return this.#devices.get(event.callId)?.has(event.deviceId) === true ? { ...event, secret: true } : event;
  }
}
