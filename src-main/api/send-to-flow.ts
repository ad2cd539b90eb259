import type { CallId, DeviceId, FlowId } from '../contract/ids.ts';
import type { Fault } from '../foundation/errors.ts';
import { failed, type Result } from '../foundation/result.ts';
import type { CallControl } from '../mediator/call-control.ts';
import { refusal, withIds } from './http-fault.ts';
import type { FlowsPort } from './ports.ts';

/** What it stands on. */
export interface FlowParts {
  readonly calls: CallControl;
  readonly flows: FlowsPort;
}

export interface FlowRequest {
  readonly callId: CallId;
  readonly flowId: FlowId;
  readonly back: boolean;
}

/**
 * 转IVR, 挂起转: sends the caller of an own call into a flow. A flow that nobody can be sent to is refused before the call
 * moves. Faults: flow/notFound, and those of handToFlow.
 */
export async function sendToFlow(
  { calls, flows, station }: FlowParts & { readonly station: DeviceId },
  { callId, flowId, back }: FlowRequest,
): Promise<Result<void, Fault>> {
  if (!flows.published().some((flow) => flow.flowId === flowId)) return failed(noSuchFlow(callId, flowId));
  return calls.handToFlow({ callId, stationId: station, flowId, back });
}

function noSuchFlow(callId: CallId, flowId: FlowId): Fault {
  const now = 'there is no published flow of this id';
  return withIds(refusal('flow/notFound', 'send the caller into a flow', now, 'Choose another.'), { callId, flowId });
}
