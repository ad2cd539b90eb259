import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';

/** Offline is a state: what is true (calls go on), when the next attempt comes, and what can be done. */
export const LinkNotice = observer(function LinkNotice(): ReactElement {
  const { link } = useSeat().root;
  const { messages } = useWords();
  const words = messages.offline;
  const { endReason, retryInSeconds } = link;
  const text =
    endReason !== undefined
      ? messages.codes.linkEnds[endReason]
      : link.wasLive || link.view.attempts > 1
        ? words.lost
        : words.connecting;
  return (
    <div className="link-notice">
      <Glyph name="offline" size={20} />
      <span role="status">{text}</span>
      {retryInSeconds !== undefined && <span className="timer">{words.retryIn(retryInSeconds)}</span>}
      {link.view.state === 'waiting' && (
        <button type="button" className="bar-link" onClick={() => link.start()}>
          {words.retryNow}
        </button>
      )}
      {endReason === 'replaced' && (
        <button type="button" className="bar-link" onClick={() => link.start()}>
          {words.useHere}
        </button>
      )}
      {endReason === 'protocolVersion' && (
        <button type="button" className="bar-link" onClick={() => location.reload()}>
          {words.reload}
        </button>
      )}
    </div>
  );
});
