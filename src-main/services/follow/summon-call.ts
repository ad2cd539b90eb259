import { isTrunk, type CallId, type DeviceId } from '../../contract/ids.ts';
import type { RuleWhy } from '../../contract/rule-why.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Fault } from '../../foundation/errors.ts';
import type { Result } from '../../foundation/result.ts';
import type { CallControl, SummonRequest } from '../../mediator/call-control.ts';

interface Telling {
  readonly callControl: CallControl;
  readonly clock: Clock;
}

/** Adds steps to the call's story, unless the call is over. */
export function tellWhy({ callControl, clock }: Telling, callId: CallId, why: readonly RuleWhy[]): void {
  if (why.length === 0 || !callControl.calls.has(callId)) return;
  callControl.note({ kind: 'CallInformation', at: clock.nowMs(), callId, why: [...why] });
}

/** Calls them, and tells in the story who took the call or that nobody did. */
export async function summonTelling(parts: Telling, request: SummonRequest): Promise<Result<DeviceId, Fault>> {
  const taken = await parts.callControl.summon(request);
  tellWhy(parts, request.callId, [
    taken.ok ? { kind: 'summoned', taken: true, by: taken.value } : { kind: 'summoned', taken: false },
  ]);
  return taken;
}

/** The line on which the outside party of a call is; the first, when there are more. */
export function lineOf({ calls }: CallControl, callId: CallId): DeviceId | undefined {
  return calls.get(callId)?.connections.find((each) => isTrunk(each.deviceId) && each.state !== 'null')?.deviceId;
}
