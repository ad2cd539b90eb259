import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import type { CallView } from '../../../src-main/contract/call-model.ts';
import { Glyph } from '../../components/glyph.tsx';
import { PhoneNumber } from '../../components/phone-number.tsx';
import { Timer } from '../../components/timer.tsx';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';

/** The call of the bar: direction, number, name, phase and its time. */
export const CallSummary = observer(function CallSummary(props: { readonly call: CallView }): ReactElement {
  const { call } = props;
  const { calls } = useSeat().root;
  const { messages } = useWords();
  const state = calls.ownConnection(call)?.state ?? 'null';
  const others = calls.own.length - 1;
  return (
    <div className={`call-summary call-${state}`}>
      <span className="call-direction">
        <Glyph name={call.direction} size={18} />
        {messages.codes.directions[call.direction]}
      </span>
      <span className="call-who">
        <PhoneNumber number={call.farNumber} big />
        {call.farName !== '' && <span className="call-name">{call.farName}</span>}
      </span>
      <span className="call-phase">{messages.codes.connectionStates[state]}</span>
      <Timer since={call.talkingSince ?? call.startedAt} label={messages.bar.callTime} />
      {others > 0 && <span className="call-more">{messages.bar.more(others)}</span>}
    </div>
  );
});
