import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import type { CallRecord } from '../../../src-main/contract/call-record.ts';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';
import { openCall } from './open-call.ts';

/** The calls with which this one hangs together, one press away. */
export const CallLinks = observer(function CallLinks(props: { readonly record: CallRecord }): ReactElement | undefined {
  const { root } = useSeat();
  const words = useWords().messages.callList;
  const { record } = props;
  const callBack = root.records.callBacks[record.callId];
  const links = [
    [words.parent, record.parentId],
    [words.previous, record.previousId],
    [words.next, record.nextId],
    [words.callBackStates.calledBack, callBack?.callId],
  ] as const;
  const known = links.flatMap(([label, callId]) => (callId === undefined ? [] : [{ label, callId }]));
  if (known.length === 0) return undefined;
  return (
    <nav className="call-links" aria-label={words.links}>
      {known.map(({ label, callId }) => (
        <button key={label} type="button" className="quiet-key" onClick={() => openCall(root, callId)}>
          <Glyph name="internal" size={14} /> {label}
        </button>
      ))}
    </nav>
  );
});
