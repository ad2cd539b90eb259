import type { FlowNodeOf } from '../flow-definition.ts';
import type { DigitWait } from '../flow-session.ts';
import type { NodeContext, NodeEnd } from './node-context.ts';

/**
 * PLAY OPTION: plays, takes one digit, and follows its choice. No digit in time, or one that is no choice,
 * repeats the menu; after `repeatLimit` rounds the caller goes to `exhausted`. Each round that fails is
 * told in the call's story.
 */
export async function runMenuNode(
  node: FlowNodeOf<'menu'>,
  context: NodeContext,
  noteRound: (choice: string) => void,
): Promise<NodeEnd> {
  for (let round = 1; ; round += 1) {
    const digit = await askOnce(node, context);
    if (digit === 'ended') return { kind: 'over' };
    const chosen = digit === 'timeOut' ? undefined : node.choices[digit];
    if (chosen !== undefined) return { kind: 'next', node: chosen, choice: digit };
    if (round >= node.repeatLimit) return { kind: 'next', node: node.exhausted, choice: digit };
    noteRound(digit);
    if (digit === 'timeOut') continue;
    const said = await context.player.play(context.session, node.invalidPrompts);
    if (said.kind === 'ended') return { kind: 'over' };
  }
}

async function askOnce(node: FlowNodeOf<'menu'>, { session, player }: NodeContext): Promise<DigitWait> {
  session.forgetDigits();
  const end = await player.play(session, node.prompts);
  switch (end.kind) {
    case 'digit':
      return end.digit;
    case 'ended':
      return 'ended';
    case 'played':
      return session.waitForDigit(node.timeoutMs);
  }
}
