import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import type { BenchParty } from '../seat-context.ts';
import { useBenchEar } from './bench-audio-context.tsx';
import { BenchKey } from './bench-key.tsx';

/** Listening to a party through the browser, and talking as it; `onLive` sets its mouth to the microphone. */
export const EarKeys = observer(function EarKeys(props: {
  readonly party: BenchParty;
  readonly onLive: () => void;
}): ReactElement {
  const ear = useBenchEar();
  const words = useWords().messages.bench;
  const { party, onLive } = props;
  const mine = ear.party?.kind === party.kind && ear.party.no === party.no;
  if (!mine) {
    return (
      <>
        <BenchKey word={words.listen} onPress={() => ear.join(party, false)} />
        <BenchKey
          word={words.talk}
          onPress={() => {
            onLive();
            ear.join(party, true);
          }}
        />
      </>
    );
  }
  return (
    <>
      <span className="ear-on">
        <Glyph name="headset" size={15} /> {ear.talking ? words.voices.live : words.listen}
      </span>
      <BenchKey word={words.stopListen} onPress={() => ear.leave()} />
      {ear.trouble !== undefined && <span className="faint">{words[ear.trouble]}</span>}
    </>
  );
});
