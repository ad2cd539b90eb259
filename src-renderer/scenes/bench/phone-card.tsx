import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import type { BenchActionInput, BenchState } from '../../../src-main/contract/bench.ts';
import { Glyph } from '../../components/glyph.tsx';
import { Keypad } from '../../components/keypad.tsx';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';
import { BenchDrop, BenchKey } from './bench-key.tsx';
import { EarKeys } from './ear-keys.tsx';
import { VoiceChoice } from './voice-choice.tsx';

type Phone = BenchState['phones'][number];

/** Not that of the far parties, so that a recording's channels can be told apart. */
const PHONE_TONE_HZ = 610;

/** One desk phone: what it shows, and what the person at it can do. */
export const PhoneCard = observer(function PhoneCard(props: { readonly phone: Phone }): ReactElement {
  const { phone } = props;
  const { bench } = useSeat().root;
  const { messages } = useWords();
  const words = messages.bench;
  const { phoneNo } = phone;
  const state = phone.ringing ? 'ringing' : phone.hookOff ? 'talking' : 'idle';
  const { connectionStates } = messages.codes;
  const word = phone.ringing
    ? connectionStates.alerting
    : phone.hookOff
      ? connectionStates.initiated
      : connectionStates.null;
  const act = (action: BenchActionInput): void => void bench.act(action);
  return (
    <article className={`bench-card line-${state}`} aria-label={words.phone(phoneNo)} data-phone={phoneNo}>
      <header>
        <b>{words.phone(phoneNo)}</b>
        <span className="bench-state">{word}</span>
      </header>
      {phone.display !== '' && (
        <span className="phone-display">
          <Glyph name="window" size={14} /> {phone.display}
        </span>
      )}
      {phone.lamp && (
        <span className="phone-lamp">
          <Glyph name="message" size={14} /> {words.lamp}
        </span>
      )}
      <div className="bench-keys">
        {!phone.hookOff && (
          <BenchKey word={words.lift} strong={phone.ringing} onPress={() => act({ do: 'lift', phoneNo })} />
        )}
        {phone.hookOff && <OffHookKeys phoneNo={phoneNo} act={act} />}
      </div>
      {phone.hookOff && (
        <VoiceChoice
          voice={phone.voice}
          seed={100 + phoneNo}
          toneHz={PHONE_TONE_HZ}
          onSpeak={(voice) => act({ do: 'speak', phoneNo, voice })}
        />
      )}
    </article>
  );
});

const OffHookKeys = observer(function OffHookKeys(props: {
  readonly phoneNo: number;
  readonly act: (action: BenchActionInput) => void;
}): ReactElement {
  const { messages } = useWords();
  const { phoneNo, act } = props;
  const words = messages.bench;
  return (
    <>
      <BenchDrop word={words.press}>
        {(close) => (
          <Keypad
            label={words.press}
            sentLabel={messages.bar.sent}
            takeFocus
            onClose={close}
            onDigit={(digits) => act({ do: 'press', phoneNo, digits })}
          />
        )}
      </BenchDrop>
      <BenchKey word={words.flash} onPress={() => act({ do: 'flash', phoneNo })} />
      <EarKeys
        party={{ kind: 'phone', no: phoneNo }}
        onLive={() => act({ do: 'speak', phoneNo, voice: { kind: 'live' } })}
      />
      <BenchKey word={words.hangUp} danger onPress={() => act({ do: 'hangUp', phoneNo })} />
    </>
  );
});
