import { failed, ok } from '../../foundation/result.ts';
import type { CallId } from '../../contract/ids.ts';
import type { CallView, Cause } from '../../contract/call-model.ts';
import { callUnknown } from '../call-faults.ts';
import { endCall } from '../clearing.ts';
import type { Planned, Situation } from '../plan.ts';

/** CSTA clearCall: everybody is released; done when the call has been cleared, also when it ends already. */
export function clearCall(callId: CallId, situation: Situation): Planned<void> {
  const call = situation.model.calls.get(callId);
  if (call === undefined) return failed(callUnknown('clear a call', callId));
  const plan = endCall(callId, { cause: causeOf(call), endedBy: 'system' }, situation);
  return ok({ ...plan, until: { callId, value: undefined } });
}

/** Why the system ends a call: its flow is through, or an outbound attempt is given up. */
function causeOf(call: CallView): Cause {
  if (call.talkingSince !== undefined) return 'normal';
  if (call.direction !== 'inbound') return 'cancelled';
  return call.flowId === undefined ? 'normal' : 'flowEnded';
}
