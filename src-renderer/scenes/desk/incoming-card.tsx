import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import type { CallId } from '../../../src-main/contract/ids.ts';
import { formatPhone } from '../../locales/phone-format.ts';
import { describePathStep } from '../../locales/messages.ts';
import { BarKey } from '../../components/bar-key.tsx';
import { Glyph } from '../../components/glyph.tsx';
import { PhoneNumber } from '../../components/phone-number.tsx';
import { Timer } from '../../components/timer.tsx';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';
import { DeflectKey } from './deflect-key.tsx';

/**
 * Docked under the bar while a call rings this seat. It takes no focus and is no dialog: Enter that is typed
 * elsewhere stays there. Two live regions: one polite for the card, one assertive that says who calls, once.
 */
export const IncomingCard = observer(function IncomingCard(): ReactElement {
  const { root, actions } = useSeat();
  const { messages } = useWords();
  const { calls, commands, link } = root;
  const call = link.live ? calls.incoming : undefined;
  const who = call && (call.farName || formatPhone(call.farNumber) || messages.calls.unknownNumber);
  return (
    <>
      <div className="only-heard" role="alert">
        {who !== undefined && messages.incoming.from(who)}
      </div>
      <div role="status" aria-label={messages.incoming.label}>
        {call !== undefined && (
          <section className="incoming" data-call={call.callId}>
            <span className="incoming-bell">
              <Glyph name="ringing" size={26} />
            </span>
            <div className="incoming-who">
              <span className="incoming-line">
                {messages.bar.incoming}
                {call.trunkNo !== undefined && ` · ${messages.incoming.via(call.trunkNo)}`}
              </span>
              <PhoneNumber number={call.farNumber} big />
              {call.farName !== '' && <span className="incoming-name">{call.farName}</span>}
            </div>
            <IncomingStory callId={call.callId} />
            <div className="incoming-wait" aria-hidden="true">
              <small>{messages.incoming.waiting}</small>
              <Timer since={call.startedAt} />
            </div>
            {commands.mayCall('call.answer', call.callId) ? (
              <BarKey
                glyph="phone"
                word={messages.bar.answer}
                keys="F2"
                tone="go"
                pending={commands.isPending('call.answer', call.callId)}
                onPress={() => actions.answer()}
              />
            ) : (
              <strong className="incoming-lift">{messages.bar.liftHandset}</strong>
            )}
            <DeflectKey callId={call.callId} />
          </section>
        )}
      </div>
    </>
  );
});

const IncomingStory = observer(function IncomingStory(props: { readonly callId: CallId }): ReactElement {
  const { calls } = useSeat().root;
  const { messages } = useWords();
  const story = calls.storyOf(props.callId);
  return (
    <dl className="incoming-story">
      {story.path.length > 0 && (
        <>
          <dt>{messages.incoming.path}</dt>
          <dd>{story.path.map((step) => describePathStep(step, messages)).join(' › ')}</dd>
        </>
      )}
      {story.reason !== '' && (
        <>
          <dt>{messages.incoming.why}</dt>
          <dd>{story.reason}</dd>
        </>
      )}
    </dl>
  );
});
