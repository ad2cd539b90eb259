import type { FlowNodeOf } from '../flow-definition.ts';
import type { NodeContext, NodeEnd } from './node-context.ts';

/** STOP FLOW: says goodbye and ends the call from our side. */
export async function runHangUpNode(
  node: FlowNodeOf<'hangUp'>,
  { session, player, callControl }: NodeContext,
): Promise<NodeEnd> {
  const said = await player.play(session, node.prompts);
  if (said.kind !== 'ended') {
    session.step('HangUpBegan');
    await callControl.clearCall(session.callId);
  }
  return { kind: 'over' };
}
