import { over, type Reach } from './landing.ts';
import type { Plan, Situation } from './plan.ts';
import { reachOutside } from './reach-outside.ts';
import { reachStation } from './reach-station.ts';

/** Calls the destination into the call, by its kind. */
export function reach<Value>(request: Reach<Value>, situation: Situation): Plan<Value> {
  const { callId, destination } = request;
  if (!situation.model.calls.has(callId) || situation.model.endings.has(callId)) return over(callId);
  switch (destination.kind) {
    case 'internal':
      return reachStation({ ...request, again: reach }, destination.deviceId, situation);
    case 'outside':
      return reachOutside(request, destination, new Set(), situation);
    case 'feature':
    case 'notPermitted':
      return request.missed({ deviceId: undefined, cause: 'invalidNumber' }, situation);
  }
}
