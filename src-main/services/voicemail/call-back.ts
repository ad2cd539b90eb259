import { isStation, type DeviceId } from '../../contract/ids.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Disposable } from '../../foundation/disposable.ts';
import type { Log } from '../../foundation/log.ts';
import type { CallControl } from '../../mediator/call-control.ts';

/** So long the phone may take to come back on-hook; then nobody is called. */
const ON_HOOK_WITHIN_MS = 30_000;

interface CallBackParts {
  readonly callControl: CallControl;
  readonly clock: Clock;
  readonly log: Log;
}

/** Whether a number can be called back from the phone on which its message was heard. */
export function mayCallBack(deviceId: DeviceId, number: string): boolean {
  return isStation(deviceId) && /\d{2}/.test(number);
}

/** Calls the number from the phone as soon as it is on-hook; a phone that is off-hook cannot be rung. */
export function callWhenOnHook(stationId: DeviceId, number: string, parts: CallBackParts): Disposable {
  const { callControl, clock, log } = parts;
  const waiting: Disposable[] = [];
  const dispose = (): void => {
    for (const each of waiting.splice(0)) each.dispose();
  };
  const callNow = async (): Promise<void> => {
    dispose();
    const made = await callControl.makeCall({ stationId, number });
    if (!made.ok) log.info('a message was not called back', { device: stationId, code: made.error.code });
  };
  const isOnHook = (): boolean => {
    const device = callControl.devices.device(stationId);
    return device !== undefined && device.channel.state === 'idle' && device.callId === undefined;
  };
  if (isOnHook()) {
    void callNow();
    return { dispose };
  }
  waiting.push(
    callControl.onDeviceChanged((device) => {
      if (device.deviceId === stationId && isOnHook()) void callNow();
    }),
    clock.setTimer(ON_HOOK_WITHIN_MS, dispose),
  );
  return { dispose };
}
