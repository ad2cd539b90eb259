import type { ChannelNumber } from '../contract/ids.ts';
import { NOTHING, type PlanStep, type Situation } from './plan.ts';

/** What the play of music on hold is known by. */
export const MUSIC = 'music';

/** Ends what a channel plays, or the tone that it hears. A refusal means that there was nothing to do. */
export function silenced(
  channel: ChannelNumber,
  kind: 'play' | 'tone',
  situation: Situation,
): readonly PlanStep<never>[] {
  const target = situation.running(channel, kind);
  if (target === undefined) return [];
  return [
    { command: { kind: 'cancel', channel, target }, deadlineMs: situation.limits.commandMs, onEnd: () => NOTHING },
  ];
}
