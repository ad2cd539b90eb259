import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { BarKey } from '../../components/bar-key.tsx';
import { Glyph } from '../../components/glyph.tsx';
import { PhoneNumber } from '../../components/phone-number.tsx';
import { useWords } from '../../components/seat-words.ts';
import { formatPhone } from '../../locales/phone-format.ts';
import { useSeat } from '../seat-context.ts';

/**
 * A number that came from elsewhere, docked under the bar until its user says what to do with it. It takes no focus:
 * F3 dials it, and nothing else does.
 */
export const DialConfirm = observer(function DialConfirm(): ReactElement {
  const { root, actions } = useSeat();
  const words = useWords().messages.integration.dialling;
  const { dialRequests, commands, link } = root;
  const request = link.live ? dialRequests.request : undefined;
  const mayDial = commands.mayAgent('call.make');
  return (
    <div role="status" aria-label={words.title}>
      {request !== undefined && (
        <section className="dial-confirm">
          <Glyph name="outbound" size={22} />
          <span className="only-heard">{words.request(formatPhone(request.number))}</span>
          <PhoneNumber number={request.number} big />
          <span className="faint">{mayDial ? words.from[request.source] : words.notNow}</span>
          {mayDial && (
            <BarKey
              glyph="phone"
              word={words.confirm}
              keys="F3"
              tone="go"
              pending={commands.isPending('call.make')}
              onPress={() => actions.confirmDial()}
            />
          )}
          <button type="button" className="quiet-key" onClick={() => dialRequests.dismiss()}>
            {words.dismiss}
          </button>
        </section>
      )}
    </div>
  );
});
