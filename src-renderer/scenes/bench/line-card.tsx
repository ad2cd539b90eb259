import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import type { BenchActionInput, BenchState } from '../../../src-main/contract/bench.ts';
import { Glyph } from '../../components/glyph.tsx';
import { Keypad } from '../../components/keypad.tsx';
import { PhoneNumber } from '../../components/phone-number.tsx';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';
import { BenchDrop, BenchKey } from './bench-key.tsx';
import { EarKeys } from './ear-keys.tsx';
import { RingForm } from './ring-form.tsx';
import { VoiceChoice } from './voice-choice.tsx';

type Line = BenchState['lines'][number];

/** Off the DTMF and 450 Hz grids, and not that of the phones, so that a recording's channels can be told apart. */
const FAR_TONE_HZ = 1040;

/** One outside line: its state as the exchange sees it, and what the far party can do in it. */
export const LineCard = observer(function LineCard(props: { readonly line: Line }): ReactElement {
  const { line } = props;
  const { messages } = useWords();
  const words = messages.bench;
  return (
    <article
      className={`bench-card line-${line.state}`}
      aria-label={words.trunk(line.trunkNo)}
      data-trunk={line.trunkNo}
    >
      <header>
        <b>{words.trunk(line.trunkNo)}</b>
        <span className="bench-state">{messages.codes.benchLineStates[line.state]}</span>
        {line.ourHookOff && (
          <span className="bench-hook" title={words.hook}>
            <Glyph name="phone" size={14} /> {words.hook}
          </span>
        )}
      </header>
      {line.number !== '' && <PhoneNumber number={line.number} />}
      {line.dialled !== '' && (
        <span className="faint">
          {words.dialled} {line.dialled}
        </span>
      )}
      <LineKeys line={line} />
    </article>
  );
});

const LineKeys = observer(function LineKeys(props: { readonly line: Line }): ReactElement {
  const { bench } = useSeat().root;
  const words = useWords().messages.bench;
  const { line } = props;
  const { trunkNo, state } = line;
  const act = (action: BenchActionInput): void => void bench.act(action);
  if (state === 'idle' || state === 'noBattery') {
    return (
      <div className="bench-keys">
        {state === 'idle' && (
          <BenchDrop word={words.ring} strong>
            {(close) => (
              <RingForm
                trunkNo={trunkNo}
                onRing={(action) => {
                  close();
                  act(action);
                }}
              />
            )}
          </BenchDrop>
        )}
        <BenchKey
          word={state === 'idle' ? words.cut : words.restore}
          onPress={() => act({ do: 'setLine', trunkNo, battery: state !== 'idle' })}
        />
      </div>
    );
  }
  return (
    <>
      <div className="bench-keys">
        {state === 'ringing' && <BenchKey word={words.giveUp} danger onPress={() => act({ do: 'giveUp', trunkNo })} />}
        {state === 'farRinging' && (
          <BenchKey word={words.farAnswer} strong onPress={() => act({ do: 'farAnswer', trunkNo })} />
        )}
        {state === 'talking' && <TalkingKeys trunkNo={trunkNo} act={act} />}
      </div>
      {state === 'talking' && (
        <VoiceChoice
          voice={line.voice}
          seed={trunkNo}
          toneHz={FAR_TONE_HZ}
          onSpeak={(voice) => act({ do: 'farSpeak', trunkNo, voice })}
        />
      )}
    </>
  );
});

const TalkingKeys = observer(function TalkingKeys(props: {
  readonly trunkNo: number;
  readonly act: (action: BenchActionInput) => void;
}): ReactElement {
  const { messages } = useWords();
  const { trunkNo, act } = props;
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
            onDigit={(digits) => act({ do: 'farPress', trunkNo, digits })}
          />
        )}
      </BenchDrop>
      <EarKeys
        party={{ kind: 'far', no: trunkNo }}
        onLive={() => act({ do: 'farSpeak', trunkNo, voice: { kind: 'live' } })}
      />
      <BenchKey word={words.farHangUp} danger onPress={() => act({ do: 'farHangUp', trunkNo })} />
    </>
  );
});
