import type { ReactElement } from 'react';
import type { AgentState } from '../../src-main/contract/users.ts';
import { Glyph, type GlyphName } from './glyph.tsx';
import { useWords } from './seat-words.ts';
import { Timer } from './timer.tsx';

const GLYPHS: Record<AgentState, GlyphName> = {
  loggedOut: 'away',
  notReady: 'notReady',
  ready: 'ready',
  ringing: 'ringing',
  talking: 'talking',
};

/** The agent's state: icon, word, colour, the time in it, and what was chosen for after the call. */
export function StateChip(props: {
  readonly state: AgentState;
  readonly since: number;
  readonly pendingState: AgentState | undefined;
}): ReactElement {
  const { messages } = useWords();
  const { state, since, pendingState } = props;
  const words = messages.codes.agentStates;
  return (
    <span className={`state-chip state-${state}`}>
      <Glyph name={GLYPHS[state]} size={18} />
      <span className="state-words">
        <span className="state-word">{words[state]}</span>
        {pendingState !== undefined && pendingState !== state && (
          <span className="state-pending">{messages.bar.pendingState(words[pendingState])}</span>
        )}
      </span>
      <Timer since={since} label={messages.bar.stateTime} />
    </span>
  );
}
