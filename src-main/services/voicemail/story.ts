import { flowIdSchema } from '../../contract/ids.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { CallControl } from '../../mediator/call-control.ts';
import type { VoiceLine } from './voice-line.ts';

const VOICEMAIL_FLOW = flowIdSchema.parse('voicemail');

/** Tells each state that a machine of voicemail enters in the story of its call, as a step of the flow 'voicemail'. */
export function storyOf(
  line: VoiceLine,
  parts: { readonly callControl: CallControl; readonly clock: Clock },
): (node: string) => void {
  return (node) => {
    if (!parts.callControl.calls.has(line.callId)) return;
    parts.callControl.note({
      kind: 'FlowStepped',
      at: parts.clock.nowMs(),
      callId: line.callId,
      flowId: VOICEMAIL_FLOW,
      node,
    });
  };
}
