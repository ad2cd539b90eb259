import type { UserId } from '../../../contract/ids.ts';
import type { FlowNodeOf } from '../flow-definition.ts';
import type { NodeContext, NodeEnd } from './node-context.ts';
import { ringStation } from './ring-station.ts';

/** AGENT: rings the agent that has been ready for the longest, then the next, `attempts` in all. */
export async function runAgentNode(node: FlowNodeOf<'agent'>, context: NodeContext): Promise<NodeEnd> {
  const said = await context.player.play(context.session, node.prompts);
  if (said.kind === 'ended') return { kind: 'over' };
  const tried = new Set<UserId>();
  let anyRang = false;
  for (let attempt = 1; attempt <= node.attempts;) {
    const reservation = context.agents.reserveReady({ roles: ['agent'], except: tried });
    const stationNo = reservation?.agent.stationNo;
    if (reservation === undefined || stationNo === undefined) break;
    tried.add(reservation.agent.userId);
    const end = await ringStation(stationNo, { timeoutMs: node.ringTimeoutMs, music: node.music }, context);
    reservation.dispose();
    if (end === 'answered') return { kind: 'over', choice: 'answered' };
    if (end === 'ended') return { kind: 'over' };
    // A phone that could not be rung at all is no attempt: the caller lost no time on it.
    if (end === 'noAnswer') {
      anyRang = true;
      attempt += 1;
    }
  }
  return anyRang
    ? { kind: 'next', node: node.noAnswer, choice: 'noAnswer' }
    : { kind: 'next', node: node.noAgent, choice: 'noAgent' };
}
