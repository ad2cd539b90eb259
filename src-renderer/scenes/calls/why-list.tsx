import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import type { CallRecord } from '../../../src-main/contract/call-record.ts';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';
import { whySteps } from './why-words.ts';

/** Why the call went where it went: each rule that was looked at, and the conditions that were met or not. */
export const WhyList = observer(function WhyList(props: { readonly record: CallRecord }): ReactElement | undefined {
  const { records, session } = useSeat().root;
  const { messages } = useWords();
  const words = messages.callList;
  const { why = [], ruleId } = props.record;
  const steps = whySteps(why, messages);
  if (steps.length === 0 && ruleId === undefined) return undefined;
  return (
    <>
      <h3>{words.whySteps}</h3>
      <ol className="why-steps">
        {steps.map((step, at) => (
          // Two steps may say the same; their order is what they are.
          <li key={`${at} ${step.text}`}>
            <MetMark met={step.met} /> {step.text}
            <ul>
              {step.conditions.map((condition) => (
                <li key={condition.text}>
                  <MetMark met={condition.met} /> {condition.text}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {session.oversees && ruleId !== undefined && (
        <button type="button" className="quiet-key" onClick={() => void records.narrow({ ruleId })}>
          {words.onlyThisRule}
        </button>
      )}
    </>
  );
});

function MetMark(props: { readonly met: boolean | undefined }): ReactElement | undefined {
  const words = useWords().messages.callList;
  const { met } = props;
  if (met === undefined) return undefined;
  return (
    <span className={met ? 'why-met' : 'why-not-met'}>
      <Glyph name={met ? 'ready' : 'close'} size={12} />
      <span className="only-heard">{met ? words.met : words.notMet}</span>
    </span>
  );
}
