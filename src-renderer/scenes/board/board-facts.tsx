import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';

/** What card this is, and whether it runs. */
export const BoardFacts = observer(function BoardFacts(): ReactElement | undefined {
  const { facts } = useSeat().root.board;
  const { messages } = useWords();
  const words = messages.board;
  if (facts === undefined) return undefined;
  return (
    <p className="board-facts" title={`${words.serial} ${facts.serial} · ${words.driver} ${facts.driverVersion}`}>
      <span className={facts.up ? 'pill pill-good' : 'pill pill-bad'}>
        <Glyph name={facts.up ? 'ready' : 'warning'} size={14} /> {facts.up ? words.up : words.down}
      </span>
      <span>
        {facts.vendor} {facts.model}
      </span>
      {facts.simulated && <span className="pill">{words.simulated}</span>}
      {facts.clock === 'stepped' && (
        <span className="pill">
          <Glyph name="clock" size={14} /> {words.stepped}
        </span>
      )}
    </p>
  );
});
