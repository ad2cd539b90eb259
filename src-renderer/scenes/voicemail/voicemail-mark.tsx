import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';

/** On the bar: how many messages are new; opens the panel. Not there for who hears no box. */
export const VoicemailMark = observer(function VoicemailMark(): ReactElement | undefined {
  const { root, actions } = useSeat();
  const words = useWords().messages.voicemail;
  const { boxes, newCount } = root.voicemail;
  if (boxes.length === 0 || root.ui.barAlone) return undefined;
  const label = newCount === 0 ? words.noneNew : words.mark(newCount);
  return (
    <button
      type="button"
      className={newCount === 0 ? 'bar-icon' : 'bar-icon voicemail-mark'}
      title={label}
      aria-label={label}
      onClick={() => actions.showPanel('voicemail')}
    >
      <Glyph name="voicemail" size={20} />
      {newCount > 0 && <b className="count-mark">{newCount}</b>}
    </button>
  );
});

/** In the list of panels: how many messages are new. */
export const NewMessages = observer(function NewMessages(): ReactElement | undefined {
  const { newCount } = useSeat().root.voicemail;
  const words = useWords().messages.voicemail;
  if (newCount === 0) return undefined;
  return (
    <b className="count-mark" title={words.mark(newCount)}>
      {newCount}
    </b>
  );
});
