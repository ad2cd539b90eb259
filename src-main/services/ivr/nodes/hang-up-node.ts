import type { FlowNodeOf } from '../flow-definition.ts';
import { endFlow } from '../flow-end.ts';
import type { NodeContext, NodeEnd } from './node-context.ts';

/** STOP FLOW: says goodbye and ends the flow, which ends the call unless a station waits for the caller. */
export async function runHangUpNode(node: FlowNodeOf<'hangUp'>, context: NodeContext): Promise<NodeEnd> {
  const said = await context.player.play(context.session, node.prompts);
  if (said.kind !== 'ended') await endFlow(context);
  return { kind: 'over' };
}
