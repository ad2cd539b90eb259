import { never } from '../../../foundation/errors.ts';
import type { FlowNode } from '../flow-definition.ts';
import { runAgentNode } from './agent-node.ts';
import { runHangUpNode } from './hang-up-node.ts';
import { runMenuNode } from './menu-node.ts';
import type { NodeContext, NodeEnd } from './node-context.ts';
import { runOperatorNode } from './operator-node.ts';
import { runPlayNode } from './play-node.ts';

/**
 * Takes the caller through one node. The only place that knows all node types.
 * @param noteRound told of each round of a node that repeats itself.
 */
export function runNode(node: FlowNode, context: NodeContext, noteRound: (choice: string) => void): Promise<NodeEnd> {
  switch (node.kind) {
    case 'play':
      return runPlayNode(node, context);
    case 'menu':
      return runMenuNode(node, context, noteRound);
    case 'agent':
      return runAgentNode(node, context);
    case 'operator':
      return runOperatorNode(node, context);
    case 'hangUp':
      return runHangUpNode(node, context);
    default:
      return never(node);
  }
}
