import type { FlowNodeOf } from '../flow-definition.ts';
import type { NodeContext, NodeEnd } from './node-context.ts';

/** PLAY ONLY: the caller hears the prompts, or cuts them short with any key, and goes on. */
export async function runPlayNode(node: FlowNodeOf<'play'>, { session, player }: NodeContext): Promise<NodeEnd> {
  const end = await player.play(session, node.prompts);
  return end.kind === 'ended' ? { kind: 'over' } : { kind: 'next', node: node.next };
}
