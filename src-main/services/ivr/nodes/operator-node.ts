import type { FlowNodeOf } from '../flow-definition.ts';
import type { NodeContext, NodeEnd } from './node-context.ts';
import { ringStation } from './ring-station.ts';

/** OPERATOR: rings the operator's own station; without one, any agent or supervisor that is ready. */
export async function runOperatorNode(node: FlowNodeOf<'operator'>, context: NodeContext): Promise<NodeEnd> {
  const said = await context.player.play(context.session, node.prompts);
  if (said.kind === 'ended') return { kind: 'over' };
  const reservation =
    node.stationNo === undefined ? context.agents.reserveReady({ roles: ['agent', 'supervisor'] }) : undefined;
  const stationNo = node.stationNo ?? reservation?.agent.stationNo;
  if (stationNo === undefined) return { kind: 'next', node: node.noAgent, choice: 'noAgent' };
  const end = await ringStation(stationNo, { timeoutMs: node.ringTimeoutMs, music: node.music }, context);
  reservation?.dispose();
  switch (end) {
    case 'answered':
      return { kind: 'over', choice: 'answered' };
    case 'ended':
      return { kind: 'over' };
    case 'noAnswer':
      return { kind: 'next', node: node.noAnswer, choice: 'noAnswer' };
    case 'unavailable':
      return { kind: 'next', node: node.noAgent, choice: 'noAgent' };
  }
}
