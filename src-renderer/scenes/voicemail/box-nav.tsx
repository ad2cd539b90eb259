import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import type { BoxId, BoxSummary } from '../../../src-main/contract/voicemail.ts';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';

/** The boxes that this seat hears, each with what is new; settings for those that it keeps. */
export const BoxNav = observer(function BoxNav(props: {
  readonly onSettings: (boxId: BoxId) => void;
  /** Only for admins. */
  readonly onSetups: (() => void) | undefined;
}): ReactElement {
  const { voicemail } = useSeat().root;
  const words = useWords().messages.voicemail;
  const { boxes, boxId, newCount, filter } = voicemail;
  return (
    <nav className="box-nav" aria-label={words.boxes}>
      <h2>{words.boxes}</h2>
      {boxes.length > 0 && (
        <button
          type="button"
          className="box-key"
          aria-current={boxId === undefined ? 'true' : undefined}
          onClick={() => void voicemail.show(filter, undefined)}
        >
          <span>{words.allBoxes}</span>
          <Count count={newCount} />
        </button>
      )}
      {boxes.map((box) => (
        <BoxKey key={box.boxId} box={box} onSettings={() => props.onSettings(box.boxId)} />
      ))}
      {props.onSetups !== undefined && (
        <button type="button" className="quiet-key" onClick={props.onSetups}>
          {words.setups}
        </button>
      )}
    </nav>
  );
});

const BoxKey = observer(function BoxKey(props: {
  readonly box: BoxSummary;
  readonly onSettings: () => void;
}): ReactElement {
  const { box } = props;
  const { voicemail } = useSeat().root;
  const words = useWords().messages.voicemail;
  return (
    <div className="box-place">
      <button
        type="button"
        className="box-key"
        aria-current={voicemail.boxId === box.boxId ? 'true' : undefined}
        onClick={() => void voicemail.show(voicemail.filter, box.boxId)}
      >
        <span>
          {box.title}
          <small className="faint">
            {box.boxNo} · {words.kinds[box.kind]} · {box.count}/{box.maxMessages}
          </small>
        </span>
        <Count count={box.newCount} />
      </button>
      {box.mayKeep && (
        <button type="button" className="quiet-key small" onClick={props.onSettings}>
          {words.settings}
        </button>
      )}
    </div>
  );
});

function Count(props: { readonly count: number }): ReactElement | undefined {
  const words = useWords().messages.voicemail;
  if (props.count === 0) return undefined;
  return (
    <b className="count-mark" title={words.mark(props.count)}>
      {props.count}
    </b>
  );
}
